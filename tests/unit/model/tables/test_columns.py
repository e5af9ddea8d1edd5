from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import col, select

from desk.model.names import Action, Ground, Role, State
from desk.model.tables import Case, Channel, Decision, Keepsake, Staff
from desk.model.tables.columns import stored
from desk.store.database import Store
from desk.workflow import intake
from tests.fakes import NOON, incoming


@pytest.fixture
def filled(store: Store) -> Store:
    with store.transaction() as session:
        intake.receive(session, [(incoming(), NOON)], intake.Tally())
    return store


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001  the zone is drawn too


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(time=times)
def test_a_time_comes_back_aware_in_utc_and_is_the_same_moment(filled: Store, time: datetime) -> None:
    with filled.transaction() as session:
        session.exec(select(Case)).one().deadline_at = time
    with filled.reading() as session:
        read = session.exec(select(Case)).one().deadline_at
        found = session.exec(select(Case).where(Case.deadline_at == time)).all()
    assert read == time
    assert read.tzinfo is UTC
    assert len(found) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=times, other=times)
def test_stored_times_are_ordered_like_the_moments_they_are(filled: Store, one: datetime, other: datetime) -> None:
    with filled.transaction() as session:
        session.exec(select(Case)).one().deadline_at = one
    with filled.reading() as session:
        later = session.exec(select(Case).where(col(Case.deadline_at) > other)).all()
    assert bool(later) == (one > other)


def test_a_time_lies_there_in_the_form_that_the_pages_compare_with(filled: Store) -> None:
    with filled.reading() as session:
        assert session.execute(text("SELECT opened_at FROM cases")).scalar() == "2026-03-02 12:00:00.000000"


def test_a_naive_time_is_refused(filled: Store) -> None:
    def write() -> None:
        with filled.transaction() as session:
            session.exec(select(Case)).one().deadline_at = datetime(2026, 1, 1)  # noqa: DTZ001  that is the point

    with pytest.raises(StatementError, match="without a zone"):
        write()
    with filled.reading() as session, pytest.raises(StatementError, match="without a zone"):
        session.exec(select(Case).where(Case.deadline_at == datetime(2026, 1, 1))).all()  # noqa: DTZ001


@pytest.mark.parametrize(
    ("column", "value"), [("state", "erledigt"), ("priority", "P9"), ("state", ""), ("band", "LOW")]
)
def test_a_name_that_is_none_is_refused(filled: Store, column: str, value: str) -> None:
    def write() -> None:
        with filled.transaction() as session:
            setattr(session.exec(select(Case)).one(), column, value)

    with pytest.raises(StatementError):
        write()
    with filled.reading() as session:
        assert session.exec(select(Case)).one().state is State.RECEIVED


def test_a_name_comes_back_as_the_member_it_is(filled: Store) -> None:
    with filled.transaction() as session:
        case = session.exec(select(Case)).one()
        case.escalated_to, case.actions = Role.MEDICAL, [Action.APPROVE, Action("hide")]
    with filled.reading() as session:
        case = session.exec(select(Case)).one()
        assert case.escalated_to is Role.MEDICAL
        assert case.actions == [Action.APPROVE, Action.HIDE]
        assert all(isinstance(action, Action) for action in case.actions)
        assert session.execute(text("SELECT escalated_to FROM cases")).scalar() == "äd"


def test_a_list_with_a_name_that_is_none_is_refused(filled: Store) -> None:
    def write() -> None:
        with filled.transaction() as session:
            session.exec(select(Channel)).one().capabilities = [Action.REPLY, "winken"]  # type: ignore[list-item]

    with pytest.raises(StatementError):
        write()


def test_a_name_of_another_kind_is_refused(filled: Store) -> None:
    def write() -> None:
        with filled.transaction() as session:
            session.exec(select(Case)).one().state = Ground.SPAM_FRAUD  # type: ignore[assignment]

    with pytest.raises(StatementError):
        write()


def test_a_row_that_belongs_to_nothing_is_refused(store: Store) -> None:
    def write() -> None:
        with store.transaction() as session:
            session.add(Staff(site_id=999, login="x", name="X", role=Role.MODERATOR))

    with pytest.raises(Exception, match="FOREIGN KEY"):
        write()


def test_a_decision_can_be_taken_back_only_once(filled: Store) -> None:
    def decision(undoes: int | None) -> Decision:
        return Decision(
            case_id=1,
            case_version=1,
            post_revision=1,
            staff_id=1,
            action=Action.APPROVE,
            state_before=State.CLAIMED,
            state_after=State.DONE,
            undoes_id=undoes,
            policy_version="1",
            rules_version="1",
            clause="x",
            decided_at=NOON,
        )

    with filled.transaction() as session:
        session.add(decision(None))
        session.flush()
        session.add(decision(1))

    def again() -> None:
        with filled.transaction() as session:
            session.add(decision(1))

    with pytest.raises(Exception, match="UNIQUE"):
        again()


def test_only_a_row_that_was_written_has_an_id(filled: Store) -> None:
    with pytest.raises(AssertionError):
        stored(None)
    assert stored(0) == 0
    with filled.reading() as session:
        assert session.get(Keepsake, "desk_id")
