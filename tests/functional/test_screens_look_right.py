"""Pictures of the screen, compared with pictures that somebody looked at."""

from collections.abc import Awaitable, Callable

import pytest
from textual.app import App
from textual.pilot import Pilot

from desk.language.words import speak
from desk.settings import Settings, Timing
from tests.functional.fake_desk import FakeDesk
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Build, Seat

Prepare = Callable[[Pilot[None]], Awaitable[None]]
Compare = Callable[..., bool]
NARROW, WIDE = (80, 24), (120, 40)


def _theme(name: str) -> Settings:
    return Settings(theme=name, animations=False, timing=Timing(poll=3600, lease=36000))


def _at(desk: FakeDesk, key: str, *presses: str, drawer: str = "") -> Prepare:
    """Go to a case, press keys, and wait until the drawer they open has come up."""

    async def prepare(pilot: Pilot[None]) -> None:
        app: App[None] = pilot.app
        seat = Seat(app, pilot, desk)  # type: ignore[arg-type]  # the app under test is a DeskApp
        await seat.until(lambda: seat.screen.desk is not None and seat.screen.showing.case is not None)
        await seat.go_to(key)
        await seat.press(*presses)
        if drawer:
            await seat.drawer(drawer)
        for _ in range(3):
            await pilot.pause()

    return prepare


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
def test_the_main_screen(build: Build, snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = made_up()
    assert snap_compare(build(desk), terminal_size=size, run_before=_at(desk, "reha"))


def test_a_folded_text(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=_at(desk, "krise"))


def test_a_hostile_post(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=_at(desk, "feind"))


def test_the_composer(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "r", drawer="ComposeDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


def test_redacting(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "x", drawer="RedactDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


def test_marking_words_to_redact(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "x", "tab", "l", "l", "v", "l", drawer="RedactDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


def test_the_grounds_for_hiding(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "h", drawer="PickDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


def test_a_note(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "c", drawer="LineDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


def test_help(build: Build, snap_compare: Compare) -> None:
    desk = made_up()
    prepare = _at(desk, "reha", "question_mark", drawer="ReadingDrawer")
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=prepare)


@pytest.mark.parametrize("name", ["desk-light", "desk-plain"])
def test_a_theme(build: Build, snap_compare: Compare, name: str) -> None:
    desk = made_up()
    assert snap_compare(build(desk, _theme(name)), terminal_size=WIDE, run_before=_at(desk, "reha"))


def test_without_colours(build: Build, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = made_up()
    assert snap_compare(build(desk), terminal_size=NARROW, run_before=_at(desk, "reha"))


def test_in_english(build: Build, snap_compare: Compare) -> None:
    speak("en")
    desk = made_up()
    assert snap_compare(build(desk), terminal_size=WIDE, run_before=_at(desk, "dritte"))
