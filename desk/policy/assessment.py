"""What the policy says of one post, and what it needs to know to say it. Plain values."""

from dataclasses import dataclass
from datetime import timedelta

from desk.model.findings import Reason
from desk.model.names import Action, Band, ChannelKind, Ground, HouseKind, Priority, Retention, Role


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the policy knows of a post beside its findings."""

    house: HouseKind
    channel: ChannelKind
    capabilities: frozenset[Action]
    premoderated: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """One reason of severity or priority, and the points it adds (0 where it only explains the priority)."""

    reason: Reason
    points: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The policy's answer.

    Attributes:
        severity: 0 to 10.
        first_look: time from arrival until a person must have looked.
        row: id of the matrix row that applies, such as `K3`; the fallback row holds and escalates.
        clause: the row's clause in one sentence, German and English by language.
        actions: what a person may do, in the order in which the desk proposes it.
        refused: actions that people would look for here and why they are not among `actions`.
        grounds: grounds that the findings offer for hold, redact, hide and delete.
        decides: roles that may decide.
        four_eyes: actions that a second person has to release.
        templates: ids of reply templates, best first.
    """

    severity: int
    band: Band
    priority: Priority
    reasons: tuple[Points, ...]
    first_look: timedelta
    row: str
    clause: dict[str, str]
    actions: tuple[Action, ...]
    refused: dict[Action, Reason]
    grounds: tuple[Ground, ...]
    decides: tuple[Role, ...]
    four_eyes: frozenset[Action]
    templates: tuple[str, ...]
    retention: Retention
    policy_version: str
    trial: bool
