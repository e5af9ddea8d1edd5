"""Asks once more before something is done, and names it."""

from textual.app import ComposeResult
from textual.content import Content

from desk.tui.actions import Context, Deed, by_id
from desk.tui.drawers.drawer import Drawer
from desk.tui.widgets.lines import Line


class _Named(Line, can_focus=True):
    """What it is about, on one line; the keys go here."""


class ConfirmDrawer(Drawer[bool]):
    """Yes by enter or by the key that asked, no by leaving."""

    context = Context.CONFIRM

    def __init__(self, deed: Deed, question: str, about: str) -> None:
        """Take the action that asks, its question, and what it is about."""
        super().__init__(question)
        self._deed = deed
        self._about = about
        self._named = _Named()

    def compose(self) -> ComposeResult:
        """Head, what it is about."""
        yield self.head
        yield self._named

    def begin(self) -> None:
        """Keys go to the question."""
        self._named.say(Content.styled(f" {self._about}", "strong"))
        self._named.focus()

    def hinted(self) -> tuple[str, ...]:
        """Name the key that asked, too: pressed again it says yes."""
        return self._deed.id, *super().hinted()

    def means(self, key: str) -> Deed | None:
        """Return what a key does here."""
        if self.app.keymap.deed(Context.DESK, key) is self._deed:
            return by_id()[f"{self.context}.take"]
        return super().means(key)

    def take(self) -> None:
        """Yes."""
        self.settle(True)
