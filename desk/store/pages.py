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
from desk.language.problems import database_problem
from desk.model.bookmarks import Bookmark
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
        if start - place > _ANCHOR_EVERY:
            place, key = start, self._key_at(queue, search, key, start - place)
        found = self._window(queue, search, key, start - place, count) if key or not place else []
        for offset, row in enumerate(found):
            if (start + offset) % _ANCHOR_EVERY == 0:
                anchors.remember(start + offset, row[:3])
        return [_row(row) for row in found]

    def counts(self, queue: Queue = Queue.ALL, search: str = "") -> int:
        """Return how many rows a queue has."""
        condition, values = self._condition(queue, search)
        return int(self._all(_counted(condition, _joined(search)), values)[0][0])

    def summary(self) -> dict[Queue, int]:
        """Return how many rows each queue has, all at the same moment."""
        values = self._condition(Queue.ALL, "")[1]
        counts = ", ".join(f"({_counted(condition)})" for condition in _CONDITIONS.values())
        return dict(zip(_CONDITIONS, self._all(f"SELECT {counts}", values)[0], strict=True))

    def place_of(self, key: str, queue: Queue = Queue.ALL, search: str = "") -> int | None:
        """Return the place of a post's case in a queue, None if it is not in it."""
        condition, values = self._condition(queue, search)
        own = self._all(
            f"SELECT {_order(queue).columns} FROM cases c JOIN posts p ON p.key = c.post_key "
            f"WHERE c.post_key = :key AND {condition}",
            values | {"key": key},
        )
        return self._rank(own[0], queue, search) if own else None

    def near(self, key: str, queue: Queue = Queue.ALL, search: str = "") -> int:
        """Return where a post's case stands in a queue, or would stand among what is in it; 0 for no such post."""
        own = self._all(f"SELECT {_order(queue).columns} FROM cases c WHERE c.post_key = :key", {"key": key})
        return self._rank(own[0], queue, search) if own else 0

    def first_login(self, account: str) -> str:
        """Return who sits down if nobody is named, empty if nobody may: at a sample desk its first person."""
        sql = (
            "SELECT login FROM staff WHERE active AND (login = :account OR EXISTS "
            "(SELECT 1 FROM keepsakes WHERE name = 'sample')) ORDER BY id LIMIT 1"
        )
        found = self._all(sql, {"account": account})
        return str(found[0][0]) if found else ""

    def is_sample(self) -> bool:
        """Whether this is a desk of synthetic people."""
        return bool(self._all("SELECT 1 FROM keepsakes WHERE name = 'sample'", {}))

    def logins(self) -> list[str]:
        """Return the logins of everyone who can act; none while nobody settled the desk."""
        return [login for (login,) in self._all("SELECT login FROM staff WHERE active ORDER BY id", {})]

    def bookmark(self) -> Bookmark:
        """Return where the person of `login` last stood; the top of the queue if nobody knows."""
        sql = "SELECT queue, search, post_key FROM bookmarks JOIN staff ON id = staff_id WHERE login = :login"
        try:
            found = self._all(sql, {"login": self.login})
            return Bookmark(Queue(found[0][0]), *found[0][1:]) if found else Bookmark()
        except (Unreachable, ValueError):  # an older desk's database has no such table, a newer one's other queues
            return Bookmark()

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

    def _rank(self, sort_key: tuple[Any, ...], queue: Queue, search: str) -> int:
        """Return how many rows of a queue come before a sort key."""
        condition, values = self._condition(queue, search)
        bound = {f"k{i}": value for i, value in enumerate(sort_key)}
        sql = f"SELECT count(*) FROM cases c {_joined(search)} WHERE {condition} AND {_order(queue).earlier}"
        return int(self._all(sql, values | bound)[0][0])

    def _key_at(self, queue: Queue, search: str, key: tuple[Any, ...] | None, skip: int) -> tuple[Any, ...] | None:
        """Return the sort key of the row so many places behind a key, out of the index alone; None behind the end."""
        condition, values = self._from(queue, search, key)
        sql = (
            f"SELECT {_order(queue).columns} FROM cases c INDEXED BY {_INDEXES[queue]} {_joined(search)} "
            f"WHERE {condition} ORDER BY {_order(queue).by} LIMIT 1 OFFSET :skip"
        )
        return next(iter(self._all(sql, values | {"skip": skip})), None)

    def _window(
        self, queue: Queue, search: str, key: tuple[Any, ...] | None, skip: int, count: int
    ) -> list[tuple[Any, ...]]:
        condition, values = self._from(queue, search, key)
        order = _order(queue)
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

    def _from(self, queue: Queue, search: str, key: tuple[Any, ...] | None) -> tuple[str, dict[str, Any]]:
        """Return the condition of a queue from a sort key on, from its top without one."""
        condition, values = self._condition(queue, search)
        if key is None:
            return condition, values
        return f"{condition} AND {_order(queue).from_here}", values | {f"k{i}": value for i, value in enumerate(key)}

    def _condition(self, queue: Queue, search: str) -> tuple[str, dict[str, Any]]:
        now = self._now().astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        condition, values = _CONDITIONS[queue], {"login": self.login, "now": now}
        wanted, words = condition_of(search)
        return condition + wanted, values | words

    def _all(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        try:
            if self._connection is None:
                uri = f"{self._path.absolute().as_uri()}?mode=rw"
                self._connection = sqlite3.connect(
                    uri, uri=True, timeout=2, isolation_level=None, check_same_thread=False
                )
                self._connection.execute("PRAGMA query_only = ON")
                teach(self._connection)
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise Unreachable("errors.database_file", file=self._path, problem=database_problem(str(error))) from None


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


def _joined(search: str) -> str:
    return "JOIN posts p ON p.key = c.post_key" if search else ""


def _counted(condition: str, joined: str = "") -> str:
    return f"SELECT count(*) FROM (SELECT 1 FROM cases c {joined} WHERE {condition} LIMIT {_COUNTED_AT_MOST})"


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
