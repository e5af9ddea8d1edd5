"""The words of a post with a cursor on one of them: by keyboard or mouse a person marks what is to be blanked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from desk.plain_text import harmless
from desk.tui.marking import Span, WordCursor, lines_in, words_in
from desk.tui.widgets.text_pane import painted

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_MARGIN = 1
_TALLEST, _LOWEST = 7, 2


class WordPane(ScrollView, can_focus=True):
    """A text, the spans that are chosen in it, and the stretch that is being marked."""

    app: "DeskApp"

    class Moved(Message):
        """The cursor stands on another word, or a stretch was begun or given up."""

    class Drawn(Message):
        """The mouse drew over a stretch."""

    def __init__(self, text: str) -> None:
        """Take the original text: spans are places in it."""
        super().__init__()
        self._shown = harmless(text)
        self.cursor = WordCursor(words_in(text))
        self._chosen: Sequence[Span] = ()
        self._lines: list[Span] = []
        self._drawing = False

    @property
    def stretch(self) -> Span | None:
        """What is being marked, None if nothing was begun."""
        return None if self.cursor.begun is None else self.cursor.span

    def show(self, chosen: Sequence[Span]) -> None:
        """Show which spans are chosen."""
        self._chosen = chosen
        self.refresh()

    def move(self, count: int) -> None:
        """Move by some words."""
        self.cursor.move(count)
        self._tell()

    def move_line(self, step: int) -> None:
        """Move up or down."""
        self.cursor.move_line(step, self._lines)
        self._tell()

    def toggle(self) -> None:
        """Begin a stretch, or give it up."""
        self.cursor.toggle()
        self._tell()

    def taken(self) -> Span:
        """Return what was marked and begin anew."""
        span = self.cursor.span
        self.cursor.begun = None
        return span

    def on_focus(self) -> None:
        """Lead the eye, and the terminal's own cursor, to the word."""
        self._tell()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        width = self.scrollable_content_region.width - _MARGIN
        self._lines = lines_in(self._shown, width) if width > _MARGIN else []
        self.virtual_size = Size(width, len(self._lines))
        self.styles.height = max(_LOWEST, min(_TALLEST, len(self._lines)))
        self.call_after_refresh(self._keep_in_view)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on the word under the mouse; drawing on marks a stretch."""
        self._point(event)
        self.cursor.begun = self.cursor.place
        self._drawing = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw on."""
        if self._drawing:
            self._point(event)

    def on_mouse_up(self) -> None:
        """Take what was drawn over; a click alone only moves the cursor."""
        if not self._drawing:
            return
        self._drawing = False
        self.release_mouse()
        if self.cursor.begun == self.cursor.place:
            self.cursor.begun = None
            self._tell()
        else:
            self.post_message(self.Drawn())

    def render_line(self, y: int) -> Strip:
        """Return one line of the window."""
        line, width = y + self.scroll_offset.y, self.size.width
        if line >= len(self._lines):
            return Strip.blank(width, self.app.ink.ground(raised=True).rich_style)
        content = Content.assemble(*self._inked(*self._lines[line]))
        return painted(content, self.app.ink, width, raised=True)

    def _inked(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        here = self.cursor.span
        edges = {edge for span in (here, *self._chosen) for edge in span if start < edge < end}
        for first, last in pairwise(sorted({start, end, *edges})):
            yield self._shown[first:last], self._role(first, here)

    def _role(self, place: int, here: Span) -> str:
        if self.has_focus and here[0] <= place < here[1]:
            return "chosen"
        return "redacted" if any(start <= place < end for start, end in self._chosen) else "text"

    def _point(self, event: events.MouseEvent) -> None:
        offset = event.get_content_offset_capture(self) + self.scroll_offset
        start, end = self._lines[max(0, min(offset.y, len(self._lines) - 1))]
        before = Content(self._shown[start:end]).truncate(max(0, offset.x)).plain
        self.cursor.move_to(start + len(before))
        self._tell()

    def _tell(self) -> None:
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def _keep_in_view(self) -> None:
        if not self._lines:
            return
        line, top, height = self.cursor.line(self._lines), self.scroll_offset.y, self.size.height
        if line < top or line >= top + height:
            self.scroll_to(y=line if line < top else line - height + 1, animate=False)
        if self.has_focus:
            self.call_after_refresh(self._lead_hardware_cursor)

    def _lead_hardware_cursor(self) -> None:
        """Screen readers and magnifiers follow the terminal's own cursor."""
        line = self.cursor.line(self._lines)
        start, word = self._lines[line][0], self.cursor.words[self.cursor.place][0]
        column = Content(self._shown[start:word]).cell_length
        self.app.cursor_position = self.content_region.offset + Offset(column, max(0, line - self.scroll_offset.y))
