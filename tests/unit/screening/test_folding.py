"""Many spellings fold to one, and every offset leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening.folding import fold, folded, folded_character

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Größe", "groesse"),
        ("GRÖSSE", "groesse"),
        ("Gro\u0308ße", "groesse"),
        ("Ｋｒｅｂｓ", "krebs"),
        ("𝐊𝐫𝐞𝐛𝐬", "krebs"),
        ("Кrеbs", "krebs"),
        ("Kr\u200beb\u00ads", "krebs"),
        ("K\u0334r\u0336e\u0301b\u0302s\u0303", "krebs"),
        ("café", "cafe"),
        ("Knie‑OP", "knie-op"),
        ("„Zitat“", '"zitat"'),
        ("ﬁeber", "fieber"),
        ("a\x00b\x1bc", "abc"),
        ("a\ud800b", "a b"),
        ("👍🏽", "👍"),
        ("eins\r\nzwei\tdrei", "eins \nzwei drei"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(written: str, read: str) -> None:
    assert folded(written) == read


def test_a_stretch_leads_back_to_the_original_with_what_it_swallowed() -> None:
    text = "zu Kr\u200bebs\u0301 ja"
    result = fold(text)
    start = result.text.index("krebs")
    begin, end = result.original(start, start + len("krebs"))
    assert text[begin:end] == "Kr\u200bebs\u0301"


def test_a_letter_that_became_two_is_never_cut_in_half() -> None:
    result = fold("Maß")
    assert result.original(0, 3) == (0, 3)


def test_nothing_folded_leads_back_to_no_stretch() -> None:
    assert fold("abc").original(2, 2) == (2, 2)


@given(ANY_TEXT)
def test_every_offset_lies_in_the_original_and_never_goes_back(text: str) -> None:
    result = fold(text)
    origins = list(result.origins)
    assert len(origins) == len(result.text) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)


@given(ANY_TEXT)
def test_each_folded_character_comes_from_the_character_it_points_to(text: str) -> None:
    result = fold(text)
    for index, char in enumerate(result.text):
        source = text[result.origins[index]]
        assert char in folded_character(source) or (source == "\u0308" and char == "e")


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
