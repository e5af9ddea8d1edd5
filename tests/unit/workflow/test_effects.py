import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from desk.channels.file_sink import FileSink
from desk.channels.protocol import Publication
from desk.errors import Unreachable
from desk.model.names import Action, EffectState, Ground, State
from desk.model.tables import AuditEvent, Effect
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.effects import deliver_due, has_effect
from desk.workflow.views import Decide
from tests.fakes import NOON, MarkerScreener, Network, PowerCut, StoppedClock, incoming

Opened = Callable[..., str]
LATER = NOON + timedelta(hours=1)


def answered(opened: Opened, desk: Desk, key: str = "p1", reply: str = "Danke") -> str:
    opened(key)
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply=reply))
    return key


def states(store: Store) -> list[EffectState]:
    with store.reading() as session:
        return list(map(EffectState, session.exec(select(Effect.state).order_by(col(Effect.id))).all()))


def deliveries_in_the_log(store: Store) -> int:
    with store.reading() as session:
        return len(session.exec(select(AuditEvent).where(AuditEvent.kind == "delivered")).all())


@pytest.mark.parametrize("action", [Action.NO_REPLY, Action.SNOOZE, Action.ESCALATE, Action.HOLD, Action.NOTE])
def test_what_changes_nothing_at_the_source_has_no_effect(action: Action) -> None:
    assert not has_effect(action, premoderated=True)


def test_an_approval_has_an_effect_only_where_posts_wait_for_it() -> None:
    assert has_effect(Action.APPROVE, premoderated=True)
    assert not has_effect(Action.APPROVE, premoderated=False)


def test_an_effect_waits_for_its_hold_time_to_the_second(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    key = answered(opened, desk)
    clock.forward(seconds=9.999)
    assert desk.deliver_due() == 0
    assert desk.case(key).hold_until == NOON + timedelta(seconds=10)
    clock.forward(seconds=0.001)
    assert desk.deliver_due() == 1
    assert (desk.case(key).state, desk.case(key).hold_until) == (State.DONE, None)
    assert desk.deliver_due() == 0
    assert len(network.published) == 1


def test_what_is_published_names_everything_a_network_needs(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    opened("p1", "[sie] krank", channel="forum", url="https://forum.example/1")
    ground = Ground.THIRD_PERSON_HEALTH
    desk.decide(Decide("p1", desk.case("p1").version, Action.REDACT, ground=ground, spans=((0, 5), (6, 8))))
    clock.forward(minutes=1)
    desk.deliver_due()
    (published,) = network.published
    assert published == Publication(
        published.idempotency_key,
        Action.REDACT,
        "insurer-forum",
        "p1",
        "https://forum.example/1",
        "",
        ((0, 5), (6, 8)),
    )
    assert len(published.idempotency_key) >= 32


def test_a_reply_is_published_byte_for_byte(opened: Opened, desk: Desk, clock: StoppedClock, network: Network) -> None:
    reply = "  Gute Besserung! 👩‍⚕️\n\n\t– Ihr Team\u00a0"
    answered(opened, desk, reply=reply)
    clock.forward(minutes=1)
    desk.deliver_due()
    assert network.published[0].text == reply


@pytest.mark.parametrize("moment", ["dies_before", "dies_after"])
def test_a_process_that_dies_while_publishing_publishes_once(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network, moment: str
) -> None:
    for key in ("p1", "p2", "p3"):
        answered(opened, desk, key, reply=f"Danke {key}")
    clock.forward(minutes=1)
    setattr(network, moment, 2)
    with pytest.raises(PowerCut):
        desk.deliver_due()
    clock.forward(minutes=2)
    desk.deliver_due()
    assert [publication.text for publication in network.published].count("Danke p2") == 1
    assert sorted(publication.post_key for publication in network.published) == ["p1", "p2", "p3"]
    assert states(store) == [EffectState.DELIVERED] * 3
    assert deliveries_in_the_log(store) == 3


class TornSink(FileSink):
    """The process dies over its first line, so many bytes before the end."""

    missing = 1

    def publish(self, publication: Publication) -> str:
        super().publish(publication)
        self.file.write_bytes(self.file.read_bytes()[: -self.missing])
        raise PowerCut


@pytest.mark.parametrize("missing", [1, 2, 30, 100])
def test_a_line_torn_by_a_kill_is_written_again_whole_and_what_was_whole_is_not(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, tmp_path: Path, missing: int
) -> None:
    for key in ("p1", "p2"):
        answered(opened, desk, key, reply=f"Danke {key}")
    clock.forward(minutes=1)
    torn = TornSink(tmp_path / "outbox.jsonl")
    torn.missing = missing
    with pytest.raises(PowerCut):
        deliver_due(store, torn, clock.now)
    clock.forward(minutes=2)
    assert deliver_due(store, FileSink(torn.file), clock.now) == 2
    assert states(store) == [EffectState.DELIVERED] * 2
    assert sorted(whole_lines(torn.file)) == ["Danke p1", "Danke p2"]


def whole_lines(file: Path) -> Iterator[str]:
    """The texts that somebody who reads the sink finds; half a line is none."""
    for line in file.read_bytes().splitlines():
        try:
            yield json.loads(line)["text"]
        except ValueError:
            continue


class StoreOfADyingProcess(Store):
    """Its second transaction, in which a delivery would be noted, is never committed."""

    begun = 0

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with super().transaction() as session:
            self.begun += 1
            yield session
            if self.begun == 2:
                raise PowerCut


def test_a_process_that_dies_before_it_could_note_the_delivery_publishes_once(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    answered(opened, desk)
    clock.forward(minutes=1)
    dying = StoreOfADyingProcess(store.path)
    with pytest.raises(PowerCut):
        deliver_due(dying, network, clock.now)
    dying.close()
    assert states(store) == [EffectState.SENDING]
    clock.forward(minutes=2)
    assert desk.deliver_due() == 1
    assert len(network.published) == 1
    assert states(store) == [EffectState.DELIVERED]


def test_what_one_process_is_sending_no_other_sends(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    answered(opened, desk)
    clock.forward(minutes=1)

    class Overtaken(Network):
        def publish(self, publication: Publication) -> str:
            assert deliver_due(store, network, clock.now) == 0
            return network.publish(publication)

    assert deliver_due(store, Overtaken(), clock.now) == 1
    assert len(network.published) == 1


def test_a_source_that_is_away_is_told_and_tried_again_later(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    key = answered(opened, desk)
    clock.forward(minutes=1)
    network.refusal = Unreachable("errors.sink", file="x", problem="voll")
    with pytest.raises(Unreachable):
        desk.deliver_due()
    assert desk.case(key).state is State.EFFECTS_PENDING
    network.refusal = None
    clock.forward(minutes=2)
    assert desk.deliver_due() == 1
    assert states(store) == [EffectState.DELIVERED]


def test_one_source_that_is_away_does_not_hold_up_the_others(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    for key in ("p1", "p2", "p3"):
        answered(opened, desk, key)
    clock.forward(minutes=1)

    class PartlyAway(Network):
        def publish(self, publication: Publication) -> str:
            if publication.post_key == "p1":
                raise Unreachable("errors.sink", file="x", problem="voll")
            return network.publish(publication)

    with pytest.raises(Unreachable):
        deliver_due(store, PartlyAway(), clock.now)
    assert [publication.post_key for publication in network.published] == ["p2", "p3"]


@pytest.mark.parametrize(("moment", "published"), [("dies_before", ["Neu"]), ("dies_after", ["Danke", "Neu"])])
def test_what_a_killed_process_left_is_not_sent_after_the_post_was_edited(
    opened: Opened,
    desk: Desk,
    clock: StoppedClock,
    network: Network,
    screener: MarkerScreener,
    moment: str,
    published: list[str],
) -> None:
    key = answered(opened, desk)
    clock.forward(minutes=1)
    setattr(network, moment, 1)
    with pytest.raises(PowerCut):
        desk.deliver_due()
    desk.receive([(incoming(text="anders", edited_at=clock.now), clock.now)])
    desk.screen_waiting(screener)
    clock.forward(minutes=2)
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply="Neu"))
    desk.deliver_due()
    assert desk.case(key).state is State.EFFECTS_PENDING, "what was decided last is still to come"
    clock.forward(minutes=1)
    desk.deliver_due()
    assert desk.case(key).state is State.DONE
    assert [publication.text for publication in network.published] == published


def test_a_reply_goes_out_in_the_order_in_which_it_came_due(
    opened: Opened, desk: Desk, clock: StoppedClock, network: Network
) -> None:
    for key in ("p3", "p1", "p2"):
        answered(opened, desk, key)
        clock.forward(seconds=1)
    clock.forward(minutes=1)
    desk.deliver_due()
    assert [publication.post_key for publication in network.published] == ["p3", "p1", "p2"]


def test_a_post_that_was_deleted_meanwhile_gets_no_answer(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock, network: Network
) -> None:
    answered(opened, desk)
    desk.receive([(incoming(deleted_at=NOON), NOON)])
    clock.forward(minutes=1)
    assert desk.deliver_due() == 0
    assert states(store) == [EffectState.TAKEN_BACK]
    assert network.published == []


def test_every_attempt_has_the_same_key(opened: Opened, desk: Desk, store: Store, clock: StoppedClock) -> None:
    answered(opened, desk)
    keys: list[str] = []

    class Away(Network):
        def publish(self, publication: Publication) -> str:
            keys.append(publication.idempotency_key)
            raise Unreachable("errors.sink", file="x", problem="voll")

    for _ in range(3):
        clock.forward(minutes=2)
        with pytest.raises(Unreachable):
            deliver_due(store, Away(), clock.now)
    assert len(keys) == 3
    assert len(set(keys)) == 1
