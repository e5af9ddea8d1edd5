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
from desk.language.problems import problem
from desk.language.words import words
from desk.model.posts import IncomingPost
from desk.reports.evaluation import Gold

LABELS = Gold.__struct_fields__
"""The keys that make a line a labelled post; `disclosure` must be among them."""

_DECODER = msgspec.json.Decoder(Gold)
_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post and what people said of it."""

    post: IncomingPost
    gold: Gold


@dataclass(slots=True)
class GoldFile:
    """What was read: the last revision of every labelled post, and how many lines carry no label at all."""

    posts: list[Labelled]
    unlabelled: int = 0


def read_gold(inbox: Inbox) -> GoldFile:
    """Read labelled posts, in the order in which they came first. A line without labels counts as refused, too.

    Raises:
        WrongUsage: there is no such file.
    """
    last: dict[str, Labelled] = {}
    read = GoldFile([])
    for number, line in enumerate(_lines(inbox.place), start=1):
        for found in parse(BytesIO(line)):
            labelled = _labelled(found, line)
            if labelled is None:
                read.unlabelled += 1
            elif isinstance(labelled, RefusedLine):
                inbox.refuse(number, labelled.why)
            elif _is_newer(labelled.post, last.get(labelled.post.key)):
                last[labelled.post.key] = labelled
    inbox.refused += read.unlabelled
    read.posts = list(last.values())
    return read


def _lines(place: str) -> Iterator[bytes]:
    if place == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(place).open("rb") as file:
            yield from file
    except OSError as error:
        raise WrongUsage("errors.inbox", file=place, problem=problem(error)) from None


def _labelled(found: IncomingPost | RefusedLine, line: bytes) -> Labelled | RefusedLine | None:
    """Return a labelled post, None for one that nobody labelled."""
    if isinstance(found, RefusedLine):
        return found
    json = line.removeprefix(codecs.BOM_UTF8)
    if not _KEYS.decode(json).keys() & set(LABELS):
        return None
    try:
        return Labelled(found, _DECODER.decode(json))
    except msgspec.ValidationError:
        return RefusedLine(1, words().text("cli.evaluate.bad_labels"))


def _is_newer(post: IncomingPost, known: Labelled | None) -> bool:
    """A later line counts if it tells of a later edit or deletion, as at intake."""
    if known is None:
        return True
    told, before = _told(post), _told(known.post)
    return told is not None and (before is None or told > before)


def _told(post: IncomingPost) -> datetime | None:
    return max((time for time in (post.edited_at, post.deleted_at) if time), default=None)
