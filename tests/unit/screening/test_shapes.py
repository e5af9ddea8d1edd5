"""Shapes: what they refuse, and what they can't do without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening.automaton import Gate
from desk.screening.reading import read
from desk.screening.shapes import Shape, ShapeError, shape
from desk.screening.word_lists import Lists

NAMES = Lists({"NAME": ("anna", "annabell", "ann", "Jörg")})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("(", "shape"),
        (r"\d+", "unbounded"),
        (r"(?:a{1,100}){1,100}", "unbounded"),
        (r"a{2,}?", "unbounded"),
        (r"[[a]", "shape"),
        ("{NAMES}", "unknown_list"),
    ],
)
def test_a_shape_that_could_run_away_is_refused(written: str, code: str) -> None:
    with pytest.raises(ShapeError) as error:
        shape(written, NAMES)
    assert error.value.args[0] == code


def test_a_word_list_stands_for_any_of_its_words_with_a_capital() -> None:
    pattern = shape("{NAME}!", NAMES).pattern
    assert [
        pattern.fullmatch(f"{name}!") is not None for name in ("Anna", "Annabell", "Ann", "Jörg", "Anne", "anna")
    ] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        (r"[A-Z]\d{3}", True),
        (r"a(?:1|2b)", True),
        (r"a(?:1|b)", False),
        (r"(?:\d)?x", False),
        (r"[0-5]x", True),
        ("x", False),
    ],
)
def test_a_shape_knows_whether_it_needs_a_digit(written: str, *, needed: bool) -> None:
    assert Shape(written).needs_digit is needed


@pytest.mark.parametrize(
    ("written", "factors"),
    [
        (r"\w{1,9}@\w{1,9}", {"@"}),
        ("(?:Haupt|Neben)straße", {"hauptstrasse", "nebenstrasse"}),
        (r"\d{4,5} [A-Z]", set()),
        (r"(?i)zimmer[ ]?\d{1,3}", {"zimmer"}),
        ("(?:Herrn?|Frau) [A-Z]", {"herr", "herrn", "frau"}),
        ("(?<!x)a(?!y)b", {"ab"}),
    ],
)
def test_a_shape_knows_the_words_it_can_not_do_without(written: str, factors: set[str]) -> None:
    assert Shape(written).factors == factors


def test_a_word_list_is_among_what_a_shape_can_not_do_without() -> None:
    assert shape(r"(?<!x){NAME} [A-Z]\.", NAMES).factors == {"anna", "annabell", "ann", "joerg"}


SHAPES = tuple(
    map(
        Shape,
        (
            r"(?:Herrn?|Frau) [A-Z][a-z]{1,5}",
            r"\w{1,4}@\w{1,4}",
            r"(?i)zimmer[ ]?\d{1,3}",
            "(?:A(?:nn)?a|Jörg) K",
            r"[Dd]er (?:Ort|ort)?x",
        ),
    )
)


@given(
    st.lists(
        st.sampled_from(
            ["Frau", "Herrn", "Ab", "a@b", "Zimmer", "3", "Anna", "Aa", "Jörg", "K", "der", "ort", "x", " ", "-", "."]
        )
    ).map("".join)
)
def test_the_gate_wakes_every_shape_that_matches(text: str) -> None:
    gate = Gate()
    for index, one in enumerate(SHAPES):
        gate.add_factors(str(index), one.factors)
    gate.close()
    fired = gate.scan(read(text)).shapes
    for index, one in enumerate(SHAPES):
        if one.pattern.search(text):
            assert str(index) in fired
