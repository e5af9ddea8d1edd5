"""An inbox is fed into a desk as if its posts came in now."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desk.model.posts import IncomingPost
from desk.workflow.intake import Arrival


def arrivals(posts: Iterable[IncomingPost], start: datetime, speed: float = 0) -> Iterator[Arrival]:
    """Yield each post with its time of arrival, in the file's order.

    Arrival is `start` + (time of the post − time of the first post) ÷ `speed`; at once (`speed` 0) it is `start`. A
    revision comes when it was edited or deleted. A post without a time comes with the one before it.
    """
    first: datetime | None = None
    arrived = start
    for post in posts:
        told = post.deleted_at or post.edited_at or post.posted_at
        if told is not None and speed > 0:
            first = first or told
            arrived = max(arrived, start + max(told - first, timedelta()) / speed)
        yield post, arrived
