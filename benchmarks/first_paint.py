"""Process start to the first row of the queue on screen, against a bare Textual app with one Static.

`desk` opens a desk that was screened before, once with 240 posts and once with 100,000; the companion runs beside it
as always.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.pairs import machine, paired
from benchmarks.terminal import Terminal
from desk import bootstrap
from desk.channels.inbox_file import RefusedLine, read_inbox
from desk.locations import sample_inbox
from desk.model.findings import Screened, Utterance
from desk.model.posts import IncomingPost
from desk.settings import Settings

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("BAREMARK")
Bare().run()
"""
MARK = "ERSTEZEILE"


class Remembering:
    """The real engine, asked once for each text: the posts of this benchmark repeat."""

    def __init__(self) -> None:
        self._engine = bootstrap.engine(Settings())
        self._known: dict[str, Screened] = {}
        self.rules_version = self._engine.rules_version

    def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
        """Screen each text, from memory where it was seen before."""
        for utterance in utterances:
            if utterance.text not in self._known:
                self._known[utterance.text] = next(iter(self._engine.screen([utterance])))
            yield self._known[utterance.text]


def posts(count: int) -> Iterator[IncomingPost]:
    """Yield the sample inbox again and again under new ids, every author being the mark."""
    lines = [line for line in read_inbox(str(sample_inbox())) if not isinstance(line, RefusedLine)]
    for number in range(count):
        line = lines[number % len(lines)]
        yield IncomingPost(key=f"p{number}", text=line.text, channel=line.channel, house=line.house, author=MARK)


def prepared(home: Path, count: int) -> Path:
    """Make a screened desk of so many posts."""
    path = home / f"{count}.db"
    desk = bootstrap.open_desk(Settings(), path, sample=True)
    now = datetime.now(UTC)
    desk.receive((post, now) for post in posts(count))
    desk.screen_waiting(Remembering())
    desk.store.close()
    return path


def painted(command: list[str], mark: str, home: Path, database: str = "") -> float:
    """Start a program in a pseudo-terminal and return the seconds until the mark appeared."""
    terminal = Terminal(command, {**os.environ, "DESK_HOME": str(home), "DESK_LANG": "de", "DESK_DATABASE": database})
    try:
        return terminal.wait_for(mark.encode())
    finally:
        terminal.end()


if __name__ == "__main__":
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        desk = str(Path(sys.executable).with_name("desk"))
        for count in [int(n) for n in sys.argv[1:]] or [240, 100_000]:
            path = str(prepared(home, count))
            ratio = paired(
                f"first row of {count:,} posts",
                partial(painted, [desk], MARK, home, path),
                lambda: painted([sys.executable, "-c", BARE], "BAREMARK", home),
            )
            print(json.dumps({"posts": count, "ratio": round(ratio, 2)}))
