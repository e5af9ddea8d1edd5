"""`desk decide`, `undo`, `note` and `release`: what a person does with a case."""

from datetime import datetime
from typing import Annotated

import typer

from desk.cli.asked import Asked
from desk.cli.at_desk import opened
from desk.cli.case_text import moment as written_moment
from desk.cli.options import AsCase, CaseFormat, Login, PostId, moment
from desk.cli.output import answer, say, text_from, write_json
from desk.errors import WrongUsage
from desk.language.words import LANGUAGES, words
from desk.model.names import Action, Ground, Role
from desk.plain_text import one_line
from desk.workflow.desk import Desk
from desk.workflow.views import Decide, Outcome, PastDecision

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_NAME = 60


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise WrongUsage("cli.usage.span")
    return int(start), int(end)


@app.command()
def decide(
    ctx: typer.Context,
    *,
    post: PostId,
    action: Annotated[Action, typer.Argument(metavar="ACTION", help="What is done, as `desk show` lists it.")],
    version: Annotated[int, typer.Option(metavar="N", help="The version you saw; an older one is refused.")],
    ground: Annotated[
        Ground | None, typer.Option(metavar="G", case_sensitive=False, help="The ground of a restriction, G-1 to G-11.")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words; it never leaves the desk.")] = "",
    reply_file: Annotated[
        str | None, typer.Option(metavar="FILE", help="The text of a reply; - is standard input.")
    ] = None,
    template: Annotated[
        str, typer.Option(metavar="NAME", help="The template of a reply; alone it is the reply itself.")
    ] = "",
    span: Annotated[
        list[str] | None,
        typer.Option(metavar="START:END", help="A passage to black out; may be given several times."),
    ] = None,
    to: Annotated[Role | None, typer.Option(metavar="ROLE", help="To whom it is escalated.")] = None,
    until: Annotated[
        datetime | None, typer.Option(parser=moment, metavar="TIME", help="Until when it is put off.")
    ] = None,
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Decide a post.

    The policy and the rights of whoever decides are checked as on the screen.
    What it does at the source waits for the hold time.
    """
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        command = Decide(
            key=post,
            version=version,
            action=action,
            ground=ground,
            reason=reason,
            reply=_reply(desk, post, reply_file, template),
            template=template,
            spans=tuple(map(_span, span or ())),
            to=to,
            until=until,
        )
        outcome = desk.decide(command)
    _tell(outcome, format_)
    if outcome.after_deadline:
        say("cli.rests_late", key=outcome.key, deadline=written_moment(outcome.after_deadline))


def _reply(desk: Desk, post: str, file: str | None, template: str) -> str:
    """Return the text of a reply: a file's own, else that of the template."""
    if file is not None:
        return text_from(file)
    return _from_template(desk, post, template) if template else ""


def _from_template(desk: Desk, post: str, template: str) -> str:
    case = desk.case(post)
    language = case.language if case.language in LANGUAGES else words().base
    rendered = {one.id: one for one in desk.templates(case, language)}
    if template not in rendered:
        raise WrongUsage("cli.decide.no_template", template=template, known=", ".join(rendered))
    if unfilled := rendered[template].unfilled:
        raise WrongUsage("cli.decide.unfilled", template=template, slots=", ".join(unfilled))
    return rendered[template].text


@app.command()
def undo(
    ctx: typer.Context,
    post: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Id of a post; without it your very last decision.")
    ] = None,
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Take back your last decision while its effects wait."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        past = desk.undoable(post)
        outcome = desk.undo(past.id)
    if format_ is CaseFormat.JSON:
        write_json(_written(outcome))
    else:
        _tell_undone(past, outcome)


@app.command()
def note(
    ctx: typer.Context,
    post: PostId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note; - is standard input.")],
    login: Login = None,
) -> None:
    """Write an internal note; it never leaves the desk."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        desk.note(post, text_from("-") if text == "-" else text)
    answer("cli.noted", key=post)


@app.command()
def release(
    ctx: typer.Context,
    post: PostId,
    version: Annotated[int, typer.Option(metavar="N", help="The version you saw; an older one is refused.")],
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Release what somebody else decided: the second pair of eyes."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        _tell(desk.decide(Decide(post, version, Action.RELEASE)), format_)


def _tell(outcome: Outcome, format_: CaseFormat) -> None:
    if format_ is CaseFormat.JSON:
        write_json(_written(outcome))
        return
    answer(
        "cli.decided_held" if outcome.hold_until else "cli.decided",
        key=outcome.key,
        action=words().name("action", outcome.action),
        state=words().name("state", outcome.state),
        version=outcome.version,
        until=written_moment(outcome.hold_until),
    )


def _tell_undone(past: PastDecision, outcome: Outcome) -> None:
    channel = words().name("channel_kind", past.channel)
    answer(
        "cli.undone",
        key=past.key,
        post=", ".join(filter(None, (channel, one_line(past.author, _NAME), written_moment(past.decided_at)))),
        action=words().name("action", past.action),
        state=words().name("state", outcome.state),
        version=outcome.version,
    )


def _written(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.key,
        "action": outcome.action,
        "state": outcome.state,
        "version": outcome.version,
        "hold_until": outcome.hold_until.isoformat() if outcome.hold_until else None,
        "undone": outcome.undone,
    }
