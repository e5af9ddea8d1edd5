"""Lists as tables for people. A post's own words are made harmless and never read as markup."""

import sys
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.cli.options import ListFormat
from desk.cli.output import write_array
from desk.language.words import words
from desk.plain_text import one_line
from desk.reports.case_lines import CaseLine

_PIPE_WIDTH = 200
_KEY, _LABELS, _AUTHOR, _EXCERPT = 24, 20, 20, 90
_STYLES = {"P0": "bold red", "P1": "red", "P2": "yellow", "P3": "cyan"}
_AXES = (("urgency", "urgency"), ("categories", "category"), ("conduct", "conduct"), ("dialogue", "dialogue"))


def write_cases(lines: Iterable[CaseLine], format_: ListFormat) -> None:
    """Write cases to standard output, in the order given."""
    if format_ is ListFormat.JSON:
        write_array(line.written() for line in lines)
    else:
        console().print(_table(lines))


def console() -> Console:
    """Return the terminal on standard output, or a wide sheet of plain text where that is a pipe."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)


def table(*columns: str) -> Table:
    """Return an empty table; its columns are keys of sentences, the last one takes what room a terminal leaves."""
    sheet = Table(box=SIMPLE_HEAD, pad_edge=False, expand=sys.stdout.isatty())
    for key in columns[:-1]:
        sheet.add_column(words().text(key), no_wrap=True)
    sheet.add_column(words().text(columns[-1]), ratio=1)
    return sheet


def last_cell(*parts: tuple[str, str]) -> Text:
    """Return the cell of the last column, cut where the room ends: the only column that gives way."""
    return Text.assemble(*parts, no_wrap=True, overflow="ellipsis")


def _table(lines: Iterable[CaseLine]) -> Table:
    names = ("priority", "deadline", "severity", "state", "id", "labels", "post")
    sheet = table(*(f"cli.column.{name}" for name in names))
    shape = words().text("cli.moment_of_year")
    for line in lines:
        sheet.add_row(
            Text(line.priority or "–", style=_STYLES.get(line.priority or "", "")),
            line.deadline_at.astimezone().strftime(shape),
            str(line.severity),
            words().name("state", line.state),
            Text(one_line(line.key, _KEY)),
            Text(one_line(_labels(line), _LABELS)),
            _post(line),
        )
    return sheet


def _labels(line: CaseLine) -> str:
    """Return what was found on the most urgent axis on which anything was."""
    if line.priority is None:
        return words().text("cli.unscreened")
    for axis, kind in _AXES:
        if found := line.labels.get(axis):
            return ", ".join(words().name(kind, label) for label in found)
    return ""


def _post(line: CaseLine) -> Text:
    author = f"{one_line(line.author, _AUTHOR)}: " if line.author else ""
    return last_cell((author, "dim"), (one_line(line.excerpt, _EXCERPT), ""))
