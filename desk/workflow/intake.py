"""Posts come in: new ones, edited ones, deleted ones. The same post twice is one post."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from desk.errors import Refused
from desk.language.words import words
from desk.model.names import EffectState, State
from desk.model.posts import IncomingPost
from desk.model.tables import Case, Effect, Post, Revision
from desk.model.tables.columns import stored
from desk.store import audit
from desk.workflow.settling import channel_place
from desk.workflow.transitions import Step, after
from desk.workflow.underway import forget_drafts
from desk.workflow.views import Intake
from desk.workflow.workplace import SERVICE

Arrival = tuple[IncomingPost, datetime]
"""A post and when it came in."""

UNSCREENED_LOOK = timedelta(minutes=15)
"""A post that nobody screened yet may be urgent: it has the deadline of the most urgent class."""


@dataclass(slots=True)
class Tally:
    """Counts what became of the posts, and remembers where they came by: None for a channel that nobody knows."""

    new: int = 0
    revised: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[int, int] | None] = field(default_factory=dict)

    def result(self) -> Intake:
        """Return the counts as the value that is handed out."""
        return Intake(self.new, self.revised, self.withdrawn, self.unchanged, tuple(self.refused))


def receive(session: Session, posts: Iterable[Arrival], tally: Tally) -> None:
    """Take in posts, each with its time of arrival, in the order given; one of an unknown channel is refused."""
    for run in _without_repeats(_placed(session, posts, tally)):
        known = _known(session, [incoming.key for incoming, _ in run])
        _receive_new(session, [arrival for arrival in run if arrival[0].key not in known], tally)
        for incoming, arrived in run:
            if post := known.get(incoming.key):
                _receive_again(session, post, incoming, arrived, tally)


def _placed(session: Session, posts: Iterable[Arrival], tally: Tally) -> Iterator[Arrival]:
    """Yield the posts for which there is a channel."""
    for arrival in posts:
        incoming = arrival[0]
        place = (incoming.house, incoming.channel)
        if place not in tally.places:
            tally.places[place] = _place(session, *place)
        if tally.places[place] is None:
            tally.refused.append((incoming.line, words().text("workflow.unknown_channel", key=incoming.key)))
        else:
            yield arrival


def _place(session: Session, house: str, channel: str) -> tuple[int, int] | None:
    try:
        return channel_place(session, house, channel)
    except Refused:
        return None


def _without_repeats(posts: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """Cut a stream where a post comes for the second time, so that within a part every post comes once."""
    run: dict[str, Arrival] = {}
    for arrival in posts:
        if arrival[0].key in run:
            yield list(run.values())
            run = {}
        run[arrival[0].key] = arrival
    if run:
        yield list(run.values())


def _receive_again(session: Session, post: Post, incoming: IncomingPost, arrived: datetime, tally: Tally) -> None:
    if not _is_newer(incoming, post):
        tally.unchanged += 1
    elif incoming.deleted_at:
        _withdraw(session, post, incoming, arrived)
        tally.withdrawn += 1
    else:
        _revise(session, post, incoming, arrived)
        tally.revised += 1


def _known(session: Session, keys: list[str]) -> dict[str, Post]:
    rows: list[Post] = []
    for start in range(0, len(keys), 500):
        rows += session.exec(select(Post).where(col(Post.key).in_(keys[start : start + 500]))).all()
    return {post.key: post for post in rows}


def _is_newer(incoming: IncomingPost, post: Post) -> bool:
    """A later line is a revision only if its edit or deletion is newer than what is stored."""
    told = _latest(incoming.edited_at, incoming.deleted_at)
    stored = _latest(post.edited_at, post.deleted_at)
    return told is not None and (stored is None or told > stored)


def _latest(*times: datetime | None) -> datetime | None:
    return max((time for time in times if time), default=None)


def _receive_new(session: Session, arrivals: list[Arrival], tally: Tally) -> None:
    """Write new posts with their cases and first revisions as three bulk statements."""
    if not arrivals:
        return
    rows = [_case(incoming, arrived, tally) for incoming, arrived in arrivals]
    case_ids = session.scalars(insert(Case).returning(col(Case.id), sort_by_parameter_order=True), rows).all()
    posts = [
        _post(incoming, arrived, row["channel_id"], case_id)
        for (incoming, arrived), row, case_id in zip(arrivals, rows, case_ids, strict=True)
    ]
    post_ids = session.scalars(insert(Post).returning(col(Post.id), sort_by_parameter_order=True), posts).all()
    session.execute(
        insert(Revision),
        [_first_revision(post, post_id) for post, post_id in zip(posts, post_ids, strict=True)],
    )
    tally.new += len(posts)


def _case(incoming: IncomingPost, arrived: datetime, tally: Tally) -> dict[str, Any]:
    place = tally.places[incoming.house, incoming.channel]
    if place is None:
        raise AssertionError("a post of an unknown channel was refused before")
    channel_id, site_id = place
    return {
        "site_id": site_id,
        "channel_id": channel_id,
        "post_key": incoming.key,
        "state": after(State.RECEIVED, Step.WITHDRAW) if incoming.deleted_at else State.RECEIVED,
        "deadline_at": arrived + UNSCREENED_LOOK,
        "opened_at": arrived,
        "changed_at": arrived,
    }


def _post(incoming: IncomingPost, arrived: datetime, channel_id: int, case_id: int | None) -> dict[str, Any]:
    return {
        "key": incoming.key,
        "channel_id": channel_id,
        "case_id": case_id,
        "text": incoming.text,
        "author": incoming.author,
        "author_key": incoming.author_key,
        "locale": incoming.locale,
        "parent_key": incoming.parent_key,
        "parent_text": incoming.parent,
        "thread": incoming.thread,
        "posted_at": incoming.posted_at,
        "edited_at": incoming.edited_at,
        "deleted_at": incoming.deleted_at,
        "arrived_at": arrived,
        "url": incoming.url,
        "attachments": list(incoming.attachments),
    }


def _first_revision(post: Mapping[str, Any], post_id: int | None) -> dict[str, Any]:
    return {
        "post_id": post_id,
        "number": 1,
        "text": post["text"],
        "edited_at": post["edited_at"],
        "recorded_at": post["arrived_at"],
    }


def _revise(session: Session, post: Post, incoming: IncomingPost, arrived: datetime) -> None:
    post.text = incoming.text
    post.revision += 1
    post.edited_at = incoming.edited_at
    post.deleted_at = None
    post.attachments = list(incoming.attachments)
    session.add(_revision(post, arrived))
    _changed_at_source(session, post, Step.REVISE, arrived)


def _withdraw(session: Session, post: Post, incoming: IncomingPost, arrived: datetime) -> None:
    post.deleted_at = incoming.deleted_at
    post.edited_at = _latest(post.edited_at, incoming.edited_at)
    case = _changed_at_source(session, post, Step.WITHDRAW, arrived)
    case.claimant_id, case.lease_until = None, None
    forget_drafts(session, case)


def _changed_at_source(session: Session, post: Post, step: Step, arrived: datetime) -> Case:
    """Tell the case, take back what waits to be done to a text that is no longer there, and make old views stale."""
    case = session.get_one(Case, post.case_id)
    before = case.state
    case.state = after(case.state, step)
    case.version += 1
    case.changed_at = arrived
    if case.state is State.REOPENED:
        case.deadline_at, case.opened_at = arrived + UNSCREENED_LOOK, arrived
        case.snoozed_until = None
    taken_back = take_back_effects(session, case)
    audit.append(
        session,
        at=arrived,
        actor=SERVICE,
        kind="withdrawn" if step is Step.WITHDRAW else "revised",
        case_id=case.id,
        payload={"before": before, "after": case.state, "revision": post.revision, "effects_taken_back": taken_back},
    )
    return case


def take_back_effects(session: Session, case: Case) -> int:
    """Take back every effect of a case that has not been sent; return how many."""
    waiting = session.exec(select(Effect).where(Effect.case_id == case.id, Effect.state == EffectState.PENDING)).all()
    for effect in waiting:
        effect.state = EffectState.TAKEN_BACK
    return len(waiting)


def _revision(post: Post, recorded: datetime) -> Revision:
    return Revision(
        post_id=stored(post.id),
        number=post.revision,
        text=post.text,
        edited_at=post.edited_at,
        recorded_at=recorded,
    )
