"""A drawer comes up from the bottom of the screen and asks something; what is asked about stays in view above it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from desk.tui.actions import Context, Deed

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
        self._title = title
        self.answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

    def head(self) -> Static:
        """Return the line at the head: what is asked, and the keys that answer."""
        return Static(self._head(""), classes="drawer-head", markup=False)

    def complain(self, text: str) -> None:
        """Say in the head why the answer can't be taken."""
        self.query_one(".drawer-head", Static).update(self._head(text))

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

    async def on_key(self, event: events.Key) -> None:
        """Do what the key means here; what means nothing here ends here."""
        deed = self.app.keymap.deed(self.place(), event.key) or self.app.keymap.deed(Context.DESK, event.key)
        if deed is None:
            return
        if deed.id == "quit":
            self.app.exit()
        if deed.context is not self.place():
            return
        event.stop()
        event.prevent_default()
        await self._obey(deed)

    async def _obey(self, deed: Deed) -> None:
        method: Callable[[], object] = getattr(self, deed.handler.removeprefix("prompt."))
        method()

    def _head(self, complaint: str) -> Content:
        if complaint:
            text = Content.assemble((f"{self._title}  ", "heading"), (complaint, "error"))
        else:
            text = Content.assemble((f"{self._title}  ", "heading"), (self._hints(), "muted"))
        return self.app.inked(text)

    def _hints(self) -> str:
        keymap = self.app.keymap
        deeds = [self.app.deed(deed) for deed in self.hinted()]
        return "  ".join(f"{keymap.shown(deed.id)} {deed.title}" for deed in deeds)

    def hinted(self) -> list[str]:
        """Return the ids of the actions whose keys the head names."""
        return [f"{self.place()}.take", f"{self.place()}.cancel"]
