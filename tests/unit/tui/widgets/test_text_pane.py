"""Wrapping with hanging indents."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from desk.tui.widgets.text_pane import wrapped


def _lines(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in wrapped(Content(text), width)]


def test_a_quotation_keeps_its_bar_beside_every_line() -> None:
    assert _lines("┆ eins zwei drei", 10) == ["┆ eins", "┆ zwei", "┆ drei"]


def test_what_follows_a_tab_hangs_behind_what_stands_before_it() -> None:
    assert _lines("G1 \teins zwei", 8) == ["G1 eins", "   zwei"]


def test_an_empty_line_stays_a_line() -> None:
    assert _lines("eins\n\nzwei", 10) == ["eins", "", "zwei"]


def test_an_indent_wider_than_half_the_pane_is_given_up() -> None:
    assert "eins" in "".join(_lines("          eins zwei", 8))


@given(st.text(alphabet="ab ┆\t\n", max_size=60), st.integers(2, 20))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = list(wrapped(Content(text), width))
    assert [char for line in lines for char in line.plain if char in "ab"] == [char for char in text if char in "ab"]
    assert all(line.rstrip().cell_length <= width for line in lines)
