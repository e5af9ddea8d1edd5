import multiprocessing
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from desk import bootstrap
from desk.errors import ClaimedByOther, IllegalTransition, NotAllowed, StaleVersion, WrongUsage
from desk.model.names import Action, Ground, Queue, Role, State
from desk.model.tables import AuditEvent, Staff
from desk.policy.documents import PolicyBook
from desk.store.database import Store
from desk.workflow import claiming, settling
from desk.workflow.desk import Desk
from desk.workflow.views import Decide
from desk.workflow.workplace import Workplace
from tests.fakes import NOON, StoppedClock, incoming

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


@pytest.fixture
def other(sit_down: Seat) -> Desk:
    return sit_down("moderation")


def delete(desk: Desk, key: str) -> None:
    version = desk.case(key).version
    desk.decide(Decide(key, version, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief"))


def test_a_claimed_case_is_mine_for_the_time_of_the_lease(opened: Opened, desk: Desk) -> None:
    view = desk.claim(opened())
    assert (view.state, view.mine, view.claimant) == (State.CLAIMED, True, "Kim Lindner")
    assert view.lease_until == NOON + timedelta(minutes=5)


def test_nobody_else_can_claim_or_decide_it_meanwhile(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    version = desk.claim(key).version
    for attempt in (lambda: other.claim(key), lambda: other.decide(Decide(key, version, Action.APPROVE))):
        with pytest.raises(ClaimedByOther) as refused:
            attempt()
        assert refused.value.values["who"] == "Kim Lindner"
        assert "Kim Lindner" in str(refused.value)
    assert not other.case(key).mine
    assert other.case(key).claimant == "Kim Lindner"


def test_to_claim_it_again_renews_the_lease_and_is_no_event(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock
) -> None:
    key = opened()
    desk.claim(key)
    clock.forward(minutes=4)
    again = desk.claim(key)
    assert again.lease_until == NOON + timedelta(minutes=9)
    with store.reading() as session:
        kinds = session.exec(select(AuditEvent.kind)).all()
    assert kinds.count("claimed") == 1


def test_a_lease_ends_by_itself(opened: Opened, desk: Desk, other: Desk, clock: StoppedClock) -> None:
    key = opened()
    desk.claim(key)
    clock.forward(minutes=5, seconds=-1)
    with pytest.raises(ClaimedByOther):
        other.claim(key)
    clock.forward(seconds=1)
    assert other.case(key).claimant == ""
    assert other.claim(key).mine


def test_a_take_over_makes_what_the_first_holder_saw_stale(
    opened: Opened, desk: Desk, other: Desk, clock: StoppedClock
) -> None:
    key = opened()
    seen = desk.claim(key)
    clock.forward(minutes=6)
    other.claim(key)
    other.release(key)
    with pytest.raises(StaleVersion):
        desk.decide(Decide(key, seen.version, Action.APPROVE))


def test_whoever_lost_the_lease_to_nobody_may_still_decide(opened: Opened, desk: Desk, clock: StoppedClock) -> None:
    key = opened()
    seen = desk.claim(key)
    clock.forward(hours=2)
    assert desk.decide(Decide(key, seen.version, Action.APPROVE)).state is State.DONE


def test_a_sign_of_life_renews_every_lease_of_mine_and_no_other(
    opened: Opened, desk: Desk, other: Desk, clock: StoppedClock
) -> None:
    mine = [opened("p1"), opened("p2")]
    for key in mine:
        desk.claim(key)
    other.claim(opened("p3"))
    clock.forward(minutes=4)
    assert desk.heartbeat() == 2
    assert {desk.case(key).lease_until for key in mine} == {clock.now + timedelta(minutes=5)}
    assert desk.case("p3").lease_until == NOON + timedelta(minutes=5)


def test_a_sign_of_life_does_not_bring_back_a_lease_that_is_over(
    opened: Opened, desk: Desk, clock: StoppedClock
) -> None:
    desk.claim(opened())
    clock.forward(minutes=5)
    assert desk.heartbeat() == 0


def test_a_released_case_is_open_to_everybody(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    desk.claim(key)
    desk.release(key)
    assert desk.case(key).state is State.OPEN
    assert other.claim(key).mine


def test_nobody_can_release_the_case_of_another(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    desk.claim(key)
    other.release(key)
    assert desk.case(key).mine


def test_an_escalated_case_goes_back_to_the_escalated(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.ESCALATE, to=Role.DATA_PROTECTION))
    other.claim(key)
    other.release(key)
    assert (other.case(key).state, other.case(key).escalated_to) == (State.ESCALATED, Role.DATA_PROTECTION)


def test_a_snoozed_case_that_somebody_looked_at_sleeps_on(
    opened: Opened, desk: Desk, other: Desk, clock: StoppedClock
) -> None:
    key = opened()
    until = NOON + timedelta(hours=2)
    desk.decide(Decide(key, desk.case(key).version, Action.SNOOZE, until=until))
    other.claim(key)
    other.release(key)
    assert (other.case(key).state, other.case(key).snoozed_until) == (State.SNOOZED, until)
    other.claim(key)
    clock.forward(hours=3)
    other.claim(key)
    other.release(key)
    assert other.case(key).state is State.OPEN


def test_a_case_that_awaits_release_still_does_when_somebody_looked_at_it(
    opened: Opened, desk: Desk, other: Desk
) -> None:
    key = opened("p1", "[reklame]")
    delete(desk, key)
    other.claim(key)
    other.release(key)
    assert other.case(key).state is State.AWAITING_RELEASE


def test_what_nobody_screened_cannot_be_claimed(desk: Desk) -> None:
    desk.receive([(incoming(), NOON)])
    with pytest.raises(NotAllowed) as refused:
        desk.claim("p1")
    assert refused.value.key == "errors.not_screened"
    assert desk.claim_next() is None


def test_what_waits_for_its_effect_cannot_be_claimed(opened: Opened, desk: Desk) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply="Danke"))
    with pytest.raises(IllegalTransition):
        desk.claim(key)


@pytest.mark.parametrize("key", ["nirgends", "", "\udcff", "p1' OR '1'='1", "\x00"])
def test_a_post_that_does_not_exist_is_wrong_usage(opened: Opened, desk: Desk, key: str) -> None:
    opened()
    with pytest.raises(WrongUsage):
        desk.claim(key)


def test_an_auditor_reads_and_does_nothing(opened: Opened, desk: Desk, store: Store, sit_down: Seat) -> None:
    key = opened("p1", "[ich]")
    with store.transaction() as session:
        session.add(Staff(site_id=1, login="revision", name="Sam Ruf", role=Role.AUDITOR, synthetic=True))
    auditor = sit_down("revision")
    seen, before = auditor.case(key), desk.case(key)
    attempts: list[Callable[[], Any]] = [
        lambda: auditor.claim(key),
        auditor.claim_next,
        lambda: auditor.note(key, "Notiz"),
        lambda: auditor.dismiss(key, seen.version, seen.findings[0].id, "Grund"),
        lambda: auditor.decide(Decide(key, seen.version, Action.APPROVE)),
        lambda: auditor.decide(Decide(key, seen.version, Action.SNOOZE, until=NOON + timedelta(hours=1))),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert desk.case(key) == before
    assert not any(choice.allowed for choice in auditor.case(key).choices)


# next for me


def test_the_most_urgent_comes_first_then_the_earliest_deadline(
    opened: Opened, desk: Desk, other: Desk, clock: StoppedClock
) -> None:
    opened("ruhig", "Danke")
    clock.forward(minutes=1)
    opened("eilig", "[krise]")
    opened("spaeter", "Danke auch")
    order: list[str] = []
    for _ in range(3):
        view = desk.claim_next(skip=order)
        assert view is not None
        order.append(view.key)
    assert order == ["eilig", "ruhig", "spaeter"]
    assert desk.claim_next(skip=order) is None
    assert other.claim_next() is None


def test_a_queue_hands_out_only_its_own_cases(opened: Opened, desk: Desk, other: Desk) -> None:
    opened("offen")
    escalated, snoozed, waiting = opened("eskaliert"), opened("ruht"), opened("wartet", "[reklame]")
    desk.decide(Decide(escalated, desk.case(escalated).version, Action.ESCALATE, to=Role.LEGAL))
    desk.decide(Decide(snoozed, desk.case(snoozed).version, Action.SNOOZE, until=NOON + timedelta(hours=1)))
    delete(desk, waiting)
    assert other.claim_next(Queue.URGENT) is None
    assert other.claim_next(Queue.DONE) is None
    assert other.claim_next(Queue.MINE) is None
    claimed = {}
    for queue in (Queue.ESCALATED, Queue.SNOOZED, Queue.AWAITING_RELEASE, Queue.ALL):
        view = other.claim_next(queue)
        claimed[queue] = view.key if view else None
        other.release(claimed[queue] or "")
    assert claimed == {
        Queue.ESCALATED: "eskaliert",
        Queue.SNOOZED: "ruht",
        Queue.AWAITING_RELEASE: "wartet",
        Queue.ALL: "offen",
    }


CASES = 60


def _claim_everything(path: Path, login: str, policies: PolicyBook, start: Any, told: Any) -> None:
    store = bootstrap.open_store(path)
    with store.reading() as session:
        actor = next(person for person in settling.people(session) if person.login == login)
    place = Workplace(actor, StoppedClock(), policies, timedelta(seconds=10), timedelta(minutes=5))
    claimed: list[str] = []
    start.wait()
    while True:
        with store.transaction() as session:
            case = claiming.claim_next(session, Queue.ALL, place, skip=claimed)
            if case is None:
                break
            claimed.append(case.post_key)
    told.put(claimed)


def test_processes_that_claim_at_once_never_get_the_same_case(
    desk: Desk, store: Store, policies: PolicyBook, screener: Any
) -> None:
    desk.receive([(incoming(f"p{number}"), NOON) for number in range(CASES)])
    desk.screen_waiting(screener)
    store.close()
    context = multiprocessing.get_context("fork")
    start, told = context.Event(), context.Queue()
    logins = [login for login, _, _ in settling.SAMPLE_PEOPLE]
    processes = [
        context.Process(target=_claim_everything, args=(store.path, login, policies, start, told)) for login in logins
    ]
    for process in processes:
        process.start()
    start.set()
    claimed = [key for _ in processes for key in told.get(timeout=60)]
    for process in processes:
        process.join()
    assert len(claimed) == len(set(claimed)) == CASES
