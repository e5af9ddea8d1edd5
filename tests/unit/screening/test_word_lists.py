"""Word lists."""

from desk.screening.word_lists import WordLists

LISTS = WordLists(
    {"de": {"KIN": ("mutter",)}, "en": {"KIN": ("mother",)}, "any": {"KIN": ("mama",), "X": ("x",), "Y": ()}}
)


def test_a_list_is_open_to_its_language_and_those_of_any() -> None:
    assert LISTS.of("de")("KIN") == ("mutter", "mama")
    assert LISTS.of("en")("KIN") == ("mother", "mama")
    assert LISTS.of("any")("KIN") == ("mama", "mutter", "mother")


def test_a_list_that_is_empty_or_missing_is_none() -> None:
    assert LISTS.of("de")("Y") is None
    assert LISTS.of("de")("Z") is None
    assert LISTS.of("en").names == ["KIN", "X"]
