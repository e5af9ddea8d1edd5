"""To take back a decision while its effects wait, and to do again what was taken back. Both are further events."""

from datetime import datetime

from sqlmodel import Session, col, select

from desk.errors import NotAllowed
from desk.language.words import words
from desk.model.names import Action, EffectState, Role, State
from desk.model.tables import Case, Channel, Decision, Effect, Post
from desk.model.tables.columns import stored
from desk.replies.templates import TemplateBook
from desk.workflow.claiming import case_of, check_free, last_decision
from desk.workflow.deciding import conclude, decide
from desk.workflow.intake import take_back_effects
from desk.workflow.transitions import Step, after
from desk.workflow.views import Decide, Outcome, PastDecision
from desk.workflow.workplace import Workplace


def undoable(session: Session, place: Workplace, key: str | None = None, *, earlier: bool = False) -> PastDecision:
    """Say which decision can be taken back: the last one of the person who acts, of one post or of any.

    Args:
        session: where to read.
        place: who acts.
        key: a post; only what was decided about it counts.
        earlier: whether to reach further back where the very last decision is taken back already.

    Raises:
        ClaimedByOther: somebody else is working on it.
        NotAllowed: there is nothing to take back, somebody acted since, or an effect is already at the source.
    """
    decision, newest = _last_standing(session, key, place), _last_own(session, place)
    if decision is None:
        raise NotAllowed("errors.nothing_to_undo")
    if key is None and not earlier and newest and newest.undoes_id:
        undone = _told(session, session.get_one(Decision, newest.undoes_id))
        raise NotAllowed("errors.undone_already", key=undone.key, action=words().name("action", undone.action))
    case = session.get_one(Case, decision.case_id)
    _check_can_be_taken_back(session, case, decision, place)
    return _told(session, decision, latest=newest is not None and newest.id == decision.id)


def undo(session: Session, decision_id: int, place: Workplace) -> Outcome:
    """Take back exactly this decision of the person who acts.

    The case is theirs again; after a release it waits for one once more. A decision with an effect can be taken back
    while that waits; one without, such as to approve what is visible anyway, however long ago it was, until somebody
    does something with the case.

    Raises:
        ClaimedByOther: somebody else is working on it.
        NotAllowed: it is no decision of theirs, somebody acted since, or an effect is already at the source.
    """
    decision = session.get(Decision, decision_id)
    if decision is None or decision.staff_id != place.actor.id or decision.undoes_id is not None:
        raise NotAllowed("errors.nothing_to_undo")
    case = session.get_one(Case, decision.case_id)
    _check_can_be_taken_back(session, case, decision, place)
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


def redoable(session: Session, place: Workplace) -> PastDecision:
    """Say which decision can be done again: the one that the person who acts took back last.

    Raises:
        NotAllowed: the last thing they did was no taking back.
    """
    return _told(session, session.get_one(Decision, _last_undoing(session, place).undoes_id))


def redo(session: Session, decision_id: int, place: Workplace, templates: TemplateBook) -> Outcome:
    """Decide again exactly this decision, which the person who acts took back last.

    Raises:
        NotAllowed: it is not what they took back last.
        StaleVersion: the case changed since.
    """
    undoing = _last_undoing(session, place)
    if undoing.undoes_id != decision_id:
        raise NotAllowed("errors.nothing_to_redo")
    taken_back = session.get_one(Decision, decision_id)
    case = session.get_one(Case, undoing.case_id)
    return decide(session, _again(taken_back, case, seen=undoing.case_version + 1), place, templates)


def _last_undoing(session: Session, place: Workplace) -> Decision:
    last = _last_own(session, place)
    if last is None or last.undoes_id is None:
        raise NotAllowed("errors.nothing_to_redo")
    return last


def _last_own(session: Session, place: Workplace) -> Decision | None:
    """Return the last thing the person who acts did, be it to decide or to take back."""
    return session.exec(
        select(Decision).where(Decision.staff_id == place.actor.id).order_by(col(Decision.id).desc()).limit(1)
    ).first()


def _last_standing(session: Session, key: str | None, place: Workplace) -> Decision | None:
    """Return the last decision of the person who acts that they did not take back."""
    undone = select(Decision.undoes_id).where(col(Decision.undoes_id).is_not(None))
    query = select(Decision).where(
        Decision.staff_id == place.actor.id,
        col(Decision.undoes_id).is_(None),
        col(Decision.id).not_in(undone),
    )
    if key is not None:
        query = query.where(Decision.case_id == case_of(session, key)[0].id)
    return session.exec(query.order_by(col(Decision.id).desc()).limit(1)).first()


def _told(session: Session, decision: Decision, *, latest: bool = True) -> PastDecision:
    case = session.get_one(Case, decision.case_id)
    post = session.exec(select(Post).where(Post.key == case.post_key)).one()
    return PastDecision(
        id=stored(decision.id),
        action=_deed(decision),
        key=post.key,
        channel=session.get_one(Channel, case.channel_id).kind,
        author=post.author,
        decided_at=decision.decided_at,
        latest=latest,
    )


def _deed(decision: Decision) -> Action:
    """Return what its person did: to release is not to do what another decided."""
    return Action.RELEASE if _is_release(decision) else decision.action


def _check_can_be_taken_back(session: Session, case: Case, decision: Decision, place: Workplace) -> None:
    check_free(session, case, place)
    last = last_decision(session, case)
    since = last is None or last.id != decision.id or case.version != decision.case_version + 1
    if since or case.state is State.CLAIMED:
        raise NotAllowed("errors.undo_overtaken", key=case.post_key)
    effects = session.exec(select(Effect).where(Effect.decision_id == decision.id)).all()
    if any(effect.state is not EffectState.PENDING for effect in effects):
        action = words().name("action", _deed(decision))
        raise NotAllowed("errors.undo_too_late", key=case.post_key, action=action)


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
        action=_deed(decision),
        ground=decision.ground,
        reason=decision.reason,
        reply=decision.reply,
        template=decision.template,
        spans=tuple((start, end) for start, end in decision.spans),
        to=Role(decision.details["to"]) if "to" in decision.details else None,
        until=datetime.fromisoformat(until) if until else None,
    )
