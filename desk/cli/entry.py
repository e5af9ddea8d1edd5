"""The console entry. `desk` alone, which a moderator types every morning, does not wait for the command line."""

import os
import sys

from desk.cli.failing import failures_told


def main() -> None:
    """Open the screen, or run the command that was asked for."""
    if sys.argv[1:] or "_DESK_COMPLETE" in os.environ:
        from desk.cli.main import main as run_command  # noqa: PLC0415  the screen needs no commands

        run_command()
        return
    with failures_told():
        _open()


def _open() -> None:
    from desk.cli.asked import Asked  # noqa: PLC0415  what fails while it is imported is told, too
    from desk.cli.opening import open_last  # noqa: PLC0415

    open_last(Asked(database=os.environ.get("DESK_DATABASE"), config=os.environ.get("DESK_CONFIG")))
