"""An inbox is fed into a desk as if its posts came in now."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from operator import itemgetter

from desk.errors import WrongUsage
from desk.model.posts import IncomingPost
from desk.workflow.intake import Arrival

_LONGEST = timedelta(days=365)


def arrivals(posts: Iterable[IncomingPost], start: datetime, speed: float = 0) -> Iterator[Arrival]:
    """Yield each post with its time of arrival.

    At once (`speed` 0) it is `start`, in the order of the file, which is read as it goes on. At a speed it is `start` +
    (time of the post − time of the first line that has one) ÷ `speed`, in the order of these times, for which the whole
    file is read before the first post arrives; what was written before that line comes at `start`. A revision comes
    when it was edited or deleted, a post without a time with the line before it.

    Raises:
        WrongUsage: at this speed a post would arrive more than a year after `start`.
    """
    return _paced(posts, start, speed) if speed > 0 else ((post, start) for post in posts)


def _paced(posts: Iterable[IncomingPost], start: datetime, speed: float) -> Iterator[Arrival]:
    written = sorted(_written(posts), key=itemgetter(1))
    for post, later in written[-1:]:
        if later / _LONGEST > speed:
            raise WrongUsage("workflow.replay_too_slow", line=post.line)
    for post, later in written:
        yield post, start + timedelta(seconds=max(later.total_seconds(), 0) / speed)


def _written(posts: Iterable[IncomingPost]) -> Iterator[tuple[IncomingPost, timedelta]]:
    """Yield how much later than the first line with a time each post was written."""
    first: datetime | None = None
    later = timedelta()
    for post in posts:
        told = post.deleted_at or post.edited_at or post.posted_at
        if told is not None:
            first = first or told
            later = told - first
        yield post, later
