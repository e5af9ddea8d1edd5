"""`desk replay --headless`: everything in this process, and the queue at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk import bootstrap
from desk.cli.inbox import Inbox
from desk.cli.options import ListFormat
from desk.cli.output import say
from desk.cli.progress import progress
from desk.cli.tables import write_cases
from desk.model.posts import IncomingPost
from desk.reports.case_lines import case_lines
from desk.settings import Settings
from desk.workflow.desk import Desk
from desk.workflow.replaying import arrivals


@dataclass(frozen=True, slots=True)
class Replay:
    """What is replayed, how fast, when, for whom."""

    inbox: str
    speed: float
    now: datetime | None
    login: str | None


def replay_headless(settings: Settings, path: Path, wanted: Replay, format_: ListFormat) -> int:
    """Take in, screen and print every post of an inbox once, most urgent first; return the exit code."""
    inbox = Inbox(wanted.inbox)
    keys: dict[str, None] = {}
    with _sample_desk(settings, path, wanted) as desk:
        _take_in(desk, _remembering(inbox, keys), wanted.speed, inbox)
        with progress("cli.progress.screening") as advance:
            desk.screen_waiting(bootstrap.engine(settings), advance)
        desk.wake()
        desk.deliver_due()
        with desk.store.reading() as session:
            lines = sorted(case_lines(session, keys), key=lambda line: line.urgency)
        write_cases(lines, format_)
    return inbox.exit_code


@contextmanager
def _sample_desk(settings: Settings, path: Path, wanted: Replay) -> Iterator[Desk]:
    clock = bootstrap.fixed_clock(wanted.now) if wanted.now else bootstrap.system_clock
    desk = bootstrap.open_desk(settings, path, login=wanted.login, clock=clock, sample=True)
    try:
        bootstrap.remember_desk(path)
        yield desk
    finally:
        desk.store.close()


def _take_in(desk: Desk, posts: Iterator[IncomingPost], speed: float, inbox: Inbox) -> None:
    with progress("cli.progress.intake") as advance:
        taken = desk.receive(arrivals(posts, desk.place.now, speed), advance)
    for number, why in taken.refused:
        inbox.refuse(number, why)
    if sys.stderr.isatty():
        say("cli.taken_in", new=taken.new, revised=taken.revised, withdrawn=taken.withdrawn, unchanged=taken.unchanged)


def _remembering(inbox: Inbox, keys: dict[str, None]) -> Iterator[IncomingPost]:
    for post in inbox.posts():
        keys[post.key] = None
        yield post
