"""A line to write on that leaves `?` to its drawer while nothing is written."""

from textual import events
from textual.widgets import Input


class Field(Input):
    """An input of a drawer."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "question_mark" and not self.value:
            event.prevent_default()  # else the input would write it all the same
            return
        await super()._on_key(event)
