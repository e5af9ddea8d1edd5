import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk import bootstrap
from desk.errors import Unreachable
from desk.store.belonging import APPLICATION_ID, check_ours
from desk.store.database import Store
from desk.store.upgrade import is_current, upgrade

ALBUM = "CREATE TABLE albums (title TEXT); INSERT INTO albums VALUES ('Winterreise')"
OTHERS = [
    ALBUM,
    f"PRAGMA journal_mode = WAL; {ALBUM}",
    "CREATE TABLE alembic_version (version_num TEXT); CREATE TABLE posts (id INTEGER)",
    "CREATE TABLE keepsakes (name TEXT)",
    "PRAGMA application_id = 1196444487",
    f"PRAGMA application_id = 1; {ALBUM}",
]


def written(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def mark_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])


@pytest.mark.parametrize("script", OTHERS)
def test_the_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path, script: str) -> None:
    path = written(tmp_path / "music.db", script)
    path.chmod(0o644)
    before = path.read_bytes(), path.stat().st_mode, sorted(tmp_path.iterdir())
    with pytest.raises(Unreachable) as refused:
        bootstrap.open_store(path)
    assert refused.value.key == "errors.no_database"
    assert "music.db" in str(refused.value)
    assert (path.read_bytes(), path.stat().st_mode, sorted(tmp_path.iterdir())) == before


def test_a_letter_is_refused_and_keeps_its_rights(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Sehr geehrte Damen und Herren, " * 100, encoding="utf-8")
    letter.chmod(0o644)
    with pytest.raises(Unreachable) as refused:
        Store(letter)
    assert refused.value.key == "errors.no_database"
    assert letter.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("script", ["", "PRAGMA journal_mode = WAL", "CREATE TABLE t (x); DROP TABLE t"])
def test_a_database_without_tables_may_become_a_desks(tmp_path: Path, script: str) -> None:
    store = bootstrap.open_store(written(tmp_path / "empty.db", script))
    assert is_current(store)
    store.close()


def test_a_new_database_is_marked_as_a_desks(store: Store) -> None:
    assert mark_of(store.path) == APPLICATION_ID == 0x4465736B
    check_ours(store.path)


def test_a_desk_from_before_there_were_marks_is_taken_and_marked(store: Store) -> None:
    written(store.path, "PRAGMA application_id = 0")
    old = Store(store.path)
    assert not is_current(old)
    upgrade(old)
    assert is_current(old)
    old.close()
    assert mark_of(store.path) == APPLICATION_ID


def test_a_mark_that_an_upgrade_could_not_finish_is_not_left_behind(tmp_path: Path) -> None:
    store = Store(tmp_path / "broken.db")
    written(store.path, "CREATE TABLE findings (anything TEXT)")
    with pytest.raises(Unreachable):
        upgrade(store)
    store.close()
    assert mark_of(store.path) == 0


def test_a_desk_that_is_damaged_is_not_called_something_else(store: Store) -> None:
    store.close()
    content = bytearray(store.path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    store.path.write_bytes(content)
    with pytest.raises(Unreachable) as refused:
        Store(store.path).connected().__enter__()
    assert refused.value.key == "errors.database_file"
