"""Deciding: each asks what its decision needs and hands it over. Decided is what was seen at the key press."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from desk.errors import DeskError
from desk.language.words import words
from desk.model.names import Action, Ground, Role
from desk.tui import moments
from desk.tui.actions import Deed, by_id
from desk.tui.availability import why_not
from desk.tui.drawers.compose import ComposeDrawer
from desk.tui.drawers.confirm import ConfirmDrawer
from desk.tui.drawers.options import Option
from desk.tui.drawers.pick import PickDrawer, Question
from desk.tui.drawers.redact import RedactDrawer
from desk.tui.handlers.concluding import conclude, conclude_marked
from desk.tui.keeping import keep_draft
from desk.tui.sentences import speaking_of
from desk.workflow.resting import check_rest, outlasts
from desk.workflow.views import REASONED, CaseView, Decide

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

_PURPOSES = {Action.ASK_EDIT: "T-EDIT", Action.REFER: "T-KANAL", Action.WARN: "T-TON"}
"""Which template stands first where the action has a purpose of its own; else the policy's order holds."""


async def at_once(screen: "DeskScreen", deed: Deed) -> None:
    """Approve or release: nothing is asked."""
    await _decide(screen, deed, _command(screen.case, deed))


async def with_reason(screen: "DeskScreen", deed: Deed) -> None:
    """Ask for a reason."""
    command = _command(screen.case, deed)
    question = Question(deed.title, danger=deed.danger, **_reason(command.action))
    if picked := await screen.ask(PickDrawer(question)):
        await _decide(screen, deed, replace(command, reason=picked.reason))


async def with_ground(screen: "DeskScreen", deed: Deed) -> None:
    """Ask for a ground of the closed list, and a reason."""
    if command := await _grounded(screen, deed, screen.case):
        await conclude(screen, command)


async def redact(screen: "DeskScreen", deed: Deed) -> None:
    """Ask which spans, then for a ground."""
    case = screen.case
    if not case.text.strip():
        screen.tell(words().text("tui.redact.nothing", title=deed.title), "warn")
        return
    spans = await screen.ask(RedactDrawer(case))
    if spans and (command := await _grounded(screen, deed, case)):
        await conclude(screen, replace(command, spans=spans))


async def with_reply(screen: "DeskScreen", deed: Deed) -> None:
    """Write a reply; what was begun and not sent is kept as a draft."""
    case, desk = screen.case, screen.workflow
    command = _command(case, deed)
    draft = await screen.errands.run(lambda: desk.draft(case.key))
    templates = list(await screen.errands.run(lambda: desk.templates(case, case.language or words().base)))
    templates.sort(key=lambda template: template.id != _PURPOSES.get(command.action))
    keep = partial(keep_draft, screen, case.key)
    title = speaking_of("tui.compose.title", case.channel, title=deed.title)
    drawer = ComposeDrawer(title, templates, keep, draft)
    if reply := await screen.ask(drawer):
        try:
            await conclude(screen, replace(command, reply=reply.text, template=reply.template))
        except DeskError:
            await keep(drawer.draft)
            raise


async def escalate(screen: "DeskScreen", deed: Deed) -> None:
    """Ask to whom; whom the policy names stands first."""
    case = screen.case
    roles = dict.fromkeys([*case.decides, *Role])
    options = [Option(role, words().name("role", role)) for role in roles]
    question = Question(deed.title, options, reason=words().text("tui.escalate.reason"))
    if picked := await screen.ask(PickDrawer(question)):
        await conclude(screen, replace(_command(case, deed), reason=picked.reason, to=Role(picked.value)))


async def snooze(screen: "DeskScreen", deed: Deed) -> None:
    """Ask until when. A time after the deadline says so, and is asked for once more where it is possible at all."""
    case, now, zone = screen.case, screen.app.clock(), screen.app.zone
    many = bool(screen.queue.marked)
    rests = {rest.name: rest.until for rest in moments.rests(now, zone)}
    if not many:
        check_rest(min(rests.values()), case.deadline_at, case.priority)
    options = [
        Option(
            name,
            words().text(f"tui.rest.{name}"),
            moments.moment(until, now, zone),
            _late(screen, case) if not many and outlasts(until, case.deadline_at) else "",
        )
        for name, until in rests.items()
    ]
    if picked := await screen.ask(PickDrawer(Question(deed.title, options))):
        command = replace(_command(case, deed), until=rests[picked.value])
        if many or await _may_rest(screen, deed, case, rests[picked.value]):
            await _decide(screen, deed, command)


def _late(screen: "DeskScreen", case: CaseView) -> str:
    """Return the words that mark a time after the deadline."""
    deadline = moments.moment(case.deadline_at, screen.app.clock(), screen.app.zone)
    return words().text("tui.rest.late", deadline=deadline)


async def _may_rest(screen: "DeskScreen", deed: Deed, case: CaseView, until: datetime) -> bool:
    """Whether a case rests until then: what outlasts its deadline is asked for once more.

    Raises:
        NotAllowed: the case is too urgent for that.
    """
    check_rest(until, case.deadline_at, case.priority)
    if not outlasts(until, case.deadline_at):
        return True
    about = f"{moments.moment(until, screen.app.clock(), screen.app.zone)}  {_late(screen, case)}"
    sure = await screen.ask(ConfirmDrawer(deed, words().text("tui.rest.question"), about))
    return bool(sure)


async def repeat(screen: "DeskScreen", _: Deed) -> None:
    """Decide this case as the last one. What outsiders lose or read, and what misses a deadline, is asked for anew."""
    last = screen.shift.last
    if last is None:
        screen.tell(words().text("tui.repeat.nothing"), "warn")
        return
    deed = by_id()[last.action]
    if reason := why_not(deed, screen.situation()):
        screen.tell(reason, "warn")
    elif deed.danger or last.reply or (last.until and outlasts(last.until, screen.case.deadline_at)):
        screen.perform(deed)
    else:
        await _decide(screen, deed, replace(last, key=screen.case.key, version=screen.case.version))


def _command(case: CaseView, deed: Deed) -> Decide:
    return Decide(case.key, case.version, Action(deed.id))


async def _decide(screen: "DeskScreen", deed: Deed, command: Decide) -> None:
    """Decide every marked case, else the one under the cursor."""
    if screen.queue.marked and deed.bulk:
        await conclude_marked(screen, deed, command)
    else:
        await conclude(screen, command)


async def _grounded(screen: "DeskScreen", deed: Deed, case: CaseView) -> Decide | None:
    command = _command(case, deed)
    if not case.grounds:
        screen.tell(words().text("tui.ground.none", title=deed.title), "warn")
        return None
    options = [Option(ground, words().name("ground", ground), ground) for ground in case.grounds]
    title = words().text("tui.ground.title", title=deed.title)
    picked = await screen.ask(PickDrawer(Question(title, options, danger=True, **_reason(command.action))))
    return replace(command, ground=Ground(picked.value), reason=picked.reason) if picked else None


def _reason(action: Action) -> dict[str, Any]:
    compulsory = action in REASONED
    key = "tui.pick.reason" if compulsory else "tui.pick.reason_optional"
    return {"reason": words().text(key), "compulsory": compulsory}
