"""Taking cases and giving them back; leaving."""

from typing import TYPE_CHECKING

from desk.language.words import words
from desk.tui.actions import Deed

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


async def open_case(screen: "DeskScreen", _: Deed) -> None:
    """Take the case under the cursor and read it in full."""
    if row := screen.queue.current:
        await take(screen, row.key)
        screen.tell(words().text("tui.take.taken", key=screen.app.keymap.shown("leave")))


async def take(screen: "DeskScreen", key: str) -> None:
    """Take a case; the one that was open is given back."""
    desk, before = screen.workflow, screen.shift.opened
    case = await screen.errands.run(lambda: desk.claim(key))
    if before and before != key:
        await screen.errands.run(lambda: desk.release(before))
    screen.shift.opened = key
    screen.workspace.add_class("-opened")
    screen.watching.refresh()
    screen.showing.take(case)


def show_queue(screen: "DeskScreen") -> None:
    """Nothing is open any more."""
    screen.shift.opened = ""
    screen.workspace.remove_class("-opened")


async def leave(screen: "DeskScreen", _: Deed) -> None:
    """Give the open case back; with none open, take marks or the filter away."""
    if screen.busy:
        screen.stopping = True
    elif screen.shift.opened:
        await close_case(screen)
    elif screen.queue.marked:
        screen.queue.marked.clear()
        screen.queue.repaint()
    elif screen.queue.search:
        screen.queue.choose(screen.queue.queue)
    screen.tell_marks()
    screen.dim_actions()


async def back(screen: "DeskScreen", deed: Deed) -> None:
    """Step back; from the queue, leave the desk. Its filter is there again when somebody comes back."""
    if screen.shift.opened or screen.queue.marked:
        await leave(screen, deed)
    else:
        screen.app.exit()


async def close_case(screen: "DeskScreen") -> None:
    """Give the open case back and show the queue."""
    key, desk = screen.shift.opened, screen.workflow
    show_queue(screen)
    await screen.errands.run(lambda: desk.release(key))
    screen.watching.refresh()
    screen.tell(words().text("tui.take.released"))


async def next_for_me(screen: "DeskScreen", _: Deed) -> None:
    """Take the most urgent case that nobody holds."""
    desk, queue = screen.workflow, screen.queue.queue
    case = await screen.errands.run(lambda: desk.claim_next(queue))
    if case is None:
        screen.tell(words().text("tui.take.none_free"))
        return
    screen.queue.go_to(case.key)
    await take(screen, case.key)
    screen.tell(words().text("tui.take.taken", key=screen.app.keymap.shown("leave")))


def quit_desk(screen: "DeskScreen", _: Deed) -> None:
    """Leave the desk; an open case goes back to the others when the screen ends."""
    screen.app.exit()
