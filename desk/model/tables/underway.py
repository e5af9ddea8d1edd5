"""What a person has under way at the screen: replies they began, and where they stand."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from desk.model.names import Queue
from desk.model.tables.columns import Name, Utc


class Draft(SQLModel, table=True):
    """A reply that somebody began, as secret as the post it answers; nobody else reads it."""

    __tablename__ = "drafts"

    staff_id: int = Field(foreign_key="staff.id", primary_key=True)
    case_id: int = Field(foreign_key="cases.id", primary_key=True, index=True)
    text: str
    template: str = ""
    kept_at: datetime = Field(sa_type=Utc)


class BookmarkRow(SQLModel, table=True):
    """Where somebody last stood on the screen; a filter may hold a name."""

    __tablename__ = "bookmarks"

    staff_id: int = Field(foreign_key="staff.id", primary_key=True)
    queue: Queue = Field(sa_type=Name(Queue))
    search: str = ""
    post_key: str = ""
