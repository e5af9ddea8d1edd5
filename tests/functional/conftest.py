"""The screen on a desk in memory, at a size, with a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from desk.settings import Settings
from desk.tui.app import DeskApp
from tests.functional.fake_desk import FakeDesk, clock
from tests.functional.made_up_cases import made_up
from tests.functional.seat import QUIET, ZONE, Build, Seat, Sit


@pytest.fixture
def build() -> Build:
    """Build the app on a desk in memory."""

    def build(desk: FakeDesk | None = None, settings: Settings = QUIET) -> DeskApp:
        fake = desk or made_up()
        return DeskApp(pages=lambda: fake, open_desk=lambda: fake, clock=clock, settings=settings, zone=ZONE)

    return build


@pytest.fixture
def sit_down(build: Build) -> Sit:
    """Open the screen and wait until somebody can work; what comes back is used with `async with`."""

    @asynccontextmanager
    async def sit(
        desk: FakeDesk | None = None, size: tuple[int, int] = (80, 24), settings: Settings = QUIET
    ) -> AsyncIterator[Seat]:
        fake = desk or made_up()
        app = build(fake, settings)
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot, fake)
            await seat.until(lambda: seat.screen.desk is not None and seat.screen.showing.case is not None)
            yield seat

    return sit
