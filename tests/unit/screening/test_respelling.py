"""Further spellings, and the words they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening.reading import read


@pytest.mark.parametrize(
    ("text", "spelling", "stands_for"),
    [
        ("Meine Knie-OP war gut", "knieop", "Knie OP"),
        ("hab kr3bs, leider", "krebs", "kr3bs"),
        ("seit Jahren p4n1k", "panik", "p4n1k"),
        ("er ist a l k . so", "alk", "a l k"),
        ("K*R*E*B*S hat er", "krebs", "K * R * E * B * S"),
        ("#LebenMitMS", "leben", "LebenMitMS"),
        ("#LebenMitMS", "ms", "LebenMitMS"),
    ],
)
def test_a_masked_or_joined_spelling_is_searched_as_well(text: str, spelling: str, stands_for: str) -> None:
    reading = read(text)
    start = reading.line.index(f" {spelling} ") + 1
    assert reading.written(*reading.run(start, start + len(spelling))) == stands_for


@pytest.mark.parametrize("text", ["i a", "a b, c d", "HbA1c", "Haus 4b", "#krebs", "#", "B12 und D3"])
def test_what_only_looks_masked_gives_no_word_of_it(text: str) -> None:
    reading = read(text)
    further = reading.line[reading.places[len(reading.words) - 1] + len(reading.words[-1]) :].split()
    assert {word for word in further if word.isalpha()} <= {"hbaic"}


@given(st.text(alphabet="aK3-# .*\nö", max_size=80))
def test_every_piece_of_the_line_stands_for_words_of_the_text(text: str) -> None:
    reading = read(text)
    assert len(reading.places) == len(reading.runs) == len(reading.line.split())
    assert all(0 <= first < last <= len(reading.words) for first, last in reading.runs)
