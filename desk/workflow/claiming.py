"""One person at a case: claims with a lease that ends by itself when a terminal dies."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, false
from sqlmodel import Session, col, or_, select

from desk.errors import ClaimedByOther, IllegalTransition, NotAllowed, WrongUsage
from desk.model.names import Queue, State
from desk.model.tables import Case, Decision, Post, Staff
from desk.policy.rights import RIGHTS
from desk.store import audit
from desk.workflow.transitions import Step, after
from desk.workflow.workplace import SERVICE, Workplace

_WAITING = (State.OPEN, State.REOPENED)
_CARRIED_OUT = frozenset({State.DECIDED, State.EFFECTS_PENDING, State.DONE})

CLOSED = dict.fromkeys(_CARRIED_OUT, "workflow.decided") | {State.WITHDRAWN: "workflow.withdrawn"}
"""States in which nobody can decide, each with the key of the sentence that says why."""


def case_of(session: Session, key: str) -> tuple[Case, Post]:
    """Return the case that a post's id resolves to, and its leading post.

    Raises:
        WrongUsage: no post has this id.
    """
    post = session.exec(select(Post).where(Post.key == key)).first() if key.isprintable() else None
    if post is None:
        raise WrongUsage("errors.no_such_post", key=key)
    return session.get_one(Case, post.case_id), post


def holder(session: Session, case: Case, now: datetime) -> Staff | None:
    """Return who holds a case, None if nobody does or the lease is over."""
    if case.claimant_id is None or case.lease_until is None or case.lease_until <= now:
        return None
    return session.get_one(Staff, case.claimant_id)


def claim(session: Session, case: Case, place: Workplace) -> None:
    """Take a case for the person who acts.

    Taking over a lease that ran out, and taking up again what is done, make the version grow: what others saw is stale.

    Raises:
        ClaimedByOther: somebody else is working on it.
        NotAllowed: it waits for screening, its state leaves nothing to claim, or the person only reads.
    """
    check_works_here(place)
    check_free(session, case, place)
    if case.state is State.RECEIVED:
        raise NotAllowed("errors.not_screened", key=case.post_key)
    taken_up_again = case.state is State.DONE
    state = after(case.state, Step.REOPEN if taken_up_again else Step.CLAIM)
    taken_over = case.claimant_id is not None and case.claimant_id != place.actor.id
    if case.state is not state or case.claimant_id != place.actor.id:
        kind = "taken_up_again" if taken_up_again else "claimed"
        _record(session, case, place, kind, state, taken_over=taken_over)
    case.state = state
    case.version += taken_over or taken_up_again
    case.claimant_id = place.actor.id
    case.lease_until = place.now + place.lease


def check_free(session: Session, case: Case, place: Workplace) -> None:
    """Refuse to act on a case that somebody else holds.

    Raises:
        ClaimedByOther: names them and when their lease ends.
    """
    other = holder(session, case, place.now)
    if other and other.id != place.actor.id and case.lease_until:
        until = f"{case.lease_until.astimezone():%H:%M}"
        raise ClaimedByOther("errors.claimed_by_other", key=case.post_key, who=other.name, until=until)


def check_decidable(case: Case) -> None:
    """Refuse to decide what is decided: a person first takes it up again, and so sees what was done.

    Raises:
        IllegalTransition: it is decided, or its post is gone.
    """
    if case.state in CLOSED:
        raise IllegalTransition(CLOSED[case.state])


def check_works_here(place: Workplace) -> None:
    """Refuse a person whose role only reads.

    Raises:
        NotAllowed: they may change nothing at this desk.
    """
    if not RIGHTS[place.actor.role]:
        raise NotAllowed("policy.rights.reads_only")


def claim_next(session: Session, queue: Queue, place: Workplace, skip: Collection[str] = ()) -> Case | None:
    """Take the most urgent case of a queue that nobody holds."""
    case = session.exec(
        select(Case)
        .where(_belongs(queue, place), _free(place), col(Case.post_key).not_in(list(skip)))
        .order_by(col(Case.rank), col(Case.deadline_at), col(Case.id))
        .limit(1)
    ).first()
    if case is not None:
        claim(session, case, place)
    return case


def _belongs(queue: Queue, place: Workplace) -> ColumnElement[bool]:
    match queue:
        case Queue.ESCALATED | Queue.AWAITING_RELEASE | Queue.SNOOZED:
            return col(Case.state) == State(queue.value)
        case Queue.DONE:
            return false()
        case Queue.MINE:
            return (col(Case.state) == State.CLAIMED) & (col(Case.claimant_id) == place.actor.id)
        case Queue.URGENT:
            return col(Case.state).in_([*_WAITING, State.CLAIMED]) & (col(Case.rank) <= 1)
        case Queue.ALL:
            return col(Case.state).in_([*_WAITING, State.CLAIMED])


def _free(place: Workplace) -> ColumnElement[bool]:
    return or_(
        col(Case.claimant_id).is_(None),
        col(Case.lease_until) <= place.now,
        col(Case.claimant_id) == place.actor.id,
    )


def release(session: Session, case: Case, place: Workplace) -> None:
    """Give a case back; it returns to where it was, and to the common queue if it waited nowhere else."""
    mine = holder(session, case, place.now)
    if mine is None or mine.id != place.actor.id or case.state is not State.CLAIMED:
        return
    case.state = after(case.state, _way_back(session, case, place.now))
    _record(session, case, place, "claim_released", case.state)
    let_go(case)


def expired(session: Session, now: datetime) -> list[Case]:
    """Return the cases whose holder gave no sign of life for the time of a lease."""
    query = select(Case).where(Case.state == State.CLAIMED, col(Case.lease_until) <= now)
    return list(session.exec(query).all())


def give_back_expired(session: Session, place: Workplace) -> int:
    """Give back every case whose lease ran out, as its holder would have; return how many.

    The version grows: whoever held it can't decide what they saw.
    """
    left = expired(session, place.now)
    for case in left:
        state = after(case.state, _way_back(session, case, place.now))
        _record(session, case, place, "claim_expired", state, actor=SERVICE)
        case.state = state
        case.version += 1
        let_go(case)
    return len(left)


def _way_back(session: Session, case: Case, now: datetime) -> Step:
    if case.escalated_to:
        return Step.ESCALATE
    if case.snoozed_until and case.snoozed_until > now:
        return Step.SNOOZE
    decided = _decided_text(session, case)
    if decided is None:
        return Step.RELEASE_CLAIM
    if decided.state_after in _CARRIED_OUT:
        return Step.GIVE_BACK_DONE
    return Step.AWAIT_RELEASE if decided.state_after is State.AWAITING_RELEASE else Step.RELEASE_CLAIM


def awaiting_release(session: Session, case: Case) -> Decision | None:
    """Return the decision that a second person still has to release, also while somebody looks at its case."""
    if case.state not in {State.AWAITING_RELEASE, State.CLAIMED}:
        return None
    standing = _decided_text(session, case)
    return standing if standing and standing.state_after is State.AWAITING_RELEASE else None


def _decided_text(session: Session, case: Case) -> Decision | None:
    """Return the decision that stands, if it was about the post's present text."""
    standing = _standing_decision(session, case)
    revision = session.exec(select(Post.revision).where(Post.key == case.post_key)).one()
    return standing if standing and standing.post_revision == revision else None


def let_go(case: Case) -> None:
    """Nobody holds the case any more."""
    case.claimant_id, case.lease_until = None, None


def heartbeat(session: Session, place: Workplace) -> int:
    """Renew every lease of the person who acts; return how many."""
    held = session.exec(
        select(Case).where(
            Case.claimant_id == place.actor.id, col(Case.lease_until) > place.now, Case.state == State.CLAIMED
        )
    ).all()
    for case in held:
        case.lease_until = place.now + place.lease
    return len(held)


def last_decision(session: Session, case: Case) -> Decision | None:
    """Return what was decided last about a case; to take a decision back is one too."""
    return session.exec(
        select(Decision).where(Decision.case_id == case.id).order_by(col(Decision.id).desc()).limit(1)
    ).first()


def _standing_decision(session: Session, case: Case) -> Decision | None:
    """Return the last decision about a case that nobody took back."""
    taken_back = select(Decision.undoes_id).where(Decision.case_id == case.id, col(Decision.undoes_id).is_not(None))
    return session.exec(
        select(Decision)
        .where(Decision.case_id == case.id, col(Decision.undoes_id).is_(None), col(Decision.id).not_in(taken_back))
        .order_by(col(Decision.id).desc())
        .limit(1)
    ).first()


def _record(
    session: Session,
    case: Case,
    place: Workplace,
    kind: str,
    state: State,
    *,
    actor: str = "",
    taken_over: bool = False,
) -> None:
    audit.append(
        session,
        at=place.now,
        actor=actor or place.actor.login,
        kind=kind,
        case_id=case.id,
        payload={"before": case.state, "after": state, "version": case.version, "taken_over": taken_over},
    )
