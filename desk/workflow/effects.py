"""The outbox: what a decision does at the source waits here for its hold time, and is delivered once."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from desk.channels.protocol import Publication, Publisher
from desk.errors import Unreachable
from desk.model.names import Action, EffectState, State
from desk.model.tables import Case, Channel, Decision, Effect, Post
from desk.model.tables.columns import stored
from desk.store import audit
from desk.store.database import Store
from desk.workflow.transitions import Step, after
from desk.workflow.workplace import SERVICE, Workplace

_SENDING_TAKES = timedelta(minutes=1)
"""So long nobody else looks after an effect that somebody is sending."""

SPOKEN = frozenset({Action.REPLY, Action.REFER, Action.ASK_EDIT, Action.WARN})
"""Actions that publish a text of the house."""

_SILENT = frozenset({Action.NO_REPLY, Action.SNOOZE, Action.ESCALATE, Action.HOLD, Action.NOTE})


def has_effect(action: Action, *, premoderated: bool) -> bool:
    """Whether an action does something at the source. To approve what is visible anyway does not."""
    return premoderated if action is Action.APPROVE else action not in _SILENT


def queue_effect(session: Session, case: Case, decision: Decision, place: Workplace) -> Effect:
    """Put what a decision does at the source into the outbox."""
    effect = Effect(
        decision_id=stored(decision.id),
        case_id=stored(case.id),
        action=decision.action,
        payload=_payload(decision),
        idempotency_key=str(uuid.uuid4()),
        not_before=place.now + place.hold,
    )
    session.add(effect)
    session.flush()
    return effect


def _payload(decision: Decision) -> dict[str, Any]:
    if decision.action is Action.REDACT:
        return {"spans": decision.spans}
    return {"text": decision.reply} if decision.action in SPOKEN else {}


def deliver_due(store: Store, publisher: Publisher, now: datetime) -> int:
    """Deliver every effect whose hold time is over; return how many.

    An effect is marked as being sent, sent, and marked as delivered, each by itself. One that was being sent when the
    process died is looked for at the source first, so that it is never published twice; until then no other process
    touches it.

    Raises:
        Unreachable: a source can't be reached. All other effects were delivered; this one is tried again later.
    """
    delivered, trouble = 0, None
    while (sending := _mark_next(store, now)) is not None:
        try:
            where = _published(sending, publisher)
        except Unreachable as error:
            trouble = error
        else:
            _mark_sent(store, sending.effect_id, where, now)
            delivered += where is not None
    if trouble:
        raise trouble
    return delivered


@dataclass(frozen=True, slots=True)
class _Sending:
    """An effect on its way; `resumed` after a process that died over it, `overtaken` if the post changed since."""

    effect_id: int
    publication: Publication
    resumed: bool
    overtaken: bool


def _published(sending: _Sending, publisher: Publisher) -> str | None:
    """Return where an effect now stands; None if it never arrived and must not any more."""
    if sending.resumed and (where := publisher.find(sending.publication.idempotency_key)):
        return where
    return None if sending.overtaken else publisher.publish(sending.publication)


def _mark_next(store: Store, now: datetime) -> _Sending | None:
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
        case = session.get_one(Case, effect.case_id)
        post = session.exec(select(Post).where(Post.key == case.post_key)).one()
        decided = session.get_one(Decision, effect.decision_id)
        resumed = effect.state is EffectState.SENDING
        effect.state, effect.not_before = EffectState.SENDING, now + _SENDING_TAKES
        effect.attempts += 1
        return _Sending(
            effect_id=stored(effect.id),
            publication=_publication(session, effect, case, post),
            resumed=resumed,
            overtaken=post.revision != decided.post_revision or post.deleted_at is not None,
        )


def _publication(session: Session, effect: Effect, case: Case, post: Post) -> Publication:
    return Publication(
        idempotency_key=effect.idempotency_key,
        action=effect.action,
        channel=session.get_one(Channel, case.channel_id).name,
        post_key=case.post_key,
        url=post.url,
        text=str(effect.payload.get("text", "")),
        spans=tuple((int(start), int(end)) for start, end in effect.payload.get("spans", ())),
    )


def _mark_sent(store: Store, effect_id: int, where: str | None, now: datetime) -> None:
    with store.transaction() as session:
        effect = session.get_one(Effect, effect_id)
        if where is None:
            effect.state = EffectState.TAKEN_BACK
            told = {"effect": effect.id, "decision": effect.decision_id, "action": effect.action}
            audit.append(session, at=now, actor=SERVICE, kind="effect_taken_back", case_id=effect.case_id, payload=told)
        elif effect.state is EffectState.SENDING:
            _mark_delivered(session, effect, where, now)


def _mark_delivered(session: Session, effect: Effect, where: str, now: datetime) -> None:
    effect.state, effect.delivered_at, effect.delivered_to = EffectState.DELIVERED, now, where
    case = session.get_one(Case, effect.case_id)
    if case.state is State.EFFECTS_PENDING and not _others_wait(session, effect):
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


def _others_wait(session: Session, effect: Effect) -> bool:
    """Whether a later decision on the same case has an effect of its own to come."""
    waiting = (EffectState.PENDING, EffectState.SENDING)
    query = select(Effect.id).where(
        Effect.case_id == effect.case_id, col(Effect.id) != effect.id, col(Effect.state).in_(waiting)
    )
    return session.exec(query.limit(1)).first() is not None
