"""`desk screen`: posts in, findings out. Needs no database, no network and no configuration."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.inbox import Inbox
from desk.cli.options import Out
from desk.cli.output import say, written_to
from desk.cli.screening_pool import recipe, screened_lines
from desk.errors import WrongUsage
from desk.language.words import words

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def screen(
    ctx: typer.Context,
    inbox: Annotated[str, typer.Argument(metavar="INBOX", help="A file of posts, JSON Lines; - is standard input.")],
    out: Out = "-",
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes screen at the same time.")] = 1,
) -> None:
    """Screen an inbox: one line of findings for each post.

    The lines come in the order of the posts. A line that can't be read is reported with its number;
    the exit code is then 1.
    """
    asked: Asked = ctx.obj
    settings = settings_of(asked)
    _check_not_itself(inbox, out)
    read = Inbox(inbox)
    with written_to(out) as output:
        for lines in screened_lines(recipe(settings, words().language), read.posts(), workers):
            output.writelines(f"{line}\n" for line in lines)
            output.flush()
    if read.refused:
        say("cli.refused_lines", count=read.refused)
    raise typer.Exit(read.exit_code)


def _check_not_itself(inbox: str, out: str) -> None:
    """Refuse to write over what is being read."""
    same = "-" not in (inbox, out) and Path(out).exists() and Path(inbox).exists() and Path(out).samefile(inbox)
    if same:
        raise WrongUsage("cli.writes_over_inbox", file=out)
