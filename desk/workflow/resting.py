"""How long a case may rest. Imports no table: the screen asks before it offers a time."""

from datetime import datetime

from desk.errors import NotAllowed
from desk.language.words import words
from desk.model.names import Priority

_NEVER_LATE = frozenset({Priority.P0, Priority.P1})
"""A person or somebody's secret may be in danger: these never rest beyond their deadline."""


def outlasts(until: datetime, deadline: datetime) -> bool:
    """Whether a case that rests until then misses its deadline."""
    return until > deadline


def check_rest(until: datetime, deadline: datetime, priority: Priority | None) -> None:
    """Refuse a rest that a case of this priority can't be given.

    Raises:
        NotAllowed: it is too urgent to rest beyond its deadline.
    """
    if priority in _NEVER_LATE and outlasts(until, deadline):
        at = deadline.astimezone().strftime(words().text("workflow.moment"))
        raise NotAllowed("workflow.rests_too_long", priority=priority, at=at)
