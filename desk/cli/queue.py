"""`desk queue`: what waits, what is escalated, what is done."""

from collections.abc import Iterator

import typer

from desk.cli.asked import Asked
from desk.cli.at_desk import opened
from desk.cli.options import AsList, InQueue, ListFormat, Login
from desk.cli.tables import write_cases
from desk.model.names import Queue
from desk.reports.case_lines import CaseLine, case_lines
from desk.store.pages import QueuePages
from desk.workflow.desk import Desk

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_PAGE = 256


@app.command("queue")
def list_queue(
    ctx: typer.Context,
    queue: InQueue = Queue.ALL,
    format_: AsList = ListFormat.TABLE,
    login: Login = None,
) -> None:
    """List a queue, most urgent first."""
    asked: Asked = ctx.obj
    with opened(asked, login) as desk:
        write_cases(_lines(desk, queue), format_)


def _lines(desk: Desk, queue: Queue) -> Iterator[CaseLine]:
    """Read the queue a page at a time. A post that leaves it meanwhile is not told twice."""
    pages = QueuePages(desk.store.path, desk.actor.login, lambda: desk.place.now)
    told = 0
    try:
        while keys := [row.key for row in pages.rows(queue, start=told, count=_PAGE)]:
            told += len(keys)
            with desk.store.reading() as session:
                lines = {line.key: line for line in case_lines(session, keys)}
            yield from (lines[key] for key in keys if key in lines)
    finally:
        pages.close()
