"""One line of the queue: it fits its width exactly, whatever stands in a post."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from desk.tui.row_text import Looks, row_line
from tests.functional.fake_desk import NOW, case, made_row
from tests.functional.made_up_cases import crisis, reha, third_person

LOOKS = Looks(width=80, now=NOW, login="lea")


def test_a_row_says_priority_deadline_channel_author_excerpt_and_label() -> None:
    line = row_line(made_row(reha()), LOOKS).plain
    for part in ("P2", "4h", "fo", "berghexe", "Seit dem Frühjahr", "● Selbst · Diagnose"):
        assert part in line


def test_the_most_urgent_kind_of_label_wins() -> None:
    assert "▲ Suizidgedanken" in row_line(made_row(crisis()), LOOKS).plain
    assert "● Dritte · Sucht" in row_line(made_row(third_person()), LOOKS).plain


def test_a_distressing_excerpt_is_covered() -> None:
    line = row_line(made_row(crisis()), LOOKS).plain
    assert "weiterleben" not in line
    assert "(Text verdeckt)" in line


def test_an_unscreened_row_is_never_shown_as_harmless() -> None:
    line = row_line(made_row(case("k", "Text", priority=None)), LOOKS).plain
    assert "? ungeprüft" in line
    assert "ohne Befund" not in line


def test_cursor_mark_and_claim_have_signs_of_their_own() -> None:
    row = made_row(replace(reha(), claimant="lea"))
    assert row_line(row, replace(LOOKS, cursor=True)).plain.startswith("▸")
    assert row_line(row, replace(LOOKS, marked=True)).plain.startswith(" ✓")
    assert "◆" in row_line(row, LOOKS).plain
    assert "◇" in row_line(row, replace(LOOKS, login="miro")).plain


def test_a_wide_row_shows_severity_as_signs() -> None:
    assert "▮▮▮" in row_line(made_row(reha()), replace(LOOKS, width=120)).plain
    assert "▮" not in row_line(made_row(reha()), LOOKS).plain


def test_an_overdue_row_says_so() -> None:
    late = case("k", "Text", due=-timedelta(hours=3))
    assert "!−3h" in row_line(made_row(late), LOOKS).plain


@pytest.mark.parametrize("width", [80, 99, 100, 120, 200])
@given(text=st.text(max_size=60), author=st.text(max_size=30))
def test_a_row_always_fills_its_width(width: int, text: str, author: str) -> None:
    line = row_line(made_row(case("k", text, author=author)), replace(LOOKS, width=width))
    assert cell_len(line.plain) == width
