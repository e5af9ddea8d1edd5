"""Options to choose from, one a line, with number keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from desk.tui.widgets.text_pane import painted

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

_TALLEST = 8
_DIGITS = "123456789"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what it stands for, its words, a fainter word behind them, what speaks against it."""

    value: str
    text: str
    hint: str = ""
    warning: str = ""


class Options(Widget, can_focus=True):
    """A list with a cursor; at most eight lines of it are seen at once."""

    app: "DeskApp"

    class Chosen(Message):
        """A number key chose an option."""

    def __init__(self, options: Sequence[Option]) -> None:
        """Take what can be chosen; the cursor stands on the first."""
        super().__init__()
        self._options = list(options)
        self.cursor = 0
        self._size_to_fit()

    @property
    def current(self) -> Option | None:
        """The option under the cursor."""
        return self._options[self.cursor] if self._options else None

    def offer(self, options: Sequence[Option]) -> None:
        """Replace what can be chosen."""
        self._options, self.cursor = list(options), 0
        self._size_to_fit()
        self.refresh()

    def move(self, count: int) -> None:
        """Move the cursor; it goes around at the ends."""
        if self._options:
            self.cursor = (self.cursor + count) % len(self._options)
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take an option by its number."""
        place = _DIGITS.find(event.character or "–")
        if 0 <= place < len(self._options):
            event.stop()
            self.cursor = place
            self.refresh()
            self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        """Return one line of the options in view."""
        first = max(0, min(self.cursor - _TALLEST + 2, len(self._options) - _TALLEST))
        place, ink, width = first + y, self.app.ink, self.size.width
        if place >= len(self._options):
            return Strip.blank(width, ink.ground(raised=True).rich_style)
        option, here = self._options[place], place == self.cursor
        number = _DIGITS[place] if place < len(_DIGITS) else " "
        line = Content.assemble(
            ("▸" if here else " ", "mark"),
            (f" {number} " if self.can_focus else " ", "key"),
            (option.text, "strong" if here else "text"),
            (f"  {option.hint}", "muted"),
            (f"  {option.warning}", "warn"),
        )
        return painted(line.truncate(width, ellipsis=True), ink, width, cursor=here, raised=True)

    def _size_to_fit(self) -> None:
        self.styles.height = max(1, min(_TALLEST, len(self._options)))
