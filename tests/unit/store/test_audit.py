import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from desk.model.tables import AuditEvent, Keepsake
from desk.store import audit, guards
from desk.store.database import Store
from desk.store.upgrade import upgrade

AT = datetime(2026, 1, 1, 8, 30, 0, 5, tzinfo=UTC)
COLUMNS = ("seq", "at", "actor", "kind", "case_id", "payload", "previous", "digest")
LENGTH = 12

Tamper = Callable[..., audit.Verified]


def filled(path: Path, length: int = LENGTH) -> Store:
    store = Store(path)
    upgrade(store)
    with store.transaction() as session:
        for number in range(length):
            audit.append(
                session,
                at=AT + timedelta(seconds=number),
                actor="leitung",
                kind="tested",
                case_id=number if number % 2 else None,
                payload={"number": number, "wort": "Prüfung"},
            )
    return store


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(tmp_path_factory.mktemp("chain") / "desk.db")


@pytest.fixture(scope="module")
def tampered(chain: Store) -> Tamper:
    """Change the rows behind the desk's back, verify, and take the change back."""

    def run(*statements: tuple[str, tuple[Any, ...]], checkpoint: audit.Checkpoint | None = None) -> audit.Verified:
        with chain.transaction() as session:
            nested = session.begin_nested()
            raw = session.connection().connection.cursor()
            for verb in ("UPDATE", "DELETE", "INSERT"):
                raw.execute(f"DROP TRIGGER {guards.guard_name('audit_events', verb)}")
            for statement, values in statements:
                raw.execute(statement, values)
            result = audit.verify(session, checkpoint)
            nested.rollback()
            return result

    return run


def test_a_chain_that_nobody_touched_holds(chain: Store) -> None:
    with chain.reading() as session:
        last = audit.checkpoint(session)
        assert audit.verify(session) == audit.Verified(LENGTH, last.digest)
        assert audit.verify(session, last).broken == 0


def test_an_empty_chain_holds(tmp_path: Path) -> None:
    store = filled(tmp_path / "empty.db", 0)
    with store.reading() as session:
        assert audit.verify(session, audit.checkpoint(session)) == audit.Verified(0, audit.FIRST)
    store.close()


strange_values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.binary(max_size=20),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seq=st.integers(1, LENGTH), column=st.sampled_from(COLUMNS), value=strange_values)
def test_any_change_of_any_column_is_found(chain: Store, tampered: Tamper, seq: int, column: str, value: Any) -> None:
    with sqlite3.connect(chain.path) as connection:
        before = connection.execute(f"SELECT {column} FROM audit_events WHERE seq = ?", (seq,)).fetchone()[0]
    connection.close()
    try:
        verified = tampered((f"UPDATE OR FAIL audit_events SET {column} = ? WHERE seq = ?", (value, seq)))
    except sqlite3.IntegrityError:
        return  # the schema itself refuses: NULL where there must be a value, the same number twice
    assert (verified.broken == 0) == (value == before and type(value) is type(before))


@settings(max_examples=100, deadline=None)
@given(
    seq=st.integers(1, LENGTH),
    column=st.sampled_from(["actor", "kind", "payload", "previous", "digest", "at"]),
    data=st.data(),
)
def test_a_change_of_a_single_character_is_found_at_its_event(
    chain: Store, tampered: Tamper, seq: int, column: str, data: st.DataObject
) -> None:
    with sqlite3.connect(chain.path) as connection:
        (before,) = connection.execute(f"SELECT {column} FROM audit_events WHERE seq = ?", (seq,)).fetchone()
    connection.close()
    at = data.draw(st.integers(0, len(before) - 1))
    char = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda char: char != before[at]))
    after = before[:at] + char + before[at + 1 :]
    assert tampered((f"UPDATE audit_events SET {column} = ? WHERE seq = ?", (after, seq))).broken == seq


@pytest.mark.parametrize("column", ["actor", "kind", "payload", "at", "digest", "case_id"])
@pytest.mark.parametrize("raw", ["ff", "6c656974756e67ff", "eda080", "c0af"])
def test_bytes_that_are_no_text_are_found_as_a_change_and_stop_nothing(
    chain: Store, tampered: Tamper, column: str, raw: str
) -> None:
    verified = tampered((f"UPDATE audit_events SET {column} = CAST(x'{raw}' AS TEXT) WHERE seq = 4", ()))
    assert (verified.events, verified.broken, verified.reason) == (3, 4, "changed")
    with chain.reading() as session:
        assert audit.verify(session).broken == 0
        assert {type(event.actor) for event in audit.events(session)} == {str}


@given(seq=st.integers(1, LENGTH - 1))
@settings(max_examples=LENGTH, deadline=None)
def test_a_missing_event_is_found(tampered: Tamper, seq: int) -> None:
    gone = tampered(("DELETE FROM audit_events WHERE seq = ?", (seq,)))
    assert (gone.broken, gone.reason) == (seq, "missing")
    closed_up = tampered(
        ("DELETE FROM audit_events WHERE seq = ?", (seq,)),
        ("UPDATE audit_events SET seq = -seq + 1 WHERE seq > ?", (seq,)),
        ("UPDATE audit_events SET seq = -seq WHERE seq < 0", ()),
    )
    assert (closed_up.broken, closed_up.reason) == (seq, "unlinked")


@given(pair=st.lists(st.integers(1, LENGTH), min_size=2, max_size=2, unique=True).map(sorted))
@settings(max_examples=60, deadline=None)
def test_two_events_that_changed_places_are_found(tampered: Tamper, pair: list[int]) -> None:
    first, second = pair
    swapped = tampered(
        ("UPDATE audit_events SET seq = -1 WHERE seq = ?", (first,)),
        ("UPDATE audit_events SET seq = ? WHERE seq = ?", (first, second)),
        ("UPDATE audit_events SET seq = ? WHERE seq = -1", (second,)),
    )
    assert swapped.broken == first


def test_a_cut_tail_is_found_with_a_checkpoint_and_only_with_one(chain: Store, tampered: Tamper) -> None:
    with chain.reading() as session:
        kept = audit.checkpoint(session)
    cut = ("DELETE FROM audit_events WHERE seq > ?", (LENGTH - 2,))
    assert tampered(cut).broken == 0
    found = tampered(cut, checkpoint=kept)
    assert (found.broken, found.reason) == (LENGTH - 1, "cut")


def recomputed(chain: Store) -> list[tuple[str, tuple[Any, ...]]]:
    with chain.reading() as session:
        events = list(audit.events(session))
        statements = []
        last = audit.FIRST
        for event in events:
            forged = AuditEvent(**event.model_dump() | {"actor": "niemand", "previous": last})
            last = forged.digest = audit.digest_of(forged)
            values = (forged.actor, forged.previous, forged.digest, forged.seq)
            statements.append(
                ("UPDATE audit_events SET actor = ?, previous = ?, digest = ? WHERE seq = ?", values),
            )
    return statements


def test_a_recomputed_chain_is_found_with_a_checkpoint_and_only_with_one(chain: Store, tampered: Tamper) -> None:
    with chain.reading() as session:
        kept = audit.checkpoint(session)
    statements = recomputed(chain)
    assert tampered(*statements).broken == 0
    found = tampered(*statements, checkpoint=kept)
    assert (found.broken, found.reason) == (LENGTH, "recomputed")


def test_a_checkpoint_still_holds_after_further_events(tmp_path: Path) -> None:
    store = filled(tmp_path / "growing.db")
    with store.transaction() as session:
        kept = audit.checkpoint(session)
        audit.append(session, at=AT, actor="leitung", kind="later")
        assert audit.verify(session, kept) == audit.Verified(LENGTH + 1, audit.checkpoint(session).digest)
    store.close()


def test_a_checkpoint_of_another_desk_is_told_as_such(chain: Store, tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db")
    with other.reading() as session:
        foreign = audit.checkpoint(session)
    other.close()
    with chain.reading() as session:
        verified = audit.verify(session, foreign)
    assert verified.broken != 0
    assert verified.reason == "foreign"


def test_a_checkpoint_is_one_line_of_json(chain: Store) -> None:
    with chain.reading() as session:
        kept = audit.checkpoint(session)
    assert audit.Checkpoint(**json.loads(audit.written(kept))) == kept
    assert "\n" not in audit.written(kept)


def test_the_digest_does_not_depend_on_the_zone_in_which_somebody_wrote(tmp_path: Path) -> None:
    store = filled(tmp_path / "zones.db", 0)
    with store.transaction() as session:
        vienna = AT.astimezone(timezone(timedelta(hours=1)))
        written = audit.append(session, at=vienna, actor="leitung", kind="tested")
    with store.reading() as session:
        (event,) = audit.events(session)
        assert event.at == AT
        assert audit.digest_of(event) == written
        assert audit.verify(session).broken == 0
    store.close()


def test_a_naive_time_never_enters_the_chain(tmp_path: Path) -> None:
    store = filled(tmp_path / "naive.db", 1)

    def append_naive() -> None:
        with store.transaction() as session:
            audit.append(session, at=datetime(2026, 1, 1), actor="leitung", kind="tested")  # noqa: DTZ001

    with pytest.raises((ValueError, SQLAlchemyError)):
        append_naive()
    with store.reading() as session:
        assert audit.verify(session).events == 1
    store.close()


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans(), st.none())))
def test_the_canonical_form_is_one_ascii_line_that_holds_the_same(values: dict[str, Any]) -> None:
    form = audit.canonical(values)
    assert form.isascii()
    assert "\n" not in form
    assert json.loads(form) == values
    assert audit.canonical(dict(reversed(values.items()))) == form


def test_a_digest_of_a_reason_depends_on_the_key_of_this_database(chain: Store, tmp_path: Path) -> None:
    other = filled(tmp_path / "other_key.db", 0)
    with chain.reading() as here, other.reading() as there:
        digest = audit.keyed_digest(here, "Telefonat mit der Angehörigen")
        assert digest == audit.keyed_digest(here, "Telefonat mit der Angehörigen")
        assert digest != audit.keyed_digest(here, "Telefonat mit dem Angehörigen")
        assert digest != audit.keyed_digest(there, "Telefonat mit der Angehörigen")
    other.close()


def test_an_exported_event_says_everything_with_its_payload_opened(chain: Store) -> None:
    with chain.reading() as session:
        event = next(audit.events(session))
        told = audit.exported(event)
    assert set(told) == set(COLUMNS)
    assert told["payload"] == {"number": 0, "wort": "Prüfung"}
    assert datetime.fromisoformat(told["at"]) == AT


def test_a_desk_without_its_key_cannot_digest_a_reason(tmp_path: Path) -> None:
    store = filled(tmp_path / "keyless.db", 0)
    with store.transaction() as session:
        session.delete(session.get_one(Keepsake, "reason_key"))
    with store.reading() as session, pytest.raises(SQLAlchemyError):
        audit.keyed_digest(session, "Grund")
    store.close()
