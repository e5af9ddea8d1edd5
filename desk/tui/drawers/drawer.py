"""A drawer comes up from the bottom of the screen and asks something; what is asked about stays in view above it."""

import asyncio
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.containers import Vertical
from textual.widgets import Input

from desk.tui.actions import Context, Deed, by_id
from desk.tui.drawers.legend import Legend
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
        self._legend: Legend | None = None

    def on_mount(self) -> None:
        """Take the keys."""
        for line in self.query(Input):
            line.cursor_blink = self.app.settings.animations
        self.begin()

    def on_descendant_focus(self) -> None:
        """The keys of the place change with the focus."""
        self.guide()

    async def show_keys(self) -> None:
        """Lay the keys of this place over the drawer; what was begun in it stays as it is."""
        if self._legend or not self.screen.focused:
            return
        self._legend = Legend(self.place(), back_to=self.screen.focused)
        self.add_class("-legend")
        await self.mount(self._legend, after=self.head)
        self._legend.focus()

    async def on_legend_closed(self) -> None:
        """Go on where the keys were asked for."""
        if legend := self._legend:
            self._legend = None
            self.remove_class("-legend")
            await legend.remove()
            self.call_after_refresh(legend.back_to.focus)  # what is not seen yet takes no focus

    def begin(self) -> None:
        """Put the focus where the answer is given."""

    def guide(self) -> None:
        """Name the keys of this place where the keys of the desk stood."""
        keymap, help_ = self.app.keymap, f"{self.place()}.help"
        hinted = ("reading.cancel",) if self._legend else self.hinted()
        keys = [*hinted, help_] if help_ in by_id() and not self._legend else hinted
        self.post_message(PlaceChanged([(keymap.shown(deed), by_id()[deed].title) for deed in keys]))

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

    def means(self, key: str) -> Deed | None:
        """Return what a key does here, None if nothing."""
        return self.app.keymap.deed(self.place(), key)

    async def on_key(self, event: events.Key) -> None:
        """Do what the key means here."""
        deed = self.means(event.key)
        if deed is None or self._legend:
            return
        event.stop()
        event.prevent_default()
        done = getattr(self, deed.handler.removeprefix("prompt."))()
        if isawaitable(done):
            await done
