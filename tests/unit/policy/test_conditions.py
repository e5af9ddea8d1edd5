"""How narrow a condition is, and what it covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.model.findings import Finding
from desk.model.names import Axis, Category, ChannelKind, Conduct, Dialogue, HouseKind, Subject
from desk.policy.assessment import Circumstances
from desk.policy.conditions import Constellation, When, constellation, may_meet
from desk.policy.examples import EVERYTHING, screened
from desk.policy.schema import Example

PLACE = Circumstances(HouseKind.INSURER, ChannelKind.FACEBOOK, EVERYTHING)


def seen(example: Example, severity: int = 0) -> Constellation:
    return constellation(screened(example), PLACE, severity)


def health(category: Category, subject: Subject = Subject.SELF, weight: int = 2) -> Finding:
    return Finding("t", Axis.HEALTH, category, 0, 1, subject=subject, weight=weight)


CATEGORIES = st.frozensets(st.sampled_from(list(Category)), min_size=2)


@given(CATEGORIES, st.sampled_from(list(Category)))
def test_a_condition_that_takes_a_label_away_is_more_specific(categories: frozenset[Category], extra: Category) -> None:
    fewer = categories - {extra}
    assert not fewer or When(categories=fewer).share <= When(categories=categories).share
    assert extra not in categories or When(categories=fewer).share < When(categories=categories).share


@pytest.mark.parametrize(
    "more",
    [
        When(categories=frozenset({Category.DEATH}), subjects=frozenset({Subject.SELF})),
        When(categories=frozenset({Category.DEATH}), identifiability_min=1),
        When(categories=frozenset({Category.DEATH}), severity_min=1),
        When(categories=frozenset({Category.DEATH}), weight_min=1),
        When(categories=frozenset({Category.DEATH}), ground=True),
        When(categories=frozenset({Category.DEATH}), channels=frozenset({ChannelKind.BLOG})),
    ],
)
def test_a_condition_that_asks_more_is_more_specific(more: When) -> None:
    assert more.share < When(categories=frozenset({Category.DEATH})).share


def test_category_and_subject_have_to_hold_of_the_same_finding() -> None:
    when = When(categories=frozenset({Category.DEATH}), subjects=frozenset({Subject.SELF}))
    post = Constellation(
        health=(health(Category.DEATH, Subject.RELATIVE), health(Category.SYMPTOM)),
        labels={axis: frozenset() for axis in Axis},
        identifiability=0,
        severity=0,
        channel=ChannelKind.FACEBOOK,
        premoderated=False,
        checked=True,
    )
    assert not when.holds(post)


def test_a_condition_speaks_only_for_the_axes_it_names() -> None:
    when = When(dialogue=frozenset({Dialogue.COMPLAINT}), disclosure=True)
    post = seen(Example(categories=(Category.SYMPTOM,), dialogue=(Dialogue.COMPLAINT,)))
    assert when.holds(post)
    assert when.covers(Finding("t", Axis.DIALOGUE, Dialogue.COMPLAINT, 0, 1))
    assert not when.covers(health(Category.SYMPTOM))


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (When(identifiability_min=2), True),
        (When(identifiability_min=3), False),
        (When(identifiability_max=1), False),
        (When(severity_min=4), True),
        (When(severity_min=5), False),
        (When(weight_min=2), True),
        (When(weight_min=3), False),
        (When(disclosure=True), True),
        (When(disclosure=False), False),
        (When(findings=False), False),
        (When(checked=True), True),
        (When(premoderated=True), False),
        (When(ground=True), False),
        (When(channels=frozenset({ChannelKind.FACEBOOK})), True),
        (When(channels=frozenset({ChannelKind.BLOG})), False),
        (When(conduct=frozenset({Conduct.INSULT})), False),
    ],
)
def test_every_demand_is_asked_of_the_post(when: When, *, holds: bool) -> None:
    post = seen(Example(categories=(Category.SYMPTOM,), identifiability=2), severity=4)
    assert when.holds(post) is holds


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (When(subjects=frozenset({Subject.SELF}), identifiability_max=3), True),
        (When(subjects=frozenset({Subject.SELF}), identifiability_min=2), False),
        (When(subjects=frozenset({Subject.RELATIVE})), False),
        (When(dialogue=frozenset({Dialogue.PRAISE})), False),
        (When(categories=frozenset({Category.DEATH}), channels=frozenset({ChannelKind.BLOG})), True),
        (When(categories=frozenset({Category.DEATH}), ground=False), False),
        (When(checked=True), False),
    ],
)
def test_two_conditions_meet_where_one_finding_can_be_named_by_both(other: When, *, meets: bool) -> None:
    one = When(
        categories=frozenset({Category.DEATH}), subjects=frozenset({Subject.SELF}), identifiability_max=1, ground=True
    )
    assert may_meet(one, other) is meets
    assert may_meet(other, one) is meets
