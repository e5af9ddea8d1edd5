"""Whether there is a terminal to open a screen on."""

import sys

from desk.errors import WrongUsage


def need_terminal() -> None:
    """Refuse to open a screen where nobody could see it or press a key.

    Raises:
        WrongUsage: input or output is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUsage("cli.needs_terminal")
