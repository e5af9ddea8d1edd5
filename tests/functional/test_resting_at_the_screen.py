"""Snoozing: no deadline is missed without being named, and none where somebody may be in danger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.model.names import Action, Priority, State
from tests.functional.fake_desk import NOW, FakeDesk
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Seat, Sit

HOUR = timedelta(hours=1)


def _due(after: timedelta, priority: Priority = Priority.P3) -> FakeDesk:
    fake = made_up()
    fake.put(replace(fake.cases["reha"], deadline_at=NOW + after, priority=priority))
    return fake


async def _offered(seat: Seat) -> list[str]:
    await seat.go_to("reha")
    await seat.press("s")
    await seat.drawer("PickDrawer")
    options = seat.screen.query_one("Options")
    return [options.render_line(place).text for place in range(options.size.height)]


@pytest.mark.asyncio
async def test_times_after_the_deadline_are_marked_with_it(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(hours=2))) as seat:
        lines = await _offered(seat)
        assert ["nach der Frist, 16:00" in line for line in lines] == [False, True, True, True]


@pytest.mark.asyncio
async def test_a_time_after_the_deadline_takes_a_second_enter(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(hours=2))) as seat:
        await _offered(seat)
        await seat.press("2")
        await seat.drawer("ConfirmDrawer")
        assert seat.desk.commands == []
        await seat.press("enter")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.SNOOZED)
        assert seat.desk.commands[-1].until == NOW + 3 * HOUR


@pytest.mark.asyncio
async def test_leaving_the_second_question_lets_nothing_rest(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(hours=2))) as seat:
        await _offered(seat)
        await seat.press("2")
        await seat.drawer("ConfirmDrawer")
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_a_time_within_the_deadline_is_not_asked_for_twice(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(hours=2))) as seat:
        await _offered(seat)
        await seat.press("1")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.SNOOZED)


@pytest.mark.asyncio
async def test_an_urgent_case_may_rest_within_its_deadline_only(sit_down: Sit) -> None:
    async with sit_down(_due(2 * HOUR, Priority.P1)) as seat:
        await _offered(seat)
        await seat.press("2")
        await seat.until(lambda: seat.status.startswith("P1 ruht nicht über die Frist"))
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_where_even_the_shortest_rest_is_too_long_that_is_said_at_once(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(minutes=40), Priority.P1)) as seat:
        await seat.go_to("reha")
        await seat.press("s")
        await seat.until(lambda: "entscheiden oder eskalieren" in seat.status)
        await seat.until(lambda: not seat.screen.prompted)
        assert not seat.screen.query("PickDrawer")


@pytest.mark.asyncio
async def test_among_marked_cases_those_that_would_miss_a_deadline_stay_marked(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["p00"], deadline_at=NOW + timedelta(minutes=10)))
    fake.put(replace(fake.cases["p01"], deadline_at=NOW + timedelta(hours=10)))
    async with sit_down(fake) as seat:
        await seat.go_to("p01")
        seat.screen.queue.marked = {"p00", "p01"}
        await seat.press("s")
        await seat.drawer("PickDrawer")
        await seat.press("1")
        await seat.until(lambda: seat.screen.queue.marked == {"p00"} and not seat.screen.busy)
        assert [command.key for command in seat.desk.commands] == ["p01"]


@pytest.mark.asyncio
async def test_repeating_a_rest_that_would_miss_a_deadline_asks_anew(sit_down: Sit) -> None:
    async with sit_down(_due(timedelta(minutes=20))) as seat:
        await seat.go_to("p00")
        await seat.press("s")
        await seat.drawer("PickDrawer")
        await seat.press("1")
        await seat.until(lambda: seat.desk.commands and not seat.screen.busy and not seat.screen.prompted)
        await seat.go_to("reha")
        await seat.press("full_stop")
        await seat.drawer("PickDrawer")
        assert [command.action for command in seat.desk.commands] == [Action.SNOOZE]
