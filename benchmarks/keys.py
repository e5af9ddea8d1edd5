"""Key to screen in a pseudo-terminal: `j` typed at random, until the cursor stands painted on the next row.

The companion runs beside it. Give other sizes of the queue as arguments; 1,000,000 takes some minutes to prepare.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.first_paint import MARK, prepared
from benchmarks.pairs import machine
from benchmarks.terminal import Terminal

KEYS = 200
CURSOR = "▸".encode()


def latencies(path: Path, home: Path) -> list[float]:
    """Type keys into the program and return the milliseconds each took to be seen."""
    desk = str(Path(sys.executable).with_name("desk"))
    terminal = Terminal([desk, "--database", str(path)], {"DESK_HOME": str(home), "DESK_LANG": "de", "PATH": ""})
    try:
        terminal.wait_for(MARK.encode())
        terminal.drain(2.0)
        return [_pressed(terminal) for _ in range(KEYS)]
    finally:
        terminal.end()


def _pressed(terminal: Terminal) -> float:
    terminal.drain(random.uniform(0.02, 0.08))  # noqa: S311  a pause, no secret
    start = time.perf_counter()
    terminal.type(b"j")
    terminal.wait_for(CURSOR)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for count in [int(size) for size in sys.argv[1:]] or [1_000, 100_000]:
            measured = sorted(latencies(prepared(home, count), home))
            p95 = measured[int(len(measured) * 0.95)]
            print(f"{count:,} posts: median {statistics.median(measured):.1f} ms, p95 {p95:.1f} ms, {KEYS} keys")
