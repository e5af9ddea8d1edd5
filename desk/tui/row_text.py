"""One line of the queue, fitted to its width: how urgent, until when, where, who, how it starts, what was found."""

from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from desk.language.words import words
from desk.plain_text import one_line
from desk.tui import labels, moments
from desk.tui.protocols import Row

_EXCERPT = 240
_WIDE = 100
_FIXED = 19


@dataclass(frozen=True, slots=True)
class Looks:
    """In which circumstances a row is painted."""

    width: int
    now: datetime
    login: str
    cursor: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    author: int
    excerpt: int
    label: int
    severity: int


def row_line(row: Row, looks: Looks) -> Content:
    """Return the line of one row."""
    columns = _columns(looks.width)
    left = moments.countdown(row.deadline_at, looks.now)
    label = labels.of_row(row.labels, screened=row.screened)
    return Content.assemble(
        ("▸" if looks.cursor else " ", "mark"),
        ("✓" if looks.marked else " ", "mark"),
        *_priority(row),
        " ",
        (f"{left.text:>5}", left.role),
        " ",
        (f"{labels.channel(row.channel):<2} ", "muted"),
        (_cell(one_line(row.author, columns.author), columns.author) + " ", "strong" if looks.cursor else ""),
        _excerpt(row, columns.excerpt),
        " ",
        (_severity(row, columns.severity), f"band-{_band(row.severity)}"),
        (_cell(label.text, columns.label), label.role),
        *_hands(row, looks.login),
    )


def _columns(width: int) -> _Columns:
    wide = width >= _WIDE
    author = 18 if wide else 11
    label = max(20, width // 4) if wide else 24
    severity = 5 if wide else 0
    return _Columns(author, max(0, width - _FIXED - author - label - severity), label, severity)


def _priority(row: Row) -> list[tuple[str, str]]:
    if row.priority is None:
        return [(" ? ", "p-none")]
    urgent = "!" if row.priority == "P0" else " "
    return [(f"{urgent}{row.priority}", row.priority.lower())]


def _excerpt(row: Row, width: int) -> tuple[str, str]:
    if labels.distressing(row.labels.get("urgency", ())):
        return _cell(words().text("tui.row.folded"), width), "muted"
    return _cell(one_line(row.excerpt, _EXCERPT), width), ""


def _severity(row: Row, width: int) -> str:
    return _cell("▮" * _marks(row.severity) if row.screened else "", width)


def _marks(severity: int) -> int:
    return 4 if severity >= 7 else 3 if severity >= 5 else 2 if severity >= 3 else 1 if severity else 0  # noqa: PLR2004


def _band(severity: int) -> str:
    return ("low", "low", "medium", "high", "very_high")[_marks(severity)]


def _hands(row: Row, login: str) -> list[tuple[str, str]]:
    """Who holds the case (◆ I, ◇ somebody else) and which state it is in."""
    state = (labels.state(row.state), "muted")
    if not row.claimant:
        return [(" ", ""), state]
    return [("◆", "ok") if row.claimant == login else ("◇", "warn"), state]


def _cell(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…" if width else ""
