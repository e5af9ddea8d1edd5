"""Who may do what: the roles of a house and the actions each may take.

Three questions, each of which can refuse: does the policy offer the action for this post, does the role hold the right
at all, and does the row that applies let this role decide. Notes, snoozing, sealing and escalating decide nothing and
are not asked the third. Protective steps that bind nobody (a provisional hold) are likewise open to every moderator.
Auditors read and do nothing. An agency drafts: what it writes always waits for somebody of the house (`needs_release`).
"""

from desk.model.findings import Reason
from desk.model.names import Action, Role
from desk.policy.assessment import Assessment

_TOGETHER = frozenset({Action.NOTE, Action.SNOOZE, Action.ESCALATE, Action.SEAL})
_ADVISING = _TOGETHER | {Action.REPLY, Action.REFER}
_RELEASING = frozenset({Action.RELEASE})
_MODERATING = _ADVISING | {
    Action.APPROVE,
    Action.ASK_EDIT,
    Action.HOLD,
    Action.REDACT,
    Action.HIDE,
    Action.DELETE,
    Action.REPORT,
    Action.STATE_REASONS,
    Action.KNOWLEDGE,
    Action.NO_REPLY,
}
_LEADING = _MODERATING | _RELEASING | {Action.WARN, Action.ASK_CONSENT, Action.WITHDRAW}

RIGHTS: dict[Role, frozenset[Action]] = {
    Role.MODERATOR: _MODERATING,
    Role.LEAD: _LEADING,
    Role.DATA_PROTECTION: _ADVISING | {Action.HOLD, Action.REDACT, Action.HIDE, Action.STATE_REASONS},
    Role.LEGAL: _ADVISING | _RELEASING | {Action.WARN, Action.BLOCK, Action.REPORT, Action.STATE_REASONS},
    Role.MEDICAL: _ADVISING | _RELEASING | {Action.APPROVE, Action.HIDE, Action.REDACT},
    Role.PHARMACOVIGILANCE: _ADVISING,
    Role.DEVICE_SAFETY: _ADVISING,
    Role.HYGIENE: _ADVISING,
    Role.CHILD_PROTECTION: _ADVISING,
    Role.SECURITY: _TOGETHER,
    Role.IT: _TOGETHER,
    Role.HR: _ADVISING,
    Role.PRESS: _ADVISING,
    Role.COMPLAINTS: _ADVISING,
    Role.BENEFITS: _ADVISING,
    Role.CRISIS_STAFF: _ADVISING | _RELEASING,
    Role.MARKETING: _ADVISING | {Action.ASK_CONSENT},
    Role.AGENCY: frozenset({Action.NOTE, Action.REPLY, Action.REFER, Action.ASK_EDIT}),
    Role.AUDITOR: frozenset(),
}
"""What each role may do at most; moderators hide and delete only where the row lets them decide."""

WRITES_FREELY = frozenset(
    {Role.LEAD, Role.DATA_PROTECTION, Role.LEGAL, Role.MEDICAL, Role.PRESS, Role.COMPLAINTS, Role.CRISIS_STAFF}
)
"""Roles that may answer in their own words; everybody else answers from a template."""

_DECIDES_NOTHING = _TOGETHER | _RELEASING | {Action.HOLD, Action.WITHDRAW}
_OUTSIDE_POLICY = _TOGETHER | _RELEASING | {Action.WITHDRAW}


def may(role: Role, action: Action, assessment: Assessment) -> Reason | None:
    """Return why somebody of this role may not take this action on this post, or None if they may."""
    if refused := assessment.refused.get(action):
        return refused
    if action not in assessment.actions and action not in _OUTSIDE_POLICY:
        return Reason("policy.refused.row", (assessment.row,))
    if action not in RIGHTS[role]:
        return Reason("policy.rights.reads_only" if role is Role.AUDITOR else "policy.rights.role")
    if action in _DECIDES_NOTHING or role is Role.AGENCY or role in assessment.decides:
        return None
    return Reason("policy.rights.decides", tuple(role.upper() for role in assessment.decides))


def needs_release(role: Role, action: Action, assessment: Assessment) -> bool:
    """Whether a second person has to release what somebody of this role does here."""
    return action in assessment.four_eyes or (role is Role.AGENCY and action is not Action.NOTE)


def may_write_freely(role: Role) -> bool:
    """Whether somebody of this role may answer in words of their own."""
    return role in WRITES_FREELY
