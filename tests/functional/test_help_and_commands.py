"""Help, command line, palette, people, themes: all read from the one table."""

import pytest
from textual.command import CommandPalette

from desk.model.names import Queue
from desk.tui.actions import Context, of_context
from desk.tui.drawers.options import Options
from desk.tui.handlers.helping import help_content, offers
from desk.tui.widgets.text_pane import TextPane
from tests.functional.fake_desk import MIRO
from tests.functional.seat import Sit


@pytest.mark.asyncio
async def test_help_names_every_action_of_the_desk_with_its_keys(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("question_mark")
        await seat.drawer("ReadingDrawer")
        shown = seat.screen.query_one("ReadingDrawer TextPane", TextPane).plain
        assert shown == help_content(seat.app.keymap).plain
        for deed in of_context(Context.DESK):
            assert deed.title in shown
        await seat.press("escape")
        await seat.until(lambda: seat.app.focused is seat.screen.workspace)


@pytest.mark.asyncio
async def test_help_scrolls_and_the_screen_below_is_covered(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("question_mark")
        await seat.drawer("ReadingDrawer")
        pane = seat.screen.query_one("ReadingDrawer TextPane", TextPane)
        await seat.press("j")
        assert pane.scroll_offset.y > 0
        assert not seat.screen.workspace.display


@pytest.mark.asyncio
async def test_the_crisis_plan_names_help_numbers(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("exclamation_mark")
        await seat.drawer("ReadingDrawer")
        assert "0800 111 0 111" in seat.screen.query_one("ReadingDrawer TextPane", TextPane).plain


@pytest.mark.asyncio
async def test_a_command_is_completed_and_carried_out(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.write("dring")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.queue.queue is Queue.URGENT)


@pytest.mark.asyncio
async def test_enter_on_an_empty_command_line_does_nothing(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.press("enter", "space", "enter")
        assert seat.screen.query("LineDrawer")
        assert seat.desk.commands == []


def test_a_decision_is_offered_by_its_beginning_only() -> None:
    assert offers("freig")[0].value == "freigeben"
    assert offers("app")[0].value == "freigeben"
    assert "freigeben" not in {option.value for option in offers("geben")}


@pytest.mark.asyncio
async def test_tab_writes_the_completion(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.write("krise")
        await seat.press("tab", "enter")
        await seat.drawer("ReadingDrawer")


@pytest.mark.asyncio
async def test_an_unknown_command_is_one_line(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.write("zauberei")
        assert seat.screen.query_one(Options).current is None
        await seat.press("enter")
        await seat.until(lambda: "Diesen Befehl gibt es nicht." in seat.status)


@pytest.mark.asyncio
async def test_the_palette_offers_the_same_actions(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("ctrl+p")
        await seat.until(lambda: isinstance(seat.app.screen, CommandPalette))
        await seat.press(*"Krisenplan")
        await seat.until(lambda: _hits(seat.app.screen) == 1)
        await seat.press("enter")
        await seat.until(lambda: seat.screen.query("ReadingDrawer"))


@pytest.mark.asyncio
async def test_somebody_else_of_the_sample_desk_can_act(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("at")
        await seat.drawer("PickDrawer")
        await seat.press("2")
        await seat.until(lambda: seat.desk.actor is MIRO)
        await seat.until(lambda: "Miro" in seat.screen.tabs.plain)
        assert seat.desk.login == seat.app.login == "miro"


@pytest.mark.asyncio
async def test_an_open_case_is_given_back_before_somebody_else_acts(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened == "reha")
        await seat.press("at")
        await seat.drawer("PickDrawer")
        await seat.press("2")
        await seat.until(lambda: seat.desk.actor is MIRO)
        assert seat.desk.cases["reha"].claimant == ""


@pytest.mark.asyncio
async def test_colours_change_at_once(sit_down: Sit) -> None:
    async with sit_down() as seat:
        before = seat.screen.post.render_line(0)
        seat.app.theme = "desk-light"
        await seat.pilot.pause()
        after = seat.screen.post.render_line(0)
        assert before.text == after.text
        assert [s.style for s in before] != [s.style for s in after]


@pytest.mark.asyncio
async def test_tab_shows_the_reasons_alone_then_the_post_alone(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("tab")
        assert not seat.screen.post.display
        await seat.press("tab")
        assert seat.screen.post.display
        assert not seat.screen.why.display
        await seat.press("tab")
        assert seat.screen.why.display


@pytest.mark.asyncio
async def test_the_bar_always_offers_help_and_dims_what_can_not_act(sit_down: Sit) -> None:
    async with sit_down(size=(120, 40)) as seat:
        await seat.go_to("krise")
        await seat.press("u")
        bar = {segment.text.strip(): segment.style for segment in seat.screen.actions.render_line(0)}
        assert "Hilfe" in bar
        assert "Befehl" in bar
        assert bar["Antworten"] != bar["Freigeben"]


@pytest.mark.asyncio
async def test_quitting_works_from_inside_a_drawer(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("colon")
        await seat.drawer("LineDrawer")
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running or seat.app._exit)


def _hits(palette: object) -> int:
    assert isinstance(palette, CommandPalette)
    return palette.query_one("CommandList").option_count  # type: ignore[attr-defined, no-any-return]  # Textual's list
