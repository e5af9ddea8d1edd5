"""Every message of the screen: what happened, in the past tense."""

from textual.message import Message

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


class FilterTyped(Message):
    """The text of the filter line changed."""

    def __init__(self, text: str) -> None:
        """Take the text so far."""
        super().__init__()
        self.text = text
