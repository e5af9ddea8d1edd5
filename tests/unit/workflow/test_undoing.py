from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from desk.errors import ClaimedByOther, NotAllowed, StaleVersion
from desk.model.names import Action, ChannelKind, EffectState, Ground, Role, State
from desk.model.tables import Decision
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.views import PastDecision
from tests.fakes import NOON, Network, StoppedClock, incoming
from tests.unit.workflow.deeds import decide, do_again, effects, refused, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


def test_a_decision_is_taken_back_while_its_effect_waits(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    key = opened()
    decided = decide(desk, key, Action.REPLY, reply="Danke")
    clock.forward(seconds=9)
    undone = take_back(desk, key)
    assert (undone.undone, undone.state, undone.version) == (True, State.CLAIMED, decided.version + 1)
    assert desk.case(key).mine
    assert effects(store) == [EffectState.TAKEN_BACK]
    clock.forward(hours=1)
    assert desk.deliver_due() == 0
    assert network.published == []


def test_an_undo_is_a_further_row_and_the_first_stays_as_it_was(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened()
    decide(desk, key, Action.REPLY, reply="Danke", reason="Grund")
    with store.reading() as session:
        before = session.exec(select(Decision)).one().model_dump()
    take_back(desk)
    with store.reading() as session:
        first, undoing = session.exec(select(Decision).order_by(col(Decision.id))).all()
    assert first.model_dump() == before
    assert (undoing.undoes_id, undoing.action, undoing.reply, undoing.reason) == (first.id, Action.REPLY, "", "")
    assert [(entry.undo, entry.undone) for entry in desk.case(key).history] == [(False, True), (True, False)]


def test_it_is_too_late_when_the_effect_is_at_the_source(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    key = opened()
    decide(desk, key, Action.REPLY, reply="Danke")
    clock.forward(seconds=10)
    assert desk.deliver_due() == 1
    assert refused(lambda: take_back(desk, key)) == "errors.undo_too_late"
    assert refused(lambda: take_back(desk)) == "errors.undo_too_late"
    assert len(network.published) == 1


def test_it_is_too_late_while_the_effect_is_on_its_way(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    key = opened()
    decide(desk, key, Action.REPLY, reply="Danke")
    clock.forward(seconds=10)
    tried: list[str] = []

    class Curious(Network):
        def publish(self, publication: Any) -> str:
            tried.append(refused(lambda: take_back(desk, key)))
            return network.publish(publication)

    Desk(desk.store, desk.place, desk._templates, Curious()).deliver_due()
    assert tried == ["errors.undo_too_late"]


def test_what_another_did_since_stands_in_the_way(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened()
    decide(desk, key, Action.ESCALATE, to=Role.DATA_PROTECTION)
    decide(sit_down("supervision"), key, Action.ESCALATE, to=Role.LEGAL)
    assert refused(lambda: take_back(desk, key)) == "errors.undo_overtaken"


def test_what_another_is_looking_at_is_not_taken_from_them(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened()
    decide(desk, key, Action.ESCALATE, to=Role.DATA_PROTECTION)
    second = sit_down("supervision")
    second.claim(key)
    with pytest.raises(ClaimedByOther) as held:
        take_back(desk, key)
    assert held.value.values["who"] == second.actor.name
    assert second.case(key).mine


def test_an_edit_at_the_source_overtakes_a_decision(opened: Opened, desk: Desk) -> None:
    key = opened()
    decide(desk, key, Action.APPROVE)
    desk.receive([(incoming(text="anders", edited_at=NOON), NOON)])
    assert refused(lambda: take_back(desk, key)) == "errors.undo_overtaken"


def test_nobody_takes_back_what_another_decided(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened()
    decide(desk, key, Action.APPROVE)
    assert refused(lambda: take_back(sit_down("supervision"), key)) == "errors.nothing_to_undo"


def test_what_can_be_taken_back_is_named_by_deed_post_author_and_time(
    opened: Opened, desk: Desk, clock: StoppedClock
) -> None:
    decide(desk, opened("p1"), Action.APPROVE)
    decided = decide(desk, opened("p2", channel="forum"), Action.REPLY, reply="Danke")
    clock.forward(seconds=5)
    past = desk.undoable()
    assert past == PastDecision(decided.decision_id, Action.REPLY, "p2", ChannelKind.FORUM, "Mika", NOON)
    assert desk.undo(past.id).key == "p2"


def test_further_back_than_the_very_last_decision_is_only_reached_when_asked_for(opened: Opened, desk: Desk) -> None:
    for key in (opened("p1"), opened("p2")):
        decide(desk, key, Action.APPROVE)
    desk.undo(desk.undoable().id)
    with pytest.raises(NotAllowed) as already:
        desk.undoable()
    assert (already.value.key, already.value.values["key"]) == ("errors.undone_already", "p2")
    assert "desk undo ID" in str(already.value)
    before = desk.undoable(earlier=True)
    assert (before.key, before.latest) == ("p1", False)
    assert desk.undoable("p1") == before
    desk.undo(before.id)
    assert refused(desk.undoable) == "errors.nothing_to_undo"
    assert refused(lambda: desk.undoable(earlier=True)) == "errors.nothing_to_undo"


def test_a_decision_made_since_an_undo_is_the_very_last_again(opened: Opened, desk: Desk) -> None:
    for key in (opened("p1"), opened("p2")):
        decide(desk, key, Action.APPROVE)
    take_back(desk)
    decide(desk, "p2", Action.NO_REPLY, reason="doppelt")
    assert (desk.undoable().action, desk.undoable().latest) == (Action.NO_REPLY, True)


def test_taken_back_is_exactly_what_was_named_even_if_more_was_decided_since(opened: Opened, desk: Desk) -> None:
    decide(desk, opened("p1"), Action.APPROVE)
    past = desk.undoable()
    decide(desk, opened("p2"), Action.APPROVE)
    assert desk.undo(past.id).key == "p1"
    assert desk.case("p2").state is State.DONE
    assert refused(lambda: desk.undo(past.id)) == "errors.undo_overtaken"


def test_nobody_takes_back_by_its_number_what_another_decided_or_what_is_an_undo(
    opened: Opened, desk: Desk, sit_down: Seat
) -> None:
    decided = decide(desk, opened(), Action.APPROVE).decision_id
    assert refused(lambda: sit_down("supervision").undo(decided)) == "errors.nothing_to_undo"
    undoing = desk.undo(decided).decision_id
    assert undoing
    assert refused(lambda: desk.undo(undoing)) == "errors.nothing_to_undo"
    assert refused(lambda: desk.undo(99)) == "errors.nothing_to_undo"


def test_what_is_named_for_redo_is_done_again_and_nothing_else(opened: Opened, desk: Desk) -> None:
    for key in (opened("p1"), opened("p2")):
        decide(desk, key, Action.APPROVE)
    first = desk.undoable("p1").id
    desk.undo(first)
    desk.undo(desk.undoable("p2").id)
    assert (desk.redoable().key, desk.redoable().action) == ("p2", Action.APPROVE)
    assert refused(lambda: desk.redo(first)) == "errors.nothing_to_redo"
    assert desk.redo(desk.redoable().id).key == "p2"


def test_an_escalation_that_is_taken_back_is_with_whom_it_was_before(opened: Opened, desk: Desk) -> None:
    key = opened()
    decide(desk, key, Action.ESCALATE, to=Role.DATA_PROTECTION)
    decide(desk, key, Action.ESCALATE, to=Role.LEGAL)
    take_back(desk)
    assert desk.case(key).escalated_to is Role.DATA_PROTECTION
    desk.release(key)
    assert desk.case(key).state is State.ESCALATED


def test_a_snooze_that_is_taken_back_does_not_wake_later(opened: Opened, desk: Desk, clock: StoppedClock) -> None:
    key = opened()
    decide(desk, key, Action.SNOOZE, until=NOON + timedelta(hours=1))
    take_back(desk)
    desk.release(key)
    clock.forward(hours=2)
    assert desk.wake() == 0
    assert (desk.case(key).state, desk.case(key).snoozed_until) == (State.OPEN, None)


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (Action.APPROVE, {}),
        (Action.NO_REPLY, {"reason": "doppelt"}),
        (Action.ESCALATE, {"to": Role.LEGAL}),
        (Action.SNOOZE, {"until": NOON + timedelta(days=900)}),
    ],
)
def test_what_has_no_effect_is_taken_back_however_late_until_somebody_acts(
    opened: Opened, desk: Desk, sit_down: Seat, clock: StoppedClock, action: Action, more: dict[str, Any]
) -> None:
    left, seen, touched = opened("p1"), opened("p2"), opened("p3")
    for key in (left, seen, touched):
        decide(desk, key, action, **more)
    desk.receive([(incoming(touched, "anders", edited_at=NOON), NOON)])
    clock.forward(days=800)
    second = sit_down("supervision")
    second.note(seen, "gelesen")
    assert refused(lambda: take_back(desk, touched)) == "errors.undo_overtaken"
    assert [take_back(desk, key).state for key in (left, seen)] == [State.CLAIMED] * 2


def test_redo_decides_again_what_was_taken_back(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened("p1", "[sie] krank", channel="forum")
    until = NOON + timedelta(hours=1)
    commands: list[tuple[Action, dict[str, Any]]] = [
        (Action.REDACT, {"ground": Ground.THIRD_PERSON_HEALTH, "spans": ((0, 5), (6, 8)), "reason": "Name"}),
        (Action.SNOOZE, {"until": until}),
        (Action.ESCALATE, {"to": Role.LEGAL}),
        (Action.REPLY, {"reply": "Danke", "template": "T-DANKE"}),
    ]
    for action, more in commands:
        decide(desk, key, action, **more)
        take_back(desk)
        again = do_again(desk)
        with store.reading() as session:
            first, _, last = session.exec(select(Decision).order_by(col(Decision.id).desc()).limit(3)).all()[::-1]
        told = {"action", "ground", "reason", "reply", "template", "spans", "state_after", "details"}
        assert again.action is action
        assert last.model_dump(include=told) == first.model_dump(include=told)
        take_back(desk)


def test_redo_without_an_undo_before_it_is_refused(opened: Opened, desk: Desk) -> None:
    assert refused(lambda: do_again(desk)) == "errors.nothing_to_redo"
    decide(desk, opened(), Action.APPROVE)
    assert refused(lambda: do_again(desk)) == "errors.nothing_to_redo"
    take_back(desk)
    do_again(desk)
    assert refused(lambda: do_again(desk)) == "errors.nothing_to_redo"


def test_redo_never_decides_a_text_that_nobody_saw(opened: Opened, desk: Desk, screener: Any, store: Store) -> None:
    key = opened()
    decide(desk, key, Action.REPLY, reply="Danke für das Lob")
    take_back(desk)
    desk.receive([(incoming(text="Das war kein Lob", edited_at=NOON), NOON)])
    desk.screen_waiting(screener)
    with pytest.raises(StaleVersion):
        do_again(desk)
    assert effects(store) == [EffectState.TAKEN_BACK]


def test_a_reply_taken_back_and_sent_again_is_published_once(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    decide(desk, opened(), Action.REPLY, reply="Danke")
    for _ in range(3):
        take_back(desk)
        do_again(desk)
    clock.forward(minutes=1)
    assert desk.deliver_due() == 1
    assert [publication.text for publication in network.published] == ["Danke"]


def test_a_decision_that_waits_for_release_can_be_taken_back(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened("p1", "[reklame]")
    decide(desk, key, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief")
    take_back(desk)
    with pytest.raises(NotAllowed):
        decide(sit_down("supervision"), key, Action.RELEASE)


def test_a_release_overtakes_the_decision_it_releases(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened("p1", "[reklame]")
    decide(desk, key, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief")
    decide(sit_down("supervision"), key, Action.RELEASE)
    assert refused(lambda: take_back(desk, key)) == "errors.undo_overtaken"
