"""Handing decisions over; when one is taken the screen says so, and the next case is under the cursor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.errors import ClaimedByOther, DeskError, NotAllowed, StaleVersion
from desk.language.words import words
from desk.model.names import State
from desk.plain_text import one_line
from desk.tui.actions import Deed
from desk.tui.availability import refused
from desk.tui.handlers.taking import show_queue, take
from desk.tui.post_text import urgency_of
from desk.tui.sentences import done as done_words
from desk.workflow.resting import outlasts
from desk.workflow.views import Decide, Outcome

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

_KEY = 24


async def conclude(screen: "DeskScreen", command: Decide) -> None:
    """Decide one case and go on to the next. A refusal shows the case as it is now."""
    desk = screen.workflow
    with _busy(screen):
        try:
            outcome = await screen.errands.run(lambda: desk.decide(command))
        except (StaleVersion, ClaimedByOther):
            screen.watching.refresh()
            raise
    screen.shift.concluded(command)
    screen.watching.refresh(after=command.key)
    screen.tell(said(outcome, screen), "ok")
    if screen.shift.opened == command.key:
        await _open_next(screen)


async def conclude_marked(screen: "DeskScreen", deed: Deed, command: Decide) -> None:
    """Decide the marked cases one after the other; `esc` stops. What may not be decided in passing stays marked."""
    say, keys = words(), sorted(screen.queue.marked)
    done = 0
    with _busy(screen):
        for number, key in enumerate(keys, start=1):
            if screen.stopping:
                break
            screen.tell(say.text("tui.bulk.progress", title=deed.title, number=number, count=len(keys)))
            if await _decided(screen, deed, replace(command, key=key)):
                screen.queue.marked.discard(key)
                done += 1
    screen.shift.concluded(command)
    screen.watching.refresh()
    left = len(keys) - done
    text = say.text("tui.bulk.done", done=done, what=done_words(command.action, screen.app.keymap))
    screen.tell(f"{text} {say.text('tui.bulk.left', count=left)}" if left else text, "warn" if left else "ok")
    screen.tell_marks()


def said(outcome: Outcome, screen: "DeskScreen", named: Mapping[str, str] | None = None) -> str:
    """Return the line that says what became of a decision: letter, word, and how long it can be taken back.

    Args:
        outcome: what became of it.
        screen: knows the time and the keys.
        named: `what` was done and to which `post`, where the action and the id of the post are not the words for it.
    """
    say = words()
    told = named or {"what": done_words(outcome.action, screen.app.keymap), "post": one_line(outcome.key, _KEY)}
    if outcome.after_deadline:
        return say.text("tui.outcome.late", **told, key=screen.app.keymap.shown("undo"))
    if outcome.state is State.AWAITING_RELEASE:
        return say.text("tui.outcome.second", **told)
    if outcome.hold_until:
        seconds = max(0, round((outcome.hold_until - screen.app.clock()).total_seconds()))
        return say.text("tui.outcome.hold", **told, seconds=seconds, key=screen.app.keymap.shown("undo"))
    return say.text("tui.outcome.done", **told, key=screen.app.keymap.shown("undo"))


async def _decided(screen: "DeskScreen", deed: Deed, command: Decide) -> bool:
    """Decide one of the marked cases, unless it needs to be looked at by itself."""
    desk = screen.workflow
    try:
        case = await screen.errands.run(lambda: desk.case(command.key))
        late = command.until is not None and outlasts(command.until, case.deadline_at)
        if late or urgency_of(case) or refused(deed, case):
            return False
        await screen.errands.run(lambda: desk.decide(replace(command, version=case.version)))
    except NotAllowed:
        return False
    return True


async def _open_next(screen: "DeskScreen") -> None:
    """Whoever reads case after case finds the next one open, unless somebody else holds it."""
    row = screen.queue.current
    screen.shift.opened = ""
    if row is None or (row.claimant and row.claimant != screen.app.login):
        show_queue(screen)
        return
    try:
        await take(screen, row.key)
    except DeskError:
        show_queue(screen)


@contextmanager
def _busy(screen: "DeskScreen") -> Iterator[None]:
    """While a decision is under way no other one begins: it would meet a case that nobody has seen yet."""
    screen.busy, screen.stopping = True, False
    try:
        yield
    finally:
        screen.busy = False
