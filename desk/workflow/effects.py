"""The outbox: what a decision does at the source waits here for its hold time, and is delivered once."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from desk.channels.protocol import Publication, Publisher
from desk.model.names import Action, EffectState, State
from desk.model.tables import Case, Channel, Decision, Effect, Post
from desk.model.tables.columns import stored
from desk.store import audit
from desk.store.database import Store
from desk.workflow.transitions import Step, after
from desk.workflow.workplace import SERVICE, Workplace

_SILENT = frozenset({Action.NO_REPLY, Action.SNOOZE, Action.ESCALATE, Action.HOLD, Action.NOTE})


def has_effect(action: Action, *, premoderated: bool) -> bool:
    """Whether an action does something at the source. To approve what is visible anyway, or to go on holding a post, does not."""
    return premoderated if action is Action.APPROVE else action not in _SILENT


def queue_effect(session: Session, case: Case, decision: Decision, place: Workplace) -> Effect:
    """Put what a decision does at the source into the outbox."""
    effect = Effect(
        decision_id=stored(decision.id),
        case_id=stored(case.id),
        action=decision.action,
        payload={"text": decision.reply} if decision.reply else {"spans": decision.spans} if decision.spans else {},
        idempotency_key=str(uuid.uuid4()),
        not_before=place.now + place.hold,
    )
    session.add(effect)
    session.flush()
    return effect


def deliver_due(store: Store, publisher: Publisher, now: datetime) -> int:
    """Deliver every effect whose hold time is over; return how many.

    An effect is marked as being sent, sent, and marked as delivered, each by itself. One that was being sent when the process
    died is looked for at the source first, so that it is never published twice.
    """
    delivered = 0
    while (sent := _mark_next(store, now)) is not None:
        effect_id, publication, resumed = sent
        where = (publisher.find(publication.idempotency_key) if resumed else None) or publisher.publish(publication)
        _mark_delivered(store, effect_id, where, now)
        delivered += 1
    return delivered


def _mark_next(store: Store, now: datetime) -> tuple[int, Publication, bool] | None:
    with store.transaction() as session:
        effect = session.exec(
            select(Effect)
            .where(
                col(Effect.state).in_([EffectState.PENDING, EffectState.SENDING]),
                col(Effect.not_before) <= now,
            )
            .order_by(col(Effect.not_before), col(Effect.id))
            .limit(1)
        ).first()
        if effect is None:
            return None
        resumed = effect.state is EffectState.SENDING
        effect.state = EffectState.SENDING
        effect.attempts += 1
        return stored(effect.id), _publication(session, effect), resumed


def _publication(session: Session, effect: Effect) -> Publication:
    case = session.get_one(Case, effect.case_id)
    post = session.exec(select(Post).where(Post.key == case.post_key)).one()
    return Publication(
        idempotency_key=effect.idempotency_key,
        action=effect.action,
        channel=session.get_one(Channel, case.channel_id).name,
        post_key=case.post_key,
        url=post.url,
        text=str(effect.payload.get("text", "")),
        spans=tuple((int(start), int(end)) for start, end in effect.payload.get("spans", ())),
    )


def _mark_delivered(store: Store, effect_id: int, where: str, now: datetime) -> None:
    with store.transaction() as session:
        effect = session.get_one(Effect, effect_id)
        effect.state, effect.delivered_at, effect.delivered_to = EffectState.DELIVERED, now, where
        case = session.get_one(Case, effect.case_id)
        if case.state is State.EFFECTS_PENDING:
            case.state = after(case.state, Step.FINISH)
            case.changed_at = now
        audit.append(
            session,
            at=now,
            actor=SERVICE,
            kind="delivered",
            case_id=case.id,
            payload={"effect": effect.id, "decision": effect.decision_id, "action": effect.action, "to": where},
        )
