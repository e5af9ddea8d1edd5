"""The audit log: a chain of events in which each carries the digest of the one before.

The database refuses to change or remove an event (`desk.store.guards`). Whoever goes around the database leaves a
broken chain, unless they compute all of it anew or cut its end: against that a checkpoint, kept elsewhere, holds the
place and digest of an event.
"""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, text
from sqlmodel import Session, col, select

from desk.model.tables import AuditEvent, Keepsake

FIRST = "0" * 64
_DIGESTED = ("seq", "at", "actor", "kind", "case_id", "payload")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place in the chain, to be kept outside the database: `seq` counts events from 1."""

    desk: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain found.

    Attributes:
        broken: number of the first event that does not hold, 0 if all do.
        reason: `missing`, `unlinked`, `changed`, `recomputed` or `cut`; `foreign` if the checkpoint is of another desk.
    """

    events: int
    last: str
    broken: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, before it is a link of the chain."""

    at: datetime
    actor: str
    kind: str
    case_id: int | None
    payload: Mapping[str, Any]


def append(
    session: Session,
    *,
    at: datetime,
    actor: str,
    kind: str,
    case_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> str:
    """Add an event to the end of the chain, in the caller's writing transaction; return its digest."""
    return append_all(session, [Event(at, actor, kind, case_id, payload or {})])


def append_all(session: Session, events: Sequence[Event]) -> str:
    """Add events to the end of the chain in their order, with one statement; return the digest of the last."""
    session.flush()
    last = session.exec(select(AuditEvent).order_by(col(AuditEvent.seq).desc()).limit(1)).first()
    place, previous = (last.seq, last.digest) if last else (0, FIRST)
    rows = []
    for seq, event in enumerate(events, start=place + 1):
        fields = {
            "seq": seq,
            "at": _as_stored(event.at),
            "actor": event.actor,
            "kind": event.kind,
            "case_id": event.case_id,
            "payload": canonical(event.payload),
        }
        digest = _digest(previous, fields)
        rows.append(fields | {"at": event.at, "previous": previous, "digest": digest})
        previous = digest
    if rows:
        session.execute(insert(AuditEvent), rows)
    return previous


def canonical(values: Mapping[str, Any]) -> str:
    """Return the one spelling of a JSON object: sorted keys, no blanks, ASCII."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def digest_of(event: AuditEvent) -> str:
    """Return the digest an event must carry."""
    fields = {name: getattr(event, name) for name in _DIGESTED}
    return _digest(event.previous, fields | {"at": _as_stored(event.at)})


def _as_stored(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _digest(previous: str, fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{previous}\n{canonical(fields)}".encode()).hexdigest()


def keyed_digest(session: Session, text: str) -> str:
    """Return a digest of a free reason that proves it later and betrays nothing to who lacks this database's key."""
    key = session.get_one(Keepsake, "reason_key").value
    return hmac.new(bytes.fromhex(key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def events(session: Session) -> Iterator[AuditEvent]:
    """Yield all events in order, a thousand at a time."""
    return iter(session.exec(select(AuditEvent).order_by(col(AuditEvent.seq)).execution_options(yield_per=1000)))


def verify(session: Session, checkpoint: Checkpoint | None = None) -> Verified:
    """Walk along the chain and find the first event that does not hold, or the lack of the checkpoint's event.

    The rows are read as they lie there: one that was changed may hold what no event could.
    """
    count, last = 0, FIRST
    if checkpoint and checkpoint.desk != _desk_id(session):
        return Verified(count, last, max(checkpoint.seq, 1), "foreign")
    with _bytes_where_no_text_is(session):
        for row in session.execute(_ALL_ROWS, execution_options={"yield_per": 1000}):
            if reason := _flaw(row, count + 1, last, checkpoint):
                return Verified(count, last, count + 1, reason)
            count, last = count + 1, row.digest
    if checkpoint and checkpoint.seq > count:
        return Verified(count, last, count + 1, "cut")
    return Verified(count, last)


@contextmanager
def _bytes_where_no_text_is(session: Session) -> Iterator[None]:
    """Let SQLite hand over as bytes what should be text and is none, instead of failing over it."""
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = _text_or_bytes
    try:
        yield
    finally:
        driver.text_factory = str


def _text_or_bytes(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


_ALL_ROWS = text("SELECT seq, at, actor, kind, case_id, payload, previous, digest FROM audit_events ORDER BY seq")


def _flaw(row: Row[Any], expected: int, previous: str, checkpoint: Checkpoint | None) -> str:
    if row.seq != expected:
        return "missing"
    if row.previous != previous:
        return "unlinked"
    if row.digest != _digest_of_row(row):
        return "changed"
    if checkpoint and checkpoint.seq == expected and checkpoint.digest != row.digest:
        return "recomputed"
    return ""


def _digest_of_row(row: Row[Any]) -> str:
    try:
        return _digest(row.previous, {name: getattr(row, name) for name in _DIGESTED})
    except TypeError:  # bytes, where an event has text
        return ""


def _desk_id(session: Session) -> str:
    return session.get_one(Keepsake, "desk_id").value


def checkpoint(session: Session) -> Checkpoint:
    """Return the place where the chain ends now."""
    last = session.exec(select(AuditEvent).order_by(col(AuditEvent.seq).desc()).limit(1)).first()
    return Checkpoint(_desk_id(session), last.seq if last else 0, last.digest if last else FIRST)


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
