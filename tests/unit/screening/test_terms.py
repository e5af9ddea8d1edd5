"""How a term is written, and what it then finds."""

import pytest

from desk.screening.terms import TermError, exact_term, term, written_out
from desk.screening.word_lists import Lists

LISTS = Lists({"TIER": ("hund", "katze")})


def test_the_parts_of_a_term_may_be_written_together_or_apart() -> None:
    assert set(term("Knie OP", "de").spellings) == {" knie op", " knieop"}


def test_marks_of_a_term_stay_apart() -> None:
    assert term("v. a.", "de").spellings == (" v . a .",)


def test_a_star_opens_the_side_it_stands_on() -> None:
    assert term("*krebs", "de").spellings == ("krebs",)
    assert term("chemo*", "de").endings is None
    assert "er" in (term("*krebs", "de").endings or ())


def test_a_short_last_word_takes_only_s() -> None:
    assert term("OP", "de").endings == frozenset(("", "s"))


def test_english_words_take_english_endings() -> None:
    assert "'s" in (term("cancer", "en").endings or ())
    assert "en" not in (term("cancer", "en").endings or ())


def test_an_exact_term_takes_no_ending_and_remembers_its_capitals() -> None:
    found = exact_term("MS-Schub")
    assert found.endings == frozenset(("",))
    assert found.exact == "MSSchub"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("*", "empty"),
        ("  ", "empty"),
        ("s*izid", "star_inside"),
        ("(a|b)", "pattern_in_term"),
        ("a . " * 9, "too_long"),
    ],
)
def test_a_term_nobody_could_find_is_refused(written: str, code: str) -> None:
    with pytest.raises(TermError) as error:
        term(written, "de")
    assert error.value.args[0] == code


def test_a_word_list_in_a_phrase_is_written_out() -> None:
    assert written_out("{TIER} hat", LISTS) == ["hund hat", "katze hat"]
    assert written_out("hat", LISTS) == ["hat"]


def test_an_unknown_word_list_is_refused() -> None:
    with pytest.raises(TermError) as error:
        written_out("{TIERE}", LISTS)
    assert error.value.args == ("unknown_list", "TIERE")
