"""The audit log: a chain of events in which each carries the digest of the one before.

The database refuses to change or remove an event (`desk.store.guards`). Whoever goes around the database leaves a broken chain,
unless they compute all of it anew or cut its end: against that a checkpoint, kept elsewhere, holds the place and digest of an event.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from desk.model.tables import AuditEvent, Keepsake

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place in the chain, to be kept outside the database: `seq` counts events from 1."""

    desk: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain found. `broken` is the number of the first event that does not hold, 0 if all do."""

    events: int
    last: str
    broken: int = 0
    reason: str = ""


def append(
    session: Session,
    *,
    at: datetime,
    actor: str,
    kind: str,
    case_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add an event to the end of the chain, in the caller's writing transaction."""
    last = session.exec(select(AuditEvent).order_by(col(AuditEvent.seq).desc()).limit(1)).first()
    event = AuditEvent(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor=actor,
        kind=kind,
        case_id=case_id,
        payload=canonical(payload or {}),
        previous=last.digest if last else FIRST,
        digest="",
    )
    event.digest = digest_of(event)
    session.add(event)
    session.flush()
    return event


def canonical(values: Mapping[str, Any]) -> str:
    """Return the one spelling of a JSON object: sorted keys, no blanks, ASCII."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def digest_of(event: AuditEvent) -> str:
    """Return the digest an event must carry."""
    fields = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "case_id": event.case_id,
        "payload": event.payload,
    }
    return hashlib.sha256(f"{event.previous}\n{canonical(fields)}".encode()).hexdigest()


def keyed_digest(session: Session, text: str) -> str:
    """Return a digest of a free reason that proves it later and betrays nothing to who lacks this database's key."""
    key = session.get_one(Keepsake, "reason_key").value
    return hmac.new(bytes.fromhex(key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def events(session: Session) -> Iterator[AuditEvent]:
    """Yield all events in order, a thousand at a time."""
    return iter(session.exec(select(AuditEvent).order_by(col(AuditEvent.seq)).execution_options(yield_per=1000)))


def verify(session: Session, checkpoint: Checkpoint | None = None) -> Verified:
    """Walk along the chain and find the first event that does not hold, or the lack of the checkpoint's event."""
    count, last = 0, FIRST
    for event in events(session):
        if reason := _flaw(event, count + 1, last, checkpoint):
            return Verified(count, last, event.seq, reason)
        count, last = count + 1, event.digest
        session.expunge(event)
    if checkpoint and checkpoint.seq > count:
        return Verified(count, last, count + 1, "cut")
    return Verified(count, last)


def _flaw(event: AuditEvent, expected: int, previous: str, checkpoint: Checkpoint | None) -> str:
    if event.seq != expected:
        return "missing"
    if event.previous != previous:
        return "unlinked"
    if event.digest != digest_of(event):
        return "changed"
    if checkpoint and checkpoint.seq == event.seq and checkpoint.digest != event.digest:
        return "recomputed"
    return ""


def checkpoint(session: Session) -> Checkpoint:
    """Return the place where the chain ends now."""
    last = session.exec(select(AuditEvent).order_by(col(AuditEvent.seq).desc()).limit(1)).first()
    desk = session.get_one(Keepsake, "desk_id").value
    return Checkpoint(desk, last.seq if last else 0, last.digest if last else FIRST)


def exported(event: AuditEvent) -> dict[str, Any]:
    """Return an event as other programs read it: one JSON object, its payload opened."""
    return {
        "seq": event.seq,
        "at": event.at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "case_id": event.case_id,
        "payload": json.loads(event.payload),
        "previous": event.previous,
        "digest": event.digest,
    }


def written(place: Checkpoint) -> str:
    """Return a checkpoint as the line of its file."""
    return canonical(asdict(place))
