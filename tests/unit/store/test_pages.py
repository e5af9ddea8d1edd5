import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from desk.errors import Unreachable
from desk.model.bookmarks import Bookmark
from desk.model.names import Queue, State
from desk.model.tables import BookmarkRow, Case, Keepsake, Staff
from desk.store.database import Store
from desk.store.pages import QueuePages, QueueRow
from desk.workflow import intake
from tests.fakes import NOON, StoppedClock, incoming
from tests.unit.store.crowd import SIZE, keys, naive

windows = st.lists(st.tuples(st.integers(0, SIZE + 5), st.integers(0, 80)), min_size=1, max_size=6)


@pytest.mark.parametrize("queue", Queue)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=windows)
def test_any_window_after_any_other_is_what_a_naive_query_says(
    crowded: Store, queue: Queue, asked: list[tuple[int, int]]
) -> None:
    everything = naive(crowded, queue)
    pages = QueuePages(crowded.path, "leitung", StoppedClock())
    for start, count in asked:
        assert keys(pages.rows(queue, "", start, count)) == everything[start : start + count]
    pages.close()


@pytest.mark.parametrize("queue", Queue)
def test_the_count_and_the_summary_say_how_many_rows_there_are(crowded: Store, pages: QueuePages, queue: Queue) -> None:
    assert pages.counts(queue) == pages.summary()[queue] == len(naive(crowded, queue)) > 0


@pytest.mark.parametrize("queue", Queue)
def test_the_place_of_a_post_is_where_the_window_shows_it(pages: QueuePages, queue: Queue) -> None:
    rows = keys(pages.rows(queue, "", 0, SIZE))
    assert [pages.place_of(key, queue) for key in rows] == list(range(len(rows)))
    assert pages.place_of("nirgends", queue) is None


def test_a_post_outside_the_queue_has_no_place_in_it(crowded: Store, pages: QueuePages) -> None:
    assert {pages.place_of(key, Queue.ALL) for key in naive(crowded, Queue.DONE)} == {None}


def test_mine_is_a_matter_of_who_asks(crowded: Store) -> None:
    pages = QueuePages(crowded.path, "moderation", StoppedClock())
    assert keys(pages.rows(Queue.MINE)) == naive(crowded, Queue.MINE, login="moderation")
    pages.login = "leitung"
    assert keys(pages.rows(Queue.MINE)) == naive(crowded, Queue.MINE)
    pages.login = "niemand"
    assert pages.rows(Queue.MINE) == []
    pages.close()


def test_the_claimant_is_shown_until_the_lease_ends(crowded: Store, pages: QueuePages) -> None:
    with crowded.reading() as session:
        claimed = {
            case.post_key: case.lease_until
            for case in session.exec(select(Case).where(Case.state == State.CLAIMED)).all()
        }
    shown = {row.key: row.claimant for row in pages.rows(Queue.ALL, "", 0, SIZE) if row.state is State.CLAIMED}
    assert {key for key, who in shown.items() if who} == {
        key for key, until in claimed.items() if until and until > NOON
    }


def test_a_row_says_what_the_list_shows(store: Store) -> None:
    post = incoming("p1", "x" * 1000, channel="forum", author="Mika")
    with store.transaction() as session:
        intake.receive(session, [(post, NOON)], intake.Tally())
    pages = QueuePages(store.path)
    (row,) = pages.rows()
    assert row == QueueRow(
        key="p1",
        rank=2,
        priority=None,
        severity=0,
        deadline_at=NOON + timedelta(minutes=15),
        state=State.RECEIVED,
        channel="forum",
        author="Mika",
        excerpt="x" * 240,
        labels={},
        claimant="",
        screened=False,
    )
    pages.close()


def test_what_another_wrote_is_seen_when_somebody_asks_whether_anything_changed(store: Store) -> None:
    pages = QueuePages(store.path, "leitung", StoppedClock())
    with store.transaction() as session:
        intake.receive(session, [(incoming(f"p{n}"), NOON) for n in range(200)], intake.Tally())
    pages.changed()
    assert len(pages.rows(Queue.ALL, "", 0, 300)) == 200
    assert not pages.changed()
    with store.transaction() as session:
        for case in session.exec(select(Case).where(Case.rank == 2)).all()[:100]:
            case.state = State.DONE
    assert pages.changed()
    assert not pages.changed()
    assert keys(pages.rows(Queue.ALL, "", 64, 100)) == naive(store, Queue.ALL)[64:]
    pages.close()


@pytest.mark.parametrize(
    ("queue", "index"),
    [
        (Queue.ALL, "cases_in_queue"),
        (Queue.URGENT, "cases_in_queue"),
        (Queue.ESCALATED, "cases_elsewhere"),
        (Queue.AWAITING_RELEASE, "cases_elsewhere"),
        (Queue.SNOOZED, "cases_elsewhere"),
        (Queue.DONE, "cases_ended"),
    ],
)
@pytest.mark.parametrize("start", [0, 128])
@pytest.mark.parametrize("search", ["", "sicher"])
def test_a_window_is_read_along_an_index_and_never_sorted(
    crowded: Store, queue: Queue, index: str, start: int, search: str
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []

    class Listening(QueuePages):
        def _all(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
            asked.append((sql, values))
            return super()._all(sql, values)

    pages = Listening(crowded.path, "leitung", StoppedClock())
    pages.rows(queue, search, 0, 100)
    pages.rows(queue, search, start, 10)
    plans = [
        " / ".join(str(row[-1]) for row in pages._all(f"EXPLAIN QUERY PLAN {sql}", values)) for sql, values in asked[:]
    ]
    pages.close()
    for plan in plans:
        assert f" INDEX {index}" in plan
        assert "TEMP B-TREE" not in plan


def test_a_jump_deep_into_a_queue_reads_no_post_on_its_way(crowded: Store) -> None:
    asked: list[str] = []

    class Listening(QueuePages):
        def _all(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
            asked.append(sql)
            return super()._all(sql, values)

    pages = Listening(crowded.path, "leitung", StoppedClock())
    deep = len(naive(crowded, Queue.ALL)) - 5
    assert deep > 64
    assert keys(pages.rows(Queue.ALL, "", deep, 10)) == naive(crowded, Queue.ALL)[deep:]
    assert pages.rows(Queue.ALL, "", SIZE * 2, 10) == []
    pages.close()
    assert "posts" not in asked[0]


def test_the_summary_is_one_statement_and_so_of_one_moment(crowded: Store) -> None:
    asked: list[str] = []

    class Listening(QueuePages):
        def _all(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
            asked.append(sql)
            return super()._all(sql, values)

    pages = Listening(crowded.path, "leitung", StoppedClock())
    assert pages.summary() == {queue: len(naive(crowded, queue)) for queue in Queue}
    pages.close()
    assert len(asked) == 1


def test_a_database_without_tables_is_not_ready(tmp_path: Path, store: Store) -> None:
    nowhere, empty = tmp_path / "nowhere.db", tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    empty.touch()
    assert [QueuePages(path).ready for path in (nowhere, empty, store.path)] == [False, False, True]
    assert not nowhere.exists()


@pytest.mark.parametrize("content", [b"", b"Sehr geehrte Damen und Herren, " * 200])
def test_what_is_no_desk_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(Unreachable):
        QueuePages(path).rows()


def test_pages_can_only_read(store: Store) -> None:
    pages = QueuePages(store.path)
    with pytest.raises(Unreachable):
        pages._all("DELETE FROM cases", {})
    pages.close()


def test_a_database_may_lie_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    from desk import bootstrap  # noqa: PLC0415  most tests need no database

    path = tmp_path / "50%20?mode=memory#x" / "desk.db"
    store = bootstrap.open_store(path)
    with store.transaction() as session:
        session.add(Keepsake(name="here", value="1"))
    store.close()
    pages = QueuePages(path)
    assert pages._all("SELECT value FROM keepsakes WHERE name = 'here'", {}) == [("1",)]
    pages.close()


def test_times_come_back_aware(pages: QueuePages) -> None:
    assert {row.deadline_at.tzinfo for row in pages.rows()} == {UTC}


def test_a_deadline_is_the_same_moment_that_was_written(store: Store) -> None:
    moment = datetime(2026, 3, 29, 1, 59, 59, 7, tzinfo=UTC)
    with store.transaction() as session:
        intake.receive(session, [(incoming(), moment - timedelta(minutes=15))], intake.Tally())
    pages = QueuePages(store.path)
    assert pages.rows()[0].deadline_at == moment
    pages.close()


def test_a_closed_reader_opens_again_when_it_is_asked(pages: QueuePages) -> None:
    before = keys(pages.rows())
    pages.close()
    assert keys(pages.rows()) == before


def test_rows_stand_where_they_are_once_the_old_places_are_forgotten(store: Store) -> None:
    pages = QueuePages(store.path, "leitung", StoppedClock())
    with store.transaction() as session:
        intake.receive(session, [(incoming(f"p{n}"), NOON) for n in range(200)], intake.Tally())
    pages.changed()
    pages.rows(Queue.ALL, "", 0, 200)
    moved = keys(pages.rows(Queue.ALL, "", 3, 1))[0]
    with store.transaction() as session:
        session.exec(select(Case).where(Case.post_key == moved)).one().rank = 5
    pages.forget()
    assert keys(pages.rows(Queue.ALL, "", 64, 200)) == naive(store, Queue.ALL)[64:]
    place = pages.place_of(moved)
    assert place == 199
    assert keys(pages.rows(Queue.ALL, "", place, 1)) == [moved]
    pages.close()


def test_pages_know_who_can_act_and_whether_they_are_synthetic(store: Store) -> None:
    pages = QueuePages(store.path)
    assert (pages.logins(), pages.is_sample()) == (["leitung", "moderation", "supervision", "datenschutz"], True)
    with store.transaction() as session:
        session.delete(session.get_one(Keepsake, "sample"))
        session.exec(select(Staff).where(Staff.login == "supervision")).one().active = False
    assert (pages.logins(), pages.is_sample()) == (["leitung", "moderation", "datenschutz"], False)
    pages.close()


def test_who_is_no_longer_in_a_queue_would_stand_where_its_urgency_is(crowded: Store, pages: QueuePages) -> None:
    with crowded.reading() as session:
        order = [case.post_key for case in session.exec(select(Case).order_by(Case.rank, Case.deadline_at, Case.id))]  # type: ignore[arg-type]  # columns
    waiting = set(naive(crowded, Queue.ALL))
    for at, key in enumerate(order):
        assert pages.near(key) == sum(before in waiting for before in order[:at])


def test_a_post_that_nobody_knows_would_stand_at_the_top(pages: QueuePages) -> None:
    assert pages.near("nirgends") == 0


def test_a_bookmark_is_that_of_whoever_asks_and_the_top_for_whoever_has_none(store: Store) -> None:
    with store.transaction() as session:
        session.add(BookmarkRow(staff_id=1, queue=Queue.MINE, search="Huber", post_key="p1"))
    pages = QueuePages(store.path, "leitung")
    assert pages.bookmark() == Bookmark(Queue.MINE, "Huber", "p1")
    pages.login = "moderation"
    assert pages.bookmark() == Bookmark()
    pages.close()


@pytest.mark.parametrize("spoilt", ["UPDATE bookmarks SET queue = 'later'", "DROP TABLE bookmarks"])
def test_a_bookmark_that_can_not_be_read_is_the_top(store: Store, spoilt: str) -> None:
    with store.transaction() as session:
        session.add(BookmarkRow(staff_id=1, queue=Queue.MINE, search="Huber", post_key="p1"))
    with store.migrating() as connection:
        connection.exec_driver_sql(spoilt)
    pages = QueuePages(store.path, "leitung")
    assert pages.bookmark() == Bookmark()
    pages.close()


def test_at_a_sample_desk_its_first_person_sits_down_and_at_a_real_one_whoever_has_the_account(store: Store) -> None:
    pages = QueuePages(store.path)
    assert pages.first_login("mallory") == "leitung"
    with store.transaction() as session:
        session.delete(session.get_one(Keepsake, "sample"))
    assert pages.first_login("moderation") == "moderation"
    assert pages.first_login("mallory") == ""
    pages.close()
