"""The gate opens for everything that can match, and for the exact places of terms."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening.automaton import MOST_PLACES, Fired, Gate
from desk.screening.labels import LABELS
from desk.screening.patterns import parse
from desk.screening.pipelines import vocabularies
from desk.screening.reading import read
from desk.screening.sequences import Sequence, Slot
from desk.screening.terms import exact_term, term
from desk.screening.units import Sentence, Unit, longest

VOCABULARIES = vocabularies()


def scan(text: str, *terms: str) -> list[str]:
    gate = Gate()
    for written in terms:
        gate.add_term(1, term(written, "de"))
    return places(gate, text)


def places(gate: Gate, text: str) -> list[str]:
    gate.close()
    reading = read(text)
    return [reading.written(first, last) for first, last in gate.scan(reading).terms[1]]


@pytest.mark.parametrize("text", ["Knie-OP", "Knie OP", "KnieOP", "KNIE  op", "Kni\u00ade-OPs"])
def test_the_spellings_of_a_compound_meet_the_same_term(text: str) -> None:
    assert scan(f"Meine {text}!", "knie op")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zwei Tumore", ["Tumore"]),
        ("des Tumors", ["Tumors"]),
        ("tumorig", []),
        ("Hirntumor", []),
        ("die Patientinnen", ["Patientinnen"]),
    ],
)
def test_a_term_takes_the_usual_endings_and_no_more(text: str, found: list[str]) -> None:
    assert scan(text, "tumor", "patient") == found


def test_a_compound_head_finds_the_whole_word() -> None:
    assert scan("Sein Lungenkrebs, ihr Krebs", "*krebs") == ["Lungenkrebs", "Krebs"]


def test_a_beginning_finds_the_whole_word() -> None:
    assert scan("meine Chemotherapie", "chemo*") == ["Chemotherapie"]


def test_a_word_with_a_hyphen_is_found_by_the_term_written_together() -> None:
    assert scan("mit Bauch-Schmerzen", "bauchschmerz") == ["Bauch Schmerzen"]


def test_a_term_never_spans_two_sentences() -> None:
    assert scan("Das Knie. OP ist morgen", "knie op") == []


def test_an_exact_term_must_be_written_so() -> None:
    gate = Gate()
    gate.add_term(1, exact_term("MS"))
    assert places(gate, "MS ist kein ms und kein Ms") == ["MS"]


def test_a_text_that_repeats_itself_is_not_listened_to_for_ever() -> None:
    assert len(scan("krebs " * 5000, "krebs")) == MOST_PLACES


def test_a_factor_wakes_its_shape_inside_a_word() -> None:
    gate = Gate()
    gate.add_factors("mail", ["@"])
    gate.add_factors("street", ["strasse"])
    gate.close()
    assert gate.scan(read("Hauptstraße 3")).shapes == {"street"}


def test_an_empty_gate_and_an_empty_text_fire_nothing() -> None:
    gate = Gate()
    gate.close()
    assert gate.scan(read("")) == Fired()


WORDS = (
    "ich",
    "habe",
    "kein",
    "rheuma",
    "gelenkrheuma",
    "rheumatisch",
    "knie",
    "op",
    "3",
    "sehr",
    ",",
    ".",
    "?",
    "Knie-OP",
)
PATTERNS = (
    "ich … rheuma",
    "(ich|kein rheuma) (habe)? … *rheuma",
    "^ ich habe",
    "op \\? $",
    "kein (sehr)? rheuma*",
    "{num} knie",
    "(ich|habe)",
    "habe {diagnosis}",
    "knie op",
    "ich …6 (sehr)? {num} … *rheuma",
    "(habe)? kein … {health} …2 \\?",
    "^ {num} (knie)?",
)


def sentences(text: str) -> list[Sentence]:
    reading = read(text)
    return [
        Sentence(
            reading.words[first:last],
            {index: "diagnosis health" for index in range(last - first) if reading.words[first + index] == "rheuma"},
            VOCABULARIES,
        )
        for first, last in reading.sentences
    ]


def fits(slot: Slot, sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if slot.label:
        return slot.label in sentence.labels.get(index, "").split()
    if slot.number:
        return word[0].isdigit()
    return any(fnmatchcase(word, written.replace("?", "[?]")) for written in slot.words)


def ends(slots: tuple[Slot, ...], sentence: Sentence, index: int) -> set[int]:
    """Where a match of slots can end that begins at a word: every way is tried, nothing is left out."""
    if not slots:
        return {index}
    slot, rest = slots[0], slots[1:]
    if slot.gap:
        return set().union(*(ends(rest, sentence, index + skipped) for skipped in range(slot.gap + 1)))
    found = ends(rest, sentence, index) if slot.optional else set()
    if index < len(sentence.words) and fits(slot, sentence, index):
        found |= ends(rest, sentence, index + 1)
        found |= ends(slots, sentence, index + 1) if slot.label else set()
    return found


def naive(sequence: Sequence, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (first, last)
        for first in range(len(sentence.words))
        for last in ends(sequence.slots, sentence, first)
        if first < last <= len(sentence.words)
        and (not sequence.at_start or sentence.only_marks(0, first))
        and (not sequence.at_end or sentence.only_marks(last, len(sentence.words)))
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join))
def test_gated_equals_ungated(text: str) -> None:
    gate = Gate()
    units: list[Unit] = []
    labelled: set[int] = set()
    for pattern in PATTERNS:
        for sequence in parse(pattern, lambda _name: None, LABELS):
            gate.add_anchors(len(units), sequence.anchors)
            labelled |= {len(units)} if sequence.label else set()
            units.append(Unit(sequence, "de"))
    gate.close()
    fired = gate.scan(read(text)).units
    for number, sentence in enumerate(sentences(text)):
        for index, unit in enumerate(units):
            everything = longest(naive(unit.sequences[0], sentence))
            assert sorted(unit.places(sentence)) == sorted(everything)
            assert not everything or index in labelled or number in fired[index]
