"""Which rows of a policy apply to a post.

Every counted finding finds its row, and so does the post as a whole where a row speaks of it (a review portal, a post
in which nothing was found). Of the rows that name a finding and hold for its post the most specific wins:

1. the house's own rows go before rows it inherits: they are written to be stricter;
2. then the smaller share wins (`desk.policy.conditions`), for a row that asks more is meant for less.

Two conditions of the same rank and share that may meet are a tie: `ties` finds them all, and a policy that holds one is
refused. A finding that no row names leaves the post `uncovered`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import isclose

from desk.model.findings import Finding
from desk.model.names import Axis, Category
from desk.policy.conditions import Constellation, When, may_meet
from desk.policy.schema import Row

_Index = dict[tuple[Axis, str], tuple["Candidate", ...]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in the policy of a house: `distance` is 0 for its own rows, 1 for those it inherits, and so on."""

    row: Row
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One condition of a row, which competes by itself."""

    placed: Placed
    when: When

    @property
    def rank(self) -> tuple[int, float]:
        """What decides between candidates: the lower wins."""
        return self.placed.distance, self.when.share


@dataclass(frozen=True, slots=True)
class Applied:
    """The rows that apply to a post, each once, and whether a finding was left without one."""

    candidates: tuple[Candidate, ...]
    uncovered: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows themselves."""
        return tuple(candidate.placed.row for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two rows neither of which is the more specific."""

    first: str
    second: str


class Matrix:
    """The rows of one house, ready to be asked."""

    def __init__(self, rows: Iterable[Placed]) -> None:
        """Take all rows that can win a finding; the fallback row is none of them."""
        everything = (Candidate(placed, when) for placed in rows for when in placed.row.when)
        self._candidates = tuple(sorted(everything, key=lambda candidate: candidate.rank))
        self._by_label = _index(self._candidates)
        self._whole = tuple(candidate for candidate in self._candidates if not candidate.when.asks_findings)

    def applied(self, post: Constellation, findings: Iterable[Finding]) -> Applied:
        """Say which rows apply to a post with these counted findings."""
        winners: dict[str, Candidate] = {}
        uncovered = False
        for winner in self._winners(post, findings):
            if winner is None:
                uncovered = True
            else:
                winners.setdefault(winner.placed.row.id, winner)
        whole = next((candidate for candidate in self._whole if candidate.when.holds(post)), None)
        if whole:
            winners.setdefault(whole.placed.row.id, whole)
        return Applied(tuple(winners.values()), uncovered or not winners)

    def _winners(self, post: Constellation, findings: Iterable[Finding]) -> Iterator[Candidate | None]:
        for finding in findings:
            named = self._by_label.get((finding.axis, finding.category), ())
            yield next((one for one in named if one.when.covers(finding) and one.when.holds(post)), None)

    def ties(self) -> list[Tie]:
        """Return every pair of rows that may meet in a post without one being the more specific."""
        pairs = combinations(self._candidates, 2)
        return [Tie(one.placed.row.id, other.placed.row.id) for one, other in pairs if _tie(one, other)]


def _index(candidates: Iterable[Candidate]) -> _Index:
    named: defaultdict[tuple[Axis, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for label in _labels(candidate.when):
            named[label].append(candidate)
    return {label: tuple(those) for label, those in named.items()}


def _labels(when: When) -> Iterator[tuple[Axis, str]]:
    if when.asks_health:
        yield from ((Axis.HEALTH, category) for category in when.categories or Category)
    yield from ((axis, label) for axis, labels in when.label_sets for label in labels)


def _tie(one: Candidate, other: Candidate) -> bool:
    return (
        one.placed.row.id != other.placed.row.id
        and one.placed.distance == other.placed.distance
        and isclose(one.when.share, other.when.share)
        and may_meet(one.when, other.when)
    )
