"""The queue: any number of rows, of which only the visible ones exist (line API over pages of the store)."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from desk.model.bookmarks import Bookmark
from desk.model.names import Queue
from desk.tui.messages import CursorMoved, RowClicked
from desk.tui.protocols import Pages, Row
from desk.tui.row_text import Looks, row_line
from desk.tui.widgets.text_pane import painted

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_PAGE = 128
_PAGES_KEPT = 8
_NEARBY = 64


class QueueView(ScrollView, can_focus=False):
    """A window on one queue, with a cursor that stays on its case whatever happens around it."""

    app: "DeskApp"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start without pages; `read` gives them."""
        super().__init__(id=id)
        self._pages: Pages | None = None
        self._kept: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self.queue = Queue.ALL
        self.search = ""
        self.total = 0
        self.cursor = 0
        self.marked: set[str] = set()
        self._moved = False

    def read(self, pages: Pages, at: Bookmark) -> None:
        """Show the rows of these pages, the cursor on the post where somebody stood, or next to where it was."""
        self._pages = pages
        self.queue, self.search = at.queue, at.search
        if at.key:
            self.cursor, self._moved = pages.near(at.key, at.queue, at.search), True
        self.reload()

    def choose(self, queue: Queue, search: str = "") -> None:
        """Show another queue, or the same one filtered."""
        self.queue, self.search, self.cursor = queue, search, 0
        self.marked.clear()
        self.reload()

    def row(self, place: int) -> Row | None:
        """Return the row at a place, None outside the queue."""
        if self._pages is None or not 0 <= place < self.total:
            return None
        page, offset = divmod(place, _PAGE)
        rows = self._page(page, self._pages)
        return rows[offset] if offset < len(rows) else None

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.row(self.cursor)

    def reload(self, *, after: str = "") -> None:
        """Read the queue anew. The cursor stays on its case; if that has left, on what came after it.

        Until somebody moves it, it leaves a post that was not screened for the most urgent one: nothing can be decided
        about the former, so nobody decides another one by mistake.

        Args:
            after: a case that was just dealt with: if it is still in the queue, the cursor moves on from it.
        """
        if self._pages is None:
            return
        row = self.current
        key = row.key if row and (row.screened or self._moved) else ""
        self._kept.clear()
        self._pages.forget()
        self.total = self._pages.counts(self.queue, self.search)
        self.virtual_size = Size(self.scrollable_content_region.width, self.total)
        place = self._place_of(key) if key else None
        if place is None:
            place = self.cursor
        elif key == after:
            place += 1
        self.cursor = -1
        self._put(place)
        self.refresh()

    def stay(self) -> None:
        """Somebody works on the case under the cursor: from now on the cursor stays on it."""
        self._moved = True

    def move_to(self, place: int) -> None:
        """Put the cursor on a row, and that row into view."""
        self._moved = True
        self._put(place)

    def _put(self, place: int) -> None:
        old, self.cursor = self.cursor, max(0, min(place, self.total - 1))
        self._keep_in_view()
        if old != self.cursor:
            self.refresh_line(old)
            self.refresh_line(self.cursor)
        self._lead_hardware_cursor()
        self.post_message(CursorMoved(self.current))

    def move(self, count: int) -> None:
        """Move the cursor by some rows."""
        self.move_to(self.cursor + count)

    def go_to(self, key: str) -> bool:
        """Put the cursor on a case, if it is in this queue; return whether it is."""
        place = self._pages.place_of(key, self.queue, self.search) if self._pages else None
        if place is None:
            return False
        self.move_to(place)
        return True

    def half_page(self) -> int:
        """Return how many rows half a page has."""
        return max(1, self.size.height // 2)

    def repaint(self) -> None:
        """Paint the visible rows anew: time passed, or a mark changed."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view when the list is made smaller or larger."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.total)
        self._keep_in_view()
        self.call_after_refresh(self._lead_hardware_cursor)

    def on_click(self, event: events.Click) -> None:
        """The mouse may choose a row, too, where no drawer asks about the one under the cursor."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < self.total:
            self.post_message(RowClicked(place))

    def render_line(self, y: int) -> Strip:
        """Return one line of the window."""
        place = y + self.scroll_offset.y
        ink, width = self.app.ink, self.size.width
        row = self.row(place)
        if row is None:
            return Strip.blank(width, ink.ground().rich_style)
        looks = Looks(
            width=width,
            now=self.app.clock(),
            login=self.app.login,
            cursor=place == self.cursor,
            marked=row.key in self.marked,
        )
        return painted(row_line(row, looks), ink, width, cursor=looks.cursor)

    def _page(self, number: int, pages: Pages) -> Sequence[Row]:
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        rows = pages.rows(self.queue, self.search, number * _PAGE, _PAGE)
        self._kept[number] = rows
        if len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)
        return rows

    def _place_of(self, key: str) -> int | None:
        if self._pages is None:
            return None
        nearby = range(max(0, self.cursor - _NEARBY), min(self.total, self.cursor + _NEARBY))
        for place in sorted(nearby, key=lambda place: abs(place - self.cursor)):
            if (row := self.row(place)) and row.key == key:
                return place
        return self._pages.place_of(key, self.queue, self.search)

    def _keep_in_view(self) -> None:
        height, top = self.size.height, self.scroll_offset.y
        if height <= 0:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def _lead_hardware_cursor(self) -> None:
        """Screen readers and magnifiers follow the terminal's own cursor."""
        line = self.cursor - self.scroll_offset.y
        self.app.cursor_position = self.content_region.offset + Offset(0, max(0, line))
