"""Posts that wait are screened and opened; what can't be screened waits for a person, not for a restart."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, select

from desk.model.findings import Screened, Utterance
from desk.model.names import State
from desk.model.tables import AuditEvent, Screening
from desk.store import audit
from desk.workflow.desk import Desk
from tests.fakes import UNKNOWN_LANGUAGE, MarkerScreener, StoppedClock, incoming


class FailingScreener(MarkerScreener):
    """Fails over texts that hold a bomb."""

    def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
        """Screen in order, and fail where a bomb stands."""
        for utterance in utterances:
            if "[bombe]" in utterance.text:
                raise RuntimeError
            yield from super().screen([utterance])


def taken_in(desk: Desk, clock: StoppedClock, *texts: str) -> None:
    desk.receive((incoming(f"p{number}", text), clock()) for number, text in enumerate(texts))


def test_a_post_over_which_the_engine_fails_is_set_aside_and_all_others_are_screened(
    desk: Desk, clock: StoppedClock
) -> None:
    taken_in(desk, clock, "ruhig", "eine [bombe]", "[ich] auch", UNKNOWN_LANGUAGE)

    assert desk.screen_waiting(FailingScreener()) == 4

    failed, screened, foreign = desk.case("p1"), desk.case("p2"), desk.case("p3")
    assert (failed.assessed, failed.checked, failed.state) == (True, False, State.OPEN)
    assert (failed.row, failed.priority) == (foreign.row, foreign.priority)
    assert screened.checked
    assert screened.findings


def test_every_screening_is_one_event_of_an_unbroken_chain(desk: Desk, clock: StoppedClock) -> None:
    taken_in(desk, clock, *(f"Beitrag {number}" for number in range(150)))

    desk.screen_waiting(MarkerScreener())

    with desk.store.reading() as session:
        assert audit.verify(session).broken == 0
        assert len(events(session, "screened")) == 150
        assert len(session.exec(select(Screening)).all()) == 150


def test_a_post_that_was_edited_while_it_was_screened_stays_waiting(desk: Desk, clock: StoppedClock) -> None:
    taken_in(desk, clock, "alt")

    class Slow(MarkerScreener):
        def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
            if not self.seen:
                desk.receive([(incoming("p0", "neu", edited_at=clock()), clock())])
            yield from super().screen(utterances)

    slow = Slow()
    desk.screen_waiting(slow)

    assert [utterance.text for utterance in slow.seen] == ["alt", "neu"]


def events(session: Session, kind: str) -> list[AuditEvent]:
    return list(session.exec(select(AuditEvent).where(AuditEvent.kind == kind)).all())
