"""Posts, their revisions, and what screening said of each revision."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from desk.model.names import Axis, Sentiment, Status, Subject
from desk.model.tables.columns import Name, Utc


class Post(SQLModel, table=True):
    """A post as it stands now; earlier texts stand in its revisions.

    `key` is the id that people and programs use; `case_id` the case the post belongs to; a post whose
    `screened_revision` is behind its `revision` waits for screening.
    """

    __tablename__ = "posts"
    __table_args__ = (Index("posts_unscreened", "id", sqlite_where=text("screened_revision < revision")),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    channel_id: int = Field(foreign_key="channels.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    text: str
    revision: int = 1
    screened_revision: int = 0
    author: str = ""
    author_key: str = Field(default="", index=True)
    locale: str = ""
    parent_key: str | None = None
    parent_text: str | None = None
    thread: str | None = Field(default=None, index=True)
    posted_at: datetime | None = Field(default=None, sa_type=Utc)
    edited_at: datetime | None = Field(default=None, sa_type=Utc)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)
    arrived_at: datetime = Field(sa_type=Utc)
    url: str = ""
    attachments: list[str] = Field(default_factory=list, sa_type=JSON)


class Revision(SQLModel, table=True):
    """One text of a post; the number counts from 1 and never changes."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="posts.id")
    number: int
    text: str
    edited_at: datetime | None = Field(default=None, sa_type=Utc)
    recorded_at: datetime = Field(sa_type=Utc)


class Screening(SQLModel, table=True):
    """What screening said of one revision of a post."""

    __tablename__ = "screenings"
    __table_args__ = (UniqueConstraint("post_id", "revision", "rules_version"),)

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="posts.id")
    revision: int
    rules_version: str
    language: str
    checked: bool
    identifiability: int
    sentiment: Sentiment = Field(sa_type=Name(Sentiment))
    screened_at: datetime = Field(sa_type=Utc)


class FindingRow(SQLModel, table=True):
    """One finding of a screening; `why` is a list of [code, words…]."""

    __tablename__ = "findings"

    id: int | None = Field(default=None, primary_key=True)
    screening_id: int = Field(foreign_key="screenings.id", index=True)
    rule: str
    axis: Axis = Field(sa_type=Name(Axis))
    category: str
    status: Status = Field(sa_type=Name(Status))
    subject: Subject = Field(sa_type=Name(Subject))
    start: int
    end: int
    certainty: float
    counted: bool
    weight: int
    why: list[Any] = Field(default_factory=list, sa_type=JSON)


class Dismissal(SQLModel, table=True):
    """A person's word that a finding is wrong; it counts in the statistics of its rule."""

    __tablename__ = "dismissals"

    id: int | None = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="findings.id", unique=True)
    staff_id: int = Field(foreign_key="staff.id")
    reason: str
    dismissed_at: datetime = Field(sa_type=Utc)
