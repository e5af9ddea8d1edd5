from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from desk.errors import ClaimedByOther, IllegalTransition, NotAllowed
from desk.model.names import Action, Ground, Role, State
from desk.model.tables import Decision, Effect, Staff
from desk.store.database import Store
from desk.workflow.desk import Desk
from tests.fakes import NOON, incoming
from tests.unit.workflow.deeds import decide, do_again, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


@pytest.fixture
def other(sit_down: Seat) -> Desk:
    return sit_down("moderation")


def rows(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


@pytest.fixture
def waiting(opened: Opened, desk: Desk) -> str:
    key = opened("p1", "[reklame]")
    decide(desk, key, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief")
    return key


def test_what_needs_four_eyes_waits_and_does_nothing(waiting: str, desk: Desk, store: Store) -> None:
    assert desk.case(waiting).state is State.AWAITING_RELEASE
    assert rows(store, Effect) == []


def test_nobody_releases_what_they_decided_themselves(waiting: str, desk: Desk, store: Store) -> None:
    with pytest.raises(NotAllowed) as refused:
        decide(desk, waiting, Action.RELEASE)
    assert refused.value.key == "errors.second_person"
    assert not next(choice for choice in desk.case(waiting).choices if choice.action is Action.RELEASE).allowed
    assert rows(store, Effect) == []


def test_a_second_person_with_the_right_releases_it(waiting: str, sit_down: Seat, store: Store) -> None:
    second = sit_down("supervision")
    assert second.case(waiting).choices[0].action is Action.RELEASE
    outcome = decide(second, waiting, Action.RELEASE)
    (effect,) = rows(store, Effect)
    assert (outcome.state, effect.action) == (State.EFFECTS_PENDING, Action.DELETE)
    released = rows(store, Decision)[-1]
    assert (released.staff_id, released.ground, released.details) == (
        second.actor.id,
        Ground.SPAM_FRAUD,
        {"releases": 1},
    )


def test_a_second_person_may_look_at_it_first(waiting: str, sit_down: Seat) -> None:
    second = sit_down("supervision")
    second.claim(waiting)
    assert decide(second, waiting, Action.RELEASE).state is State.EFFECTS_PENDING


def test_while_one_looks_at_it_no_other_releases_it(waiting: str, sit_down: Seat, other: Desk) -> None:
    other.claim(waiting)
    with pytest.raises(ClaimedByOther):
        decide(sit_down("supervision"), waiting, Action.RELEASE)


def test_a_second_person_without_the_right_does_not_release_it(waiting: str, other: Desk) -> None:
    with pytest.raises(NotAllowed):
        decide(other, waiting, Action.RELEASE)
    assert not next(choice for choice in other.case(waiting).choices if choice.action is Action.RELEASE).allowed


def test_a_second_person_may_decide_otherwise_and_then_nothing_is_left_to_release(
    waiting: str, sit_down: Seat, desk: Desk, store: Store
) -> None:
    second = sit_down("supervision")
    decide(second, waiting, Action.ESCALATE, to=Role.LEGAL)
    second.claim(waiting)
    for person in (second, desk, sit_down("datenschutz")):
        with pytest.raises((NotAllowed, ClaimedByOther)):
            decide(person, waiting, Action.RELEASE)
    assert rows(store, Effect) == []


def test_an_edit_ends_the_wait_for_release(waiting: str, sit_down: Seat, desk: Desk, screener: Any) -> None:
    second = sit_down("supervision")
    second.claim(waiting)
    desk.receive([(incoming(text="Entschuldigung [reklame]", edited_at=NOON), NOON)])
    desk.screen_waiting(screener)
    with pytest.raises(IllegalTransition):
        decide(second, waiting, Action.RELEASE)
    second.release(waiting)
    assert second.case(waiting).state is State.OPEN


def test_whoever_took_the_decision_back_and_made_it_again_still_is_not_the_second(
    waiting: str, desk: Desk, store: Store
) -> None:
    take_back(desk, waiting)
    do_again(desk)
    with pytest.raises(NotAllowed):
        decide(desk, waiting, Action.RELEASE)
    assert rows(store, Effect) == []


def test_what_an_agency_writes_waits_for_somebody_of_the_house(opened: Opened, store: Store, sit_down: Seat) -> None:
    with store.transaction() as session:
        session.add(Staff(site_id=1, login="agentur", name="Toni Berg", role=Role.AGENCY, synthetic=True))
    key = opened()
    reply = "Bitte rufen Sie an: 0000 111"
    assert decide(sit_down("agentur"), key, Action.REPLY, reply=reply).state is State.AWAITING_RELEASE
    assert decide(sit_down("supervision"), key, Action.RELEASE).state is State.EFFECTS_PENDING
