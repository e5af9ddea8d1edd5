"""Whether a database is a desk's. Asked before anything about a file is changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desk.errors import Unreachable
from desk.language.problems import database_problem

APPLICATION_ID = int.from_bytes(b"Desk")
"""Stands in the head of every database of a desk, where `file` and other programs look for it."""

_OLD_TABLES = frozenset({"keepsakes", "audit_events"})
_PATIENCE = 2.0


def check_ours(path: Path) -> None:
    """Refuse a file that another program filled; an empty one may become a desk's.

    Raises:
        Unreachable: it is a database of something else, or none, or can't be read.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            ours = _is_ours(connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            ours = False
        else:
            raise Unreachable("errors.database_file", file=path, problem=database_problem(str(error))) from None
    if not ours:
        raise Unreachable("errors.no_database", file=path)


def _is_ours(connection: sqlite3.Connection) -> bool:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id == APPLICATION_ID:
        return True
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return application_id == 0 and (not tables or tables >= _OLD_TABLES)
