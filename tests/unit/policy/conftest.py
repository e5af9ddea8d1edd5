"""The shipped policies, and posts made of labels."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from desk import locations
from desk.model.findings import Screened
from desk.model.names import HouseKind
from desk.policy.assess import assess
from desk.policy.assessment import Assessment
from desk.policy.documents import Policy, PolicyBook, load
from desk.policy.examples import circumstances, screened
from desk.policy.schema import Example

Post = Callable[..., Screened]
Ask = Callable[..., Assessment]


@pytest.fixture(scope="session")
def shipped() -> PolicyBook:
    """The policies this desk comes with."""
    return load(locations.shipped_rules() / "policy")


@pytest.fixture(scope="session")
def insurer(shipped: PolicyBook) -> Policy:
    """The policy of the insurer."""
    return shipped.of(HouseKind.INSURER)


@pytest.fixture
def post() -> Post:
    """A screened post that shows the labels it is told."""

    def labelled(**labels: Any) -> Screened:
        return screened(msgspec.convert(labels, Example))

    return labelled


@pytest.fixture
def ask(shipped: PolicyBook) -> Ask:
    """Ask the shipped policy of a house about a post on a channel that can do everything."""

    def asked(house: str = "insurer", **labels: Any) -> Assessment:
        example = msgspec.convert(labels, Example)
        kind = HouseKind(house)
        return assess(screened(example), circumstances(example, kind), shipped.of(kind))

    return asked
