"""What a row of a policy asks of a post (`When`), and a post reduced to what can be asked of it (`Constellation`).

How narrow a condition is, its `share`, is the part of all conceivable posts that it admits: each named set counts as
the part of its axis, each range as the part of its scale, each yes-or-no as one half, all multiplied. A condition that
adds a demand or takes a label away always has the smaller share, so the smaller share is the more specific condition
(lex specialis).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import prod

import msgspec

from desk.model.findings import Finding, Screened
from desk.model.names import (
    Axis,
    Category,
    ChannelKind,
    Conduct,
    Dialogue,
    Identifiability,
    IdentifierType,
    Status,
    Subject,
    Urgency,
)
from desk.policy.assessment import Circumstances

HIGHEST_SEVERITY = 10
_HIGHEST_WEIGHT = 4
_HIGHEST_IDENTIFIABILITY = max(Identifiability)


@dataclass(frozen=True, slots=True)
class Constellation:
    """A post as the rows of a policy see it.

    Attributes:
        health: counted findings of the health axis.
        labels: distinct labels of every axis that count.
        ground: whether the findings offer a ground of the closed list.
    """

    health: tuple[Finding, ...]
    labels: dict[Axis, frozenset[str]]
    identifiability: int
    severity: int
    channel: ChannelKind
    premoderated: bool
    checked: bool
    ground: bool = False

    @property
    def anything(self) -> bool:
        """Whether anything was found that counts."""
        return any(self.labels.values())


def constellation(screened: Screened, circumstances: Circumstances, severity: int) -> Constellation:
    """Reduce a screened post to what the rows of a policy ask about."""
    labels: dict[Axis, set[str]] = {axis: set() for axis in Axis}
    for finding in screened.findings:
        if finding.counted:
            labels[finding.axis].add(finding.category)
    return Constellation(
        health=tuple(screened.counted(Axis.HEALTH)),
        labels={axis: frozenset(named) for axis, named in labels.items()},
        identifiability=int(screened.identifiability),
        severity=severity,
        channel=circumstances.channel,
        premoderated=circumstances.premoderated,
        checked=screened.checked,
    )


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One constellation of a row; what it does not name it does not ask.

    `categories`, `statuses`, `subjects` and `weight_min` have to hold of one and the same health finding. `urgency`,
    `conduct`, `dialogue` and `identifiers` hold if the post shows at least one of the labels. `findings` asks whether
    anything was found that counts, `disclosure` whether health data of a person is among it, `ground` whether the
    findings offer a ground of the closed list.
    """

    categories: frozenset[Category] = frozenset()
    statuses: frozenset[Status] = frozenset()
    subjects: frozenset[Subject] = frozenset()
    weight_min: int = 0
    identifiability_min: int = 0
    identifiability_max: int = _HIGHEST_IDENTIFIABILITY
    severity_min: int = 0
    urgency: frozenset[Urgency] = frozenset()
    conduct: frozenset[Conduct] = frozenset()
    dialogue: frozenset[Dialogue] = frozenset()
    identifiers: frozenset[IdentifierType] = frozenset()
    channels: frozenset[ChannelKind] = frozenset()
    premoderated: bool | None = None
    disclosure: bool | None = None
    checked: bool | None = None
    ground: bool | None = None
    findings: bool | None = None

    @cached_property
    def asks_health(self) -> bool:
        """Whether it asks anything of a health finding."""
        return bool(self.categories or self.statuses or self.subjects or self.weight_min)

    @cached_property
    def label_sets(self) -> tuple[tuple[Axis, frozenset[str]], ...]:
        """The labels it asks for on axes other than health."""
        named = (
            (Axis.URGENCY, self.urgency),
            (Axis.CONDUCT, self.conduct),
            (Axis.DIALOGUE, self.dialogue),
            (Axis.IDENTIFIER, self.identifiers),
        )
        return tuple((axis, frozenset(labels)) for axis, labels in named if labels)

    @property
    def asks_findings(self) -> bool:
        """Whether it speaks of particular findings, or only of the post as a whole."""
        return self.asks_health or bool(self.label_sets)

    def admits_health(self, finding: Finding) -> bool:
        """Whether one health finding is what it asks for."""
        return (
            (not self.categories or finding.category in self.categories)
            and (not self.statuses or finding.status in self.statuses)
            and (not self.subjects or finding.subject in self.subjects)
            and finding.weight >= self.weight_min
        )

    def covers(self, finding: Finding) -> bool:
        """Whether it names this very finding: a condition speaks for the axes that it names."""
        if finding.axis is Axis.HEALTH:
            return self.asks_health and self.admits_health(finding)
        return any(axis is finding.axis and finding.category in labels for axis, labels in self.label_sets)

    def holds(self, post: Constellation) -> bool:
        """Whether everything that it names is so."""
        return self._holds_for_labels(post) and self._holds_for_person(post) and self._holds_for_post(post)

    def _holds_for_labels(self, post: Constellation) -> bool:
        for axis, labels in self.label_sets:
            if labels.isdisjoint(post.labels[axis]):
                return False
        return not self.asks_health or any(map(self.admits_health, post.health))

    def _holds_for_person(self, post: Constellation) -> bool:
        return (
            self.identifiability_min <= post.identifiability <= self.identifiability_max
            and post.severity >= self.severity_min
        )

    def _holds_for_post(self, post: Constellation) -> bool:
        return (
            (self.disclosure is None or self.disclosure is bool(post.health))
            and (self.ground is None or self.ground is post.ground)
            and (self.findings is None or self.findings is post.anything)
            and (self.checked is None or self.checked is post.checked)
            and (self.premoderated is None or self.premoderated is post.premoderated)
            and (not self.channels or post.channel in self.channels)
        )

    @cached_property
    def share(self) -> float:
        """The part of all conceivable posts that it admits, above 0, at most 1: the smaller, the more specific."""
        return prod(self._shares())

    def _shares(self) -> Iterator[float]:
        for kind, labels in self._sets():
            yield len(labels) / len(kind) if labels else 1
        levels = _HIGHEST_IDENTIFIABILITY + 1
        yield (self.identifiability_max - self.identifiability_min + 1) / levels
        yield (HIGHEST_SEVERITY + 1 - self.severity_min) / (HIGHEST_SEVERITY + 1)
        yield (_HIGHEST_WEIGHT + 1 - self.weight_min) / (_HIGHEST_WEIGHT + 1)
        for asked in (self.premoderated, self.disclosure, self.checked, self.ground, self.findings):
            yield 1 if asked is None else 0.5

    def _sets(self) -> tuple[tuple[type[Enum], frozenset[str]], ...]:
        return (
            (Category, frozenset(self.categories)),
            (Status, frozenset(self.statuses)),
            (Subject, frozenset(self.subjects)),
            (Urgency, frozenset(self.urgency)),
            (Conduct, frozenset(self.conduct)),
            (Dialogue, frozenset(self.dialogue)),
            (IdentifierType, frozenset(self.identifiers)),
            (ChannelKind, frozenset(self.channels)),
        )


def may_meet(one: When, other: When) -> bool:
    """Whether a post is conceivable that has a finding which both conditions name and for which both hold."""
    return _share_a_finding(one, other) and _ranges_meet(one, other) and _facts_meet(one, other)


def _share_a_finding(one: When, other: When) -> bool:
    if one.asks_health and other.asks_health and _health_meets(one, other):
        return True
    theirs = dict(other.label_sets)
    if any(labels & theirs.get(axis, frozenset()) for axis, labels in one.label_sets):
        return True
    return not one.asks_findings and not other.asks_findings


def _health_meets(one: When, other: When) -> bool:
    pairs = ((one.categories, other.categories), (one.statuses, other.statuses), (one.subjects, other.subjects))
    return all(not mine or not theirs or mine & theirs for mine, theirs in pairs)


def _ranges_meet(one: When, other: When) -> bool:
    lowest = max(one.identifiability_min, other.identifiability_min)
    return lowest <= min(one.identifiability_max, other.identifiability_max)


def _facts_meet(one: When, other: When) -> bool:
    pairs = (
        (one.premoderated, other.premoderated),
        (one.disclosure, other.disclosure),
        (one.checked, other.checked),
        (one.ground, other.ground),
        (one.findings, other.findings),
    )
    agree = all(mine is None or theirs is None or mine is theirs for mine, theirs in pairs)
    return agree and (not one.channels or not other.channels or bool(one.channels & other.channels))
