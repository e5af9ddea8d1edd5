"""`desk replay`: an inbox comes in as if its posts were written now. Imports nothing that the screen does not need."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desk import bootstrap
from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.options import AsList, ListFormat, Login, moment, pace
from desk.cli.terminal import need_terminal
from desk.errors import WrongUsage
from desk.store.location import path_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def replay(
    ctx: typer.Context,
    *,
    inbox: Annotated[str, typer.Argument(metavar="INBOX", help="A file of posts, JSON Lines; - is standard input.")],
    speed: Annotated[
        float,
        typer.Option(parser=pace, metavar="X", help="How many times as fast as the posts were written; 0 = at once."),
    ] = 0,
    headless: Annotated[
        bool, typer.Option("--headless", help="Screen, file and print the queue, and end; opens no screen.")
    ] = False,
    now: Annotated[
        datetime | None, typer.Option(parser=moment, metavar="TIME", help="Let the clock stand still at this time.")
    ] = None,
    format_: AsList = ListFormat.TABLE,
    login: Login = None,
) -> None:
    """Feed an inbox into a desk as if its posts came in now, and open the desk.

    Without --database it has a desk of its own, so that invented posts meet no real ones.
    Replaying a file twice adds nothing.
    """
    asked: Asked = ctx.obj
    settings = settings_of(asked)
    path = path_of(asked.database) if asked.database else bootstrap.replay_database(inbox)
    acting = login or asked.login
    if headless:
        from desk.cli.headless import Replay, replay_headless  # noqa: PLC0415  SQLModel, before the screen's first paint

        raise typer.Exit(replay_headless(settings, path, Replay(inbox, speed, now, acting), format_))
    _check_file(inbox)
    need_terminal()
    from desk.cli.screen import open_screen  # noqa: PLC0415  nothing of the screen is loaded to print a queue

    open_screen(settings, path, login=acting, inbox=inbox, speed=speed, now=now)


def _check_file(inbox: str) -> None:
    if inbox == "-":
        raise WrongUsage("cli.replay_from_pipe")
    if not Path(inbox).is_file():
        raise WrongUsage("cli.no_inbox", file=inbox)
