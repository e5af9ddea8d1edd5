"""Patterns on sentences."""

from desk.screening.labels import LABELS
from desk.screening.patterns import parse
from desk.screening.pipelines import vocabularies
from desk.screening.units import Sentence, Unit

VOCABULARIES = vocabularies()


def places(pattern: str, sentence: str, labels: dict[int, str] | None = None) -> list[str]:
    first, *others = parse(pattern, lambda _name: None, LABELS)
    unit = Unit(first, "de")
    unit.sequences += others
    words = sentence.split()
    return [" ".join(words[begin:end]) for begin, end in unit.places(Sentence(words, labels or {}, VOCABULARIES))]


def test_a_gap_reaches_three_words_and_not_four() -> None:
    assert places("ich … krank", "ich bin so sehr krank") == ["ich bin so sehr krank"]
    assert places("ich … krank", "ich bin nun so sehr krank") == []


def test_the_longest_place_wins_over_those_inside_it() -> None:
    assert places("habe (sehr)? {health}", "ich habe sehr knie schmerz", {3: "health", 4: "health"}) == [
        "habe sehr knie schmerz"
    ]


def test_the_start_of_a_sentence_is_its_first_word_whatever_marks_stand_before() -> None:
    assert places("^ hab rheuma", "- hab rheuma") == ["hab rheuma"]
    assert places("^ hab rheuma", "ich hab rheuma") == []


def test_the_end_of_a_sentence_is_its_last_word_whatever_marks_follow() -> None:
    assert places("rheuma $", "hab rheuma ! 😂") == ["rheuma"]
    assert places("rheuma $", "hab rheuma nicht") == []


def test_a_number_is_digits_or_a_word() -> None:
    assert places("seit {num} jahren", "seit 3 jahren und seit zwei jahren") == ["seit 3 jahren", "seit zwei jahren"]


def test_stars_leave_a_word_open() -> None:
    assert places("*schmerz schlaf*", "kopfschmerz schlafstoerung") == ["kopfschmerz schlafstoerung"]


def test_a_label_is_asked_for_whole() -> None:
    assert places("habe {diagnosis}", "habe x", {1: "self_diagnosis"}) == []
