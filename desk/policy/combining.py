"""How several rows that apply to one post become one answer.

* The most urgent row leads: it gives row, clause, the first actions and the first templates. Among equally urgent rows
  the one that does not let the post stand as it is leads, then the more specific.
* What leaves a post as it is (approve, no reply, a knowledge entry) needs every row: one that objects is enough.
* What speaks or protects is offered as soon as one row offers it.
* A restriction needs a row that offers it on a ground that the findings give. Criticism gives none, and the reader
  refuses a row that would restrict on nothing else; so where criticism meets data, the restriction rests on the data
  alone, redaction is proposed before hiding, and hiding before deleting.
* The leading row says who decides; moderators only if every row admits them.
* In an emergency (P0) the emergency rows alone speak: answers, templates and deciders are theirs. Other rows add
  protection only.
* Four eyes wherever one row asks for them, and where the policy does for all rows.
* The retention class that keeps a text longest applies.
"""

from collections.abc import Iterable, Sequence

from desk.model.names import Action, Axis, Dialogue, Ground, Priority, Retention, Role
from desk.policy.conditions import Constellation
from desk.policy.documents import Policy
from desk.policy.matrix import Applied, Candidate
from desk.policy.reading import RESTRICTIONS
from desk.policy.schema import Row

STANDING = frozenset({Action.APPROVE, Action.NO_REPLY, Action.KNOWLEDGE})
"""What leaves a post as it is."""

_PROTECTING = RESTRICTIONS | {Action.SEAL, Action.ESCALATE, Action.STATE_REASONS}
_MILDEST_FIRST = (Action.REDACT, Action.HOLD, Action.HIDE, Action.DELETE)
_OF_CRITICISM = frozenset({Dialogue.COMPLAINT.value, Dialogue.CRITICISM.value})


def in_order(applied: Applied, fallback: Row, *, checked: bool) -> tuple[Row, ...]:
    """Return the rows that apply, the leading one first.

    The fallback row joins where a finding found no row, or where nobody could check.
    """
    rows = [candidate.placed.row for candidate in sorted(applied.candidates, key=_lead)]
    if applied.uncovered or not checked:
        rows.append(fallback)
        rows.sort(key=lambda row: (row.priority.rank, not row.fallback))
    return tuple(rows)


def _lead(candidate: Candidate) -> tuple[int, bool, tuple[int, float]]:
    row = candidate.placed.row
    return row.priority.rank, Action.APPROVE in row.allow, candidate.rank


def combined_actions(rows: Sequence[Row], offered: Iterable[Ground], post: Constellation) -> tuple[Action, ...]:
    """Return what the rows allow together, in the order in which the desk proposes it, whatever the channel can do."""
    speaking = _speaking(rows)
    named = dict.fromkeys(action for row in rows for action in row.allow if row in speaking or action in _PROTECTING)
    actions = [action for action in named if _allowed(action, rows, frozenset(offered))]
    if post.premoderated and RESTRICTIONS.intersection(actions) and Action.HOLD not in actions:
        actions.insert(min(actions.index(action) for action in RESTRICTIONS.intersection(actions)), Action.HOLD)
    return tuple(_mildest_first(actions) if _OF_CRITICISM & post.labels[Axis.DIALOGUE] else actions)


def _speaking(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that say what is answered and by whom: all, in an emergency those of the emergency alone."""
    if rows[0].priority is not Priority.P0:
        return rows
    return [row for row in rows if row.priority is Priority.P0]


def _allowed(action: Action, rows: Sequence[Row], offered: frozenset[Ground]) -> bool:
    if action in STANDING:
        return all(action in row.allow for row in rows)
    if action in RESTRICTIONS:
        return any(action in row.allow and (row.fallback or offered.intersection(row.grounds)) for row in rows)
    return True


def _mildest_first(actions: Sequence[Action]) -> list[Action]:
    """Put restrictions into the order from mildest to hardest, in the places they had."""
    restrictions = iter([action for action in _MILDEST_FIRST if action in actions])
    return [next(restrictions) if action in RESTRICTIONS else action for action in actions]


def combined_grounds(rows: Sequence[Row], offered: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return the grounds that the findings offer and on which one of the rows lets a restriction rest."""
    named = {ground for row in rows for ground in row.grounds}
    return tuple(ground for ground in offered if ground in named)


def combined_deciders(rows: Sequence[Row]) -> tuple[Role, ...]:
    """Return who may decide: whom the leading row names, moderators only if every row admits them."""
    reserved = any(Role.MODERATOR not in row.decides for row in _speaking(rows))
    return tuple(role for role in rows[0].decides if not (reserved and role is Role.MODERATOR))


def combined_four_eyes(rows: Sequence[Row], severity: int, priority: Priority, policy: Policy) -> frozenset[Action]:
    """Return the actions that a second person has to release."""
    rule = policy.four_eyes
    actions = rule.always.union(*(row.four_eyes for row in rows))
    severe = severity >= policy.document.bands[rule.reply_from]
    return actions | {Action.REPLY} if severe and priority not in rule.reply_at_once else actions


def combined_templates(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the templates of all rows, those of the leading row first."""
    return tuple(dict.fromkeys(template for row in _speaking(rows) for template in row.templates))


def combined_retention(rows: Sequence[Row], policy: Policy) -> Retention:
    """Return the class that keeps longest."""
    return max((row.retention for row in rows), key=lambda retention: _days(policy, retention))


def _days(policy: Policy, retention: Retention) -> tuple[int, int]:
    rule = policy.keeping[retention]
    return rule.text.duration.days, rule.record.duration.days
