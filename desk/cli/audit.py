"""`desk audit`: is the log whole, a witness to be kept elsewhere, and its events for others to read."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from sqlmodel import Session

from desk.cli.asked import Asked
from desk.cli.at_desk import opened_store
from desk.cli.options import Out
from desk.cli.output import answer, json_text, say, written_to
from desk.cli.usage import NamedCommands
from desk.errors import Refused, Unreachable, WrongUsage
from desk.language.problems import problem
from desk.language.words import words
from desk.store import audit
from desk.store.audit import Checkpoint, Verified

app = typer.Typer(cls=NamedCommands, add_completion=False, rich_markup_mode=None)

_BROKEN = 1


@app.callback()
def log() -> None:
    """Check, witness and export the audit log."""


@app.command()
def verify(
    ctx: typer.Context,
    checkpoint: Annotated[
        str | None, typer.Option(metavar="FILE", help="A checkpoint that was kept outside the database.")
    ] = None,
) -> None:
    """Check that no event of the log was changed, removed or added.

    Without a checkpoint a cut end and a chain that was computed anew can't be seen.
    """
    asked: Asked = ctx.obj
    witness = _read(Path(checkpoint)) if checkpoint else None
    with opened_store(asked) as store, store.reading() as session:
        found = _verified(session, witness, checkpoint)
    if found.broken:
        answer("cli.audit.broken", event=found.broken, why=_why(found), whole=found.events)
        raise typer.Exit(_BROKEN)
    answer("cli.audit.whole", events=found.events)
    if witness is None:
        say("cli.audit.no_witness")


@app.command("checkpoint")
def write_checkpoint(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to keep it, best on another machine.")],
) -> None:
    """Write where the log ends now, as a witness against later changes.

    A log that does not hold gets no checkpoint, and the checkpoint of another desk is never overwritten.
    """
    asked: Asked = ctx.obj
    earlier = _read(file) if file.exists() else None
    with opened_store(asked) as store, store.reading() as session:
        place = audit.checkpoint(session)
        found = _verified(session, earlier, file)
    if found.broken:
        raise Refused("cli.audit.not_witnessed", event=found.broken, why=_why(found))
    _replace(file, audit.written(place) + "\n")
    answer("cli.audit.witnessed", event=place.seq, file=file)


@app.command()
def export(ctx: typer.Context, out: Out = "-") -> None:
    """Write all events, one JSON object a line."""
    asked: Asked = ctx.obj
    with opened_store(asked) as store, store.reading() as session, written_to(out) as output:
        for event in audit.events(session):
            output.write(json_text(audit.exported(event)) + "\n")
            session.expunge(event)


def _read(file: Path) -> Checkpoint:
    """Read a checkpoint.

    Raises:
        WrongUsage: the file can't be read, or is none.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Checkpoint)
    except OSError as error:
        raise WrongUsage("cli.cannot_read", file=file, problem=problem(error)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise WrongUsage("cli.audit.no_checkpoint", file=file) from None


def _verified(session: Session, witness: Checkpoint | None, file: Path | str | None) -> Verified:
    found = audit.verify(session, witness)
    if found.reason == "foreign":
        raise Refused("cli.audit.other_desk", file=file)
    return found


def _why(found: Verified) -> str:
    return words().text(f"cli.audit.{found.reason}")


def _replace(file: Path, text: str) -> None:
    """Put a new file in the place of an old one, so that there is never half a checkpoint."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Unreachable("cli.cannot_write", file=file, problem=problem(error)) from None
