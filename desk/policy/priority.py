"""Priority: the most urgent of the classes of a post and of the rows that apply, each named with 0 points."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.model.findings import Reason
from desk.model.names import Priority
from desk.policy.assessment import Points
from desk.policy.conditions import Constellation
from desk.policy.documents import Policy
from desk.policy.schema import Row


@dataclass(frozen=True, slots=True)
class Urgency:
    """The priority of a post and what speaks for it, the most urgent first."""

    priority: Priority
    reasons: tuple[Points, ...]


def urgency(post: Constellation, rows: Sequence[Row], policy: Policy) -> Urgency:
    """Say how soon a person has to look; `rows` are the rows that apply, at least one."""
    classes = [entry for entry in policy.classes if any(when.holds(post) for when in entry.when)]
    speaking = [(entry.priority, Reason(f"policy.class.{entry.id}", (entry.priority,))) for entry in classes]
    speaking += [(row.priority, Reason("policy.priority.row", (f"{row.id} ({row.priority})",))) for row in rows]
    speaking.sort(key=lambda pair: pair[0].rank)
    return Urgency(speaking[0][0], tuple(Points(reason, 0) for _, reason in speaking))
