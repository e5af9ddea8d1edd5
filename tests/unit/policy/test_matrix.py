"""Which row wins, and how ties are found."""

from enum import StrEnum
from typing import Any

import pytest

from desk.model.names import (
    Category,
    ChannelKind,
    Conduct,
    Dialogue,
    HouseKind,
    IdentifierType,
    Priority,
    Retention,
    Role,
    Subject,
    Urgency,
)
from desk.policy.assessment import Circumstances
from desk.policy.conditions import When, constellation
from desk.policy.documents import PolicyBook
from desk.policy.examples import EVERYTHING, screened
from desk.policy.matrix import Matrix, Placed, Tie
from desk.policy.schema import Example, Row, Text

PLACE = Circumstances(HouseKind.INSURER, ChannelKind.FACEBOOK, EVERYTHING)
SELF = frozenset({Subject.SELF})
DEATH = frozenset({Category.DEATH})


def row(name: str, *when: When) -> Row:
    text = Text(de=name, en=name)
    return Row(
        id=name,
        title=text,
        when=when,
        allow=(),
        decides=(Role.LEAD,),
        priority=Priority.P4,
        retention=Retention.RC1,
        clause=text,
        match=(),
        no_match=(),
    )


def winners(example: Example, *placed: Placed) -> tuple[str, ...]:
    post = screened(example)
    applied = Matrix(placed).applied(constellation(post, PLACE, 0), post.findings)
    return tuple(each.id for each in applied.rows)


def test_the_narrower_row_wins_whatever_its_place_in_the_file() -> None:
    broad, narrow = (
        Placed(row("broad", When(subjects=SELF))),
        Placed(row("narrow", When(subjects=SELF, categories=DEATH))),
    )
    assert winners(Example(categories=(Category.DEATH,)), broad, narrow) == ("narrow",)
    assert winners(Example(categories=(Category.DEATH,)), narrow, broad) == ("narrow",)


def test_a_houses_own_row_goes_before_a_narrower_one_that_it_inherits() -> None:
    own, inherited = (
        Placed(row("own", When(subjects=SELF))),
        Placed(row("old", When(subjects=SELF, categories=DEATH)), 1),
    )
    assert winners(Example(categories=(Category.DEATH,)), inherited, own) == ("own",)


def test_every_finding_finds_its_row_and_no_row_comes_twice() -> None:
    about, praise = (
        Placed(row("about", When(subjects=SELF))),
        Placed(row("praise", When(dialogue=frozenset({Dialogue.PRAISE})))),
    )
    example = Example(categories=(Category.DEATH, Category.SYMPTOM), dialogue=(Dialogue.PRAISE,))
    assert winners(example, about, praise) == ("about", "praise")


def test_a_row_on_the_post_as_a_whole_applies_beside_those_of_its_findings() -> None:
    portal = Placed(row("portal", When(channels=frozenset({ChannelKind.FACEBOOK}))))
    about = Placed(row("about", When(subjects=SELF)))
    assert winners(Example(categories=(Category.DEATH,)), portal, about) == ("about", "portal")


@pytest.mark.parametrize("example", [Example(categories=(Category.DEATH,)), Example()])
def test_what_no_row_names_is_uncovered(example: Example) -> None:
    post = screened(example)
    applied = Matrix([Placed(row("praise", When(dialogue=frozenset({Dialogue.PRAISE}))))]).applied(
        constellation(post, PLACE, 0), post.findings
    )
    assert applied.uncovered
    assert applied.rows == ()


def test_two_rows_of_equal_share_that_can_meet_are_a_tie() -> None:
    one, two = (
        Placed(row("one", When(subjects=SELF))),
        Placed(row("two", When(subjects=SELF | {Subject.CHILD}), When(subjects=SELF))),
    )
    assert Matrix([one, two]).ties() == [Tie("one", "two")]


def test_rows_that_cannot_meet_or_differ_in_distance_are_no_tie() -> None:
    one, two = Placed(row("one", When(subjects=SELF))), Placed(row("two", When(subjects=frozenset({Subject.CHILD}))))
    assert Matrix([one, two, Placed(row("three", When(subjects=SELF)), 1)]).ties() == []


@pytest.mark.parametrize(
    ("key", "labels"),
    [("urgency", Urgency), ("conduct", Conduct), ("dialogue", Dialogue), ("identifiers", IdentifierType)],
)
def test_every_label_of_every_axis_has_a_row_in_every_house(
    key: str, labels: type[StrEnum], shipped: PolicyBook, post: Any
) -> None:
    for policy in shipped.policies.values():
        for label in labels:
            found = post(**{key: [label]})
            assert not policy.matrix.applied(constellation(found, PLACE, 0), found.findings).uncovered, label


@pytest.mark.parametrize("identifiability", range(5))
def test_every_category_of_every_subject_has_a_row_in_every_house(
    identifiability: int, shipped: PolicyBook, post: Any
) -> None:
    for policy in shipped.policies.values():
        for category in Category:
            for subject in Subject:
                found = post(categories=[category], subject=subject, identifiability=identifiability)
                applied = policy.matrix.applied(constellation(found, PLACE, 0), found.findings)
                assert not applied.uncovered, (policy.house, category, subject)
