"""Undo and redo: nothing is taken back of which nobody sees which decision it is."""

from dataclasses import replace

import pytest

from desk.model.names import Queue, State
from desk.tui.actions import by_id
from desk.tui.widgets.lines import Line
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Seat, Sit


async def _approve(seat: Seat, key: str) -> None:
    done = len(seat.desk.commands)
    await seat.go_to(key)
    await seat.press("a")
    await seat.until(lambda: len(seat.desk.commands) > done and not seat.screen.busy and not seat.screen.prompted)


async def _asked(seat: Seat, key: str) -> None:
    await seat.press(key)
    await seat.drawer("ConfirmDrawer")


def _question(seat: Seat) -> str:
    return seat.screen.query_one("ConfirmDrawer Line:focus", Line).plain


@pytest.mark.asyncio
@pytest.mark.parametrize("yes", ["z", "enter"])
async def test_undo_of_a_case_that_left_the_view_is_asked_for_with_deed_post_and_time(sit_down: Sit, yes: str) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        await _asked(seat, "z")
        assert _question(seat) == "a Freigegeben – Forum, berghexe – vor 12m"
        assert "undo 1" not in seat.desk.calls
        await seat.press(yes)
        await seat.until(lambda: seat.key == "reha")
        await seat.until(lambda: seat.status.startswith("Zurückgenommen: a Freigegeben – Forum, berghexe."))
        assert seat.desk.calls.count("undo 1") == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("no", ["escape", "q"])
async def test_leaving_the_question_takes_nothing_back(sit_down: Sit, no: str) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        here = seat.key
        await _asked(seat, "z")
        await seat.press(no)
        await seat.until(lambda: not seat.screen.prompted)
        assert (seat.key, seat.desk.cases["reha"].state) == (here, State.EFFECTS_PENDING)


@pytest.mark.asyncio
async def test_what_is_under_the_cursor_is_taken_back_at_once(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        seat.screen.queue.choose(Queue.DONE)
        await seat.go_to("reha")
        await seat.press("z")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.OPEN)
        assert not seat.screen.query("ConfirmDrawer")


@pytest.mark.asyncio
async def test_to_reach_further_back_is_asked_for_even_where_that_case_is_in_view(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "p00")
        await _approve(seat, "p01")
        await _asked(seat, "z")
        await seat.press("z")
        await seat.until(lambda: seat.desk.cases["p01"].state is State.OPEN and not seat.screen.prompted)
        seat.screen.queue.choose(Queue.DONE)
        await seat.go_to("p00")
        await _asked(seat, "z")
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        assert seat.desk.cases["p00"].state is State.EFFECTS_PENDING


@pytest.mark.asyncio
async def test_keys_pressed_before_the_question_is_there_are_not_its_answer(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        for _ in range(3):
            seat.screen.perform(by_id()["undo"])
        await seat.drawer("ConfirmDrawer")
        assert seat.desk.cases["reha"].state is State.EFFECTS_PENDING


@pytest.mark.asyncio
async def test_a_case_that_the_filter_hides_is_said_to_be_elsewhere_and_the_key_finds_it(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        seat.screen.queue.choose(Queue.ALL, "parken")
        await _asked(seat, "z")
        await seat.press("enter")
        await seat.until(lambda: seat.status.startswith("Zurückgenommen; hier nicht zu sehen, 3 zeigt es:"))
        assert seat.desk.cases["reha"].state is State.OPEN


@pytest.mark.asyncio
async def test_redo_of_a_case_out_of_view_is_asked_for_too(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        await _asked(seat, "z")
        await seat.press("z")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.OPEN and not seat.screen.prompted)
        await seat.go_to("p00")
        await _asked(seat, "Z")
        assert "berghexe" in _question(seat)
        await seat.press("Z")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.EFFECTS_PENDING)
        assert seat.status.startswith("a Freigegeben: Forum, berghexe. z nimmt es zurück")


@pytest.mark.asyncio
async def test_redo_of_the_case_in_view_takes_one_key(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await _approve(seat, "reha")
        await _asked(seat, "z")
        await seat.press("z")
        await seat.until(lambda: seat.key == "reha" and not seat.screen.prompted)
        await seat.press("Z")
        await seat.until(lambda: seat.desk.cases["reha"].state is State.EFFECTS_PENDING)


@pytest.mark.asyncio
@pytest.mark.parametrize(("key", "sentence"), [("z", "keine Entscheidung von Ihnen"), ("Z", "nichts zurückgenommen")])
async def test_with_nothing_to_undo_or_redo_there_is_no_question(sit_down: Sit, key: str, sentence: str) -> None:
    async with sit_down() as seat:
        await seat.press(key)
        await seat.until(lambda: sentence in seat.status)
        assert not seat.screen.prompted


@pytest.mark.asyncio
async def test_an_author_without_a_name_and_one_with_escapes_are_named_harmlessly(sit_down: Sit) -> None:
    fake = made_up()
    for key, author in (("p00", ""), ("p01", "\x1b[2Jx[bold]y")):
        fake.put(replace(fake.cases[key], author=author))
    async with sit_down(fake) as seat:
        await _approve(seat, "p00")
        await _asked(seat, "z")
        assert "ohne Namen" in _question(seat)
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        await _approve(seat, "p01")
        await _asked(seat, "z")
        assert "␛[2Jx[bold]y" in _question(seat)
