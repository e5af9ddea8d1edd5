"""Numbers and names."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, Category, Subject

Screen = Callable[..., Screened]


def identifiers(screened: Screened) -> list[Finding]:
    return list(screened.counted(Axis.IDENTIFIER))


def test_a_number_with_a_valid_check_digit_is_found_anywhere(screen: Screen) -> None:
    text = "Nr. A123456780 bitte"
    (finding,) = identifiers(screen(text))
    assert (finding.category, text[finding.start : finding.end]) == ("kvnr", "A123456780")
    assert [reason.code for reason in finding.why] == ["identifier.shape", "identifier.check"]


def test_a_mistyped_number_is_found_beside_a_word_that_speaks_for_it(screen: Screen) -> None:
    (finding,) = identifiers(screen("Meine Versichertennummer lautet A123456789, danke"))
    assert finding.why[-1].words == ("Versichertennummer",)
    assert finding.certainty < 0.99


def test_a_word_far_away_speaks_for_nothing(screen: Screen) -> None:
    assert not identifiers(screen("Versichertennummer folgt. " + "Text dazwischen " * 4 + "A123456789"))


def test_numbers_on_the_list_of_exceptions_are_nobodys(screen: Screen) -> None:
    assert not identifiers(screen("Versichertennummer Z987654321"))


def test_a_name_makes_its_bearer_the_subject(screen: Screen) -> None:
    screened = screen("Frau Huber hat Rheuma.")
    assert screened.subjects == [Subject.IDENTIFIED_PERSON]
    assert screened.labels(Axis.IDENTIFIER) == ["person_name"]


def test_a_code_of_a_diagnosis_is_a_health_finding_too(screen: Screen) -> None:
    screened = screen("Auf meinem Schein steht M51.1, ich warte.")
    assert screened.labels(Axis.HEALTH) == [Category.DIAGNOSIS]
    assert [finding.category for finding in identifiers(screened)] == ["icd10"]


@pytest.mark.parametrize("text", ["A123456780" * 3, "Frau " * 500 + "Huber"])
def test_repeated_text_is_searched_and_nothing_overlaps(screen: Screen, text: str) -> None:
    findings = identifiers(screen(text))
    assert all(left.end <= right.start for left, right in pairwise(findings))
