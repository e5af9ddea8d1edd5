"""The policies in force, one for each kind of house, put together from their files."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain
from pathlib import Path

from desk.errors import RuleError
from desk.model.names import Band, HouseKind, Priority, Retention
from desk.policy.matrix import Matrix, Placed
from desk.policy.reading import read
from desk.policy.schema import Deadline, Document, FourEyes, GroundRule, Keeping, PriorityClass, Row, SeverityScale

_DIGEST = 8


@dataclass(frozen=True)
class Policy:
    """The policy of one house.

    Attributes:
        version: the declared version and a digest of every file it was put together from.
        placed: all rows, its own and those it inherits, the fallback row among them.
    """

    document: Document
    version: str
    placed: tuple[Placed, ...]
    severity: SeverityScale
    four_eyes: FourEyes

    @property
    def house(self) -> HouseKind:
        """Whose policy it is."""
        return self.document.head.house

    @property
    def trial(self) -> bool:
        """Whether nobody has approved it yet."""
        return self.document.head.status != "in_force"

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows that may apply, its own first."""
        return tuple(placed.row for placed in self.placed)

    @property
    def classes(self) -> tuple[PriorityClass, ...]:
        """The classes of priority."""
        return self.document.classes

    @property
    def grounds(self) -> tuple[GroundRule, ...]:
        """When findings offer which ground."""
        return self.document.grounds

    @property
    def deadlines(self) -> dict[str, Deadline]:
        """Deadlines by class of priority, and the special ones by name."""
        return self.document.deadlines

    @cached_property
    def matrix(self) -> Matrix:
        """The rows, ready to be asked."""
        return Matrix(placed for placed in self.placed if not placed.row.fallback)

    @cached_property
    def fallback(self) -> Row:
        """What applies where no other row does."""
        return next(row for row in self.rows if row.fallback)

    @cached_property
    def keeping(self) -> dict[Retention, Keeping]:
        """How long each retention class keeps what."""
        return {rule.retention: rule for rule in self.document.keeping}

    def row(self, name: str) -> Row | None:
        """Return the row of an id."""
        return next((row for row in self.rows if row.id == name), None)

    def band(self, severity: int) -> Band:
        """Return the band of so many points."""
        reached = (band for band, lowest in self.document.bands.items() if severity >= lowest)
        return max(reached, key=lambda band: self.document.bands[band])

    def first_look(self, priority: Priority, special: Iterator[str]) -> timedelta:
        """Return the time until somebody must have looked: the shortest of the class and of special deadlines."""
        return min(self.deadlines[name].first_look.duration for name in chain((priority.value,), filter(None, special)))


@dataclass(frozen=True)
class PolicyBook:
    """The policies of all houses."""

    policies: dict[HouseKind, Policy]

    def of(self, house: HouseKind) -> Policy:
        """Return the policy of a house."""
        return self.policies[house]


def load(folder: Path, replacement: Path | None = None) -> PolicyBook:
    """Read the policies of all houses.

    Args:
        folder: the folder of policy files, `policy` of the rules in force.
        replacement: a policy file that takes the place of the policy of the house its head names.

    Raises:
        RuleError: a file does not hold, a house has no policy, or two rows are equally specific.
    """
    files = sorted(folder.glob("*.toml"))
    documents = {document.head.house: (document, content) for document, content in map(read, files)}
    if replacement:
        document, content = read(replacement)
        documents[document.head.house] = (document, content)
    for house in HouseKind:
        if house not in documents:
            raise RuleError("policy.errors.no_policy", house=house.value)
    policies = {house: _put_together(list(_lineage(house, documents))) for house in HouseKind}
    return PolicyBook(policies)


_Read = tuple[Document, bytes]


def _lineage(house: HouseKind, documents: dict[HouseKind, _Read]) -> Iterator[_Read]:
    """Yield the document of a house, then those it inherits from, nearest first."""
    seen: set[HouseKind] = set()
    following: HouseKind | None = house
    while following is not None:
        if following in seen:
            raise RuleError("policy.errors.circle", house=house.value)
        seen.add(following)
        yield documents[following]
        following = documents[following][0].head.inherits


def _put_together(lineage: list[_Read]) -> Policy:
    document = lineage[-1][0]
    for child, _ in reversed(lineage[:-1]):
        document = child.inheriting(document)
    placed = _placed(lineage)
    digest = hashlib.sha256(b"\0".join(content for _, content in lineage)).hexdigest()[:_DIGEST]
    severity, four_eyes = document.severity, document.four_eyes
    if severity is None or four_eyes is None:
        raise _missing(document, "severity" if severity is None else "four_eyes")
    policy = Policy(document, f"{document.head.version}+{digest}", placed, severity, four_eyes)
    _check(policy)
    return policy


def _placed(lineage: list[_Read]) -> tuple[Placed, ...]:
    """Place the rows of a lineage; a row of the same id takes the place of the one it inherits."""
    placed: dict[str, Placed] = {}
    for distance, (document, _) in enumerate(lineage):
        for row in document.rows:
            placed.setdefault(row.id, Placed(row, distance))
    return tuple(placed.values())


def _missing(document: Document, part: str) -> RuleError:
    return RuleError("policy.errors.missing_part", house=document.head.house.value, part=part)


def _check(policy: Policy) -> None:
    _check_parts(policy)
    fallbacks = [row.id for row in policy.rows if row.fallback]
    if len(fallbacks) != 1:
        raise RuleError("policy.errors.fallback", house=policy.house.value, rows=", ".join(fallbacks) or "–")
    for tie in policy.matrix.ties():
        raise RuleError("policy.errors.tie", house=policy.house.value, first=tie.first, second=tie.second)


def _check_parts(policy: Policy) -> None:
    special = {row.deadline for row in policy.rows if row.deadline}
    for name in (*Priority, *sorted(special)):
        if name not in policy.deadlines:
            raise _missing(policy.document, f"deadlines.{name}")
    if set(policy.document.bands) != set(Band) or min(policy.document.bands.values()) > 0:
        raise _missing(policy.document, "bands")
    for retention in {row.retention for row in policy.rows} - set(policy.keeping):
        raise _missing(policy.document, f"retention {retention}")
