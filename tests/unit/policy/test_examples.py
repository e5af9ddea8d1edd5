"""Every row stands beside constellations that fall under it and such that do not."""

import msgspec
import pytest

from desk.model.names import HouseKind
from desk.policy.documents import Policy, PolicyBook
from desk.policy.examples import failures
from desk.policy.matrix import Placed
from desk.policy.schema import Example


@pytest.mark.parametrize("house", list(HouseKind))
def test_every_example_of_the_shipped_policies_holds(house: HouseKind, shipped: PolicyBook) -> None:
    assert failures(shipped.of(house)) == []


def test_an_example_that_does_not_hold_is_reported_with_its_number(insurer: Policy) -> None:
    wrong = msgspec.structs.replace(insurer.placed[0].row, no_match=(insurer.placed[0].row.match[0], Example()))
    policy = Policy(
        insurer.document, insurer.version, (Placed(wrong), *insurer.placed[1:]), insurer.severity, insurer.four_eyes
    )
    (failure,) = failures(policy)
    assert (failure.row, failure.number, failure.expected) == ("K1", len(wrong.match) + 1, False)
    assert failure.applied == ("K1",)
