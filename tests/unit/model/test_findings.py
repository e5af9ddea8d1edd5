import pytest

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, Identifiability, Priority, Sentiment, Subject


def finding(
    category: str, axis: Axis = Axis.HEALTH, subject: Subject = Subject.SELF, *, counted: bool = True
) -> Finding:
    return Finding("r", axis, category, 0, 1, subject=subject, counted=counted)


def screened(*findings: Finding) -> Screened:
    return Screened(findings, Identifiability.NONE, Sentiment.NEUTRAL, "de", checked=True, rules_version="1")


def test_only_what_counts_makes_a_disclosure() -> None:
    aside = finding("diagnosis", counted=False)
    assert not screened().disclosure
    assert not screened(aside, finding("spam", Axis.CONDUCT)).disclosure
    assert screened(aside, finding("symptom")).disclosure


def test_labels_and_subjects_are_distinct_and_in_order_of_appearance() -> None:
    value = screened(
        finding("symptom", subject=Subject.CHILD),
        finding("diagnosis"),
        finding("symptom"),
        finding("death", counted=False, subject=Subject.DECEASED),
        finding("spam", Axis.CONDUCT, Subject.NOBODY),
    )
    assert value.labels(Axis.HEALTH) == ["symptom", "diagnosis"]
    assert value.labels(Axis.CONDUCT) == ["spam"]
    assert value.labels(Axis.URGENCY) == []
    assert value.subjects == [Subject.CHILD, Subject.SELF]


def test_two_screenings_with_the_same_findings_are_the_same() -> None:
    assert screened(finding("symptom")) == screened(finding("symptom"))
    assert screened(finding("symptom")) != screened(finding("symptom", counted=False))


@pytest.mark.parametrize(("priority", "rank"), [(Priority.P0, 0), (Priority.P3, 3), (Priority.P5, 5)])
def test_the_rank_of_a_priority_is_its_number(priority: Priority, rank: int) -> None:
    assert priority.rank == rank
