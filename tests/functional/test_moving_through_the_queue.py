"""The queue: moving, choosing, marking, filtering, and what a row says."""

from dataclasses import replace

import pytest

from desk.model.names import Action, Queue, State
from desk.workflow.views import Decide
from tests.functional.fake_desk import case
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Sit

SIZES = [(80, 24), (120, 40)]


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES)
async def test_the_most_urgent_case_stands_first_and_is_shown(sit_down: Sit, size: tuple[int, int]) -> None:
    async with sit_down(size=size) as seat:
        assert seat.key == "krise"
        assert seat.screen.heading.plain.startswith("Anna K. · Facebook")
        assert "P0" in seat.screen.why.plain


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES)
async def test_the_case_follows_the_cursor(sit_down: Sit, size: tuple[int, int]) -> None:
    async with sit_down(size=size) as seat:
        await seat.press("j", "j")
        await seat.until(lambda: seat.screen.heading.plain.startswith("berghexe"))
        assert seat.key == "reha"
        await seat.press("k")
        await seat.until(lambda: seat.screen.heading.plain.startswith("user8841"))


@pytest.mark.asyncio
async def test_the_cursor_stays_within_the_queue(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("k")
        assert seat.screen.queue.cursor == 0
        await seat.press("G", "j")
        assert seat.screen.queue.cursor == seat.screen.queue.total - 1
        await seat.press("g")
        assert seat.screen.queue.cursor == 0


@pytest.mark.asyncio
async def test_half_a_page_is_half_the_height_of_the_list(sit_down: Sit) -> None:
    async with sit_down(size=(120, 40)) as seat:
        await seat.press("ctrl+d")
        assert seat.screen.queue.cursor == seat.screen.queue.size.height // 2
        await seat.press("ctrl+u")
        assert seat.screen.queue.cursor == 0


@pytest.mark.asyncio
async def test_the_hardware_cursor_follows_the_row(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("j", "j")
        assert seat.app.cursor_position.y == seat.screen.queue.content_region.y + 2


@pytest.mark.asyncio
async def test_the_cursor_stays_on_its_case_when_a_more_urgent_one_comes_in(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        place = seat.screen.queue.cursor
        seat.desk.put(case("eilig", "Noch ein Notfall.", priority=made_up().cases["krise"].priority))
        seat.screen.watching.refresh()
        assert seat.key == "reha"
        assert seat.screen.queue.cursor == place + 1


@pytest.mark.asyncio
async def test_a_case_that_left_elsewhere_gives_way_to_the_one_behind_it(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("dritte")
        seat.desk.decide(Decide("dritte", version=1, action=Action.APPROVE))
        seat.screen.watching.refresh()
        assert seat.key == "reha"


@pytest.mark.asyncio
async def test_a_number_key_shows_its_queue(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("2")
        assert seat.screen.queue.queue is Queue.URGENT
        assert seat.screen.queue.total == 2
        await seat.press("7")
        await seat.until(lambda: "Noch ist nichts entschieden." in seat.screen.post.plain)


@pytest.mark.asyncio
async def test_marking_moves_on_and_a_range_marks_what_lies_between(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("space")
        assert seat.screen.queue.marked == {"krise"}
        assert seat.key == "dritte"
        await seat.press("j", "v")
        assert seat.screen.queue.marked == {"krise", "dritte", "reha"}
        assert "3 markiert" in seat.status
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.queue.marked)


@pytest.mark.asyncio
async def test_the_list_is_filtered_while_somebody_types(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("slash")
        await seat.drawer("FilterDrawer")
        await seat.write("windpocken")
        await seat.until(lambda: seat.screen.queue.total == 1)
        await seat.press("enter")
        await seat.until(lambda: seat.app.focused is seat.screen.workspace)
        assert seat.key == "besetzt"
        assert "Filter „windpocken“: 1" in seat.status
        await seat.press("backslash")
        assert seat.screen.queue.search == ""


@pytest.mark.asyncio
async def test_leaving_the_filter_line_takes_the_filter_back(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("slash")
        await seat.drawer("FilterDrawer")
        await seat.write("windpocken")
        await seat.until(lambda: seat.screen.queue.total == 1)
        await seat.press("escape")
        await seat.until(lambda: seat.screen.queue.total > 30)


@pytest.mark.asyncio
async def test_moving_between_hits_without_a_filter_says_why_nothing_happens(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("n")
        assert "kein Filter" in seat.status


@pytest.mark.asyncio
async def test_a_row_says_that_somebody_else_works_on_its_case(sit_down: Sit) -> None:
    async with sit_down(size=(120, 40)) as seat:
        await seat.go_to("besetzt")
        assert seat.desk.cases["besetzt"].state is State.CLAIMED
        assert "◇ bei miro" in seat.screen.heading.plain
        assert "◇" in seat.screen.queue.render_line(seat.screen.queue.cursor).text


@pytest.mark.asyncio
async def test_a_long_heading_keeps_a_blank_before_the_state(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["reha"], site="Praxis am Mühlbach im Tal hinter den sieben Bergen"))
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        _, right = seat.screen.heading.parts(80)
        assert right.plain.startswith(" ")
