"""Cases: what is claimed, versioned and decided; their decisions, notes and the effects that wait in the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from desk.model.names import Action, Band, EffectState, Ground, Priority, Retention, Role, State
from desk.model.tables.columns import Name, Names, Utc

IN_QUEUE = "state IN ('received', 'screened', 'open', 'claimed', 'reopened')"
ENDED = "state IN ('decided', 'effects_pending', 'done', 'withdrawn')"
"""Conditions of partial indexes; a query that is to use one repeats its condition to the letter."""


class Case(SQLModel, table=True):
    """One thing to decide, with its leading post.

    `version` grows with every change that another person must not overlook; `rank` and `deadline_at` order the queue;
    `assessment` is what the policy said: reasons with points, row, clause and templates, as the why pane shows them.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_in_queue", "rank", "deadline_at", "id", sqlite_where=text(IN_QUEUE)),
        Index("cases_elsewhere", "state", "rank", "deadline_at", "id"),
        Index("cases_ended", "changed_at", "id", sqlite_where=text(ENDED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="sites.id", index=True)
    channel_id: int = Field(foreign_key="channels.id", index=True)
    post_key: str = Field(unique=True)
    state: State = Field(default=State.RECEIVED, sa_type=Name(State))
    version: int = 1
    rank: int = 2
    priority: Priority | None = Field(default=None, sa_type=Name(Priority))
    severity: int = 0
    band: Band | None = Field(default=None, sa_type=Name(Band))
    deadline_at: datetime = Field(sa_type=Utc)
    disclosure: bool = False
    labels: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    actions: list[Action] = Field(default_factory=list, sa_type=Names(Action))
    assessment: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    retention: Retention | None = Field(default=None, sa_type=Name(Retention))
    claimant_id: int | None = Field(default=None, foreign_key="staff.id", index=True)
    lease_until: datetime | None = Field(default=None, sa_type=Utc)
    escalated_to: Role | None = Field(default=None, sa_type=Name(Role))
    snoozed_until: datetime | None = Field(default=None, sa_type=Utc)
    opened_at: datetime = Field(sa_type=Utc)
    changed_at: datetime = Field(sa_type=Utc)


class Decision(SQLModel, table=True):
    """What a person decided, never edited: an undo is a further row that names the one it takes back."""

    __tablename__ = "decisions"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    case_version: int
    post_revision: int
    staff_id: int = Field(foreign_key="staff.id", index=True)
    action: Action = Field(sa_type=Name(Action))
    ground: Ground | None = Field(default=None, sa_type=Name(Ground))
    reason: str = ""
    reply: str = ""
    template: str = ""
    spans: list[Any] = Field(default_factory=list, sa_type=JSON)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state_before: State = Field(sa_type=Name(State))
    state_after: State = Field(sa_type=Name(State))
    undoes_id: int | None = Field(default=None, foreign_key="decisions.id", unique=True)
    policy_version: str
    rules_version: str
    clause: str
    decided_at: datetime = Field(sa_type=Utc)


class Note(SQLModel, table=True):
    """An internal note on a case; it never leaves the desk."""

    __tablename__ = "notes"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    staff_id: int = Field(foreign_key="staff.id")
    text: str
    written_at: datetime = Field(sa_type=Utc)


class Effect(SQLModel, table=True):
    """One thing to carry out at the source: a row of the outbox."""

    __tablename__ = "effects"
    __table_args__ = (Index("effects_due", "not_before", sqlite_where=text("state IN ('pending', 'sending')")),)

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decisions.id", index=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    action: Action = Field(sa_type=Name(Action))
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    idempotency_key: str = Field(unique=True)
    state: EffectState = Field(default=EffectState.PENDING, sa_type=Name(EffectState))
    not_before: datetime = Field(sa_type=Utc)
    attempts: int = 0
    delivered_at: datetime | None = Field(default=None, sa_type=Utc)
    delivered_to: str = ""
