"""What may be done with a post, by whom and by when: a pure function of findings, circumstances and policy."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desk.model.findings import Reason, Screened
from desk.model.names import Action, Axis, Ground, Priority
from desk.policy.assessment import Assessment, Circumstances
from desk.policy.combining import (
    STANDING,
    combined_actions,
    combined_deciders,
    combined_four_eyes,
    combined_grounds,
    combined_retention,
    combined_templates,
    in_order,
)
from desk.policy.conditions import Constellation, constellation
from desk.policy.documents import Policy
from desk.policy.grounds import offered
from desk.policy.priority import urgency
from desk.policy.reading import CRITICISM, RESTRICTIONS
from desk.policy.schema import Row
from desk.policy.severity import Severity, severity

OFFERED_BY_CHANNEL = frozenset({Action.REDACT, Action.HIDE, Action.DELETE, Action.REPORT, Action.BLOCK})
"""What only some networks can do."""

SPOKEN = frozenset({Action.REPLY, Action.REFER, Action.ASK_EDIT, Action.WARN, Action.ASK_CONSENT})
"""What reaches its reader as an answer: a channel that can answer can do it."""

ALWAYS = (Action.ESCALATE, Action.SNOOZE, Action.NOTE)
"""Nothing keeps a person from asking somebody, from coming back to a post, or from writing a note, unless it burns."""

LOOKED_FOR = (
    Action.APPROVE,
    Action.REPLY,
    Action.REFER,
    Action.ASK_EDIT,
    Action.REDACT,
    Action.HOLD,
    Action.HIDE,
    Action.DELETE,
    Action.REPORT,
    Action.NO_REPLY,
    Action.SNOOZE,
)
"""Actions that people look for: where one is missing the desk says why."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that was found out about a post on the way to its assessment."""

    post: Constellation
    severity: Severity
    rows: tuple[Row, ...]
    grounds: tuple[Ground, ...]
    where: Circumstances
    allowed: tuple[Action, ...]


def assess(screened: Screened, circumstances: Circumstances, policy: Policy) -> Assessment:
    """Ask the policy about a screened post. Every constellation gets an answer."""
    case = _case(screened, circumstances, policy)
    lead, post = case.rows[0], case.post
    urgent = urgency(post, case.rows, policy)
    actions = _actions(case, urgent.priority)
    return Assessment(
        severity=case.severity.value,
        band=policy.band(case.severity.value),
        priority=urgent.priority,
        reasons=(*case.severity.points, *urgent.reasons),
        first_look=policy.first_look(urgent.priority, (row.deadline for row in case.rows)),
        row=lead.id,
        clause={"de": lead.clause.de, "en": lead.clause.en},
        actions=actions,
        refused={action: _why_not(action, case) for action in LOOKED_FOR if action not in actions},
        grounds=combined_grounds(case.rows, case.grounds),
        decides=combined_deciders(case.rows),
        four_eyes=combined_four_eyes(case.rows, case.severity.value, urgent.priority, policy),
        templates=combined_templates(case.rows),
        retention=combined_retention(case.rows, policy),
        policy_version=policy.version,
        trial=policy.trial,
    )


def rows_for(screened: Screened, circumstances: Circumstances, policy: Policy) -> tuple[Row, ...]:
    """Return every row that applies to a post, the leading one first."""
    return _case(screened, circumstances, policy).rows


def _case(screened: Screened, circumstances: Circumstances, policy: Policy) -> _Case:
    weighed = severity(screened, policy.severity)
    post = constellation(screened, circumstances, weighed.value)
    grounds = offered(post, policy)
    post = replace(post, ground=bool(grounds))
    applied = policy.matrix.applied(post, (finding for finding in screened.findings if finding.counted))
    rows = in_order(applied, policy.fallback, checked=screened.checked)
    return _Case(post, weighed, rows, grounds, circumstances, combined_actions(rows, grounds, post))


def _actions(case: _Case, priority: Priority) -> tuple[Action, ...]:
    possible = [action for action in case.allowed if _possible(action, case.where)]
    possible += [action for action in ALWAYS if action not in possible]
    return tuple(action for action in possible if not (priority is Priority.P0 and action is Action.SNOOZE))


def _possible(action: Action, where: Circumstances) -> bool:
    if action is Action.HOLD:
        return where.premoderated
    if action in SPOKEN:
        return not where.capabilities.isdisjoint({action, Action.REPLY})
    return action not in OFFERED_BY_CHANNEL or action in where.capabilities


def _why_not(action: Action, case: _Case) -> Reason:
    if action is Action.SNOOZE:
        return Reason("policy.refused.urgent")
    if action in case.allowed:
        return Reason("policy.refused.already_public" if action is Action.HOLD else "policy.refused.channel")
    if action in STANDING:
        return _why_not_standing(action, case)
    if action in RESTRICTIONS and not case.grounds:
        return Reason("policy.refused.criticism" if _criticised(case.post) else "policy.refused.no_ground")
    return Reason("policy.refused.row", _ids(case.rows))


def _why_not_standing(action: Action, case: _Case) -> Reason:
    if not case.post.checked:
        return Reason("policy.refused.unchecked")
    return Reason("policy.refused.row", _ids(row for row in case.rows if action not in row.allow))


def _criticised(post: Constellation) -> bool:
    return not CRITICISM.isdisjoint(post.labels[Axis.DIALOGUE] | post.labels[Axis.CONDUCT])


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)
