"""Starting: what is there before the database is, what is said when it can't be opened, what is refused."""

import pytest

from desk.errors import NotAllowed, Refused, Unreachable, WrongUsage
from desk.settings import Settings
from desk.tui.app import DeskApp
from desk.tui.screens.desk_screen import DeskScreen
from desk.tui.screens.welcome import WelcomeScreen
from desk.tui.start import Start
from desk.tui.themes import PALETTES
from desk.workflow.views import CaseView
from tests.functional.fake_desk import FakeDesk, clock
from tests.functional.made_up_cases import made_up
from tests.functional.seat import QUIET, ZONE, Build, Seat, Sit


@pytest.mark.asyncio
async def test_the_queue_stands_on_the_screen_before_the_workflow_is_open(build: Build) -> None:
    app = build()
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        assert screen.queue.total == made_up().counts(screen.queue.queue, "")
        await Seat(app, pilot, made_up()).until(lambda: screen.desk is not None)


@pytest.mark.asyncio
async def test_a_desk_without_a_database_says_that_it_gets_ready_and_then_shows_the_queue() -> None:
    fake, opened = made_up(), False
    app = DeskApp(
        pages=lambda: fake if opened else None, open_desk=lambda: fake, clock=clock, settings=QUIET, zone=ZONE
    )
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        assert "eingerichtet" in seat.screen.post.plain
        await seat.press("a")
        assert "öffnet noch" in seat.status
        opened = True
        seat.screen.watching.look()
        await seat.until(lambda: seat.screen.desk is not None and seat.screen.showing.case is not None)


@pytest.mark.asyncio
async def test_a_desk_that_can_not_be_opened_says_why_in_one_line() -> None:
    fake = made_up()

    def open_desk() -> FakeDesk:
        raise Unreachable("tui.theme.unknown", theme="x", known="y")

    app = DeskApp(pages=lambda: fake, open_desk=open_desk, clock=clock, settings=QUIET, zone=ZONE)
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        await seat.until(lambda: "Farben „x“" in seat.status)


@pytest.mark.asyncio
async def test_whoever_may_not_sit_down_sees_no_row_and_the_desk_closes_with_the_reason() -> None:
    def pages() -> FakeDesk:
        raise NotAllowed("workflow.unknown_account", login="mallory")

    app = DeskApp(pages=pages, open_desk=made_up, clock=clock, settings=QUIET, zone=ZONE)
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, made_up())
        await seat.until(lambda: app._exit)
        assert seat.screen.queue.total == 0
    assert isinstance(app.failure, NotAllowed)
    assert app.return_code == 3


@pytest.mark.asyncio
async def test_whoever_the_workflow_does_not_let_in_is_not_left_before_the_rows() -> None:
    fake = made_up()

    def open_desk() -> FakeDesk:
        raise WrongUsage("errors.no_such_login", login="niemand")

    app = DeskApp(pages=lambda: fake, open_desk=open_desk, clock=clock, settings=QUIET, zone=ZONE)
    async with app.run_test() as pilot:
        await Seat(app, pilot, fake).until(lambda: app._exit)
    assert isinstance(app.failure, WrongUsage)


@pytest.mark.asyncio
async def test_a_first_start_asks_how_to_begin() -> None:
    fake, begun = made_up(), list[Start]()
    app = DeskApp(
        pages=lambda: fake,
        open_desk=lambda: fake,
        clock=clock,
        settings=QUIET,
        zone=ZONE,
        welcome=begun.append,
    )
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        await seat.until(lambda: isinstance(app.screen, WelcomeScreen) and app.focused)
        await seat.press("1")
        await seat.until(lambda: app.screen is seat.screen)
        assert begun == [Start.SAMPLE]


@pytest.mark.asyncio
async def test_whoever_does_not_want_to_begin_leaves() -> None:
    fake, begun = made_up(), list[Start]()
    app = DeskApp(
        pages=lambda: fake, open_desk=lambda: fake, clock=clock, settings=QUIET, zone=ZONE, welcome=begun.append
    )
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        await seat.until(lambda: isinstance(app.screen, WelcomeScreen) and app.focused)
        await seat.press("escape")
        await seat.until(lambda: app._exit)
    assert begun == []


def test_colours_that_do_not_exist_are_refused_before_the_screen_opens(build: Build) -> None:
    with pytest.raises(Refused, match="desk-dark, desk-light, desk-plain"):
        build(settings=Settings(theme="neon"))


def test_keys_that_do_not_hold_are_refused_before_the_screen_opens(build: Build) -> None:
    with pytest.raises(Refused, match="zweimal vergeben"):
        build(settings=Settings(keys={"approve": "r"}))


@pytest.mark.asyncio
async def test_a_key_that_was_rebound_acts_and_the_old_one_does_not(sit_down: Sit) -> None:
    async with sit_down(settings=Settings(keys={"down": "m"}, animations=False)) as seat:
        await seat.press("j")
        assert seat.screen.queue.cursor == 0
        await seat.press("m")
        assert seat.screen.queue.cursor == 1


@pytest.mark.asyncio
async def test_without_colours_the_plain_theme_is_used(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = build()
    async with app.run_test():
        assert app.theme == "desk-plain"
        assert app.ink.base.background != app.ink.base.foreground


@pytest.mark.asyncio
@pytest.mark.parametrize("name", PALETTES)
async def test_every_theme_opens(sit_down: Sit, name: str) -> None:
    async with sit_down(settings=Settings(theme=name, animations=False)) as seat:
        assert seat.app.theme == name


@pytest.mark.asyncio
async def test_an_unforeseen_failure_puts_no_text_of_a_post_on_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    class Broken(FakeDesk):
        def case(self, key: str) -> CaseView:
            text = self.cases[key].text
            raise RuntimeError(text)

    fake = Broken(made_up().cases)
    app = DeskApp(pages=lambda: fake, open_desk=lambda: fake, clock=clock, settings=QUIET, zone=ZONE)
    with pytest.raises(Exception, match="weiterleben"):
        async with app.run_test() as pilot:
            await Seat(app, pilot, fake).until(lambda: app.failure)
    assert app.return_code == 1
    assert app.failure is not None
    written = capfd.readouterr()
    assert "weiterleben" not in written.out + written.err


@pytest.mark.asyncio
async def test_what_keeps_posts_from_coming_in_is_said_once() -> None:
    fake, trouble = made_up(), ["Es wird nicht geprüft."]
    app = DeskApp(
        pages=lambda: fake,
        open_desk=lambda: fake,
        clock=clock,
        settings=QUIET,
        zone=ZONE,
        trouble=lambda: trouble[0],
    )
    async with app.run_test() as pilot:
        seat = Seat(app, pilot, fake)
        await seat.until(lambda: seat.screen.desk is not None and seat.screen.showing.case is not None)
        assert seat.status == "Es wird nicht geprüft."


@pytest.mark.asyncio
async def test_claims_are_renewed_by_a_sign_of_life(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.screen.watching.beat()
        assert "heartbeat" in seat.desk.calls
