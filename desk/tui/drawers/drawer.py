"""A drawer comes up from the bottom of the screen and asks something; what is asked about stays in view above it."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.containers import Vertical
from textual.widgets import Input

from desk.tui.actions import Context, by_id
from desk.tui.messages import Complained, PlaceChanged
from desk.tui.widgets.lines import TitleBar

if TYPE_CHECKING:
    from desk.tui.app import DeskApp

Answer = TypeVar("Answer")


class Drawer(Vertical, Generic[Answer]):
    """Asks one thing; `answer` is awaited by whoever opened it, None if the person left."""

    app: "DeskApp"

    context: ClassVar[Context] = Context.LINE

    def __init__(self, title: str, *, classes: str = "") -> None:
        """Take the sentence at the head of the drawer."""
        super().__init__(classes=classes)
        self.head = TitleBar(title, f"bar-{classes or 'plain'}")
        self.answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

    def on_mount(self) -> None:
        """Take the keys."""
        for line in self.query(Input):
            line.cursor_blink = self.app.settings.animations
        self.begin()

    def on_descendant_focus(self) -> None:
        """The keys of the place change with the focus."""
        self.guide()

    def begin(self) -> None:
        """Put the focus where the answer is given."""

    def guide(self) -> None:
        """Name the keys of this place where the keys of the desk stood."""
        keymap = self.app.keymap
        self.post_message(PlaceChanged([(keymap.shown(deed), by_id()[deed].title) for deed in self.hinted()]))

    def complain(self, text: str) -> None:
        """Say why the answer can't be taken."""
        self.post_message(Complained(text))

    def settle(self, answer: Answer | None) -> None:
        """Give the answer; the drawer closes."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def cancel(self) -> None:
        """Leave without an answer."""
        self.settle(None)

    def place(self) -> Context:
        """Return where the keys go just now."""
        return self.context

    def hinted(self) -> tuple[str, ...]:
        """Return the ids of the actions whose keys are named."""
        return f"{self.place()}.take", f"{self.place()}.cancel"

    def on_key(self, event: events.Key) -> None:
        """Do what the key means here."""
        deed = self.app.keymap.deed(self.place(), event.key)
        if deed is None:
            return
        event.stop()
        event.prevent_default()
        getattr(self, deed.handler.removeprefix("prompt."))()
