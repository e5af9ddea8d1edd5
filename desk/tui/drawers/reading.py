"""Something to read at full height: help, the crisis plan."""

from textual.app import ComposeResult
from textual.content import Content

from desk.tui.actions import Context
from desk.tui.drawers.drawer import Drawer
from desk.tui.widgets.text_pane import TextPane


class ReadingDrawer(Drawer[None]):
    """Shows text until a key closes it."""

    context = Context.HELP

    def __init__(self, title: str, content: Content) -> None:
        """Take what there is to read."""
        super().__init__(title, classes="full")
        self._content = content
        self._pane = TextPane()

    def compose(self) -> ComposeResult:
        """Head, text."""
        yield self.head
        yield self._pane

    def begin(self) -> None:
        """Keys go to the text."""
        self._pane.can_focus = True
        self._pane.focus()
        self._pane.show(self._content)

    def hinted(self) -> tuple[str, ...]:
        """Name the keys that read on and close."""
        return "reading.down", "reading.up", "reading.cancel"

    def down(self) -> None:
        """Read on."""
        self._pane.scroll_lines(self._pane.size.height // 2)

    def up(self) -> None:
        """Read back."""
        self._pane.scroll_lines(-(self._pane.size.height // 2))
