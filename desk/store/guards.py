"""Triggers by which the database itself refuses to change or remove what must stand.

Alembic's batch mode rebuilds a table and drops its triggers without a word; so `stand` is called after every migration.
"""

from sqlalchemy import Connection, text

_AUDIT = "audit_events"
_VERBS = {
    "UPDATE": "",
    "DELETE": "",
    # INSERT OR REPLACE removes the row it meets without asking the guard against DELETE
    "INSERT": f"WHEN EXISTS (SELECT 1 FROM {_AUDIT} WHERE seq >= NEW.seq OR digest = NEW.digest) ",
}


def guard_name(table: str, verb: str) -> str:
    """Return the name of the trigger that guards a table against a verb."""
    return f"guard_{table}_{verb.lower()}"


_GUARDS = {
    guard_name(_AUDIT, verb): f"CREATE TRIGGER {guard_name(_AUDIT, verb)} BEFORE {verb} ON {_AUDIT} {condition}"
    f"BEGIN SELECT RAISE(ABORT, '{_AUDIT} is append-only'); END"
    for verb, condition in _VERBS.items()
}


def stand(connection: Connection) -> None:
    """Put every missing guard in its place."""
    for name in missing(connection):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.execute(text(_GUARDS[name]))


def missing(connection: Connection) -> set[str]:
    """Return the names of the guards that should stand and do not, or not as they were written."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    standing = {str(name): str(sql) for name, sql in rows}
    return {name for name, sql in _GUARDS.items() if standing.get(name) != sql}
