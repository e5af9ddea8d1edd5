"""A post as it comes in from a channel, before it becomes a row. Standard library only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IncomingPost:
    """One validated line of an inbox or one post of a network.

    Attributes:
        line: its number in the file it came from, 0 where it came from none.
        key: the post's id, opaque, the same at every repetition.
        parent: text of the post or title answered; `parent_key` its id where known.
        posted_at: aware, or None where the source does not say.
        deleted_at: set where the source says that the post is gone.
    """

    key: str
    text: str
    channel: str = "mail"
    house: str = "insurer"
    parent: str | None = None
    parent_key: str | None = None
    thread: str | None = None
    author: str = ""
    author_key: str = ""
    locale: str = ""
    posted_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    url: str = ""
    attachments: tuple[str, ...] = ()
    line: int = 0
