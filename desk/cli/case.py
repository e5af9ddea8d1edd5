"""`desk next`, `desk claim` and `desk show`: one case, to be read."""

import sys
from typing import Annotated

import typer

from desk.cli.asked import Asked
from desk.cli.at_desk import opened
from desk.cli.case_text import case_text
from desk.cli.options import AsCase, CaseFormat, InQueue, Login, PostId
from desk.cli.output import say, write_json
from desk.model.names import Queue
from desk.reports.case_document import case_document
from desk.workflow.views import CaseView

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_HEADINGS = "bold"


@app.command("next")
def claim_next(
    ctx: typer.Context,
    queue: InQueue = Queue.ALL,
    plain: Annotated[bool, typer.Option("--plain", help="Text without any emphasis, for screen readers.")] = False,
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Claim the most urgent post and print it.

    Hand the version it shows back with `desk decide`. An empty queue prints nothing on standard output.
    """
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        case = desk.claim_next(queue)
    if case is None:
        say("cli.case.empty_queue")
    else:
        _write(case, format_, plain=plain)


@app.command()
def claim(
    ctx: typer.Context,
    post: PostId,
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Claim a post and print it. One that is done is taken up again, to be decided anew."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        case = desk.claim(post)
    _write(case, format_, plain=False)


@app.command()
def show(
    ctx: typer.Context,
    post: PostId,
    format_: AsCase = CaseFormat.TEXT,
    login: Login = None,
) -> None:
    """Print a post with its findings, its policy and its history. It is not claimed."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        case = desk.case(post)
    _write(case, format_, plain=False)


def _write(case: CaseView, format_: CaseFormat, *, plain: bool) -> None:
    if format_ is CaseFormat.JSON:
        write_json(case_document(case))
        return
    emphasised = sys.stdout.isatty() and not plain
    if not emphasised:
        sys.stdout.writelines(f"{line}\n" for line in case_text(case))
        return
    from rich.text import Text  # noqa: PLC0415  not imported for a pipe

    from desk.cli.tables import console  # noqa: PLC0415  as above

    paper = console()
    for line in case_text(case):
        paper.print(Text(line, style="" if line.startswith((" ", "│")) else _HEADINGS), soft_wrap=True)
