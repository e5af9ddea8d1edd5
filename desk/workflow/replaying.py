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

    At once (`speed` 0) it is `start`, in the order of the file, of which no more than a line is read ahead. At a speed
    it is `start` + (time of the post − time of the first line that has one) ÷ `speed`, in the order of these times; what
    was written before that line comes at `start`. A revision comes when it was edited or deleted, a post without a time
    with the line before it. All of the file is read before its first post arrives.

    Raises:
        WrongUsage: at this speed a post would arrive more than a year from now.
    """
    if speed > 0:
        return _paced(posts, start, speed)
    return ((post, start) for post in posts)


def _paced(posts: Iterable[IncomingPost], start: datetime, speed: float) -> Iterator[Arrival]:
    rests = list(_rests(posts))
    rests.sort(key=itemgetter(1))
    for post, rest in rests[-1:]:
        if rest / _LONGEST > speed:
            raise WrongUsage("workflow.replay_too_slow", line=post.line, least=f"{rest / _LONGEST:.3g}")
    for post, rest in rests:
        yield post, start + rest / speed


def _rests(posts: Iterable[IncomingPost]) -> Iterator[tuple[IncomingPost, timedelta]]:
    """Yield how long after the first line each post was written; both lines of a post keep their order."""
    first: datetime | None = None
    rest = timedelta()
    for post in posts:
        told = post.deleted_at or post.edited_at or post.posted_at
        if told is not None:
            first = first or told
            rest = max(told - first, timedelta())
        yield post, rest
