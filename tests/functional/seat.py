"""Somebody at the screen: presses keys, waits until the screen has dealt with them, reads what stands there."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta, timezone

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from desk.settings import Settings, Timing
from desk.tui.app import DeskApp
from desk.tui.screens.desk_screen import DeskScreen
from tests.functional.fake_desk import FakeDesk

ZONE = timezone(timedelta(hours=1))
QUIET = Settings(animations=False, timing=Timing(poll=3600, lease=36000))
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Chair:
    """A place before the screen, whatever desk is behind it."""

    app: DeskApp
    pilot: Pilot[None]

    @property
    def screen(self) -> DeskScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        return screen

    @property
    def key(self) -> str:
        """The id of the case under the cursor."""
        row = self.screen.queue.current
        return row.key if row else ""


@dataclass(frozen=True, slots=True)
class Seat(Chair):
    """Somebody at the screen: presses keys and reads what stands there."""

    desk: FakeDesk

    @property
    def status(self) -> str:
        return self.screen.status.plain

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the screen work until something holds."""
        for _ in range(_PATIENCE):
            if holds():
                return
            await self.pilot.pause()
        assert holds(), f"still not so; the status line says: {self.status}"

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before was dealt with."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def go_to(self, key: str) -> None:
        """Put the cursor on a case and wait until it is shown."""
        self.screen.queue.go_to(key)
        await self.until(lambda: self.screen.showing.case and self.screen.showing.case.key == key)

    async def drawer(self, name: str) -> None:
        """Wait until a drawer has come up and takes keys."""
        await self.until(lambda: self.screen.query(name) and self.app.focused is not self.screen.workspace)

    async def write(self, text: str) -> None:
        """Write into the field that has the focus."""
        field = self.app.focused
        assert isinstance(field, Input | TextArea)
        if isinstance(field, Input):
            field.insert_text_at_cursor(text)
        else:
            field.insert(text)
        await self.pilot.pause()


Sit = Callable[..., AbstractAsyncContextManager[Seat]]
Build = Callable[..., DeskApp]
