"""Which file a database is. Imports nothing heavy: the screen asks before its first paint."""

from pathlib import Path

from desk.errors import WrongUsage


def path_of(database: str) -> Path:
    """Return the file of a database given as a path or an SQLite URL.

    Raises:
        WrongUsage: the URL names another kind of database.
    """
    if "://" not in database:
        return Path(database).expanduser().absolute()
    scheme, _, rest = database.partition("://")
    if scheme.partition("+")[0] != "sqlite" or not rest.removeprefix("/"):
        raise WrongUsage("errors.database_kind", scheme=scheme)
    return Path(rest.removeprefix("/")).expanduser().absolute()
