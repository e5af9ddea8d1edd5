"""Text that scrolls: wrapped once for its width, painted line by line, without a layout pass when it changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from desk.tui.themes import Ink

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_MARGIN = 1
_HANGING = " ┆"


class TextPane(ScrollView, can_focus=False):
    """Shows a `Content` whose spans name roles of `desk.tui.themes`."""

    app: "DeskApp"

    RAISED = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start empty."""
        super().__init__(id=id)
        self._content = Content()
        self._lines: list[Content] = []
        self._strips: dict[int, Strip] = {}

    @property
    def ink(self) -> Ink:
        """The inks of the theme in force."""
        return self.app.ink

    @property
    def plain(self) -> str:
        """What stands on the pane, without its inks."""
        return self._content.plain

    def show(self, content: Content, *, keep_place: bool = False) -> None:
        """Replace what the pane shows; from the top unless it is the same thing brought up to date."""
        self._content = content
        self._wrap()
        if not keep_place:
            self.scroll_to(0, 0, animate=False)
        self.refresh()

    def scroll_lines(self, count: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(y=self.scroll_offset.y + count, animate=False)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()

    def notify_style_update(self) -> None:
        """Paint anew when the theme changes."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return one line of the window."""
        line = y + self.scroll_offset.y
        if line not in self._strips:
            self._strips[line] = self._painted(line)
        return self._strips[line]

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width - _MARGIN
        self._strips.clear()
        self._lines = list(wrapped(self._content, width)) if width > _MARGIN else []
        self.virtual_size = Size(width, len(self._lines))

    def _painted(self, line: int) -> Strip:
        width = self.size.width
        paper = self.ink.ground(raised=self.RAISED)
        if line >= len(self._lines):
            return Strip.blank(width, paper.rich_style)
        return painted(self._lines[line], self.ink, width, raised=self.RAISED)


def wrapped(content: Content, width: int) -> Iterator[Content]:
    """Wrap content with hanging indents.

    What a line begins with (blanks, a bar beside a quotation) stands before its continuations, too; what stands before
    a tab stands once, and the rest hangs behind it.
    """
    for line in content.split("\n", allow_blank=True):
        head, tab, _ = line.plain.partition("\t")
        indent = len(head) if tab else len(line.plain) - len(line.plain.lstrip(_HANGING))
        if indent > width // 2:
            yield from line.wrap(width)
            continue
        for number, rest in enumerate(line[indent + len(tab) :].wrap(width - indent)):
            yield (Content(" " * indent) if tab and number else line[:indent]) + rest


def painted(content: Content, ink: Ink, width: int, *, cursor: bool = False, raised: bool = False) -> Strip:
    """Return one line of content in the inks of a theme, filled with paper to its width."""
    paper = ink.ground(cursor=cursor, raised=raised)
    segments = [
        Segment(text, (paper + style).rich_style)
        for text, style in content.render(paper, end="", parse_style=ink.style)
    ]
    return Strip(segments).adjust_cell_length(width, paper.rich_style)
