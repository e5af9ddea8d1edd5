"""`desk --help` against a bare typer app with as many words."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.pairs import machine, paired

BARE = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False)
@app.command()
def one(name: str = "x") -> None:
    "Do one thing."
@app.command()
def two(name: str = "x") -> None:
    "Do another thing."
app()
"""


def timed(command: list[str]) -> float:
    """Run a command and return its seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(machine())
    desk = str(Path(sys.executable).with_name("desk"))
    paired(
        "desk --help", lambda: timed([desk, "--help"]), lambda: timed([sys.executable, "-c", BARE, "--help"]), runs=15
    )
