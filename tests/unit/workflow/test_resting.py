"""How long a case may rest: a deadline is missed knowingly, and never where somebody may be in danger."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from desk.model.names import Action, Priority, State
from desk.store import audit
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.resting import check_rest, outlasts
from tests.fakes import NOON
from tests.unit.workflow.deeds import decide, do_again, refused, take_back

Opened = Callable[..., str]

SECOND = timedelta(seconds=1)


def told(store: Store) -> dict[str, Any]:
    with store.reading() as session:
        payload: dict[str, Any] = audit.exported(list(audit.events(session))[-1])["payload"]
    return payload


def test_a_rest_until_the_deadline_itself_misses_nothing() -> None:
    assert not outlasts(NOON, NOON)
    assert outlasts(NOON + SECOND, NOON)


@pytest.mark.parametrize("priority", [Priority.P0, Priority.P1])
def test_what_is_urgent_rests_at_most_until_its_deadline_and_the_sentence_says_when_that_is(priority: Priority) -> None:
    check_rest(NOON, NOON, priority)
    assert refused(lambda: check_rest(NOON + SECOND, NOON, priority)) == "workflow.rests_too_long"


@pytest.mark.parametrize("priority", [Priority.P2, Priority.P3, Priority.P4, Priority.P5, None])
def test_everything_else_may_rest_longer(priority: Priority | None) -> None:
    check_rest(NOON + timedelta(days=9), NOON, priority)


def test_an_emergency_does_not_rest_at_all(opened: Opened, desk: Desk) -> None:
    soon = NOON + timedelta(minutes=1)
    assert refused(lambda: decide(desk, opened("p1", "[krise]"), Action.SNOOZE, until=soon)) == "errors.not_allowed"


def test_nobody_puts_off_an_urgent_case_past_its_deadline(opened: Opened, desk: Desk) -> None:
    deadline = desk.case(opened("p1", "[sie] krank")).deadline_at
    late = deadline + SECOND
    assert refused(lambda: decide(desk, "p1", Action.SNOOZE, until=late)) == "workflow.rests_too_long"
    assert desk.case("p1").state is State.OPEN
    assert decide(desk, "p1", Action.SNOOZE, until=deadline).state is State.SNOOZED


def test_that_a_case_rests_past_its_deadline_stands_in_the_outcome_and_in_the_audit_log(
    opened: Opened, desk: Desk, store: Store
) -> None:
    deadline = desk.case(opened("p1", "[ich] krank")).deadline_at
    outcome = decide(desk, "p1", Action.SNOOZE, until=deadline + SECOND)
    assert outcome.after_deadline == deadline
    assert told(store)["after_deadline"] == deadline.isoformat()
    assert take_back(desk).after_deadline is None
    assert do_again(desk).after_deadline == deadline


def test_of_a_rest_within_the_deadline_nothing_is_said(opened: Opened, desk: Desk, store: Store) -> None:
    deadline = desk.case(opened("p1", "[ich] krank")).deadline_at
    assert decide(desk, "p1", Action.SNOOZE, until=deadline).after_deadline is None
    assert "after_deadline" not in told(store)
