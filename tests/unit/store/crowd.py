"""A database in which cases of every state crowd, and what its queues hold by reading everything."""

from sqlmodel import select

from desk.model.names import Queue, State
from desk.model.tables import Case, Post, Staff
from desk.store.database import Store
from desk.store.pages import QueueRow
from tests.fakes import NOON

SIZE = 300
WORKING = {State.RECEIVED, State.SCREENED, State.OPEN, State.CLAIMED, State.REOPENED}
ENDED = {State.DECIDED, State.EFFECTS_PENDING, State.DONE, State.WITHDRAWN}
STRANGE = [
    "100 % sicher",
    "unter_strich",
    "back\\slash",
    "O'Neill",
    'sagt "nein"',
    "a* NEAR(b) OR c",
    "-- ; DROP TABLE",
    "ÄRZTE an der Straße",
    "vorn\0dahinter",
]


def naive(store: Store, queue: Queue, search: str = "", login: str = "leitung") -> list[str]:
    """What a queue holds, by reading everything."""
    with store.reading() as session:
        me = session.exec(select(Staff.id).where(Staff.login == login)).one()
        texts = {post.key: post for post in session.exec(select(Post)).all()}
        cases = [case for case in session.exec(select(Case)).all() if _in(queue, case, me)]
    if queue is Queue.DONE:
        cases.sort(key=lambda case: (case.changed_at, case.id), reverse=True)
    else:
        cases.sort(key=lambda case: (case.rank, case.deadline_at, case.id))
    return [case.post_key for case in cases if _matches(texts[case.post_key], search)]


def _in(queue: Queue, case: Case, me: int | None) -> bool:
    mine = case.claimant_id == me and case.lease_until is not None and case.lease_until > NOON
    return {
        Queue.ALL: case.state in WORKING,
        Queue.URGENT: case.state in WORKING and case.rank <= 1,
        Queue.MINE: case.state in WORKING and mine,
        Queue.ESCALATED: case.state is State.ESCALATED,
        Queue.AWAITING_RELEASE: case.state is State.AWAITING_RELEASE,
        Queue.SNOOZED: case.state is State.SNOOZED,
        Queue.DONE: case.state in ENDED,
    }[queue]


def _matches(post: Post, search: str) -> bool:
    text, author = post.text.casefold(), post.author.casefold()
    return all(word.casefold() in text or word.casefold() in author or word == post.key for word in search.split())


def keys(rows: list[QueueRow]) -> list[str]:
    return [row.key for row in rows]
