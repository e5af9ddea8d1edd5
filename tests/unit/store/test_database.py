import multiprocessing
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from desk.errors import DeskError, Unreachable
from desk.model.tables import Keepsake, Note, Post
from desk.store import audit
from desk.store.database import Store
from desk.store.upgrade import is_current, upgrade


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_is_for_its_owner_only_and_so_are_its_companions(store: Store) -> None:
    with store.transaction() as session:
        session.add(Keepsake(name="one", value="1"))
    files = sorted(store.path.parent.glob("desk.db*"))
    assert [file.name for file in files] == ["desk.db", "desk.db-shm", "desk.db-wal"]
    assert {mode_of(file) for file in files} == {0o600}


def test_the_folder_is_for_its_owner_only(store: Store) -> None:
    assert mode_of(store.path.parent) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "copied.db"
    path.touch(0o644)
    path.chmod(0o644)
    Store(path).close()
    assert mode_of(path) == 0o600


def test_a_database_may_lie_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    path = tmp_path / "100 % privat?mode=memory#1" / "desk.db"
    store = Store(path)
    upgrade(store)
    with store.transaction() as session:
        session.add(Keepsake(name="one", value="1"))
    store.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM keepsakes WHERE name = 'one'").fetchone() == ("1",)
    connection.close()


def test_what_was_written_is_on_the_disk_when_the_transaction_ends(store: Store) -> None:
    with store.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_exception_rolls_everything_back(store: Store) -> None:
    def write_and_fail() -> None:
        with store.transaction() as session:
            session.add(Keepsake(name="one", value="1"))
            session.flush()
            raise KeyError("anything")

    with pytest.raises(KeyError):
        write_and_fail()
    with store.reading() as session:
        assert session.get(Keepsake, "one") is None


def test_a_reader_sees_one_state_while_somebody_writes(store: Store) -> None:
    with store.reading() as reader:
        before = reader.exec(select(Keepsake)).all()
        with store.transaction() as session:
            session.add(Keepsake(name="one", value="1"))
        reader.expire_all()
        assert len(reader.exec(select(Keepsake)).all()) == len(before)


def test_an_error_of_the_database_never_tells_the_text_of_a_post(store: Store) -> None:
    secret = "Meine Diagnose steht hier"

    def write_a_post_without_a_channel() -> None:
        with store.transaction() as session:
            session.add(Post(key="p1", channel_id=999, text=secret, arrived_at=datetime(2026, 1, 1, tzinfo=UTC)))

    with pytest.raises(SQLAlchemyError) as raised:
        write_a_post_without_a_channel()
    assert secret not in str(raised.value)


def test_a_naive_time_is_refused_without_telling_the_text(store: Store) -> None:
    secret = "Meine Diagnose steht hier"

    def write_a_note_at_a_naive_time() -> None:
        with store.transaction() as session:
            session.add(Note(case_id=1, staff_id=1, text=secret, written_at=datetime(2026, 1, 1)))  # noqa: DTZ001

    with pytest.raises(SQLAlchemyError, match="without a zone") as raised:
        write_a_note_at_a_naive_time()
    assert secret not in str(raised.value)


def test_a_file_that_is_no_database_is_named_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Sehr geehrte Damen und Herren, " * 100, encoding="utf-8")
    with pytest.raises(Unreachable) as refused:
        is_current(Store(path))
    assert refused.value.values["file"] == path


def test_a_folder_where_the_database_should_be_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        Store(tmp_path)


def test_a_path_below_a_file_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreachable):
        Store(tmp_path / "file" / "desk.db")


def _open_and_write(path: Path, number: int, told: Any) -> None:
    try:
        store = Store(path)
        if not is_current(store):
            upgrade(store)
        for turn in range(20):
            with store.transaction() as session:
                audit.append(session, at=datetime(2026, 1, 1, tzinfo=UTC), actor=f"p{number}", kind=f"turn{turn}")
        told.put("")
    except (DeskError, SQLAlchemyError) as error:
        told.put(f"{type(error).__name__}: {error}")


def test_processes_that_open_one_new_database_at_once_all_get_in_and_none_loses_a_link(tmp_path: Path) -> None:
    path = tmp_path / "data" / "desk.db"
    context = multiprocessing.get_context("fork")
    told: Any = context.Queue()
    processes = [context.Process(target=_open_and_write, args=(path, number, told)) for number in range(4)]
    for process in processes:
        process.start()
    assert [told.get(timeout=60) for _ in processes] == [""] * 4
    for process in processes:
        process.join()
    store = Store(path)
    with store.reading() as session:
        assert audit.verify(session).broken == 0
        assert audit.verify(session).events == 80
        assert len(session.exec(select(Keepsake).where(col(Keepsake.name) == "desk_id")).all()) == 1
    store.close()


def _open_and_leave(path: Path) -> None:
    """What another process does that comes and goes: at its end it tidies up if it believes to be the last."""
    store = Store(path)
    with store.reading() as session:
        session.exec(select(Keepsake)).all()
    store.engine.dispose()


def test_what_is_written_after_another_process_left_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    upgrade(Store(path))
    screen = sqlite3.connect(path)  # the queue is read before the desk is opened, and stays open
    screen.execute("SELECT count(*) FROM cases").fetchone()
    store = Store(path)
    with store.reading() as session:
        session.exec(select(Keepsake)).all()
    companion = multiprocessing.get_context("spawn").Process(target=_open_and_leave, args=(path,))
    companion.start()
    companion.join(60)
    with store.transaction() as session:
        session.add(Keepsake(name="seen", value="yes"))
    store.engine.dispose()
    screen.close()
    with sqlite3.connect(path) as later:
        assert later.execute("SELECT value FROM keepsakes WHERE name = 'seen'").fetchall() == [("yes",)]
