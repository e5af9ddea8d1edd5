"""An inbox as a file: JSON Lines in UTF-8, one post a line, as other programs write it.

Unknown keys are ignored; a line that can't be read is reported with its number and the rest goes on.
"""

import codecs
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from desk.errors import WrongUsage
from desk.language.problems import problem, unfit
from desk.language.words import words
from desk.model.names import HouseKind
from desk.model.posts import IncomingPost

_LONGEST_LINE = 8 * 1024 * 1024
_LONGEST_ID = 256
_YEARS = range(1990, 2100)
_HOUSES = tuple(HouseKind)


class Line(msgspec.Struct, frozen=True):
    """The keys of a line that the desk reads; only `id` and `text` are compulsory."""

    id: str | int
    text: str
    channel: str | None = None
    house: str | None = None
    parent: str | None = None
    parent_id: str | int | None = None
    thread: str | int | None = None
    author: str | None = None
    author_id: str | int | None = None
    locale: str | None = None
    posted_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    url: str | None = None
    attachments: list[str] | None = None


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that can't be taken: its number from 1 and why, in words that hold nothing of the line."""

    number: int
    why: str


_DECODER = msgspec.json.Decoder(Line)


def read_inbox(place: str) -> Iterator[IncomingPost | RefusedLine]:
    """Yield the posts of an inbox file in its order; `-` is standard input.

    Raises:
        WrongUsage: there is no such file, or it can't be read.
    """
    if place == "-":
        yield from parse(sys.stdin.buffer)
        return
    try:
        with Path(place).open("rb") as lines:
            yield from parse(lines)
    except OSError as error:
        raise WrongUsage("errors.inbox", file=place, problem=problem(error)) from None


class _UnfitError(Exception):
    """A value of the right type that the desk can't use; says why."""


def parse(lines: BinaryIO) -> Iterator[IncomingPost | RefusedLine]:
    """Yield a post or a refusal for every line that is not empty."""
    number = 0
    while line := lines.readline(_LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line.rstrip(b"\n")) > _LONGEST_LINE:
            _skip_rest(lines, line)
            yield RefusedLine(number, words().text("errors.line_too_long", most=_LONGEST_LINE // 1024 // 1024))
        elif line.strip():
            yield _post(number, line)


def _skip_rest(lines: BinaryIO, read: bytes) -> None:
    while read and not read.endswith(b"\n"):
        read = lines.readline(_LONGEST_LINE)


def _post(number: int, raw: bytes) -> IncomingPost | RefusedLine:
    try:
        return _checked(number, _DECODER.decode(raw))
    except msgspec.ValidationError as error:
        return RefusedLine(number, words().text("errors.line_value", problem=problem(error)))
    except _UnfitError as error:
        return RefusedLine(number, words().text("errors.line_value", problem=error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return RefusedLine(number, words().text("errors.line_json"))


def _checked(number: int, line: Line) -> IncomingPost:
    key = str(line.id)
    if not key.strip() or len(key) > _LONGEST_ID or not key.isprintable():
        raise _UnfitError(unfit("id", "printable_id"))
    if line.house and line.house not in _HOUSES:
        raise _UnfitError(unfit("house", "one_of", known=", ".join(_HOUSES)))
    for name in ("posted_at", "edited_at", "deleted_at"):
        _check_time(getattr(line, name), name)
    return IncomingPost(
        key=key,
        text=line.text,
        channel=line.channel or "mail",
        house=line.house or "insurer",
        parent=line.parent,
        parent_key=_text(line.parent_id),
        thread=_text(line.thread),
        author=line.author or "",
        author_key=_text(line.author_id) or line.author or "",
        locale=line.locale or "",
        posted_at=line.posted_at,
        edited_at=line.edited_at,
        deleted_at=line.deleted_at,
        url=line.url or "",
        attachments=tuple(line.attachments or ()),
        line=number,
    )


def _check_time(time: datetime | None, name: str) -> None:
    if time is not None and time.tzinfo is None:
        raise _UnfitError(unfit(name, "zone"))
    if time is not None and time.year not in _YEARS:
        raise _UnfitError(unfit(name, "our_days"))


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
