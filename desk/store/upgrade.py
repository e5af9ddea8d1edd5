"""Bring a database to the present revision, and make a new one ready."""

import secrets
import uuid
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection
from sqlmodel import Session

from desk.errors import Unreachable
from desk.model.tables import Keepsake
from desk.store import guards
from desk.store.belonging import APPLICATION_ID
from desk.store.database import Store

_MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def is_current(store: Store) -> bool:
    """Whether a database has the present revision, all its guards, and says in its head that it is a desk's."""
    with store.connected() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        head = ScriptDirectory.from_config(configuration()).get_current_head()
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        return marked and present == head and guards.missing(connection) == set()


def upgrade(store: Store, revision: str = "head") -> None:
    """Run the missing migrations in one transaction, set the guards again, and give a new database mark, id and key.

    Raises:
        Unreachable: a newer desk wrote this database, or it can't be written.
    """
    with store.migrating() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError:
            raise Unreachable("errors.database_newer", file=store.path) from None
        guards.stand(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        _give_identity(connection)


def _give_identity(connection: Connection) -> None:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        for name, value in (("desk_id", uuid.uuid4().hex), ("reason_key", secrets.token_hex(32))):
            if session.get(Keepsake, name) is None:
                session.add(Keepsake(name=name, value=value))
        session.commit()
