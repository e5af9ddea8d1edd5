from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from desk.errors import NotAllowed, StaleVersion, WrongUsage
from desk.language.words import words
from desk.model.names import Action, EffectState, Ground, State
from desk.model.tables import AuditEvent, Decision, Effect
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.views import Decide
from tests.fakes import NOON, incoming
from tests.unit.workflow.deeds import decide

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


@pytest.fixture
def other(sit_down: Seat) -> Desk:
    return sit_down("moderation")


def rows(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


def nothing_was_written(store: Store) -> bool:
    return rows(store, Decision) == [] == rows(store, Effect)


def test_a_decision_carries_everything_it_was_made_by(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened("p1", "[sie] ist krank", channel="forum")
    outcome = decide(
        desk, key, Action.REDACT, ground=Ground.THIRD_PERSON_HEALTH, reason="Name genannt", spans=((0, 5),)
    )
    (decision,), (effect,) = rows(store, Decision), rows(store, Effect)
    assert (outcome.state, outcome.hold_until) == (State.EFFECTS_PENDING, NOON + timedelta(seconds=10))
    assert (decision.action, decision.ground, decision.spans) == (Action.REDACT, Ground.THIRD_PERSON_HEALTH, [[0, 5]])
    assert (decision.reason, decision.clause, decision.rules_version) == ("Name genannt", "third", "markers-1")
    assert decision.policy_version == desk.case(key).policy_version
    assert (decision.post_revision, decision.case_version) == (1, outcome.version - 1)
    assert (effect.payload, effect.state, effect.not_before) == (
        {"spans": [[0, 5]]},
        EffectState.PENDING,
        outcome.hold_until,
    )


def test_a_decision_without_effect_at_the_source_is_done_at_once(opened: Opened, desk: Desk, store: Store) -> None:
    assert decide(desk, opened(), Action.APPROVE).state is State.DONE
    assert rows(store, Effect) == []


def test_what_waits_for_approval_is_shown_at_the_source_by_an_effect(opened: Opened, desk: Desk) -> None:
    assert decide(desk, opened(channel="forum"), Action.APPROVE).state is State.EFFECTS_PENDING


def test_only_an_answer_takes_a_text_along_and_only_a_redaction_passages(
    opened: Opened, desk: Desk, store: Store
) -> None:
    opened("p1", "[sie] ist krank", channel="forum")
    opened("p2", "[sie] ist krank", channel="forum")
    opened("p3", "Guten Tag", channel="forum")
    opened("p4", "Guten Tag", channel="forum")
    extra: dict[str, Any] = {"reply": "Text", "spans": ((0, 5),)}
    decide(desk, "p1", Action.REDACT, ground=Ground.THIRD_PERSON_HEALTH, **extra)
    decide(desk, "p2", Action.HIDE, ground=Ground.THIRD_PERSON_HEALTH, **extra)
    decide(desk, "p3", Action.APPROVE, **extra)
    decide(desk, "p4", Action.REPLY, **extra)
    assert [effect.payload for effect in rows(store, Effect)] == [{"spans": [[0, 5]]}, {}, {}, {"text": "Text"}]


# stale versions


def test_a_stale_version_is_refused_with_who_decided_what_and_when(opened: Opened, desk: Desk, other: Desk) -> None:
    key = opened()
    seen = desk.case(key).version
    decide(other, key, Action.APPROVE)
    with pytest.raises(StaleVersion) as refused:
        desk.decide(Decide(key, seen, Action.REPLY, reply="Danke"))
    assert refused.value.key == "errors.stale_decided"
    assert refused.value.values["who"] == "Alex Brandt"
    assert refused.value.values["action"] == words().name("action", Action.APPROVE)
    assert "Alex Brandt" in str(refused.value)


@pytest.mark.parametrize("off_by", [-1, 1, 100])
def test_a_version_that_is_not_the_present_one_is_refused(
    opened: Opened, desk: Desk, store: Store, off_by: int
) -> None:
    key = opened()
    with pytest.raises(StaleVersion) as refused:
        desk.decide(Decide(key, desk.case(key).version + off_by, Action.APPROVE))
    assert refused.value.key == "errors.stale_changed"
    assert nothing_was_written(store)


def test_a_post_that_was_edited_meanwhile_cannot_be_decided_as_it_was_seen(
    opened: Opened, desk: Desk, screener: Any
) -> None:
    key = opened()
    seen = desk.claim(key).version
    desk.receive([(incoming(text="anders", edited_at=NOON), NOON)])
    for screened in (False, True):
        if screened:
            desk.screen_waiting(screener)
        with pytest.raises(StaleVersion) as refused:
            desk.decide(Decide(key, seen, Action.APPROVE))
        assert refused.value.key == "errors.stale_changed"


def test_a_text_that_nobody_screened_cannot_be_decided(opened: Opened, desk: Desk) -> None:
    key = opened()
    desk.claim(key)
    desk.receive([(incoming(text="anders", edited_at=NOON), NOON)])
    with pytest.raises(NotAllowed) as refused:
        decide(desk, key, Action.APPROVE)
    assert refused.value.key == "errors.not_screened"


def test_the_same_decision_twice_is_one(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened()
    command = Decide(key, desk.case(key).version, Action.REPLY, reply="Danke")
    desk.decide(command)
    with pytest.raises(StaleVersion):
        desk.decide(command)
    assert len(rows(store, Effect)) == 1


# what the policy and the command lack


RESTRICTIONS: list[tuple[Action, dict[str, Any]]] = [
    (Action.HIDE, {}),
    (Action.DELETE, {}),
    (Action.HOLD, {}),
    (Action.REDACT, {"spans": ((0, 2),)}),
]


@pytest.mark.parametrize(("action", "more"), RESTRICTIONS)
@pytest.mark.parametrize("ground", [None, Ground.OFF_TOPIC_FLOODING, Ground.ORDER_OF_AUTHORITY])
def test_nothing_is_taken_from_view_without_a_ground_that_the_findings_offer(
    opened: Opened, desk: Desk, store: Store, action: Action, more: dict[str, Any], ground: Ground | None
) -> None:
    key = opened("p1", "[sie] ist krank", channel="forum")
    with pytest.raises(NotAllowed) as refused:
        decide(desk, key, action, ground=ground, **more)
    assert refused.value.key == "errors.needs_ground"
    assert "G-1" in str(refused.value)
    assert nothing_was_written(store)


@pytest.mark.parametrize(
    ("text", "action", "more"),
    [("Guten Tag", Action.NO_REPLY, {}), ("[reklame]", Action.DELETE, {"ground": Ground.SPAM_FRAUD})],
)
def test_to_delete_or_to_leave_unanswered_needs_a_reason(
    opened: Opened, desk: Desk, store: Store, text: str, action: Action, more: dict[str, Any]
) -> None:
    key = opened("p1", text)
    for reason in ("", " \n"):
        with pytest.raises(WrongUsage) as refused:
            decide(desk, key, action, reason=reason, **more)
        assert refused.value.key == "workflow.needs_reason"
    assert nothing_was_written(store)
    assert decide(desk, key, action, reason="doppelt", **more).decision_id


@pytest.mark.parametrize(("action", "more"), RESTRICTIONS)
def test_a_quiet_post_cannot_be_taken_from_view_on_any_ground(
    opened: Opened, desk: Desk, action: Action, more: dict[str, Any]
) -> None:
    key = opened("p1", "Ihre Hotline ist eine Frechheit", channel="forum")
    for ground in Ground:
        with pytest.raises(NotAllowed) as refused:
            decide(desk, key, action, ground=ground, **more)
        assert refused.value.key == "errors.not_allowed"


def test_what_nobody_could_check_may_go_on_waiting_unseen_without_a_ground(opened: Opened, desk: Desk) -> None:
    key = opened("p1", "[?] nuqneH", channel="forum")
    assert decide(desk, key, Action.HOLD).state is State.DONE


@pytest.mark.parametrize("action", [Action.REPLY, Action.REFER, Action.ASK_EDIT])
@pytest.mark.parametrize("reply", ["", "  \n\t", "\u00a0"])
def test_an_answer_without_words_is_refused(opened: Opened, desk: Desk, action: Action, reply: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        decide(desk, opened("p1", "[ich]"), action, reply=reply)
    assert refused.value.key == "errors.needs_reply"


@pytest.mark.parametrize("spans", [((-1, 2),), ((0, 0),), ((3, 2),), ((0, 6),), ((0, 2), (5, 99)), ()])
def test_a_passage_outside_the_text_is_refused(opened: Opened, desk: Desk, spans: tuple[tuple[int, int], ...]) -> None:
    key = opened("p1", "[sie]", channel="forum")
    with pytest.raises(WrongUsage):
        decide(desk, key, Action.REDACT, ground=Ground.THIRD_PERSON_HEALTH, spans=spans)


def test_to_escalate_needs_somebody_to_escalate_to(opened: Opened, desk: Desk) -> None:
    with pytest.raises(WrongUsage) as refused:
        decide(desk, opened(), Action.ESCALATE)
    assert refused.value.key == "errors.needs_role"


@pytest.mark.parametrize("until", [None, NOON, NOON - timedelta(days=1), datetime(2027, 1, 1)])  # noqa: DTZ001
def test_to_snooze_needs_a_time_to_come(opened: Opened, desk: Desk, until: datetime | None) -> None:
    with pytest.raises(WrongUsage):
        decide(desk, opened(), Action.SNOOZE, until=until)


def test_nobody_snoozes_a_crisis(opened: Opened, desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        decide(desk, opened("p1", "[krise]"), Action.SNOOZE, until=NOON + timedelta(hours=1))


@pytest.mark.parametrize("action", [Action.NOTE, Action.WITHDRAW, Action.SEAL, Action.KNOWLEDGE, Action.RELEASE])
def test_what_is_no_decision_is_refused(opened: Opened, desk: Desk, store: Store, action: Action) -> None:
    with pytest.raises((WrongUsage, NotAllowed)):
        decide(desk, opened(), action)
    assert nothing_was_written(store)


@pytest.mark.parametrize("field", ["reply", "reason", "template"])
def test_bytes_that_are_no_text_are_refused_and_not_a_crash(opened: Opened, desk: Desk, field: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        decide(desk, opened(), Action.REPLY, **{"reply": "Danke", field: "Gr\udcfc\udcdfe"})
    assert refused.value.key == "workflow.broken_text"


def test_a_refused_decision_leaves_no_claim_and_no_event(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened()
    before = desk.case(key), len(rows(store, AuditEvent))
    with pytest.raises(WrongUsage):
        decide(desk, key, Action.REPLY)
    assert (desk.case(key), len(rows(store, AuditEvent))) == before


def test_only_a_role_that_the_row_names_may_decide(opened: Opened, sit_down: Seat) -> None:
    with pytest.raises(NotAllowed) as refused:
        decide(sit_down("datenschutz"), opened(), Action.APPROVE)
    assert refused.value.key == "errors.not_allowed"
