from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from desk.errors import IllegalTransition, NotAllowed, WrongUsage
from desk.model.bookmarks import Bookmark
from desk.model.names import Action, Queue, Role
from desk.model.tables import AuditEvent, BookmarkRow, Draft
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.views import Decide, DraftView
from tests.fakes import NOON, incoming

Opened = Callable[..., str]
Seat = Callable[[str], Desk]
BEGUN = DraftView("Liebe Mika, ", "T-DANK")


def drafts(store: Store) -> list[tuple[int, str]]:
    with store.reading() as session:
        return [(row.staff_id, row.text) for row in session.exec(select(Draft)).all()]


def test_a_draft_is_kept_as_it_was_last_and_read_by_nobody_else(opened: Opened, desk: Desk, sit_down: Seat) -> None:
    key = opened()
    assert desk.draft(key) == DraftView()
    desk.keep_draft(key, DraftView("Liebe"))
    desk.keep_draft(key, BEGUN)
    assert desk.draft(key) == BEGUN
    assert sit_down("moderation").draft(key) == DraftView()


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_draft_takes_away_what_was_kept(opened: Opened, desk: Desk, store: Store, text: str) -> None:
    key = opened()
    desk.keep_draft(key, BEGUN)
    desk.keep_draft(key, DraftView(text))
    assert drafts(store) == []


def test_a_decision_takes_every_draft_of_its_case_away(
    opened: Opened, desk: Desk, sit_down: Seat, store: Store
) -> None:
    key, other = opened("p1"), opened("p2")
    desk.keep_draft(key, BEGUN)
    sit_down("moderation").keep_draft(key, BEGUN)
    desk.keep_draft(other, BEGUN)
    desk.decide(Decide(key, desk.case(key).version, Action.APPROVE))
    assert drafts(store) == [(desk.actor.id, BEGUN.text)]
    assert desk.draft(other) == BEGUN


@pytest.mark.parametrize(
    "later",
    [
        Decide("p1", 0, Action.SNOOZE, until=NOON + timedelta(hours=1)),
        Decide("p1", 0, Action.ESCALATE, to=Role.DATA_PROTECTION),
    ],
    ids=["snoozed", "escalated"],
)
def test_a_draft_stays_while_its_case_is_only_put_off_or_handed_on(opened: Opened, desk: Desk, later: Decide) -> None:
    key = opened()
    desk.keep_draft(key, BEGUN)
    desk.decide(replace(later, version=desk.case(key).version))
    assert desk.draft(key) == BEGUN


def test_a_decision_that_is_taken_back_leaves_drafts_begun_since_alone(opened: Opened, desk: Desk) -> None:
    key = opened()
    outcome = desk.decide(Decide(key, desk.case(key).version, Action.APPROVE))
    desk.keep_draft(key, BEGUN)
    assert outcome.decision_id
    desk.undo(outcome.decision_id)
    assert desk.draft(key) == BEGUN


def test_a_post_that_is_deleted_at_the_source_takes_its_drafts_along_and_gets_no_new_ones(
    opened: Opened, desk: Desk, store: Store
) -> None:
    key = opened()
    desk.keep_draft(key, BEGUN)
    desk.receive([(incoming(key, deleted_at=NOON), NOON)])
    assert drafts(store) == []
    with pytest.raises(IllegalTransition):
        desk.keep_draft(key, BEGUN)
    assert drafts(store) == []


def test_a_post_that_is_edited_at_the_source_keeps_its_drafts(opened: Opened, desk: Desk) -> None:
    key = opened()
    desk.keep_draft(key, BEGUN)
    desk.receive([(incoming(key, "Anders", edited_at=NOON), NOON)])
    assert desk.draft(key) == BEGUN


def test_a_draft_needs_a_post_and_whole_characters(opened: Opened, desk: Desk) -> None:
    with pytest.raises(WrongUsage):
        desk.keep_draft("nirgends", BEGUN)
    with pytest.raises(WrongUsage):
        desk.keep_draft(opened(), DraftView("halb \ud83d"))


def test_everybody_has_one_bookmark_and_it_is_the_last(desk: Desk, sit_down: Seat, store: Store) -> None:
    desk.keep_bookmark(Bookmark(Queue.MINE, "Huber", "p1"))
    desk.keep_bookmark(Bookmark(Queue.URGENT, "", "p2"))
    sit_down("moderation").keep_bookmark(Bookmark(key="p3"))
    with store.reading() as session:
        rows = {(row.queue, row.search, row.post_key) for row in session.exec(select(BookmarkRow)).all()}
    assert rows == {(Queue.URGENT, "", "p2"), (Queue.ALL, "", "p3")}


def test_the_audit_log_is_silent_about_what_is_under_way(opened: Opened, desk: Desk, store: Store) -> None:
    def events() -> int:
        with store.reading() as session:
            return len(session.exec(select(AuditEvent)).all())

    key = opened()
    before = events()
    desk.keep_draft(key, BEGUN)
    desk.keep_bookmark(Bookmark(key=key))
    assert events() == before


def test_whoever_only_reads_writes_no_drafts(opened: Opened, sit_down: Seat, desk: Desk, store: Store) -> None:
    key = opened()
    with store.transaction() as session:
        session.connection().exec_driver_sql("UPDATE staff SET role = 'rev' WHERE login = 'moderation'")
    with pytest.raises(NotAllowed):
        sit_down("moderation").keep_draft(key, BEGUN)
