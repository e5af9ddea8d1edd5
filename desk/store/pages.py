"""Windows of a queue, read with the bare driver so that the first rows stand on the screen before SQLModel is imported.

Any window of a queue costs the same at any depth: the sort keys of rows already seen are kept as anchors, and a
window starts from the nearest one. Values are always bound.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk.errors import Unreachable
from desk.model.names import Queue, State
from desk.store.searching import condition_of, teach

_WORKING = "c.state IN ('received', 'screened', 'open', 'claimed', 'reopened')"
_ENDED = "c.state IN ('decided', 'effects_pending', 'done', 'withdrawn')"
_CONDITIONS: dict[Queue, str] = {
    Queue.ALL: _WORKING,
    Queue.URGENT: f"{_WORKING} AND c.rank <= 1",
    Queue.MINE: f"{_WORKING} AND c.claimant_id = (SELECT id FROM staff WHERE login = :login) AND c.lease_until > :now",
    Queue.ESCALATED: "c.state = 'escalated'",
    Queue.AWAITING_RELEASE: "c.state = 'awaiting_release'",
    Queue.SNOOZED: "c.state = 'snoozed'",
    Queue.DONE: _ENDED,
}
_INDEXES = {
    Queue.ESCALATED: "cases_elsewhere",
    Queue.AWAITING_RELEASE: "cases_elsewhere",
    Queue.SNOOZED: "cases_elsewhere",
}
_INDEXES |= {
    Queue.ALL: "cases_in_queue",
    Queue.URGENT: "cases_in_queue",
    Queue.MINE: "cases_in_queue",
    Queue.DONE: "cases_ended",
}
"""SQLite would rather look up states and sort; the index that is sorted already is named."""
_EXCERPT = 240
_ANCHOR_EVERY = 64
_COUNTED_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of a queue. `excerpt` is the post's own text: hostile, to be made harmless before it is shown."""

    key: str
    rank: int
    priority: str | None
    severity: int
    deadline_at: datetime
    state: State
    channel: str
    author: str
    excerpt: str
    labels: dict[str, list[str]]
    claimant: str
    screened: bool


@dataclass(slots=True)
class _Anchors:
    """Sort keys of rows at known places of one queue, ascending."""

    places: list[int] = field(default_factory=list)
    keys: list[tuple[Any, ...]] = field(default_factory=list)

    def before(self, place: int) -> tuple[int, tuple[Any, ...] | None]:
        at = bisect_right(self.places, place) - 1
        return (self.places[at], self.keys[at]) if at >= 0 else (0, None)

    def remember(self, place: int, key: tuple[Any, ...]) -> None:
        at = bisect_right(self.places, place)
        if at == 0 or self.places[at - 1] != place:
            self.places.insert(at, place)
            self.keys.insert(at, key)


class QueuePages:
    """The queues of one database, for reading."""

    def __init__(self, path: Path, login: str = "", now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the database for reading; `login` says whose cases `Queue.MINE` holds."""
        self.login = login
        self._now = now
        self._path = path
        self._anchors: dict[tuple[Queue, str, str], _Anchors] = {}
        self._version = -1
        self._connection: sqlite3.Connection | None = None

    @property
    def ready(self) -> bool:
        """Whether the database stands and has its tables."""
        try:
            return bool(self._all("SELECT 1 FROM sqlite_master WHERE name = 'keepsakes'", {}))
        except Unreachable:
            return False

    def rows(self, queue: Queue = Queue.ALL, search: str = "", start: int = 0, count: int = 256) -> list[QueueRow]:
        """Return `count` rows of a queue from place `start`, most urgent first (among what is done, the newest)."""
        anchors = self._anchors.setdefault((queue, search, self.login), _Anchors())
        place, key = anchors.before(start)
        found = self._window(queue, search, key, start - place, count)
        for offset, row in enumerate(found):
            if (start + offset) % _ANCHOR_EVERY == 0:
                anchors.remember(start + offset, row[:3])
        return [_row(row) for row in found]

    def counts(self, queue: Queue = Queue.ALL, search: str = "") -> int:
        """Return how many rows a queue has."""
        condition, values = self._condition(queue, search)
        joined = "JOIN posts p ON p.key = c.post_key" if search else ""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM cases c {joined} WHERE {condition} LIMIT {_COUNTED_AT_MOST})"
        return int(self._all(sql, values)[0][0])

    def summary(self) -> dict[Queue, int]:
        """Return how many rows each queue has."""
        return {queue: self.counts(queue) for queue in Queue}

    def place_of(self, key: str, queue: Queue = Queue.ALL, search: str = "") -> int | None:
        """Return the place of a post's case in a queue, None if it is not in it."""
        condition, values = self._condition(queue, search)
        own = self._all(
            f"SELECT {_order(queue).columns} FROM cases c JOIN posts p ON p.key = c.post_key "
            f"WHERE c.post_key = :key AND {condition}",
            values | {"key": key},
        )
        if not own:
            return None
        bound = {f"k{i}": value for i, value in enumerate(own[0])}
        sql = (
            f"SELECT count(*) FROM cases c JOIN posts p ON p.key = c.post_key "
            f"WHERE {condition} AND {_order(queue).earlier}"
        )
        return int(self._all(sql, values | bound)[0][0])

    def changed(self) -> bool:
        """Return whether anybody wrote to the database since this was last asked."""
        version = int(self._all("PRAGMA data_version", {})[0][0])
        if version == self._version:
            return False
        self._version = version
        self.forget()
        return True

    def forget(self) -> None:
        """Forget where rows stood: somebody wrote, so what follows must not start from an old place."""
        self._anchors.clear()

    def close(self) -> None:
        """Close the connection; the next question opens it again."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _window(
        self, queue: Queue, search: str, key: tuple[Any, ...] | None, skip: int, count: int
    ) -> list[tuple[Any, ...]]:
        condition, values = self._condition(queue, search)
        order = _order(queue)
        if key is not None:
            condition = f"{condition} AND {order.from_here}"
            values |= {f"k{i}": value for i, value in enumerate(key)}
        sql = (
            f"SELECT {order.columns}, c.post_key, c.rank, c.priority, c.severity, c.deadline_at, c.state, ch.kind, "
            f"p.author, substr(p.text, 1, {_EXCERPT}), c.labels, "
            "CASE WHEN c.lease_until > :now THEN s.login ELSE '' END, p.screened_revision = p.revision "
            f"FROM cases c INDEXED BY {_INDEXES[queue]} JOIN posts p ON p.key = c.post_key "
            "JOIN channels ch ON ch.id = c.channel_id "
            "LEFT JOIN staff s ON s.id = c.claimant_id "
            f"WHERE {condition} ORDER BY {order.by} LIMIT :count OFFSET :skip"
        )
        return self._all(sql, values | {"count": count, "skip": skip})

    def _condition(self, queue: Queue, search: str) -> tuple[str, dict[str, Any]]:
        now = self._now().astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        condition, values = _CONDITIONS[queue], {"login": self.login, "now": now}
        wanted, words = condition_of(search)
        return condition + wanted, values | words

    def _all(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        try:
            if self._connection is None:
                uri = (
                    f"file:{self._path.as_posix().replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=rw"
                )
                self._connection = sqlite3.connect(
                    uri, uri=True, timeout=2, isolation_level=None, check_same_thread=False
                )
                self._connection.execute("PRAGMA query_only = ON")
                teach(self._connection)
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise Unreachable("errors.database_file", file=self._path, problem=str(error)) from None


@dataclass(frozen=True, slots=True)
class _Order:
    columns: str
    by: str
    from_here: str
    earlier: str


_BY_URGENCY = _Order(
    "c.rank, c.deadline_at, c.id",
    "c.rank, c.deadline_at, c.id",
    "(c.rank, c.deadline_at, c.id) >= (:k0, :k1, :k2)",
    "(c.rank, c.deadline_at, c.id) < (:k0, :k1, :k2)",
)
_NEWEST_FIRST = _Order(
    "c.changed_at, c.id, c.id",
    "c.changed_at DESC, c.id DESC",
    "(c.changed_at, c.id) <= (:k0, :k1)",
    "(c.changed_at, c.id) > (:k0, :k1)",
)


def _order(queue: Queue) -> _Order:
    return _NEWEST_FIRST if queue is Queue.DONE else _BY_URGENCY


def _row(values: tuple[Any, ...]) -> QueueRow:
    key, rank, priority, severity, deadline, state, channel, author, excerpt, labels, claimant, screened = values[3:]
    return QueueRow(
        key=key,
        rank=rank,
        priority=priority,
        severity=severity,
        deadline_at=datetime.fromisoformat(deadline).replace(tzinfo=UTC),
        state=State(state),
        channel=channel,
        author=author,
        excerpt=excerpt,
        labels=json.loads(labels),
        claimant=claimant or "",
        screened=bool(screened),
    )
