"""A person decides a case: everything is checked again in the transaction that writes it."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from desk.errors import NotAllowed, StaleVersion, WrongUsage
from desk.language.explain import policy_sentence
from desk.language.words import words
from desk.model.names import Action, State
from desk.model.tables import Case, Channel, Decision, Post, Staff
from desk.model.tables.columns import stored
from desk.policy.assessment import Assessment
from desk.policy.grounds import needs_ground
from desk.policy.rights import may, needs_release
from desk.replies.templates import TemplateBook
from desk.store import audit
from desk.workflow import answering
from desk.workflow.assessing import latest_screening, standing_assessment
from desk.workflow.claiming import awaiting_release, case_of, check_decidable, check_free, claim, last_decision, let_go
from desk.workflow.effects import SPOKEN, has_effect, queue_effect
from desk.workflow.resting import check_rest, outlasts
from desk.workflow.transitions import Step, after
from desk.workflow.underway import forget_drafts
from desk.workflow.views import REASONED, Decide, Outcome
from desk.workflow.workplace import Workplace

RESTRICTIONS = frozenset({Action.HOLD, Action.REDACT, Action.HIDE, Action.DELETE})
"""Actions that take something from view: each needs a ground of the closed list."""

MODERATION = frozenset({Action.APPROVE, Action.REPORT, Action.BLOCK, Action.NO_REPLY}) | SPOKEN | RESTRICTIONS
"""Actions of a policy with which a case leaves the hands of whoever holds it."""

ALWAYS = (Action.ESCALATE, Action.SNOOZE)
"""Nothing in a policy may keep a person from asking somebody else, or from coming back to a case later."""


def decide(session: Session, command: Decide, place: Workplace, templates: TemplateBook) -> Outcome:
    """Carry out a decision.

    Raises:
        StaleVersion: somebody decided, or the post changed, since the person saw it.
        ClaimedByOther: somebody else is working on it.
        IllegalTransition: it is decided, or gone at the source.
        NotAllowed: the policy, a right or a missing ground stands against it, or an answer is in no words of the house.
        WrongUsage: the command lacks what its action needs, or names a template that the house does not have.
    """
    case, post = case_of(session, command.key)
    check_version(session, case, command.version)
    if command.action is Action.RELEASE:
        return _release(session, case, post, place)
    check_decidable(case)
    claim(session, case, place)
    assessment = standing_assessment(session, place.policies, case, post)
    if assessment is None:
        raise NotAllowed("errors.not_screened", key=case.post_key)
    _check_allowed(command.action, assessment, place)
    _check_complete(command, assessment, post)
    if command.action is Action.SNOOZE:
        _check_until(command.until, assessment, case, place.now)
    answering.check_known(command.template, templates)
    if command.action in SPOKEN:
        answering.check_words(session, command, case, post, place.actor.role, templates)
    return _write(session, command, case, post, assessment, place)


def check_version(session: Session, case: Case, version: int) -> None:
    """Refuse to act on what a person can no longer have seen, and say what happened since."""
    if version == case.version:
        return
    last = last_decision(session, case)
    if last is None or last.case_version < version:
        raise StaleVersion("errors.stale_changed", key=case.post_key, version=case.version)
    raise StaleVersion(
        "errors.stale_decided",
        key=case.post_key,
        version=case.version,
        who=session.get_one(Staff, last.staff_id).name,
        action=words().name("action", last.action),
        at=last.decided_at.astimezone().strftime("%H:%M"),
    )


def _check_allowed(action: Action, assessment: Assessment, place: Workplace) -> None:
    if action not in MODERATION and action not in ALWAYS:
        raise WrongUsage("errors.not_decidable", action=words().name("action", action))
    refusal = assessment.refused.get(action) or may(place.actor.role, action, assessment)
    if refusal is None and (action in assessment.actions or action in ALWAYS):
        return
    why = policy_sentence(refusal, words()) if refusal else assessment.clause[words().base]
    raise NotAllowed("errors.not_allowed", action=words().name("action", action), why=why)


def _check_complete(command: Decide, assessment: Assessment, post: Post) -> None:
    action = command.action
    check_writable(command.reason, command.reply, command.template)
    if needs_ground(action, assessment) and command.ground not in assessment.grounds:
        offered = ", ".join(assessment.grounds) or "–"
        raise NotAllowed("errors.needs_ground", action=words().name("action", action), grounds=offered)
    if action in REASONED and not command.reason.strip():
        raise WrongUsage("workflow.needs_reason", action=words().name("action", action))
    if action in SPOKEN and not command.reply.strip():
        raise WrongUsage("errors.needs_reply")
    if action is Action.REDACT:
        _check_spans(command.spans, len(post.text))
    if action is Action.ESCALATE and command.to is None:
        raise WrongUsage("errors.needs_role")


def check_writable(*texts: str) -> None:
    """Refuse text that is none: a terminal hands over bytes it can't read as halves of characters.

    Raises:
        WrongUsage: a text holds such a half.
    """
    if any("\ud800" <= char <= "\udfff" for text in texts for char in text):
        raise WrongUsage("workflow.broken_text")


def _check_until(until: datetime | None, assessment: Assessment, case: Case, now: datetime) -> None:
    if until is None or until.tzinfo is None:
        raise WrongUsage("errors.needs_until")
    if until <= now:
        raise WrongUsage("workflow.until_past")
    check_rest(until, case.deadline_at, assessment.priority)


def _check_spans(spans: tuple[tuple[int, int], ...], length: int) -> None:
    if not spans:
        raise WrongUsage("errors.needs_spans")
    if any(not 0 <= start < end <= length for start, end in spans):
        raise WrongUsage("errors.spans_outside", length=length)


def _write(
    session: Session, command: Decide, case: Case, post: Post, assessment: Assessment, place: Workplace
) -> Outcome:
    steps = _steps(session, command.action, case, assessment, place)
    decision = Decision(
        case_id=stored(case.id),
        case_version=case.version,
        post_revision=post.revision,
        staff_id=place.actor.id,
        action=command.action,
        ground=command.ground,
        reason=command.reason,
        reply=command.reply,
        template=command.template,
        spans=[list(span) for span in command.spans],
        details=_details(command, case),
        state_before=case.state,
        state_after=_walk(case.state, steps),
        policy_version=assessment.policy_version,
        rules_version=_rules_version(session, post),
        clause=assessment.row,
        decided_at=place.now,
    )
    case.snoozed_until = command.until if command.action is Action.SNOOZE else None
    case.escalated_to = command.to if command.action is Action.ESCALATE else None
    return conclude(session, case, decision, place)


def _steps(session: Session, action: Action, case: Case, assessment: Assessment, place: Workplace) -> tuple[Step, ...]:
    if action is Action.SNOOZE:
        return (Step.SNOOZE,)
    if action is Action.ESCALATE:
        return (Step.ESCALATE,)
    if needs_release(place.actor.role, action, assessment):
        return (Step.AWAIT_RELEASE,)
    return (Step.DECIDE, _carried_out(session, action, case))


def _carried_out(session: Session, action: Action, case: Case) -> Step:
    premoderated = session.get_one(Channel, case.channel_id).premoderated
    return Step.QUEUE_EFFECTS if has_effect(action, premoderated=premoderated) else Step.FINISH


def _walk(state: State, steps: tuple[Step, ...]) -> State:
    for step in steps:
        state = after(state, step)
    return state


def _details(command: Decide, case: Case) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if case.escalated_to:
        details["was_with"] = case.escalated_to.value
    if command.to:
        details["to"] = command.to.value
    if command.until:
        details["until"] = command.until.isoformat()
    if command.action is Action.SNOOZE and command.until and outlasts(command.until, case.deadline_at):
        details["after_deadline"] = case.deadline_at.isoformat()
    return details


def _rules_version(session: Session, post: Post) -> str:
    screening = latest_screening(session, post)
    return screening.rules_version if screening else ""


def conclude(session: Session, case: Case, decision: Decision, place: Workplace, *, kind: str = "decided") -> Outcome:
    """Write a decision, its effect and its audit event, and let the case go."""
    session.add(decision)
    session.flush()
    case.state = decision.state_after
    case.version += 1
    case.changed_at = place.now
    let_go(case)
    if decision.action in MODERATION and decision.undoes_id is None:
        forget_drafts(session, case)
    effect = queue_effect(session, case, decision, place) if case.state is State.EFFECTS_PENDING else None
    audit.append(
        session,
        at=place.now,
        actor=place.actor.login,
        kind=kind,
        case_id=case.id,
        payload=_told(session, decision),
    )
    return Outcome(
        key=case.post_key,
        action=decision.action,
        state=case.state,
        version=case.version,
        decision_id=decision.id,
        hold_until=effect.not_before if effect else None,
        after_deadline=case.deadline_at if "after_deadline" in decision.details else None,
    )


def _told(session: Session, decision: Decision) -> dict[str, Any]:
    """What the audit log says of a decision: everything but texts, of which it keeps keyed digests."""
    told: dict[str, Any] = {
        "decision": decision.id,
        "version": decision.case_version,
        "revision": decision.post_revision,
        "action": decision.action,
        "ground": decision.ground,
        "before": decision.state_before,
        "after": decision.state_after,
        "policy": decision.policy_version,
        "rules": decision.rules_version,
        "clause": decision.clause,
        "template": decision.template,
        "spans": len(decision.spans),
        **decision.details,
    }
    if decision.undoes_id:
        told["undoes"] = decision.undoes_id
    for name, text in (("reason_digest", decision.reason), ("reply_digest", decision.reply)):
        if text:
            told[name] = audit.keyed_digest(session, text)
    return told


def _release(session: Session, case: Case, post: Post, place: Workplace) -> Outcome:
    """Let what another person decided take effect: the second pair of eyes."""
    check_free(session, case, place)
    waiting = awaiting_release(session, case)
    state = after(State.AWAITING_RELEASE if waiting else case.state, Step.RELEASE)
    if waiting is None or waiting.staff_id == place.actor.id:
        raise NotAllowed("errors.second_person", key=case.post_key)
    assessment = standing_assessment(session, place.policies, case, post)
    refusal = may(place.actor.role, Action.RELEASE, assessment) if assessment else None
    if refusal:
        why = policy_sentence(refusal, words())
        raise NotAllowed("errors.not_allowed", action=words().name("action", Action.RELEASE), why=why)
    released = waiting.model_copy(
        update={
            "id": None,
            "case_version": case.version,
            "staff_id": place.actor.id,
            "state_before": case.state,
            "state_after": after(state, _carried_out(session, waiting.action, case)),
            "details": waiting.details | {"releases": waiting.id},
            "decided_at": place.now,
        }
    )
    return conclude(session, case, Decision(**released.model_dump()), place, kind="released")
