"""What counts as a disclosure."""

import pytest

from desk.model.names import Category, Status, Subject, Urgency
from desk.screening.disclosure import PERSONS, certainty, weight, why_health_is_set_aside, why_signal_is_set_aside
from desk.screening.documents import Rule


def rule(axis: str, category: str, weight: int = 0) -> Rule:
    return Rule(id="x", description="x", axis=axis, language="de", category=category, weight=weight)  # type: ignore[arg-type]  # parametrised


@pytest.mark.parametrize("status", [Status.ASSERTED, Status.SUSPECTED, Status.PAST, Status.FAMILY_HISTORY])
@pytest.mark.parametrize("subject", sorted(PERSONS))
def test_what_is_said_of_a_person_counts(status: Status, subject: Subject) -> None:
    assert not why_health_is_set_aside(Category.DIAGNOSIS, status, subject)


@pytest.mark.parametrize("status", [Status.QUESTION, Status.QUOTED])
def test_a_question_or_a_quotation_counts_if_it_is_about_a_person(status: Status) -> None:
    assert not why_health_is_set_aside(Category.DIAGNOSIS, status, Subject.SELF)
    assert why_health_is_set_aside(Category.DIAGNOSIS, status, Subject.NOBODY)


@pytest.mark.parametrize("status", [Status.FIGURATIVE, Status.GENERIC, Status.HYPOTHETICAL])
def test_what_is_not_meant_as_a_fact_is_set_aside(status: Status) -> None:
    assert why_health_is_set_aside(Category.INFECTION, status, Subject.SELF) == f"aside.{status}"


@pytest.mark.parametrize("subject", [Subject.GROUP, Subject.NOBODY, Subject.PUBLIC_FIGURE])
def test_what_is_said_of_no_particular_person_is_set_aside(subject: Subject) -> None:
    assert why_health_is_set_aside(Category.DIAGNOSIS, Status.ASSERTED, subject) == f"aside.{subject}"


def test_a_denial_counts_where_it_tells_of_a_test_or_a_sensitive_status() -> None:
    assert not why_health_is_set_aside(Category.INFECTION, Status.NEGATED, Subject.SELF)
    assert not why_health_is_set_aside(Category.FINDING, Status.NEGATED, Subject.SELF)
    assert why_health_is_set_aside(Category.DIAGNOSIS, Status.NEGATED, Subject.SELF) == "aside.negated"


def test_a_denial_weighs_one_point_but_in_sensitive_matters_all() -> None:
    assert weight(rule("health", Category.FINDING), Status.NEGATED) == 1
    assert weight(rule("health", Category.INFECTION, weight=4), Status.NEGATED) == 4
    assert weight(rule("health", Category.FINDING), Status.ASSERTED) == 2


def test_danger_to_life_is_set_aside_only_as_a_figure_of_speech() -> None:
    suicide = rule("urgency", Urgency.SUICIDE)
    assert why_signal_is_set_aside(suicide, Status.FIGURATIVE) == "aside.figurative"
    for status in (Status.NEGATED, Status.HYPOTHETICAL, Status.PAST, Status.QUESTION, Status.QUOTED):
        assert not why_signal_is_set_aside(suicide, status)


def test_an_emergency_must_be_now() -> None:
    emergency = rule("urgency", Urgency.MEDICAL_EMERGENCY)
    assert why_signal_is_set_aside(emergency, Status.PAST) == "aside.past"
    assert not why_signal_is_set_aside(emergency, Status.QUESTION)
    assert not why_signal_is_set_aside(rule("urgency", Urgency.DATA_BREACH), Status.PAST)


def test_tone_is_never_set_aside() -> None:
    assert not why_signal_is_set_aside(rule("conduct", "insult"), Status.FIGURATIVE)


def test_a_person_far_away_makes_a_finding_less_sure() -> None:
    assert certainty(Status.ASSERTED, 3) > certainty(Status.ASSERTED, 20) > certainty(Status.QUESTION, 20)
