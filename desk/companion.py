"""The process beside the screen: takes in an inbox, screens what waits, delivers what is due.

Run as `python -m desk.companion`. Its first line of standard input is an `Order`; the end of standard input ends it.
On standard output it tells what it does, one JSON object a line, without a word of any post. Until it has its order it
imports nothing heavy, so that the screen has the processor to itself while it paints for the first time.
"""

import json
import os
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desk import bootstrap
from desk.channels.inbox_file import RefusedLine, read_inbox
from desk.errors import DeskError, Unreachable, WrongUsage
from desk.language.words import speak
from desk.model.posts import IncomingPost
from desk.settings import Settings

if TYPE_CHECKING:
    from desk.workflow.desk import Desk
    from desk.workflow.intake import Arrival
    from desk.workflow.protocols import Screener

_REST = 0.2
_POLITENESS = 10  # keys come first: the screen and other desks have the processor before us
_AT_ONCE = 256


class Order(msgspec.Struct, frozen=True):
    """What a companion is asked to do.

    Attributes:
        database: path of the database file.
        sample: whether a new database becomes a sample desk.
        inbox: a file to replay, empty for none; its posts arrive from `start` on, `speed` times as fast as they were
        written. now: a clock that stands still, for demonstrations.
    """

    settings: Settings
    database: str
    sample: bool = False
    inbox: str = ""
    speed: float = 0.0
    start: datetime | None = None
    now: datetime | None = None


class Companion:
    """One desk, its engine, and the inbox it takes in."""

    def __init__(self, desk: "Desk", screener: "Screener", inbox: "Iterator[Arrival]") -> None:
        """Put together what the loop works on."""
        self._desk = desk
        self._screener = screener
        self._inbox = inbox
        self._next: Arrival | None = next(inbox, None)
        self._due: list[Arrival] = []

    def turn(self) -> bool:
        """Do once everything that is due; return whether there was anything to do."""
        done = self._take_in()
        done += self._desk.screen_waiting(self._screener)
        done += self._desk.wake()
        done += self._desk.deliver_due()
        return done > 0

    def _take_in(self) -> int:
        """Take in the next posts whose time has come, few enough that the first are screened soon."""
        self._due = self._due or list(self._upcoming())
        if not self._due:
            return 0
        for number, sentence in self._desk.receive(self._due).refused:
            tell("refused", line=number, sentence=sentence)
        taken, self._due = len(self._due), []
        return taken

    def _upcoming(self) -> "Iterator[Arrival]":
        for _ in range(_AT_ONCE):
            if self._next is None or self._next[1] > self._desk.place.now:
                return
            arrival, self._next = self._next, next(self._inbox, None)
            yield arrival


def main() -> int:
    """Carry out the order on standard input until that ends."""
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    order = msgspec.json.decode(line, type=Order)
    os.nice(_POLITENESS)
    if order.settings.lang:
        speak(order.settings.lang)
    ended = threading.Event()
    threading.Thread(target=_wait_for_end, args=(ended,), daemon=True).start()
    try:
        return _work(order, ended)
    except DeskError as error:
        tell("failed", sentence=str(error))
        return error.exit_code


def _work(order: Order, ended: threading.Event) -> int:
    from desk.workflow.replaying import arrivals  # noqa: PLC0415  see above

    if order.inbox == "-":
        raise WrongUsage("workflow.replay_from_order")
    clock = bootstrap.fixed_clock(order.now) if order.now else bootstrap.system_clock
    desk = bootstrap.open_desk(order.settings, Path(order.database), clock=clock, sample=order.sample)
    tell("opened")
    screener = bootstrap.engine(order.settings)
    tell("screening")
    posts = _readable(order.inbox) if order.inbox else iter(())
    companion = Companion(desk, screener, arrivals(posts, order.start or clock(), order.speed))
    _turn_until(companion, ended)
    return 0


def _turn_until(companion: Companion, ended: threading.Event) -> None:
    """Keep turning. What can't be reached now is tried again: the screen is told once, and told when it is over."""
    trouble = False
    while not ended.is_set():
        try:
            busy = companion.turn()
        except Unreachable as error:
            if not trouble:
                tell("failed", sentence=str(error))
            trouble, busy = True, False
        else:
            if trouble:
                tell("screening")
            trouble = False
        if not busy:
            ended.wait(_REST)


def _readable(inbox: str) -> Iterator[IncomingPost]:
    for line in read_inbox(inbox):
        if isinstance(line, RefusedLine):
            tell("refused", line=line.number, sentence=line.why)
        else:
            yield line


def _wait_for_end(ended: threading.Event) -> None:
    """The parent holds the other end of standard input; when it is gone, whatever the reason, so are we."""
    while os.read(sys.stdin.fileno(), 4096):  # not through the buffer: its lock outlives an interpreter that ends
        pass
    ended.set()


def tell(event: str, **values: object) -> None:
    """Tell the parent one thing."""
    sys.stdout.write(json.dumps({"event": event, **values}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
