"""Posts with the state of their cases, as lists and other programs read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlmodel import Session, col, func, select

from desk.model.findings import Reason
from desk.model.names import Priority, State
from desk.model.tables import Case, Post
from desk.reports.sentences import reason_sentence

_EXCERPT = 240
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One post in a list. `author` and `excerpt` are a stranger's words, to be made harmless before they are shown."""

    key: str
    case_id: int
    rank: int
    state: State
    priority: Priority | None
    deadline_at: datetime
    severity: int
    disclosure: bool
    labels: dict[str, list[str]]
    actions: tuple[str, ...]
    reasons: tuple[tuple[Reason, int], ...]
    author: str
    excerpt: str

    @property
    def urgency(self) -> tuple[int, datetime, int, str]:
        """Sorts the most urgent first."""
        return self.rank, self.deadline_at, self.case_id, self.key

    def written(self) -> dict[str, Any]:
        """Return the object of `desk replay --format json`."""
        return {
            "id": self.key,
            "state": self.state,
            "priority": self.priority,
            "deadline": self.deadline_at.isoformat(),
            "severity": self.severity,
            "disclosure": self.disclosure,
            "subjects": self.labels.get("subjects", []),
            "categories": self.labels.get("categories", []),
            "urgency": self.labels.get("urgency", []),
            "actions": self.actions,
            "reasons": [{"reason": reason_sentence(reason), "points": points} for reason, points in self.reasons],
        }


def case_lines(session: Session, keys: Iterable[str]) -> Iterator[CaseLine]:
    """Yield the line of every post that is stored, in no particular order."""
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        rows = session.exec(
            select(Post.key, Post.author, func.substr(Post.text, 1, _EXCERPT), Case)
            .join(Case, col(Case.id) == col(Post.case_id))
            .where(col(Post.key).in_(some))
        ).all()
        for key, author, excerpt, case in rows:
            yield _line(key, author, excerpt, case)
            session.expunge(case)


def _line(key: str, author: str, excerpt: str, case: Case) -> CaseLine:
    return CaseLine(
        key=key,
        case_id=case.id or 0,
        rank=case.rank,
        state=case.state,
        priority=case.priority,
        deadline_at=case.deadline_at,
        severity=case.severity,
        disclosure=case.disclosure,
        labels=case.labels,
        actions=tuple(case.actions),
        reasons=tuple((Reason(code, tuple(said)), points) for code, said, points in case.assessment.get("reasons", ())),
        author=author,
        excerpt=excerpt,
    )
