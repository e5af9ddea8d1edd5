"""What a policy file says, as data that validates itself: rows, classes of priority, grounds, deadlines, scales.

An unknown key or name is refused (`desk.policy.reading` says where, and which valid one is nearest). Nothing here
decides anything.
"""

from datetime import timedelta
from typing import Literal, Self

import msgspec

from desk.model.names import (
    Action,
    Band,
    Category,
    ChannelKind,
    Conduct,
    Dialogue,
    Ground,
    HouseKind,
    IdentifierType,
    Priority,
    Retention,
    Role,
    Status,
    Subject,
    Urgency,
)
from desk.policy.conditions import When

_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "working day": timedelta(days=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a policy file; a key that it does not know is refused."""


class Span(str):
    """A span of time as a policy writes it: `15 min`, `4 h`, `2 working days`, `1 month`."""

    __slots__ = ()

    @property
    def duration(self) -> timedelta:
        """Its length on the clock; a working day counts as a day, a month as 30 days.

        Raises:
            ValueError: it is no number with a unit.
        """
        number, _, unit = self.partition(" ")
        one = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
        if one is None or not number.isdecimal():
            raise ValueError(f"no span of time: {self!r}")
        return int(number) * one


class Text(_Part, frozen=True):
    """A sentence in both languages of the desk."""

    de: str
    en: str


class Example(_Part, frozen=True):
    """A post reduced to its labels; every category is said of `subject` in the way of `status`."""

    categories: tuple[Category, ...] = ()
    subject: Subject = Subject.SELF
    status: Status = Status.ASSERTED
    weight: int = 2
    identifiability: int = 0
    urgency: tuple[Urgency, ...] = ()
    conduct: tuple[Conduct, ...] = ()
    dialogue: tuple[Dialogue, ...] = ()
    identifiers: tuple[IdentifierType, ...] = ()
    channel: ChannelKind = ChannelKind.FACEBOOK
    premoderated: bool = False
    checked: bool = True


class Row(_Part, frozen=True):
    """One row of the matrix.

    Attributes:
        when: constellations, any of which suffices.
        allow: actions in the order in which the desk proposes them.
        decides: roles that may decide; the first is asked first.
        grounds: grounds on which its restrictions may rest; a row without restrictions has none.
        deadline: name of a special deadline that goes with it.
        proposed: not in the matrix that was handed over; `reason` says which hole it closes.
        fallback: what applies where no other row does.
        match: constellations that fall under it, `no_match` such that do not; both are tested.
    """

    id: str
    title: Text
    when: tuple[When, ...]
    allow: tuple[Action, ...]
    decides: tuple[Role, ...]
    priority: Priority
    retention: Retention
    clause: Text
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]
    four_eyes: tuple[Action, ...] = ()
    grounds: tuple[Ground, ...] = ()
    templates: tuple[str, ...] = ()
    deadline: str = ""
    proposed: bool = False
    reason: str = ""
    fallback: bool = False


class PriorityClass(_Part, frozen=True):
    """One entry of the priority classes; `id` names its sentence, `policy.class.<id>`."""

    id: str
    priority: Priority
    when: tuple[When, ...]


class GroundRule(_Part, frozen=True):
    """When findings offer a ground."""

    ground: Ground
    when: tuple[When, ...]


class Deadline(_Part, frozen=True):
    """Until when somebody must have looked, and by when an answer or a measure stands."""

    first_look: Span
    answer: Span
    hours: Literal["always", "staffed", "working"] = "working"
    within: Span | None = None
    """For objections: how long one may be raised."""


class SeverityScale(_Part, frozen=True):
    """The points of severity. Denied, a `sensitive` category keeps its weight and gains `negated_sensitive`."""

    third_person: int
    third_persons: frozenset[Subject]
    negated_sensitive: int
    sensitive: frozenset[Category]
    negated_base: int
    protected_identifiers: frozenset[IdentifierType]


class FourEyes(_Part, frozen=True):
    """Which actions a second person has to release, beside those that a row names."""

    always: frozenset[Action]
    reply_from: Band
    reply_at_once: frozenset[Priority]
    """Priorities whose approved answer must not wait for a second person."""


class Keeping(_Part, frozen=True):
    """How long a retention class keeps the text of a post and the record of its decision."""

    retention: Retention
    text: Span
    record: Span
    why: Text


class Head(_Part, frozen=True):
    """Whose policy this is, how far it has come, and from which house it inherits rows, classes, grounds and scales."""

    house: HouseKind
    title: Text
    version: str
    status: Literal["trial", "draft", "approved", "in_force"]
    inherits: HouseKind | None = None


class Document(_Part, frozen=True):
    """A policy file. What a child leaves out it takes from the policy that it inherits."""

    head: Head
    rows: tuple[Row, ...] = msgspec.field(default=(), name="row")
    classes: tuple[PriorityClass, ...] = msgspec.field(default=(), name="class")
    grounds: tuple[GroundRule, ...] = msgspec.field(default=(), name="ground")
    keeping: tuple[Keeping, ...] = msgspec.field(default=(), name="retention")
    deadlines: dict[str, Deadline] = {}
    bands: dict[Band, int] = {}
    severity: SeverityScale | None = None
    four_eyes: FourEyes | None = None

    def inheriting(self, parent: Self) -> "Document":
        """Return this document with the scales, classes and grounds that it inherits; its rows stay its own."""
        own = {entry.id for entry in self.classes}
        return msgspec.structs.replace(
            self,
            classes=(*(entry for entry in parent.classes if entry.id not in own), *self.classes),
            grounds=(*parent.grounds, *self.grounds),
            keeping=self.keeping or parent.keeping,
            deadlines=parent.deadlines | self.deadlines,
            bands=self.bands or parent.bands,
            severity=self.severity or parent.severity,
            four_eyes=self.four_eyes or parent.four_eyes,
        )


STRUCTS: tuple[type[msgspec.Struct], ...] = (
    Document,
    Head,
    Row,
    When,
    Example,
    Text,
    PriorityClass,
    GroundRule,
    Deadline,
    SeverityScale,
    FourEyes,
    Keeping,
)
"""Every table that a policy file may hold: where the nearest valid key is looked for."""
