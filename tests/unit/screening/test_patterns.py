"""The pattern language: what it means, what it refuses, what the gate is told to look for."""

import pytest

from desk.screening.labels import LABELS
from desk.screening.patterns import PatternError, is_pattern, parse
from desk.screening.sequences import Sequence, Slot
from desk.screening.word_lists import Lists

LISTS = Lists({"KIN": ("mutter", "kleiner bruder", "schwieger*")})


def parsed(pattern: str) -> tuple[Sequence, ...]:
    return parse(pattern, LISTS, LABELS)


def shapes(pattern: str) -> list[list[object]]:
    return [[sorted(slot.words) or slot.label or slot.gap or "number" for slot in one.slots] for one in parsed(pattern)]


def test_words_stand_in_order_and_folded() -> None:
    assert shapes("Bei mir WÜRDE") == [[["bei"], ["mir"], ["wuerde"]]]


def test_alternatives_of_one_word_share_a_slot() -> None:
    assert shapes("(ist|war) krank") == [[["ist", "war"], ["krank"]]]


def test_alternatives_of_several_words_become_sequences_of_their_own() -> None:
    assert shapes("(ist|gilt als) krank") == [[["ist"], ["krank"]], [["gilt"], ["als"], ["krank"]]]


def test_groups_stand_in_groups() -> None:
    assert shapes("(hat (sehr|so)|ist) weh") == [[["ist"], ["weh"]], [["hat"], ["sehr", "so"], ["weh"]]]


def test_an_optional_word_is_one_slot_and_an_optional_phrase_two_sequences() -> None:
    (sequence,) = parsed("ist (sehr)? krank")
    assert sequence.slots[1] == Slot(frozenset({"sehr"}), optional=True)
    assert len(parsed("ist (nicht mehr)? krank")) == 2


def test_gaps_have_a_size() -> None:
    assert shapes("ist … krank") == [[["ist"], 3, ["krank"]]]
    assert shapes("ist …6 krank") == [[["ist"], 6, ["krank"]]]


def test_gaps_at_either_end_say_nothing_and_vanish() -> None:
    assert shapes("… krank …4") == [[["krank"]]]


def test_lists_labels_and_numbers() -> None:
    assert shapes("{KIN} hat {diagnosis} {num}") == [
        [["mutter", "schwieger*"], ["hat"], "diagnosis", "number"],
        [["kleiner"], ["bruder"], ["hat"], "diagnosis", "number"],
    ]


def test_the_ends_of_a_sentence_are_marked() -> None:
    (sequence,) = parsed("^ wie geht es \\? $")
    assert (sequence.at_start, sequence.at_end) == (True, True)
    assert sequence.slots[-1].words == {"?"}


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(ist|war krank", "bracket"),
        ("ist) krank", "bracket"),
        ("{KIN hat", "bracket"),
        ("{KINN} hat", "unknown_list"),
        ("{gesundheit} hat", "unknown_label"),
        ("(ist)? …", "nothing_certain"),
        ("({num})?", "nothing_certain"),
        ("** krank", "empty"),
        ("(a b|c d|e f|g h) " * 6, "too_many"),
    ],
)
def test_what_can_not_be_run_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(PatternError) as error:
        parsed(pattern)
    assert error.value.args[0] == code


def test_a_condition_with_gaps_or_numbers_is_a_pattern() -> None:
    assert [is_pattern(entry) for entry in ("{num} mal", "a … b", "(a|b)", "{KIN} hat", "a")] == [
        True,
        True,
        True,
        False,
        False,
    ]
