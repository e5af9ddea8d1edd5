"""The examples beside the rows: labels turned into a screened post, and whether the row answers as it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.model.findings import Finding, Screened
from desk.model.names import Action, Axis, HouseKind, Identifiability, Sentiment
from desk.policy.assess import rows_for
from desk.policy.assessment import Circumstances
from desk.policy.documents import Policy
from desk.policy.schema import Example, Row

EVERYTHING = frozenset(Action)
"""The capabilities of a channel that can do whatever a row may ask."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: the rows that apply, and whether its row should have been among them."""

    row: str
    number: int
    expected: bool
    applied: tuple[str, ...]


def screened(example: Example) -> Screened:
    """Return a post that shows exactly these labels."""
    return Screened(
        findings=tuple(_findings(example)),
        identifiability=Identifiability(example.identifiability),
        sentiment=Sentiment.NEUTRAL,
        language="de",
        checked=example.checked,
        rules_version="examples",
    )


def _findings(example: Example) -> Iterator[Finding]:
    for category in example.categories:
        yield Finding(
            "example",
            Axis.HEALTH,
            category,
            0,
            1,
            status=example.status,
            subject=example.subject,
            weight=example.weight,
        )
    named = (
        (Axis.IDENTIFIER, example.identifiers),
        (Axis.URGENCY, example.urgency),
        (Axis.CONDUCT, example.conduct),
        (Axis.DIALOGUE, example.dialogue),
    )
    for axis, labels in named:
        yield from (Finding("example", axis, label, 0, 1) for label in labels)


def circumstances(example: Example, house: HouseKind) -> Circumstances:
    """Return where such a post would stand: on a channel that can do everything."""
    return Circumstances(house, example.channel, EVERYTHING, premoderated=example.premoderated)


def failures(policy: Policy) -> list[Failure]:
    """Return the examples of a policy's own rows that do not hold.

    Inherited rows are tried in the policy they were written for.
    """
    own = (placed.row for placed in policy.placed if not placed.distance)
    return [failure for row in own for failure in _of_row(row, policy)]


def _of_row(row: Row, policy: Policy) -> Iterator[Failure]:
    expectations = [(example, True) for example in row.match] + [(example, False) for example in row.no_match]
    for number, (example, expected) in enumerate(expectations, start=1):
        rows = rows_for(screened(example), circumstances(example, policy.house), policy)
        applied = tuple(each.id for each in rows)
        if (row.id in applied) is not expected:
            yield Failure(row.id, number, expected, applied)
