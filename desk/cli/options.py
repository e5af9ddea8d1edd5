"""Options and arguments that several commands share, and how times are written in them."""

from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import Annotated

import typer

from desk.model.names import Queue


class CaseFormat(StrEnum):
    """How one case is printed."""

    TEXT = "text"
    JSON = "json"


class ListFormat(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"


def moment(text: str) -> datetime:
    """Read a time; one without a zone is meant in the zone of this machine.

    Raises:
        ValueError: it is no time.
    """
    try:
        return datetime.fromisoformat(text).astimezone()
    except OverflowError:
        raise ValueError(text) from None


def pace(text: str) -> float:
    """Read how many times as fast something goes, 0 for at once.

    Raises:
        ValueError: nothing can go so fast: it is no number, negative or without end.
    """
    speed = float(text)
    if not (isfinite(speed) and speed >= 0):
        raise ValueError(text)
    return speed


PostId = Annotated[str, typer.Argument(metavar="ID", help="Id of a post.")]
Login = Annotated[
    str | None,
    typer.Option("--as", metavar="LOGIN", help="Act as another member of staff, where the account may."),
]
InQueue = Annotated[Queue, typer.Option("--queue", help="Which queue.", case_sensitive=False)]
AsCase = Annotated[CaseFormat, typer.Option("--format", help="Text for people or JSON for programs.")]
AsList = Annotated[ListFormat, typer.Option("--format", help="A table for people or JSON for programs.")]
Out = Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="Where to write; - is standard output.")]
