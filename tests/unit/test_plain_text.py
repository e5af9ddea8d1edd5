import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.plain_text import harmless, one_line

FORBIDDEN_CATEGORIES = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = set(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
any_text = st.text(st.characters(), max_size=200)
hostile = st.text(
    st.sampled_from([*"aä\n\r\t \x1b[]m\x07\x9b\x85\x00\x7f", *sorted(BIDI), *sorted(INVISIBLE), "\u0301", "\u20dd"])
    | st.sampled_from(["\u200d", "\ufe0f", "👩", "\u2028", "\ue000", "\U000e0041", "\ud800", "\u0e47", "\u0489"]),
    max_size=60,
)


@given(any_text | hostile)
def test_nothing_that_could_act_on_a_terminal_is_left(text: str) -> None:
    shown = harmless(text)
    left = {char for char in shown if unicodedata.category(char) in FORBIDDEN_CATEGORIES} - {"\n"}
    assert left == set()
    assert not BIDI & set(shown)
    assert not INVISIBLE & set(shown)
    assert not any(0xE0000 <= ord(char) <= 0xE0FFF for char in shown)
    assert {char for char in shown if unicodedata.category(char) == "Cf"} <= {"\u200d"}


@given(any_text | hostile)
def test_every_character_keeps_its_place(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert [at for at, char in enumerate(shown) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]


@given(any_text | hostile)
def test_without_line_feeds_everything_is_on_one_line(text: str) -> None:
    shown = harmless(text, keep_lines=False)
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= 1


@given(any_text | hostile)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    shown = harmless(text)
    assert harmless(shown) == shown


@given(any_text | hostile)
def test_no_character_is_buried_under_marks(text: str) -> None:
    run = 0
    for char in harmless(text):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} or char == "\u200d" else 0
        assert run <= 2


@pytest.mark.parametrize(
    "text",
    [
        "Grüße aus Zürich, Ärztin – „gut“ … 100 % ☺",
        "👨‍👩‍👧‍👦 👩🏽‍⚕️ ❤️‍🔥 👁️‍🗨️ 🧑🏽‍🤝‍🧑🏿 🇦🇹 1️⃣ 🏳️‍🌈",
        "שלום",
        "Привет, Ñandú, 你好, ไทย, हिन्दी",
        "[bold red]kein Markup[/] {{ 7 * 7 }} <b>",
        "cafe\u0301",
        "",
        "zwei\nZeilen",
    ],
)
def test_what_people_write_stays_as_they_wrote_it(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrot\x1b[0m", "␛[31mrot␛[0m"),
        ("\x1b]0;Titel\x07", "␛]0;Titel␇"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x9b2J", "\N{REPLACEMENT CHARACTER}2J"),
        ("a\tb\rc", "a b c"),
        ("abc\u202edef", "abc·def"),
        ("Wo\u200brt", "Wo·rt"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("a\u2028b", "a\N{REPLACEMENT CHARACTER}b"),
        ("z" + "\u0301" * 4, "z\u0301\u0301··"),
        ("ก" + "\u0e47" * 4, "ก\u0e47\u0e47··"),
        ("a" + "\u0301\u0301\u200d" * 3, "a\u0301\u0301·······"),
        ("🏴\U000e0067\U000e007f", "🏴··"),
    ],
)
def test_hostile_text_is_shown_for_what_it_is(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(any_text | hostile, st.integers(0, 60))
def test_one_line_is_one_line_of_at_most_the_length_asked_for(text: str, length: int) -> None:
    line = one_line(text, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == harmless(line, keep_lines=False)


@pytest.mark.parametrize(
    ("text", "length", "line"),
    [
        ("  Guten\n\n Tag  ", 20, "Guten Tag"),
        ("Guten Tag", 9, "Guten Tag"),
        ("Guten Tag", 8, "Guten T…"),
        ("Guten Tag", 7, "Guten…"),
        ("Guten" + " " * 100 + "Tag", 9, "Guten…"),
        ("Guten Tag", 1, "…"),
        ("Guten Tag", 0, ""),
        ("", 0, ""),
    ],
)
def test_one_line_says_by_an_ellipsis_that_something_is_missing(text: str, length: int, line: str) -> None:
    assert one_line(text, length) == line
