"""Distressing texts stay folded until somebody opens them, and posts can do nothing to the terminal."""

from dataclasses import replace

import pytest
from rich.segment import Segment

from desk.tui.widgets.text_pane import TextPane
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Seat, Sit

_CRISIS = "nicht weiterleben"


def _painted(seat: Seat) -> str:
    """Return everything that is painted, as the terminal would get it."""
    lines = seat.screen._compositor.render_strips()
    segments: list[Segment] = [segment for strip in lines for segment in strip]
    return "".join(segment.text for segment in segments)


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_distressing_text_is_nowhere_on_the_screen_until_a_key_opens_it(
    sit_down: Sit, size: tuple[int, int]
) -> None:
    async with sit_down(size=size) as seat:
        assert _CRISIS not in _painted(seat)
        assert "Suizidgedanken" in seat.screen.post.plain
        assert "u" in seat.screen.post.plain.split()
        await seat.press("u")
        await seat.until(lambda: _CRISIS in seat.screen.post.plain)
        assert _CRISIS in seat.screen.why.plain


@pytest.mark.asyncio
async def test_opened_texts_are_counted_and_the_fifth_suggests_a_break(sit_down: Sit) -> None:
    async with sit_down() as seat:
        for number in range(4):
            seat.screen.shift.unfold(f"früher {number}")
        await seat.press("u")
        assert "Das war der 5. belastende Text." in seat.status
        assert "e eskaliert den Fall" in seat.status


@pytest.mark.asyncio
async def test_a_text_that_was_opened_stays_open_when_the_cursor_comes_back(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("u")
        await seat.go_to("reha")
        await seat.go_to("krise")
        assert _CRISIS in seat.screen.post.plain
        await seat.press("u")
        assert "nichts verdeckt" in seat.status


@pytest.mark.asyncio
async def test_a_hostile_post_reaches_the_terminal_only_as_plain_characters(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("feind")
        painted = _painted(seat)
        assert not [char for char in painted if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u202c"]
        assert "[bold red]Achtung[/]" in painted
        assert "[@click=app.quit]hier[/]" in seat.screen.post.plain
        assert "[blink]x␛[31m" in seat.screen.heading.plain


@pytest.mark.asyncio
async def test_markup_in_a_post_gives_it_no_style_and_no_link(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("feind")
        pane = seat.screen.query_one("#post", TextPane)
        styles = [
            segment.style for y in range(pane.size.height) for segment in pane.render_line(y) if segment.text.strip()
        ]
        assert styles
        assert not any(style and (style.link or style.meta.get("@click")) for style in styles)


@pytest.mark.asyncio
async def test_only_web_addresses_are_opened_or_copied(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["feind"], url="javascript:alert(1)"))
    async with sit_down(fake) as seat:
        await seat.go_to("feind")
        await seat.press("o")
        assert "keine Webadresse" in seat.status
        await seat.press("Y")
        assert seat.app.clipboard == ""
        await seat.go_to("reha")
        await seat.press("Y")
        assert seat.app.clipboard == "https://forum.example/beitrag/reha"


@pytest.mark.asyncio
@pytest.mark.parametrize("key", ["r", "h"])
async def test_a_text_that_is_still_folded_is_unfolded_before_it_is_decided_about(sit_down: Sit, key: str) -> None:
    async with sit_down() as seat:
        await seat.press(key)
        assert "Bitte decken Sie ihn zuerst auf." in seat.status
        assert not seat.screen.prompted
        await seat.press("u", key)
        await seat.until(lambda: seat.screen.drawer)


@pytest.mark.asyncio
async def test_a_text_that_nobody_wants_to_read_can_be_handed_on_unread(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("e")
        await seat.drawer("PickDrawer")
