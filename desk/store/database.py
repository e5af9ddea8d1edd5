"""The connection to a desk's database, and its transactions.

SQLite in WAL mode. A writing transaction takes the write lock at once (`BEGIN IMMEDIATE`), so that what it read
cannot change under it; where another process holds the lock it asks again after a random fraction of a millisecond,
because SQLite's own waiting starves whoever came first.
"""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import Session

from desk.errors import Unreachable
from desk.language.problems import database_problem, problem
from desk.locations import private_folder
from desk.store.belonging import check_ours

_PATIENCE = 20.0
_RECOVERY = 2000  # milliseconds for which a reader waits while somebody repairs what a killed process left
_LONGEST_REST = 0.001
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Store:
    """One database of one desk."""

    def __init__(self, path: Path) -> None:
        """Open the database file, making one that only its owner may read if there is none.

        Raises:
            Unreachable: the file can't be made or opened, or belongs to another program; it is left as it was.
        """
        self.path = path
        try:
            private_folder(path.parent)
            _make(path)
            check_ours(path)
            path.chmod(0o600)  # one that was copied or restored may have come with other rights
        except OSError as error:
            raise Unreachable("errors.database_file", file=path, problem=problem(error)) from None
        self.engine = _engine(path)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session that writes; leaving it commits, an exception rolls everything back."""
        with (
            _reachable(self.path),
            Session(self.engine.execution_options(desk_writes=True)) as session,
            session.begin(),
        ):
            session.expire_on_commit = False
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database."""
        with _reachable(self.path), Session(self.engine) as session:
            yield session

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Give a connection without a session, for reading."""
        with _reachable(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a writing connection on which tables may be rebuilt: foreign keys are checked when all stand again."""
        with _reachable(self.path), self.engine.connect() as connection:
            writing = connection.execution_options(desk_writes=True)
            _set_foreign_keys(writing, "OFF")
            try:
                with writing.begin():
                    yield writing
                    if writing.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise AssertionError("a migration left a row without the one it belongs to")
            finally:
                _set_foreign_keys(writing, "ON")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    """Say in one sentence what a database error means to a person; the driver's own words may hold a post's text."""
    try:
        yield
    except OperationalError as error:
        raise Unreachable("errors.database_file", file=path, problem=database_problem(str(error.orig))) from None
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", None) not in _DAMAGED:
            raise
        raise Unreachable("errors.database_file", file=path, problem=database_problem(str(error.orig))) from None


def _make(path: Path) -> None:
    """Make an empty file if there is none.

    One that is there is not opened: to close it would drop every lock this process holds on it (POSIX), those of other
    connections too, and the next process to leave would take the log of what they write away.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": 0, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in (f"busy_timeout={_RECOVERY}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """SQLite takes this only outside a transaction, where SQLAlchemy's own ways would begin one."""
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("desk_writes"):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        _begin_writing(connection)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_RECOVERY}")


def _begin_writing(connection: Connection) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0, _LONGEST_REST))  # noqa: S311  a pause, no secret
        else:
            return
