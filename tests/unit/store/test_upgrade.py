import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, String, inspect, text
from sqlmodel import SQLModel, select

from desk.errors import Unreachable
from desk.model.tables import Case, Draft, Keepsake, Post
from desk.store import guards
from desk.store.database import Store
from desk.store.upgrade import is_current, upgrade
from desk.workflow import intake
from tests.fakes import NOON, incoming


def everything(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        dump = list(connection.iterdump())
    connection.close()
    return dump


def rebuild(store: Store, table: str) -> None:
    """Do what a migration in Alembic's batch mode does to a table."""
    with store.migrating() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(Column("later", String, nullable=True))


def test_a_fresh_database_is_what_the_tables_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_partial_indexes_have_the_conditions_that_the_tables_say(store: Store, tmp_path: Path) -> None:
    by_metadata = Store(tmp_path / "by_metadata.db")
    SQLModel.metadata.create_all(by_metadata.engine)

    def indexes(path: Path) -> set[str]:
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'")
            found = {" ".join(row[0].split()) for row in rows}
        connection.close()
        return found

    assert indexes(store.path) == indexes(by_metadata.path) != set()
    by_metadata.close()


def test_to_upgrade_twice_changes_nothing(store: Store) -> None:
    before = everything(store.path)
    upgrade(store)
    assert everything(store.path) == before


def test_every_database_has_an_id_and_a_key_of_its_own(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other.db")
    upgrade(other)

    def kept(store: Store) -> dict[str, str]:
        with store.reading() as session:
            return {name: session.get_one(Keepsake, name).value for name in ("desk_id", "reason_key")}

    assert set(kept(store).values()).isdisjoint(kept(other).values())
    other.close()


def test_a_new_file_is_not_current_and_an_upgraded_one_is(tmp_path: Path) -> None:
    store = Store(tmp_path / "new.db")
    assert not is_current(store)
    upgrade(store)
    assert is_current(store)
    store.close()


def test_a_migration_in_batch_mode_drops_the_guards_and_the_upgrade_puts_them_back(store: Store) -> None:
    rebuild(store, "audit_events")
    with store.engine.connect() as connection:
        assert guards.missing(connection) != set()
    assert not is_current(store)
    upgrade(store)
    assert is_current(store)


def test_a_migration_may_rebuild_a_table_to_which_others_point(store: Store) -> None:
    with store.transaction() as session:
        intake.receive(session, [(incoming(), NOON)], intake.Tally())
    rebuild(store, "cases")
    rebuild(store, "posts")
    with store.reading() as session:
        assert session.exec(select(Post.case_id)).one() == session.exec(select(Case.id)).one()
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_migration_that_leaves_a_row_without_the_one_it_belongs_to_is_undone(store: Store) -> None:
    with store.transaction() as session:
        intake.receive(session, [(incoming(), NOON)], intake.Tally())

    def forget_the_cases() -> None:
        with store.migrating() as connection:
            connection.execute(text("DELETE FROM cases"))

    with pytest.raises(AssertionError):
        forget_the_cases()
    with store.reading() as session:
        assert session.exec(select(Case.post_key)).all() == ["p1"]


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path / "broken.db")
    with sqlite3.connect(store.path) as connection:
        connection.execute("CREATE TABLE findings (anything TEXT)")
    connection.close()
    before = everything(store.path)
    with pytest.raises(Unreachable):
        upgrade(store)
    assert everything(store.path) == before
    store.close()


def test_a_database_of_a_newer_desk_is_refused_in_one_sentence(store: Store) -> None:
    with store.migrating() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unreachable) as refused:
        upgrade(store)
    assert refused.value.values["file"] == store.path


def test_the_migrations_make_every_table(store: Store) -> None:
    with store.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}


def test_a_desk_of_the_first_revision_keeps_its_cases_when_it_is_upgraded(tmp_path: Path) -> None:
    store = Store(tmp_path / "first.db")
    upgrade(store, "0001")
    assert not is_current(store)
    with store.transaction() as session:
        intake.receive(session, [(incoming(), NOON)], intake.Tally())
    upgrade(store)
    assert is_current(store)
    with store.reading() as session:
        assert session.exec(select(Case.post_key)).all() == ["p1"]
        assert session.exec(select(Draft)).all() == []
    store.close()
