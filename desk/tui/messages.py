"""Every message of the screen: what happened, in the past tense."""

from collections.abc import Sequence

from textual.message import Message

from desk.tui.actions import Deed
from desk.tui.protocols import Row


class CursorMoved(Message):
    """The cursor stands on another row, or its row changed. The newest one replaces those still waiting."""

    def __init__(self, row: Row | None) -> None:
        """Take the row, None if the queue is empty."""
        super().__init__()
        self.row = row

    def can_replace(self, message: Message) -> bool:
        """Only the last place of a held key matters."""
        return isinstance(message, CursorMoved)


class RowClicked(Message):
    """The mouse was clicked on a row."""

    def __init__(self, place: int) -> None:
        """Take the place of the row in the queue."""
        super().__init__()
        self.place = place


class FilterTyped(Message):
    """The text of the filter line changed."""

    def __init__(self, text: str) -> None:
        """Take the text so far."""
        super().__init__()
        self.text = text


class PlaceChanged(Message):
    """The keys go somewhere else now, and mean something else there."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Take the keys of the place and what they do."""
        super().__init__()
        self.keys = keys


class Complained(Message):
    """An answer can't be taken."""

    def __init__(self, text: str) -> None:
        """Take the sentence that says why."""
        super().__init__()
        self.text = text


class DeedAsked(Message):
    """Somebody pressed the key of an action, or chose it by its name."""

    def __init__(self, deed: Deed) -> None:
        """Take the action."""
        super().__init__()
        self.deed = deed
