from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from desk.model.names import Action, Ground
from desk.store import audit
from desk.store.database import Store
from desk.workflow.desk import Desk
from tests.fakes import StoppedClock
from tests.unit.workflow.deeds import decide, do_again, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


@pytest.fixture
def other(sit_down: Seat) -> Desk:
    return sit_down("moderation")


def rows(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


def test_neither_post_nor_reply_nor_reason_nor_note_stands_in_the_audit_log(
    opened: Opened, desk: Desk, other: Desk, store: Store, sit_down: Seat, clock: StoppedClock
) -> None:
    secrets = ("Beitragstext", "Antworttext", "Begründung", "Notiztext", "Irrtum", "Mika")
    key = opened("p1", "[ich] Beitragstext")
    desk.note(key, "Notiztext")
    view = desk.case(key)
    desk.dismiss(key, view.version, view.findings[0].id, "Irrtum")
    decide(desk, key, Action.REPLY, reply="Antworttext", reason="Begründung")
    take_back(desk, key)
    do_again(desk)
    clock.forward(minutes=1)
    desk.deliver_due()
    spam = opened("p2", "[reklame] Beitragstext")
    decide(other, spam, Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Begründung")
    decide(sit_down("supervision"), spam, Action.RELEASE)
    with store.reading() as session:
        events = list(audit.events(session))
        told = "\n".join(" ".join(map(str, event.model_dump().values())) for event in events)
        assert audit.verify(session).broken == 0
        digest = audit.keyed_digest(session, "Begründung")
    assert {event.kind for event in events} == {
        "acts_as",
        "screened",
        "noted",
        "claimed",
        "finding_dismissed",
        "decided",
        "undone",
        "delivered",
        "released",
    }
    assert not [secret for secret in secrets if secret in told or secret.encode().hex() in told]
    assert digest in told


def test_an_event_of_a_decision_names_policy_rules_ground_and_both_states(
    opened: Opened, desk: Desk, store: Store
) -> None:
    key = opened("p1", "[sie]")
    decide(desk, key, Action.HIDE, ground=Ground.THIRD_PERSON_HEALTH, reason="Grund")
    with store.reading() as session:
        told = audit.exported(list(audit.events(session))[-1])
        digest = audit.keyed_digest(session, "Grund")
    assert (told["kind"], told["actor"]) == ("decided", "leitung")
    assert told["payload"] | {"decision": 1, "policy": "", "version": 0} == {
        "decision": 1,
        "version": 0,
        "revision": 1,
        "action": "hide",
        "ground": "G-1",
        "before": "claimed",
        "after": "effects_pending",
        "policy": "",
        "rules": "markers-1",
        "clause": "third",
        "template": "",
        "spans": 0,
        "reason_digest": digest,
    }
