"""Sequences of slots: what the gate and the prefilter are told of them."""

import pytest

from desk.screening.labels import LABELS
from desk.screening.patterns import parse
from desk.screening.sequences import Sequence, Slot, is_number
from desk.screening.word_lists import Lists

LISTS = Lists({"KIN": ("mutter", "kleiner bruder", "schwieger*")})


def parsed(pattern: str) -> tuple[Sequence, ...]:
    return parse(pattern, LISTS, LABELS)


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        ("bei mir wurde", {"wurde"}),
        ("ich habe (endlich|leider) … rheuma", {"rheuma"}),
        ("(mein|meine) {KIN}", {"mutter", "schwieger*"}),
        ("nicht", {"nicht"}),
    ],
)
def test_the_rarest_certain_words_are_the_anchors(pattern: str, anchors: set[str]) -> None:
    assert parsed(pattern)[0].anchors == anchors


def test_a_label_is_the_anchor_where_only_everyday_words_stand_beside_it() -> None:
    (sequence,) = parsed("ich habe {health}")
    assert (sequence.anchors, sequence.label) == (frozenset(), "health")


def test_a_sequence_knows_how_far_its_certain_words_stand_apart() -> None:
    (sequence,) = parsed("ich … (sehr)? krank* bin {num} jahre")
    assert sequence.steps() == [
        (frozenset({"ich"}), 1, 10_001),
        (frozenset({"bin"}), 2, 6),
        (frozenset({"jahre"}), 2, 2),
    ]


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("schlaf", True),
        ("schlaflos", True),
        ("kopfschmerz", True),
        ("mittelohrig", True),
        ("ruhe", True),
        ("unruhe", False),
    ],
)
def test_a_slot_takes_its_words_and_what_a_star_leaves_open(word: str, *, fits: bool) -> None:
    assert Slot(frozenset({"schlaf*", "*schmerz", "*ohr*", "ruhe"})).test()(word) is fits


def test_a_star_alone_is_a_word() -> None:
    assert Slot(frozenset({"*"})).test()("*")
    assert not Slot(frozenset({"*"})).test()("x")


@pytest.mark.parametrize(
    ("word", "number"), [("3", True), ("8,4", True), ("zwoelf", True), ("ein", False), ("x3", False)]
)
def test_numbers_are_digits_or_words(word: str, *, number: bool) -> None:
    assert is_number(word) is number


def test_a_number_is_the_anchor_where_nothing_else_is_certain() -> None:
    (sequence,) = parsed("^ {num} (mal)?")
    assert (sequence.anchors, sequence.label) == (frozenset(), "num")
