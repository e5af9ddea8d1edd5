"""Filtering the queue."""

from typing import TYPE_CHECKING

from desk.tui.actions import Deed
from desk.tui.drawers.line import FilterDrawer

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


async def filter_rows(screen: "DeskScreen", deed: Deed) -> None:
    """Filter as you type; leaving the line takes the filter back."""
    before = screen.queue.search
    wanted = await screen.ask(FilterDrawer(deed.title, text=before))
    _show(screen, before if wanted is None else wanted)


def next_hit(screen: "DeskScreen", _: Deed) -> None:
    """Next row that fits the filter."""
    screen.queue.move(1)


def previous_hit(screen: "DeskScreen", _: Deed) -> None:
    """Previous row that fits the filter."""
    screen.queue.move(-1)


def clear(screen: "DeskScreen", _: Deed) -> None:
    """Show the whole queue again."""
    _show(screen, "")


def _show(screen: "DeskScreen", search: str) -> None:
    if search != screen.queue.search:
        screen.queue.choose(screen.queue.queue, search)
    screen.showing.paint()
    screen.tell_marks()
