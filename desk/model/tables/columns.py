"""Column types that hold on every database what SQLModel's plain types do not."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Dialect, String, TypeDecorator
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.types import TypeEngine


def stored(row_id: int | None) -> int:
    """Return the id of a row that was written."""
    if row_id is None:
        raise AssertionError("only a row that was written has an id")
    return row_id


class Utc(TypeDecorator[datetime]):
    """An aware time, stored as UTC and read back aware; a naive one is refused."""

    impl = SqlDateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps the zone, SQLite stores text without one."""
        return dialect.type_descriptor(SqlDateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time back aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Name(TypeDecorator[StrEnum]):
    """A name of `desk.model.names`, stored as its text; anything else is refused on the way in."""

    impl = String
    cache_ok = True

    def __init__(self, names: type[StrEnum]) -> None:
        """Take the enumeration whose members the column holds."""
        super().__init__()
        self.names = names

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Accept a member or its exact spelling."""
        return None if value is None else self.names(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """Give the member back."""
        return None if value is None else self.names(value)


class Names(TypeDecorator[list[StrEnum]]):
    """A list of names of `desk.model.names`, stored as a JSON array."""

    impl = JSON
    cache_ok = True

    def __init__(self, names: type[StrEnum]) -> None:
        """Take the enumeration whose members the column holds."""
        super().__init__()
        self.names = names

    def process_bind_param(self, value: list[StrEnum] | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002
        """Accept members or their exact spelling."""
        return None if value is None else [self.names(name).value for name in value]

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> list[StrEnum] | None:  # noqa: ARG002
        """Give the members back."""
        return None if value is None else [self.names(name) for name in value]
