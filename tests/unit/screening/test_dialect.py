"""Dialect and the written language are one to the rules."""

import pytest

from desk.screening.dialect import standard
from desk.screening.reading import read, words_of


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("Mini Mueter isch chrank gsi", "mini mutter ist krank gewesen"),
        ("I hob nix ghabt", "i habe nichts gehabt"),
        ("s Chnie isch broche", "s knie ist broche"),
    ],
)
def test_everyday_words_of_dialects_are_read_as_written_language(spoken: str, written: str) -> None:
    assert " ".join(read(spoken).words) == written


@pytest.mark.parametrize("word", ["chronisch", "christian", "chlor", "chrom", "chef", "i", "mir", "sit", "no", "hand"])
def test_words_of_other_languages_and_of_standard_german_stay(word: str) -> None:
    assert standard(word) == word


def test_a_rule_is_read_through_the_same_table() -> None:
    assert words_of("isch chrank") == words_of("ist krank") == ("ist", "krank")
    assert read("Isch chrank").span(0, 2) == (0, 11)
