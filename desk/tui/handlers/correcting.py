"""Correcting: taking decisions back, saying that a finding is wrong, writing notes."""

from typing import TYPE_CHECKING

from desk.language.words import words
from desk.tui.actions import Deed
from desk.tui.badges import badged
from desk.tui.drawers.line import LineDrawer
from desk.tui.drawers.options import Option
from desk.tui.drawers.pick import PickDrawer, Question
from desk.tui.handlers.concluding import said
from desk.tui.why_text import named
from desk.workflow.views import CaseView, Outcome

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


async def undo(screen: "DeskScreen", _: Deed) -> None:
    """Take back the last decision."""
    _taken_back(screen, await screen.errands.run(screen.workflow.undo))


async def redo(screen: "DeskScreen", _: Deed) -> None:
    """Do again what was taken back."""
    _taken_back(screen, await screen.errands.run(screen.workflow.redo))


async def note(screen: "DeskScreen", _: Deed) -> None:
    """Write an internal note; it is never published."""
    case, desk = screen.case, screen.workflow
    text = await screen.ask(LineDrawer(words().text("tui.note.title"), classes="note"))
    if text:
        _seen(screen, await screen.errands.run(lambda: desk.note(case.key, text)))
        screen.tell(words().text("tui.note.written"), "note")


async def dismiss(screen: "DeskScreen", deed: Deed) -> None:
    """Ask which finding is wrong, and why."""
    case, desk = screen.case, screen.workflow
    found = badged(case)
    if not found:
        screen.tell(words().text("tui.dismiss.nothing"), "warn")
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


def _taken_back(screen: "DeskScreen", outcome: Outcome) -> None:
    screen.watching.refresh()
    screen.queue.go_to(outcome.key)
    screen.tell(said(outcome, screen), "ok")
