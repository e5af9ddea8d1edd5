"""Severity: how much a post gives away of a person, 0 to 10, as points that add up and explain themselves.

The health finding that weighs most counts: its base weight, the bonus for other people's health, the bonus for a
sensitive matter that is denied. To it comes how identifiable the person is. A post without health data weighs only if
it shows an identifier that has to be protected; then it weighs as much as it identifies.
"""

from dataclasses import dataclass

from desk.model.findings import Finding, Reason, Screened
from desk.model.names import Axis, Status
from desk.policy.assessment import Points
from desk.policy.conditions import HIGHEST_SEVERITY
from desk.policy.schema import SeverityScale


@dataclass(frozen=True, slots=True)
class Severity:
    """The sum and what it is made of."""

    value: int
    points: tuple[Points, ...]


def severity(screened: Screened, scale: SeverityScale) -> Severity:
    """Weigh a screened post."""
    weighed = [_of_finding(finding, scale) for finding in screened.counted(Axis.HEALTH)]
    heaviest = max(weighed, key=_sum, default=())
    if not heaviest and not _protected(screened, scale):
        return Severity(0, ())
    points = _capped((*heaviest, *_of_identifiability(screened)))
    return Severity(_sum(points), points)


def _of_finding(finding: Finding, scale: SeverityScale) -> tuple[Points, ...]:
    bonus = scale.third_person if finding.subject in scale.third_persons else 0
    denied = scale.negated_sensitive if _denied(finding) and finding.category in scale.sensitive else 0
    points = (
        Points(Reason(f"policy.severity.category.{finding.category}"), _base(finding, scale)),
        Points(Reason(f"policy.severity.subject.{finding.subject}"), bonus),
        Points(Reason("policy.severity.negated"), denied),
    )
    return tuple(point for point in points if point.points)


def _base(finding: Finding, scale: SeverityScale) -> int:
    if _denied(finding) and finding.category not in scale.sensitive:
        return min(finding.weight, scale.negated_base)
    return finding.weight


def _denied(finding: Finding) -> bool:
    return finding.status is Status.NEGATED


def _protected(screened: Screened, scale: SeverityScale) -> bool:
    return any(finding.category in scale.protected_identifiers for finding in screened.counted(Axis.IDENTIFIER))


def _of_identifiability(screened: Screened) -> tuple[Points, ...]:
    level = int(screened.identifiability)
    return (Points(Reason(f"policy.severity.identifiability.{level}"), level),) if level else ()


def _capped(points: tuple[Points, ...]) -> tuple[Points, ...]:
    beyond = _sum(points) - HIGHEST_SEVERITY
    return (*points, Points(Reason("policy.severity.cap"), -beyond)) if beyond > 0 else points


def _sum(points: tuple[Points, ...]) -> int:
    return sum(point.points for point in points)
