"""Moving through the queues, and marking."""

from typing import TYPE_CHECKING

from desk.language.words import words
from desk.model.names import Queue
from desk.tui.actions import Deed
from desk.tui.urgent_news import SORTED_BY_URGENCY

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


def down(screen: "DeskScreen", _: Deed) -> None:
    """Next row."""
    screen.queue.move(1)


def up(screen: "DeskScreen", _: Deed) -> None:
    """Previous row."""
    screen.queue.move(-1)


def top(screen: "DeskScreen", _: Deed) -> None:
    """First row."""
    screen.queue.move_to(0)


def bottom(screen: "DeskScreen", _: Deed) -> None:
    """Last row."""
    screen.queue.move_to(screen.queue.total - 1)


def half_down(screen: "DeskScreen", _: Deed) -> None:
    """Half a page on."""
    screen.queue.move(screen.queue.half_page())


def half_up(screen: "DeskScreen", _: Deed) -> None:
    """Half a page back."""
    screen.queue.move(-screen.queue.half_page())


def new_urgent(screen: "DeskScreen", deed: Deed) -> None:
    """To the most urgent case that came in above the cursor."""
    queue, row = screen.queue, screen.watching.news.next
    if row is None:
        screen.tell(words().text("tui.urgent_news.none", title=deed.title))
        return
    if queue.queue not in SORTED_BY_URGENCY or queue.search:
        queue.choose(Queue.ALL)
        screen.watching.show_counts()
    queue.go_to(row.key)
    screen.tell_marks()


def mark(screen: "DeskScreen", _: Deed) -> None:
    """Mark the row or take its mark away, and move on."""
    if row := screen.queue.current:
        screen.queue.marked ^= {row.key}
        screen.shift.range_from = screen.queue.cursor
        screen.queue.move(1)
        marked(screen)


def mark_range(screen: "DeskScreen", _: Deed) -> None:
    """Mark everything from the last mark to here."""
    queue, start = screen.queue, screen.shift.range_from
    first, last = sorted((queue.cursor if start is None else start, queue.cursor))
    queue.marked |= {row.key for place in range(first, last + 1) if (row := queue.row(place))}
    screen.shift.range_from = queue.cursor
    marked(screen)


def marked(screen: "DeskScreen") -> None:
    """Show that the marks changed."""
    screen.queue.repaint()
    screen.tell_marks()
    screen.dim_actions()


def queue(screen: "DeskScreen", deed: Deed) -> None:
    """Show another queue."""
    screen.queue.choose(Queue(deed.id.removeprefix("queue_")))
    screen.watching.show_counts()
    screen.tell_marks()
