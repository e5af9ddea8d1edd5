"""The console entry. `desk` alone, which a moderator types every morning, does not wait for the command line."""

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Open the screen, or run the command that was asked for; an interruption while that is loaded says nothing."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _run() -> None:
    if sys.argv[1:] or "_DESK_COMPLETE" in os.environ:
        from desk.cli.main import main as run_command  # noqa: PLC0415  the screen needs no commands

        run_command()
        return
    from desk.cli.failing import failures_told  # noqa: PLC0415  whatever is imported here can be interrupted

    with failures_told():
        _open()


def _open() -> None:
    from desk.cli.asked import Asked  # noqa: PLC0415  what fails while it is imported is told, too
    from desk.cli.opening import open_last  # noqa: PLC0415

    open_last(Asked(database=os.environ.get("DESK_DATABASE"), config=os.environ.get("DESK_CONFIG")))
