"""`desk rules`: what people who write rules need beside an editor."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from desk.cli import learn
from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.options import AsCase, AsList, CaseFormat, ListFormat
from desk.cli.output import answer, text_from, write_array, write_json
from desk.cli.phrases import finding_name, quote, reason_line
from desk.cli.tables import console, last_cell, table
from desk.cli.usage import NamedCommands
from desk.errors import DeskError
from desk.language.explain import explain
from desk.language.words import words
from desk.model.findings import Screened
from desk.model.names import ChannelKind, HouseKind
from desk.model.posts import IncomingPost
from desk.plain_text import harmless
from desk.policy import documents as policies
from desk.policy.assessment import Assessment
from desk.policy.examples import failures as policy_failures
from desk.replies import templates
from desk.reports.screened_post import screened_post
from desk.screening.documents import AnyRule, Rule
from desk.screening.rules import load, read_folder
from desk.settings import Settings

app = typer.Typer(cls=NamedCommands, add_completion=False, rich_markup_mode=None)

_WRONG = 1


@app.callback()
def rules() -> None:
    """Check, test, explain and list the rules."""


@app.command()
def check(ctx: typer.Context) -> None:
    """Read and validate every rule, policy and reply template; say what is wrong, where, and what is nearest."""
    asked: Asked = ctx.obj
    settings = settings_of(asked)
    loaded = read_folder(settings.rules_folder)
    problems = [str(problem) for problem in loaded.problems]
    problems += [str(error) for error in _refusals(settings)]
    for problem in problems:
        _line(problem)
    if problems:
        raise typer.Exit(_WRONG)
    answer("cli.rules.hold", rules=len(loaded.files), folder=settings.rules_folder)


def _refusals(settings: Settings) -> Iterator[DeskError]:
    """Yield what is wrong with policies and templates: of each room the first thing."""
    for read in (_policies, _templates):
        try:
            read(settings)
        except DeskError as error:
            yield error


def _policies(settings: Settings) -> policies.PolicyBook:
    return policies.load(settings.rules_folder / "policy", Path(settings.policy) if settings.policy else None)


def _templates(settings: Settings) -> templates.TemplateBook:
    return templates.load(settings.rules_folder / "replies")


@app.command("test")
def run_examples(ctx: typer.Context) -> None:
    """Screen every example beside every rule, and try those beside the rows of the policies."""
    from desk.screening.examples import failures  # noqa: PLC0415  the only command here that needs spaCy as such

    asked: Asked = ctx.obj
    settings = settings_of(asked)
    ruleset = load(settings.rules_folder)
    found = [f"{failure.file}, {failure.rule}: {failure}" for failure in failures(ruleset)]
    for policy in _policies(settings).policies.values():
        found += [
            words().text(
                "cli.rules.row_example",
                house=words().name("house_kind", policy.house),
                row=failure.row,
                number=failure.number,
                applied=", ".join(failure.applied),
            )
            for failure in policy_failures(policy)
        ]
    for line in found:
        _line(line)
    if found:
        raise typer.Exit(_WRONG)
    answer("cli.rules.examples_hold", examples=sum(len(rule.match) + len(rule.no_match) for rule in ruleset.all()))


@app.command("explain")
def explain_text(
    ctx: typer.Context,
    *,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A text as somebody would write it; - is standard input.")
    ],
    parent: Annotated[str, typer.Option(metavar="TEXT", help="The post or title it answers.")] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="The name it is written under.")] = "",
    locale: Annotated[str, typer.Option(metavar="TAG", help="Language and country, such as de-AT.")] = "",
    house: Annotated[HouseKind, typer.Option(help="Whose policy is asked.")] = HouseKind.INSURER,
    channel: Annotated[ChannelKind, typer.Option(help="Where it is written.")] = ChannelKind.FACEBOOK,
    format_: AsCase = CaseFormat.TEXT,
) -> None:
    """Say what screening and policy make of a text, and why."""
    from desk.cli.screening_pool import bench, recipe  # noqa: PLC0415  the other commands here need no engine

    asked: Asked = ctx.obj
    settings = settings_of(asked)
    said = text_from("-") if text == "-" else text
    post = IncomingPost("-", said, channel, house, parent=parent or None, author=author, locale=locale)
    for _, screened, assessment in bench(recipe(settings, words().language)).look_at([post]):
        if format_ is CaseFormat.JSON:
            write_json(screened_post(post.key, said, screened, assessment))
        else:
            for line in _explained(said, screened, assessment):
                _line(line)


def _explained(text: str, screened: Screened, assessment: Assessment) -> Iterator[str]:
    say = words()
    band = say.name("band", assessment.band)
    yield say.text("cli.case.priority", priority=assessment.priority, band=band, severity=assessment.severity)
    for points in assessment.reasons:
        yield reason_line(points.reason, points.points)
    language = screened.language or "–"
    yield say.text("cli.rules.language" if screened.checked else "cli.rules.not_covered", language=language)
    for finding in screened.findings:
        sign = "+" if finding.counted else "–"
        yield f"{sign} {finding_name(finding)} {quote(finding, text)} [{finding.start}:{finding.end}]"
        yield f"    {explain(finding, say)} ({finding.rule})"
    yield say.text("cli.rules.row", row=assessment.row, clause=assessment.clause.get(say.base, ""))


@app.command("list")
def list_rules(ctx: typer.Context, format_: AsList = ListFormat.TABLE) -> None:
    """List every rule with what it finds and the file it stands in."""
    asked: Asked = ctx.obj
    ruleset = load(settings_of(asked).rules_folder)
    rows = [_row(rule, ruleset.files.get(rule.id, "")) for rule in ruleset.all()]
    if format_ is ListFormat.JSON:
        write_array(rows)
        return
    sheet = table(*(f"cli.rules.column.{name}" for name in ("id", "axis", "label", "language", "file", "description")))
    for row in rows:
        *others, last = row.values()
        sheet.add_row(*map(Text, others), last_cell((last, "")))
    console().print(sheet)


def _row(rule: AnyRule, file: str) -> dict[str, str]:
    axis, label = (rule.axis, rule.category) if isinstance(rule, Rule) else ("identifier", rule.type.value)
    return {
        "id": rule.id,
        "axis": axis,
        "label": label or _meaning(rule),
        "language": rule.language,
        "file": file,
        "description": rule.description,
    }


def _meaning(rule: AnyRule) -> str:
    """What a context or mood rule says instead of a label."""
    if not isinstance(rule, Rule):
        return ""
    return str(rule.status or rule.subject or rule.sentiment or "")


app.command("learn")(learn.learn_from)


def _line(text: str) -> None:
    typer.echo(harmless(text, keep_lines=False))
