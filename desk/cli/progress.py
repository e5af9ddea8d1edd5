"""A counter on standard error while a command works, where a person can see it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk.language.words import words


@contextmanager
def progress(key: str) -> Iterator[Callable[[int], None]]:
    """Give a function that counts on; where standard error is no terminal it does nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  not imported for a pipe
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words().text(key), total=None)
        yield lambda count: bar.advance(task, count)
