"""One line to write: a note, the filter, a command with completion."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from desk.language.words import words
from desk.tui.drawers.drawer import Drawer
from desk.tui.drawers.field import Field
from desk.tui.drawers.options import Option, Options
from desk.tui.messages import FilterTyped

Complete = Callable[[str], Sequence[Option]]
Doubt = Callable[[str, str], str]
"""Says why what was written is not enough for what it would be completed to; empty if it is."""


class LineDrawer(Drawer[str]):
    """Takes one line; an empty one counts as leaving, unless it is a filter."""

    def __init__(
        self,
        title: str,
        *,
        text: str = "",
        classes: str = "",
        complete: Complete | None = None,
        doubt: Doubt | None = None,
    ) -> None:
        """Take the title, what stands there already, what completes it, and what doubts a completion."""
        super().__init__(title, classes=classes)
        self._input = Field(value=text, compact=True)
        self._complete = complete
        self._doubt = doubt
        self._offered = text
        self._offers = Options(complete(text) if complete else ())

    def compose(self) -> ComposeResult:
        """Head, what completes the line, the line."""
        yield self.head
        if self._complete:
            yield self._offers
        yield self._input

    def begin(self) -> None:
        """Write at once."""
        self._offers.can_focus = False
        self._input.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what completes the line."""
        event.stop()
        self._offer()

    def older(self) -> None:
        """Previous offer."""
        self._offers.move(-1)

    def newer(self) -> None:
        """Next offer."""
        self._offers.move(1)

    def _offer(self) -> None:
        """Offer what completes the line as it stands now: whoever types fast is ahead of the news of it."""
        if self._complete and self._offered != self._input.value:
            self._offered = self._input.value
            self._offers.offer(self._complete(self._offered))

    def complete(self) -> None:
        """Write the chosen offer."""
        self._offer()
        if option := self._offers.current:
            self._input.value = option.value
            self._input.cursor_position = len(option.value)

    def take(self) -> None:
        """Take the line; of a command its beginning is enough, but nothing is carried out that nobody wrote."""
        self._offer()
        text = self._input.value.strip()
        if not text:
            self.complain(words().text("tui.line.empty"))
            return
        option = self._offers.current if self._complete else None
        if option and self._doubt and (doubt := self._doubt(text, option.value)):
            self.complain(doubt)
            return
        self.settle(option.value if option else text)


class FilterDrawer(LineDrawer):
    """The filter: the queue follows every letter."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the queue."""
        event.stop()
        self.post_message(FilterTyped(event.value))

    def take(self) -> None:
        """Keep the filter, an empty one too."""
        self.settle(self._input.value.strip())
