"""Points of severity add up and explain themselves."""

import msgspec
import pytest

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, Category, Identifiability, IdentifierType, Sentiment, Status, Subject
from desk.policy.documents import Policy
from desk.policy.severity import severity


def post(*found: Finding, level: int = 0) -> Screened:
    return Screened(found, Identifiability(level), Sentiment.NEUTRAL, "de", checked=True, rules_version="t")


def health(
    category: Category = Category.DIAGNOSIS,
    subject: Subject = Subject.SELF,
    status: Status = Status.ASSERTED,
    weight: int = 2,
) -> Finding:
    return Finding("t", Axis.HEALTH, category, 0, 1, status=status, subject=subject, weight=weight)


def identifier(kind: IdentifierType) -> Finding:
    return Finding("t", Axis.IDENTIFIER, kind, 0, 1)


@pytest.mark.parametrize(
    ("found", "level", "value"),
    [
        ((), 2, 0),
        ((health(),), 0, 2),
        ((health(),), 3, 5),
        ((health(weight=4),), 4, 8),
        ((health(subject=Subject.CHILD),), 2, 6),
        ((health(subject=Subject.STAFF),), 0, 4),
        ((health(subject=Subject.IDENTIFIED_PERSON, weight=4),), 4, 10),
        ((health(subject=Subject.RELATIVE),), 0, 2),
        ((health(status=Status.NEGATED),), 0, 1),
        ((health(Category.MENTAL_HEALTH, status=Status.NEGATED, weight=3),), 0, 1),
        ((health(Category.INFECTION, status=Status.NEGATED, weight=4),), 0, 5),
        ((health(weight=1), health(weight=3)), 0, 3),
        ((health(weight=3), health(weight=2, subject=Subject.CHILD)), 0, 4),
        ((identifier(IdentifierType.KVNR),), 4, 4),
        ((identifier(IdentifierType.PERSON_NAME),), 3, 0),
    ],
)
def test_a_post_weighs_what_its_heaviest_finding_and_its_identifiability_weigh(
    found: tuple[Finding, ...], level: int, value: int, insurer: Policy
) -> None:
    assert severity(post(*found, level=level), insurer.severity).value == value


def test_every_point_says_what_it_is_for(insurer: Policy) -> None:
    third = health(Category.INFECTION, Subject.IDENTIFIED_PERSON, Status.NEGATED, weight=4)
    points = severity(post(third, level=4), insurer.severity).points
    assert [(point.reason.code.removeprefix("policy.severity."), point.points) for point in points] == [
        ("category.infection", 4),
        ("subject.identified_person", 2),
        ("negated", 1),
        ("identifiability.4", 4),
        ("cap", -1),
    ]


def test_a_house_can_weigh_its_own(insurer: Policy) -> None:
    milder = msgspec.structs.replace(insurer.severity, third_person=1)
    assert severity(post(health(subject=Subject.CHILD)), milder).value == 3
