from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desk.store import audit, guards
from desk.store.database import Store
from desk.store.upgrade import is_current, upgrade

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def chain(store: Store) -> Store:
    with store.transaction() as session:
        for number in range(3):
            audit.append(session, at=AT, actor="leitung", kind="tested", payload={"number": number})
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'x' WHERE seq = 2",
        "UPDATE audit_events SET seq = seq",
        "DELETE FROM audit_events WHERE seq = 3",
        "DELETE FROM audit_events",
        (
            "INSERT OR REPLACE INTO audit_events SELECT seq, at, 'x', kind, case_id, payload, previous, digest "
            "FROM audit_events WHERE seq = 2"
        ),
        (
            "INSERT OR REPLACE INTO audit_events SELECT 4, at, 'x', kind, case_id, payload, previous, digest "
            "FROM audit_events WHERE seq = 2"
        ),
        "INSERT INTO audit_events SELECT * FROM audit_events WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_event(chain: Store, statement: str) -> None:
    def run() -> None:
        with chain.transaction() as session:
            session.execute(text(statement))

    with pytest.raises(IntegrityError):
        run()
    with chain.reading() as session:
        assert (audit.verify(session).events, audit.verify(session).broken) == (3, 0)


def test_an_event_can_only_be_added_at_the_end(chain: Store) -> None:
    def insert_before_the_first() -> None:
        with chain.transaction() as session:
            session.execute(
                text(
                    "INSERT INTO audit_events SELECT 0, at, actor, kind, case_id, payload, previous, 'new' "
                    "FROM audit_events WHERE seq = 1"
                )
            )

    with pytest.raises(IntegrityError):
        insert_before_the_first()


def test_an_event_can_still_be_appended(chain: Store) -> None:
    with chain.transaction() as session:
        audit.append(session, at=AT, actor="leitung", kind="tested")
        assert audit.verify(session).events == 4


def test_a_guard_that_was_made_harmless_counts_as_missing(chain: Store) -> None:
    name = guards.guard_name("audit_events", "UPDATE")
    with chain.migrating() as connection:
        connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(f"CREATE TRIGGER {name} BEFORE UPDATE ON audit_events BEGIN SELECT 1; END"))
    with chain.engine.connect() as connection:
        assert guards.missing(connection) == {name}
    upgrade(chain)
    assert is_current(chain)
