"""A release that is taken back waits for a release again, by whoever may give it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from desk.errors import StaleVersion
from desk.model.names import Action, EffectState, Ground, Queue, Role, State
from desk.model.tables import Decision, Staff
from desk.store.database import Store
from desk.workflow.desk import Desk
from tests.fakes import NOON, Network, StoppedClock, incoming
from tests.unit.workflow.deeds import decide, do_again, effects, refused, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


@pytest.fixture
def second(sit_down: Seat) -> Desk:
    return sit_down("supervision")


@pytest.fixture
def third(store: Store, sit_down: Seat) -> Desk:
    """Somebody else who may release."""
    with store.transaction() as session:
        session.add(Staff(site_id=1, login="vertretung", name="Toni Berg", role=Role.LEAD, synthetic=True))
    return sit_down("vertretung")


@pytest.fixture
def waiting(opened: Opened, desk: Desk) -> str:
    key = opened("p1", "[reklame]")
    decide(desk, key, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief")
    return key


@pytest.mark.parametrize("looked_first", [False, True])
def test_a_release_taken_back_leaves_the_case_waiting_and_in_nobodys_hands(
    waiting: str, second: Desk, third: Desk, store: Store, *, looked_first: bool
) -> None:
    if looked_first:
        second.claim(waiting)
    released = decide(second, waiting, Action.RELEASE)
    outcome = take_back(second, waiting)
    assert (outcome.undone, outcome.state, outcome.version) == (True, State.AWAITING_RELEASE, released.version + 1)
    assert (second.case(waiting).claimant, second.case(waiting).mine) == ("", False)
    assert effects(store) == [EffectState.TAKEN_BACK]
    assert third.claim_next(Queue.AWAITING_RELEASE)


def test_another_person_releases_what_was_decided_and_not_what_was_taken_back(
    waiting: str, second: Desk, third: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    decide(second, waiting, Action.RELEASE)
    take_back(second, waiting)
    assert third.case(waiting).choices[0].action is Action.RELEASE
    decide(third, waiting, Action.RELEASE)
    with store.reading() as session:
        first, *_, last = session.exec(select(Decision).order_by(col(Decision.id))).all()
    assert (last.reason, last.ground, last.staff_id) == (first.reason, first.ground, third.actor.id)
    assert last.details == {"releases": first.id}
    clock.forward(minutes=1)
    assert third.deliver_due() == 1
    assert [publication.action for publication in network.published] == [Action.DELETE]


def test_a_release_is_named_as_a_release_and_not_as_what_it_released(waiting: str, second: Desk) -> None:
    decide(second, waiting, Action.RELEASE)
    assert second.undoable().action is Action.RELEASE
    take_back(second)
    assert second.redoable().action is Action.RELEASE


def test_whoever_decided_still_is_not_the_second_person(waiting: str, desk: Desk, second: Desk) -> None:
    decide(second, waiting, Action.RELEASE)
    take_back(second, waiting)
    assert refused(lambda: decide(desk, waiting, Action.RELEASE)) == "errors.second_person"


def test_redo_releases_again(waiting: str, second: Desk, store: Store, clock: StoppedClock, network: Network) -> None:
    for _ in range(3):
        if effects(store):
            assert do_again(second).state is State.EFFECTS_PENDING
        else:
            decide(second, waiting, Action.RELEASE)
        assert take_back(second).state is State.AWAITING_RELEASE
    assert do_again(second).action is Action.DELETE
    assert refused(lambda: do_again(second)) == "errors.nothing_to_redo"
    clock.forward(minutes=1)
    assert second.deliver_due() == 1
    assert len(network.published) == 1
    with store.reading() as session:
        released = [row.details for row in session.exec(select(Decision)).all() if "releases" in row.details]
    assert released == [{"releases": 1}] * 4


def test_redo_does_not_release_what_another_released_meanwhile(waiting: str, second: Desk, third: Desk) -> None:
    decide(second, waiting, Action.RELEASE)
    take_back(second)
    decide(third, waiting, Action.RELEASE)
    with pytest.raises(StaleVersion):
        do_again(second)


def test_an_edit_after_a_release_was_taken_back_ends_the_wait(
    waiting: str, second: Desk, third: Desk, screener: Any
) -> None:
    decide(second, waiting, Action.RELEASE)
    take_back(second)
    second.receive([(incoming(text="Entschuldigung [reklame]", edited_at=NOON), NOON)])
    second.screen_waiting(screener)
    assert third.case(waiting).state is State.REOPENED
    assert refused(lambda: decide(third, waiting, Action.RELEASE)) == "errors.illegal_transition"
    with pytest.raises(StaleVersion):
        do_again(second)


@pytest.mark.parametrize(
    ("action", "more"),
    [(Action.ESCALATE, {"to": Role.LEGAL}), (Action.SNOOZE, {"until": NOON + timedelta(hours=1)})],
)
def test_to_decide_otherwise_and_take_that_back_leaves_the_first_decision_waiting(
    waiting: str, second: Desk, third: Desk, action: Action, more: dict[str, Any]
) -> None:
    decide(second, waiting, action, **more)
    assert take_back(second).state is State.CLAIMED
    second.release(waiting)
    assert second.case(waiting).state is State.AWAITING_RELEASE
    assert decide(third, waiting, Action.RELEASE).action is Action.DELETE
