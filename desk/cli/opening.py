"""`desk` without a command: the screen, on the desk that was used last."""

from desk import bootstrap
from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.screen import open_screen
from desk.cli.terminal import need_terminal


def open_last(asked: Asked) -> None:
    """Open the desk in force; where there is none yet, the screen offers the sample inbox.

    Raises:
        WrongUsage: there is no terminal to open it on.
    """
    settings = settings_of(asked)
    need_terminal()
    open_screen(settings, bootstrap.database_path(settings), login=asked.login)
