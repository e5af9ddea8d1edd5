"""Correcting: taking decisions back, saying that a finding is wrong, writing notes."""

from typing import TYPE_CHECKING

from desk.language.words import words
from desk.model.names import Action, Queue, State
from desk.plain_text import one_line
from desk.tui import moments
from desk.tui.actions import Deed
from desk.tui.badges import badged
from desk.tui.drawers.confirm import ConfirmDrawer
from desk.tui.drawers.line import LineDrawer
from desk.tui.drawers.options import Option
from desk.tui.drawers.pick import PickDrawer, Question
from desk.tui.handlers.concluding import said
from desk.tui.sentences import done
from desk.tui.why_text import named
from desk.workflow.views import CaseView, PastDecision

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

_NAME = 20

_KEY = 24


async def undo(screen: "DeskScreen", deed: Deed) -> None:
    """Take back the last decision; an earlier one, or one about another case, is named and asked for first."""
    desk = screen.workflow
    past = await screen.errands.run(lambda: desk.undoable(earlier=True))
    if not (past.latest and _in_view(screen, past)) and not await _sure(screen, deed, past):
        return
    outcome = await screen.errands.run(lambda: desk.undo(past.id))
    screen.watching.refresh()
    if screen.queue.go_to(outcome.key):
        screen.tell(words().text("tui.outcome.undone", **_named(screen, past)), "ok")
    else:
        queue = Queue.AWAITING_RELEASE if outcome.state is State.AWAITING_RELEASE else Queue.MINE
        key = screen.app.keymap.shown(f"queue_{queue}")
        screen.tell(words().text("tui.outcome.undone_elsewhere", **_named(screen, past), key=key), "warn")


async def redo(screen: "DeskScreen", deed: Deed) -> None:
    """Do again what was taken back; if it is about another case than this, it is named and asked for first."""
    desk = screen.workflow
    past = await screen.errands.run(desk.redoable)
    if not _in_view(screen, past) and not await _sure(screen, deed, past):
        return
    outcome = await screen.errands.run(lambda: desk.redo(past.id))
    screen.watching.refresh()
    screen.queue.go_to(outcome.key)
    screen.tell(said(outcome, screen, _named(screen, past)), "ok")


async def note(screen: "DeskScreen", deed: Deed) -> None:
    """Write an internal note; it is never published."""
    case, desk = screen.case, screen.workflow
    text = await screen.ask(LineDrawer(words().text("tui.note.title", title=deed.title), classes="note"))
    if text:
        _seen(screen, await screen.errands.run(lambda: desk.note(case.key, text)))
        told = {"what": done(Action.NOTE, screen.app.keymap), "post": one_line(case.key, _KEY)}
        screen.tell(words().text("tui.note.written", **told), "note")


async def dismiss(screen: "DeskScreen", deed: Deed) -> None:
    """Ask which finding is wrong, and why."""
    case, desk = screen.case, screen.workflow
    found = badged(case)
    if not found:
        screen.tell(words().text("tui.dismiss.nothing", title=deed.title), "warn")
        return
    options = [
        Option(str(item.view.id), f"{item.badge}  {named(item.view.finding)}", item.view.finding.rule) for item in found
    ]
    question = Question(deed.title, options, reason=words().text("tui.dismiss.reason"), compulsory=True)
    if picked := await screen.ask(PickDrawer(question)):
        finding, reason = int(picked.value), picked.reason
        _seen(screen, await screen.errands.run(lambda: desk.dismiss(case.key, case.version, finding, reason)))
        screen.tell(words().text("tui.dismiss.done"), "ok")


def _seen(screen: "DeskScreen", case: CaseView) -> None:
    screen.watching.refresh()
    screen.showing.take(case)


def _in_view(screen: "DeskScreen", past: PastDecision) -> bool:
    row = screen.queue.current
    return row is not None and row.key == past.key


async def _sure(screen: "DeskScreen", deed: Deed, past: PastDecision) -> bool:
    """Ask whether this decision is meant."""
    about = words().text("tui.sure.about", **_named(screen, past), ago=moments.ago(past.decided_at, screen.app.clock()))
    sure = await screen.ask(ConfirmDrawer(deed, words().text(f"tui.sure.{deed.id}"), about))
    return bool(sure)


def _named(screen: "DeskScreen", past: PastDecision) -> dict[str, str]:
    """Return what was done, and to whose post; never what stands in it."""
    channel = words().name("channel_kind", past.channel)
    author = one_line(past.author, _NAME) or words().text("tui.post.nobody")
    return {"what": done(past.action, screen.app.keymap), "post": f"{channel}, {author}"}
