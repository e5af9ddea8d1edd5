"""An inbox whose lines carry the labels people gave them."""

import codecs
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import msgspec

from desk.channels.inbox_file import RefusedLine, parse
from desk.cli.inbox import Inbox
from desk.errors import WrongUsage
from desk.language.words import words
from desk.model.posts import IncomingPost
from desk.reports.evaluation import Gold

_DECODER = msgspec.json.Decoder(Gold)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post and what people said of it."""

    post: IncomingPost
    gold: Gold


def read_gold(inbox: Inbox) -> list[Labelled]:
    """Return the last revision of every labelled post, in the order in which they came first.

    Raises:
        WrongUsage: there is no such file.
    """
    last: dict[str, Labelled] = {}
    for number, line in enumerate(_lines(inbox.place), start=1):
        for found in parse(BytesIO(line)):
            labelled = _labelled(found, line)
            if isinstance(labelled, RefusedLine):
                inbox.refuse(number, labelled.why)
            elif _is_newer(labelled.post, last.get(labelled.post.key)):
                last[labelled.post.key] = labelled
    return list(last.values())


def _lines(place: str) -> Iterator[bytes]:
    if place == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(place).open("rb") as file:
            yield from file
    except OSError as error:
        raise WrongUsage("errors.inbox", file=place, problem=error.strerror or "") from None


def _labelled(found: IncomingPost | RefusedLine, line: bytes) -> Labelled | RefusedLine:
    if isinstance(found, RefusedLine):
        return found
    try:
        return Labelled(found, _DECODER.decode(line.removeprefix(codecs.BOM_UTF8)))
    except msgspec.ValidationError:
        return RefusedLine(1, words().text("cli.evaluate.no_labels"))


def _is_newer(post: IncomingPost, known: Labelled | None) -> bool:
    """A later line counts if it tells of a later edit or deletion, as at intake."""
    if known is None:
        return True
    told, before = _told(post), _told(known.post)
    return told is not None and (before is None or told > before)


def _told(post: IncomingPost) -> datetime | None:
    return max((time for time in (post.edited_at, post.deleted_at) if time), default=None)
