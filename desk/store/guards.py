"""Triggers by which the database itself refuses to change or remove what must stand.

Alembic's batch mode rebuilds a table and drops its triggers without a word; so `stand` is called after every migration.
"""

from sqlalchemy import Connection, text

APPEND_ONLY = ("audit_events",)


def stand(connection: Connection) -> None:
    """Put every missing guard in its place."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER IF NOT EXISTS {guard_name(table, verb)} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            )


def guard_name(table: str, verb: str) -> str:
    """Return the name of the trigger that guards a table against a verb."""
    return f"guard_{table}_{verb.lower()}"


def standing(connection: Connection) -> set[str]:
    """Return the names of the guards that stand."""
    rows = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"))
    return {str(row[0]) for row in rows}


def missing(connection: Connection) -> set[str]:
    """Return the names of the guards that should stand and do not."""
    return {guard_name(table, verb) for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")} - standing(connection)
