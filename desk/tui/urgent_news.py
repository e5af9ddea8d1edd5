"""What is urgent, came in lately, and stands where nobody looks: above the cursor, or in another queue."""

from collections.abc import Sequence
from datetime import datetime

from desk.model.names import Priority, Queue
from desk.tui.protocols import Row

SORTED_BY_URGENCY = frozenset({Queue.ALL, Queue.URGENT})
"""Queues in which whoever goes down from the cursor comes by every urgent case below it."""
LOOKED_THROUGH = 256
"""How many of the most urgent rows are looked through; further ones are due later and stand below."""


class UrgentNews:
    """The P0 cases that came in since the desk was opened and that nobody has looked at."""

    def __init__(self) -> None:
        """Start without knowing any."""
        self._known: set[str] | None = None
        self._new: dict[str, Row] = {}
        self._untold: list[Row] = []

    @property
    def next(self) -> Row | None:
        """The most urgent one to be told of."""
        return self._untold[0] if self._untold else None

    @property
    def count(self) -> int:
        """How many are to be told of."""
        return len(self._untold)

    def read(self, rows: Sequence[Row], login: str) -> None:
        """Take in the most urgent rows. What stood there at the start is no news; what somebody holds is in hand."""
        urgent = {row.key: row for row in rows if row.priority == Priority.P0}
        if self._known is None:
            self._known = set(urgent)
        self._new |= {key: row for key, row in urgent.items() if key not in self._known}
        self._known |= set(urgent)
        self._new = {key: urgent[key] for key in self._new if key in urgent and urgent[key].claimant in {"", login}}

    def look(self, at: Row | None, *, sorted_by_urgency: bool) -> bool:
        """Somebody looks at a row; what else is new and not to be met below it is to be told of.

        Args:
            at: the row under the cursor.
            sorted_by_urgency: whether the rows below it are all the cases that are less urgent.

        Returns:
            whether there is something to tell and there was nothing before.
        """
        silent = not self._untold
        if at:
            self._new.pop(at.key, None)
        self._untold = [
            row for row in self._new.values() if at is None or not sorted_by_urgency or _order(row) < _order(at)
        ]
        self._untold.sort(key=_order)
        return silent and bool(self._untold)


def _order(row: Row) -> tuple[bool, str, datetime]:
    return row.priority is None, row.priority or "", row.deadline_at
