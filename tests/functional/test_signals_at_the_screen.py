"""What the screen says without being asked, and what it does not do by mistake."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.language.words import LANGUAGES, speak
from desk.model.names import Action, ChannelKind, Priority, Queue
from desk.tui.actions import Context, of_context
from desk.tui.drawers.field import Field
from desk.tui.drawers.legend import Legend
from desk.tui.drawers.line import LineDrawer
from desk.tui.handlers.helping import crisis_plan, doubt, offers
from desk.tui.keymap import Keymap
from tests.functional.fake_desk import FakeDesk, case
from tests.functional.seat import QUIET, Seat, Sit

EMERGENCY = case("not", "Bitte helft mir.", priority=Priority.P0, due=timedelta(minutes=3))


async def _comes_in(seat: Seat) -> None:
    seat.desk.put(EMERGENCY)
    seat.screen.watching.refresh()
    await seat.pilot.pause()


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_emergency_above_the_cursor_is_told_until_somebody_looks_at_it(
    sit_down: Sit, size: tuple[int, int]
) -> None:
    async with sit_down(size=size) as seat:
        await seat.go_to("p05")
        assert not seat.screen.urgent.display
        await _comes_in(seat)
        assert seat.screen.urgent.display
        assert "1 neu dringend (P0): 0 geht hin" in seat.screen.urgent.plain
        assert seat.key == "p05"
        await seat.press("j")
        assert seat.screen.urgent.display
        await seat.press("0")
        assert seat.key == "not"
        await seat.until(lambda: not seat.screen.urgent.display)


@pytest.mark.asyncio
async def test_an_emergency_is_told_in_drawers_and_other_queues_with_the_way_there(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("3")
        await seat.press("question_mark")
        await seat.drawer("ReadingDrawer")
        await _comes_in(seat)
        assert "mit esc hinaus, dann 0" in seat.screen.urgent.plain
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        await seat.press("0")
        assert (seat.screen.queue.queue, seat.key) == (Queue.ALL, "not")


@pytest.mark.asyncio
@pytest.mark.parametrize(("bell", "rings"), [(True, 1), (False, 0)])
async def test_the_bell_rings_once_at_most(sit_down: Sit, bell: bool, rings: int) -> None:  # noqa: FBT001  a parameter
    async with sit_down(settings=_with_bell(bell=bell)) as seat:
        rung: list[int] = []
        seat.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]  # a terminal that counts
        await seat.go_to("p05")
        await _comes_in(seat)
        seat.desk.put(replace(EMERGENCY, key="not2"))
        seat.screen.watching.refresh()
        await seat.pilot.pause()
        assert "2 neu dringend" in seat.screen.urgent.plain
        assert len(rung) == rings


def _with_bell(*, bell: bool) -> object:
    return type(QUIET)(animations=False, timing=QUIET.timing, bell=bell)


@pytest.mark.asyncio
async def test_with_nothing_new_the_key_says_so(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("0")
        assert "Neu dringend" in seat.status


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("key", "drawer", "place"), [("h", "PickDrawer", Context.PICK), ("x", "RedactDrawer", Context.REDACT)]
)
async def test_help_in_a_drawer_shows_the_keys_of_that_drawer(
    sit_down: Sit, key: str, drawer: str, place: Context
) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press(key)
        await seat.drawer(drawer)
        before = seat.app.focused
        await seat.press("question_mark")
        await seat.until(lambda: isinstance(seat.app.focused, Legend))
        shown = seat.screen.query_one(Legend).plain
        assert all(deed.help in shown for deed in of_context(place))
        await seat.press("escape")
        await seat.until(lambda: seat.app.focused is before)
        assert seat.screen.query(drawer)
        assert not seat.screen.query(Legend)


@pytest.mark.asyncio
async def test_a_question_mark_is_written_where_something_is_written_already(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("c")
        await seat.drawer("LineDrawer")
        await seat.press("question_mark")
        await seat.until(lambda: isinstance(seat.app.focused, Legend))
        await seat.press("question_mark")
        await seat.until(lambda: seat.app.focused and seat.app.focused.__class__.__name__ == "Field")
        await seat.press("o", "k", "question_mark")
        assert seat.app.focused is not None
        assert seat.app.focused.value == "ok?"  # type: ignore[attr-defined]  # a field
        await seat.press("f1")
        await seat.until(lambda: isinstance(seat.app.focused, Legend))


@pytest.mark.asyncio
async def test_a_click_beside_an_open_drawer_leaves_the_cursor_on_its_case(sit_down: Sit) -> None:
    async with sit_down(size=(120, 40)) as seat:
        await seat.go_to("reha")
        await seat.press("h")
        await seat.drawer("PickDrawer")
        await seat.pilot.click("#queue", offset=(5, 0))
        await seat.pilot.pause()
        assert seat.key == "reha"
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        await seat.pilot.click("#queue", offset=(5, 0))
        await seat.until(lambda: seat.key == "krise")


@pytest.mark.asyncio
async def test_a_syllable_on_the_line_decides_nothing(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.write("fr")
        await seat.press("enter")
        assert "mindestens 3 Buchstaben" in seat.status
        await seat.press("e", "enter")
        await seat.until(lambda: seat.desk.commands)
        assert seat.desk.commands[0].action is Action.APPROVE


@pytest.mark.asyncio
async def test_enter_right_behind_a_letter_takes_no_offer_of_the_line_before(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        line, drawer = seat.app.focused, seat.screen.drawer
        assert isinstance(line, Field)
        assert isinstance(drawer, LineDrawer)
        line.insert_text_at_cursor("dring")
        drawer.take()
        await seat.until(lambda: seat.screen.queue.queue is Queue.URGENT)


@pytest.mark.parametrize("text", ["f", "fr", "a", "e"])
def test_short_beginnings_are_no_decision(text: str) -> None:
    chosen = offers(text)[0].value
    decisions = {deed.command for deed in of_context(Context.DESK) if deed.weighty}
    assert chosen not in decisions or doubt(text, chosen, keymap=Keymap())


def test_a_beginning_that_several_commands_share_is_no_decision() -> None:
    assert "verweisen" in doubt("ver", "verbergen", keymap=Keymap())
    assert doubt("verb", "verbergen", keymap=Keymap()) == ""


def test_a_command_written_in_full_stands_first_and_is_meant() -> None:
    assert offers("zurück")[0].value == "zurück"
    assert offers("zurückstellen")[0].value == "zurückstellen"
    assert doubt("zurückstellen", "zurückstellen", keymap=Keymap()) == ""


@pytest.mark.asyncio
async def test_a_long_message_is_said_in_full_on_a_narrow_screen(sit_down: Sit) -> None:
    async with sit_down() as seat:
        seat.screen.tell("Der Beitrag ist inzwischen von Miro Moderation entschieden worden. " * 2 + "Ende.")
        await seat.pilot.pause()
        status = seat.screen.status
        shown = "".join(status.render_line(line).text for line in range(status.size.height))
        assert status.size.height > 1
        assert "Ende." in shown
        seat.screen.tell("Kurz.")
        await seat.pilot.pause()
        assert status.size.height == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_tabs_keep_their_place_as_their_counts_grow(sit_down: Sit, size: tuple[int, int], language: str) -> None:
    speak(language)
    async with sit_down(size=size) as seat:
        before = _places(seat)
        for count in (0, 8, 99, 100, 999, 1000, 250_000):
            counts = dict.fromkeys(Queue, count)
            seat.screen.tabs.tell(counts, Queue.ALL, seat.desk.actor)
            assert _places(seat) == before
        assert len(before) == len(Queue)


def _places(seat: Seat) -> list[int]:
    line = seat.screen.tabs.render_line(0).text
    return [line.index(f" {number} ") for number in range(1, len(Queue) + 1) if f" {number} " in line]


@pytest.mark.asyncio
async def test_a_message_is_not_spoken_of_as_public(sit_down: Sit) -> None:
    mail = case("brief", "Bitte rufen Sie mich an.", channel=ChannelKind.MAIL, channel_name="insurer-mail")
    desk = FakeDesk({mail.key: mail, "x": case("x", "Öffentlich.")})
    async with sit_down(desk) as seat:
        await seat.go_to("brief")
        assert "E-Mail · Musterkasse" in seat.screen.heading.plain
        await seat.press("r")
        await seat.drawer("ComposeDrawer")
        title = seat.screen.drawer.head.render_line(0).text if seat.screen.drawer else ""
        assert "nur wer geschrieben hat" in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_crisis_plan_names_keys_that_exist_and_no_deed_that_does_not(language: str) -> None:
    speak(language)
    plan = crisis_plan(Keymap())
    assert "{" not in plan
    assert all(f"({key})" in plan for key in ("h", "r", "o", "c", "e"))
    assert "Seal evidence" not in plan
    assert "Beweise sichern" not in plan
