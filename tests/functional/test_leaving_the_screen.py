"""Leaving: whoever goes, from wherever, takes no case along."""

import pytest

from desk.errors import Unreachable
from desk.tui.actions import Context, Deed
from tests.functional.fake_desk import FakeDesk
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Build, Seat, Sit


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("key", "drawer"),
    [("", ""), ("c", "LineDrawer"), ("r", "ComposeDrawer"), ("x", "RedactDrawer"), ("question_mark", "ReadingDrawer")],
)
async def test_quitting_from_the_desk_or_from_a_drawer_gives_the_open_case_back(
    sit_down: Sit, key: str, drawer: str
) -> None:
    fake = made_up()
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened == "reha")
        if drawer:
            await seat.press(key)
            await seat.drawer(drawer)
        await seat.press("ctrl+q")
        await seat.until(lambda: seat.app._exit)
    assert fake.cases["reha"].claimant == ""


@pytest.mark.asyncio
async def test_quitting_while_a_drawer_is_on_its_way_is_not_refused(sit_down: Sit) -> None:
    fake = made_up()
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened == "reha")
        for key in ("r", "ctrl+q"):
            seat.screen.perform(deed_of(seat, key))
        await seat.until(lambda: seat.app._exit)
    assert fake.cases["reha"].claimant == ""


@pytest.mark.asyncio
async def test_a_desk_that_can_not_take_a_case_back_closes_all_the_same(build: Build) -> None:
    class Stuck(FakeDesk):
        def release(self, key: str) -> None:
            raise Unreachable("errors.database_file", file=key, problem="voll")

    fake = Stuck(made_up().cases)
    app = build(fake)
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        await seat.until(lambda: seat.screen.desk is not None and seat.screen.showing.case is not None)
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened)
        await seat.press("ctrl+q")
        await seat.until(lambda: app._exit)
    assert app.failure is None


def deed_of(seat: Seat, key: str) -> Deed:
    deed = seat.app.keymap.deed(Context.DESK, key)
    assert deed
    return deed
