"""A case finds its way back: when its holder is gone, and when somebody takes up what was done."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from desk.errors import ClaimedByOther, IllegalTransition, NotAllowed, StaleVersion
from desk.model.names import Action, EffectState, Ground, Queue, Role, State
from desk.model.tables import AuditEvent, Effect
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.views import Decide
from tests.fakes import NOON, Network, StoppedClock, incoming
from tests.unit.workflow.deeds import take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]

WAITING: list[tuple[State, dict[str, Any] | None]] = [
    (State.OPEN, None),
    (State.ESCALATED, {"action": Action.ESCALATE, "to": Role.LEGAL}),
    (State.SNOOZED, {"action": Action.SNOOZE, "until": NOON + timedelta(hours=1)}),
    (State.AWAITING_RELEASE, {"action": Action.DELETE, "ground": Ground.SPAM_FRAUD, "reason": "Kettenbrief"}),
    (State.DONE, {"action": Action.NO_REPLY, "reason": "doppelt"}),
]


@pytest.fixture
def other(sit_down: Seat) -> Desk:
    return sit_down("moderation")


@pytest.fixture
def done(opened: Opened, desk: Desk, clock: StoppedClock) -> str:
    """A post that was answered, and the answer is out."""
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply="Danke"))
    clock.forward(minutes=1)
    desk.deliver_due()
    return key


def last_event(store: Store) -> AuditEvent:
    with store.reading() as session:
        return session.exec(select(AuditEvent).order_by(col(AuditEvent.seq).desc()).limit(1)).one()


# the holder is gone


@pytest.mark.parametrize(("state", "decided"), WAITING)
def test_a_case_whose_holder_is_gone_returns_to_where_it_was(
    opened: Opened,
    desk: Desk,
    other: Desk,
    store: Store,
    clock: StoppedClock,
    state: State,
    decided: dict[str, Any] | None,
) -> None:
    key = opened("p1", "[reklame]" if state is State.AWAITING_RELEASE else "Guten Tag")
    if decided:
        desk.decide(Decide(key, desk.case(key).version, **decided))
    held = other.claim(key)
    clock.forward(minutes=5, seconds=-1)
    assert desk.wake() == 0
    clock.forward(seconds=1)
    assert desk.wake() == 1
    view = desk.case(key)
    assert (view.state, view.version, view.claimant, view.lease_until) == (state, held.version + 1, "", None)
    event = last_event(store)
    assert (event.kind, event.actor) == ("claim_expired", "desk")
    assert json.loads(event.payload)["after"] == state
    assert desk.wake() == 0


def test_a_holder_who_comes_back_reads_again_before_deciding(opened: Opened, desk: Desk, clock: StoppedClock) -> None:
    seen = desk.claim(opened())
    clock.forward(minutes=6)
    desk.wake()
    with pytest.raises(StaleVersion):
        desk.decide(Decide("p1", seen.version, Action.APPROVE))


def test_what_slept_too_long_in_lost_hands_is_open(opened: Opened, desk: Desk, clock: StoppedClock) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.SNOOZE, until=NOON + timedelta(minutes=2)))
    desk.claim(key)
    clock.forward(minutes=6)
    assert desk.wake() == 1
    assert desk.case(key).state is State.OPEN


# what is done is taken up again


def test_what_is_done_is_taken_up_again_by_a_claim(done: str, desk: Desk, other: Desk, store: Store) -> None:
    before = desk.case(done)
    view = other.claim(done)
    assert (view.state, view.mine, view.version) == (State.CLAIMED, True, before.version + 1)
    assert last_event(store).kind == "taken_up_again"
    assert any(choice.allowed for choice in view.choices)
    with pytest.raises(ClaimedByOther):
        desk.claim(done)


def test_given_back_it_is_done_as_before(done: str, desk: Desk, other: Desk) -> None:
    other.claim(done)
    other.release(done)
    assert (desk.case(done).state, desk.case(done).claimant) == (State.DONE, "")


def test_a_further_decision_does_something_further(
    done: str, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    view = desk.claim(done)
    assert desk.decide(Decide(done, view.version, Action.REPLY, reply="Verzeihung")).state is State.EFFECTS_PENDING
    clock.forward(minutes=1)
    desk.deliver_due()
    assert [publication.text for publication in network.published] == ["Danke", "Verzeihung"]
    with store.reading() as session:
        assert set(session.exec(select(Effect.state)).all()) == {EffectState.DELIVERED}
    assert desk.case(done).state is State.DONE


def test_a_further_decision_taken_back_leaves_what_was_done(done: str, desk: Desk) -> None:
    desk.decide(Decide(done, desk.claim(done).version, Action.REPLY, reply="Verzeihung"))
    assert take_back(desk).state is State.CLAIMED
    desk.release(done)
    assert desk.case(done).state is State.DONE


def test_an_edited_post_is_not_given_back_as_done(done: str, desk: Desk, clock: StoppedClock) -> None:
    desk.claim(done)
    desk.receive([(incoming(done, "anders", edited_at=clock.now), clock.now)])
    desk.release(done)
    assert desk.case(done).state is State.OPEN


def test_nobody_decides_or_is_handed_what_is_done_without_taking_it_up(done: str, desk: Desk) -> None:
    view = desk.case(done)
    with pytest.raises(IllegalTransition) as refused:
        desk.decide(Decide(done, view.version, Action.REPLY, reply="Verzeihung"))
    assert refused.value.key == "workflow.decided"
    assert {choice.why.code for choice in view.choices if choice.why} == {"workflow.decided"}
    assert not any(choice.allowed for choice in view.choices)
    assert desk.claim_next(Queue.DONE) is None


def test_what_is_gone_at_the_source_stays_closed_and_says_so(opened: Opened, desk: Desk) -> None:
    key = opened()
    desk.receive([(incoming(key, deleted_at=NOON), NOON)])
    view = desk.case(key)
    assert view.choices
    assert {(choice.allowed, choice.why and choice.why.code) for choice in view.choices} == {
        (False, "workflow.withdrawn")
    }
    with pytest.raises(IllegalTransition):
        desk.claim(key)
    with pytest.raises(IllegalTransition) as refused:
        desk.decide(Decide(key, view.version, Action.APPROVE))
    assert refused.value.key == "workflow.withdrawn"


# to take back what somebody holds


def test_what_another_looked_at_and_gave_back_can_be_taken_back(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.ESCALATE, to=Role.LEGAL))
    other.claim(key)
    other.release(key)
    assert take_back(desk, key).state is State.CLAIMED


def test_to_take_back_what_one_holds_oneself_is_too_late(opened: Opened, desk: Desk) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.ESCALATE, to=Role.LEGAL))
    desk.claim(key)
    with pytest.raises(NotAllowed) as refused:
        take_back(desk, key)
    assert refused.value.key == "errors.undo_overtaken"
