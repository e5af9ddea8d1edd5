"""To take back a decision while its effects wait, and to do again what was taken back. Both are further events."""

from datetime import datetime

from sqlmodel import Session, col, select

from desk.errors import NotAllowed
from desk.language.words import words
from desk.model.names import Action, EffectState, Role, State
from desk.model.tables import Case, Decision, Effect
from desk.replies.templates import TemplateBook
from desk.workflow.claiming import case_of, check_free, last_decision
from desk.workflow.deciding import conclude, decide
from desk.workflow.intake import take_back_effects
from desk.workflow.transitions import Step, after
from desk.workflow.views import Decide, Outcome
from desk.workflow.workplace import Workplace


def undo(session: Session, key: str | None, place: Workplace) -> Outcome:
    """Take back the last decision of the person who acts, of one post or of any.

    The case is theirs again; after a release it waits for one once more. A decision with an effect can be taken back
    while that waits; one without, such as to approve what is visible anyway, however long ago it was, until somebody
    does something with the case.

    Raises:
        ClaimedByOther: somebody else is working on it.
        NotAllowed: there is nothing to take back, somebody acted since, or an effect is already at the source.
    """
    decision = _last_own(session, key, place)
    case = session.get_one(Case, decision.case_id)
    check_free(session, case, place)
    _check_untouched(session, case, decision)
    take_back_effects(session, case)
    step = Step.TAKE_BACK_RELEASE if _is_release(decision) else Step.TAKE_BACK
    undoing = _copy(decision, case, place, state_after=after(case.state, step))
    undoing.undoes_id, undoing.reason, undoing.reply = decision.id, "", ""
    outcome = conclude(session, case, undoing, place, kind="undone")
    if case.state is State.CLAIMED:
        _take_up_again(case, decision, place)
    return Outcome(outcome.key, outcome.action, case.state, case.version, undoing.id, undone=True)


def _take_up_again(case: Case, decision: Decision, place: Workplace) -> None:
    """Give a case back to whoever took a decision back, as it was before they decided."""
    case.claimant_id, case.lease_until = place.actor.id, place.now + place.lease
    case.snoozed_until = None
    case.escalated_to = Role(decision.details["was_with"]) if "was_with" in decision.details else None


def redo(session: Session, place: Workplace, templates: TemplateBook) -> Outcome:
    """Decide again what the person who acts took back last.

    Raises:
        NotAllowed: nothing was taken back.
        StaleVersion: the case changed since.
    """
    last = session.exec(
        select(Decision).where(Decision.staff_id == place.actor.id).order_by(col(Decision.id).desc()).limit(1)
    ).first()
    if last is None or last.undoes_id is None:
        raise NotAllowed("errors.nothing_to_redo")
    taken_back = session.get_one(Decision, last.undoes_id)
    case = session.get_one(Case, last.case_id)
    return decide(session, _again(taken_back, case, seen=last.case_version + 1), place, templates)


def _last_own(session: Session, key: str | None, place: Workplace) -> Decision:
    undone = select(Decision.undoes_id).where(col(Decision.undoes_id).is_not(None))
    query = select(Decision).where(
        Decision.staff_id == place.actor.id,
        col(Decision.undoes_id).is_(None),
        col(Decision.id).not_in(undone),
    )
    if key is not None:
        query = query.where(Decision.case_id == case_of(session, key)[0].id)
    decision = session.exec(query.order_by(col(Decision.id).desc()).limit(1)).first()
    if decision is None:
        raise NotAllowed("errors.nothing_to_undo")
    return decision


def _check_untouched(session: Session, case: Case, decision: Decision) -> None:
    last = last_decision(session, case)
    since = last is None or last.id != decision.id or case.version != decision.case_version + 1
    if since or case.state is State.CLAIMED:
        raise NotAllowed("errors.undo_overtaken", key=case.post_key)
    effects = session.exec(select(Effect).where(Effect.decision_id == decision.id)).all()
    if any(effect.state is not EffectState.PENDING for effect in effects):
        raise NotAllowed("errors.undo_too_late", key=case.post_key, action=words().name("action", decision.action))


def _is_release(decision: Decision) -> bool:
    return "releases" in decision.details


def _copy(decision: Decision, case: Case, place: Workplace, *, state_after: State) -> Decision:
    kept = decision.model_dump(exclude={"id", "details"})
    changed = {
        "case_version": case.version,
        "staff_id": place.actor.id,
        "state_before": case.state,
        "state_after": state_after,
        "decided_at": place.now,
    }
    return Decision(**(kept | changed))


def _again(decision: Decision, case: Case, *, seen: int) -> Decide:
    until = decision.details.get("until")
    return Decide(
        key=case.post_key,
        version=seen,
        action=Action.RELEASE if _is_release(decision) else decision.action,
        ground=decision.ground,
        reason=decision.reason,
        reply=decision.reply,
        template=decision.template,
        spans=tuple((start, end) for start, end in decision.spans),
        to=Role(decision.details["to"]) if "to" in decision.details else None,
        until=datetime.fromisoformat(until) if until else None,
    )
