"""Options and arguments that several commands share, and how times are written in them."""

from datetime import datetime
from enum import StrEnum
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
        typer.BadParameter: it is no time.
    """
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise typer.BadParameter("a time such as 2026-11-21T18:00 or 2026-11-21T18:00:00+01:00") from None


PostId = Annotated[str, typer.Argument(metavar="ID", help="Id of a post.")]
Login = Annotated[
    str | None,
    typer.Option("--as", metavar="LOGIN", help="Act as another member of staff, where the account may."),
]
InQueue = Annotated[Queue, typer.Option("--queue", help="Which queue.", case_sensitive=False)]
AsCase = Annotated[CaseFormat, typer.Option("--format", help="Text for people or JSON for programs.")]
AsList = Annotated[ListFormat, typer.Option("--format", help="A table for people or JSON for programs.")]
Out = Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="Where to write; - is standard output.")]
