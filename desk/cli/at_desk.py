"""A command sits down at a desk: settings, language, database, person. Imports no more than the screen needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desk import bootstrap
from desk.cli.asked import Asked
from desk.errors import Unreachable
from desk.language.words import speak
from desk.settings import Settings, load

if TYPE_CHECKING:
    from desk.store.database import Store
    from desk.workflow.desk import Desk


def settings_of(asked: Asked) -> Settings:
    """Read the settings in force and speak the language they ask for.

    Raises:
        Refused: the settings file does not hold.
    """
    if asked.lang:
        speak(asked.lang)
    settings = load(
        Path(asked.config).expanduser() if asked.config else None,
        database=asked.database,
        lang=asked.lang,
        rules=asked.rules,
        policy=asked.policy,
    )
    if settings.lang:
        speak(settings.lang)
    return settings


def existing_database(settings: Settings) -> Path:
    """Return the database in force.

    Raises:
        Unreachable: there is none yet; only `desk` and `desk replay` make one.
    """
    path = bootstrap.database_path(settings)
    if not path.is_file():
        raise Unreachable("cli.no_desk", file=path)
    return path


@contextmanager
def opened(asked: Asked, login: str | None = None) -> Iterator["Desk"]:
    """Sit down at the desk in force. What is due is done first: cases come back, effects are delivered."""
    settings = settings_of(asked)
    desk = bootstrap.open_desk(settings, existing_database(settings), login=login or asked.login)
    try:
        desk.wake()
        desk.deliver_due()
        yield desk
    finally:
        desk.store.close()


@contextmanager
def opened_store(asked: Asked) -> Iterator["Store"]:
    """Open the database in force without a person: to look, not to act."""
    store = bootstrap.open_store(existing_database(settings_of(asked)))
    try:
        yield store
    finally:
        store.close()
