"""Shows the case under the cursor: from the shelf if it was read lately, else as soon as the workflow has read it."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.content import Content

from desk.language.words import words
from desk.tui.labels import distressing
from desk.tui.post_text import Reading, urgency_of
from desk.tui.shift import Shelf
from desk.tui.why_text import Asking
from desk.workflow.views import CaseView

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


_PATIENCE = 2.0


class Showing:
    """What the panes show, and the one loader that brings it. Only the newest wish is loaded."""

    def __init__(self, screen: "DeskScreen") -> None:
        """Show on this screen."""
        self._screen = screen
        self._shelf = Shelf()
        self._loading = False
        self._arrived = asyncio.Event()
        self.case: CaseView | None = None

    @property
    def awaited(self) -> bool:
        """Whether the case under the cursor is still being read."""
        row = self._screen.queue.current
        return bool(row and self._screen.desk) and not (self.case and row and self.case.key == row.key)

    async def arrival(self) -> None:
        """Wait a moment for the case under the cursor."""
        self._arrived.clear()
        if self.awaited:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), _PATIENCE)

    @property
    def folded(self) -> bool:
        """Whether the text of the shown case is folded."""
        case = self.case
        return bool(case and urgency_of(case) and not self._screen.shift.unfolded(case.key))

    def follow_cursor(self) -> None:
        """Show the case under the cursor."""
        row = self._screen.queue.current
        if row is None:
            self.case = None
            self._nothing()
        elif known := self._shelf.get(row.key):
            self._show(known)
            self._load()
        else:
            if self.case is None or self._screen.desk is None:
                folded = bool(distressing(row.labels.get("urgency", ())))
                self._screen.heading.preview(row)
                self._screen.post.preview(row, folded=folded)
            self._load()

    def take(self, case: CaseView) -> None:
        """Show a case that a command just returned."""
        self._shelf.put(case)
        row = self._screen.queue.current
        if row and row.key == case.key:
            self._show(case)

    def forget(self) -> None:
        """Read everything anew: something was written."""
        self._shelf.clear()
        self.follow_cursor()

    def paint(self) -> None:
        """Show the same case anew: time passed, it was unfolded, a search began."""
        if self.case:
            self._show(self.case)

    def _load(self) -> None:
        if not self._loading and self._screen.desk:
            self._loading = True
            self._screen.start(self._load_wished())

    async def _load_wished(self) -> None:
        try:
            while key := self._wished():
                desk = self._screen.desk
                if desk is None:
                    return
                case = await self._screen.errands.run(lambda key=key, desk=desk: desk.case(key))  # type: ignore[misc]  # bound now, not later
                self.take(case)
        finally:
            self._loading = False

    def _wished(self) -> str:
        """Return what to read next: the case under the cursor, else its neighbours."""
        queue = self._screen.queue
        for place in (queue.cursor, queue.cursor + 1, queue.cursor - 1):
            row = queue.row(place)
            if row and not self._shelf.get(row.key):
                return row.key
        return ""

    def _show(self, case: CaseView) -> None:
        app, screen = self._screen.app, self._screen
        same = self.case is not None and self.case.key == case.key
        self.case = case
        reading = Reading(app.clock(), app.zone, self.folded, screen.queue.search, app.keymap)
        screen.heading.tell(case, reading)
        screen.post.tell(case, reading, keep_place=same)
        asking = Asking(app.clock(), app.zone, app.keymap, self.folded)
        screen.why.tell(case, asking, keep_place=same)
        screen.dim_actions()
        self._arrived.set()

    def _nothing(self) -> None:
        screen = self._screen
        empty = "search" if screen.queue.search else screen.queue.queue if screen.watching.begun else "arriving"
        screen.heading.say(Content())
        screen.post.show(Content.styled(words().text(f"tui.empty.{empty}"), "muted"))
        screen.why.show(Content())
        screen.dim_actions()
