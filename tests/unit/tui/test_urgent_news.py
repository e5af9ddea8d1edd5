"""What is told of: P0 cases that came in later, stand above the cursor and that nobody looked at or holds."""

from datetime import timedelta

from desk.model.names import Priority
from desk.tui.urgent_news import UrgentNews
from tests.functional.fake_desk import FakeRow, case, made_row


def _row(key: str, minutes: int = 30, priority: Priority = Priority.P0, claimant: str = "") -> FakeRow:
    return made_row(case(key, "…", priority=priority, due=timedelta(minutes=minutes), claimant=claimant))


def _news(*rows: FakeRow) -> UrgentNews:
    news = UrgentNews()
    news.read(rows, "lea")
    return news


def test_what_stood_there_at_the_start_is_no_news() -> None:
    news = _news(_row("alt"))
    assert not news.look(_row("hier", priority=Priority.P3), sorted_by_urgency=True)
    assert news.count == 0


def test_what_came_in_above_the_cursor_is_told_once_and_stays_until_it_is_looked_at() -> None:
    news, here, new = _news(), _row("hier", priority=Priority.P3), _row("neu")
    news.read([new], "lea")
    assert news.look(here, sorted_by_urgency=True)
    assert not news.look(here, sorted_by_urgency=True)
    assert (news.count, news.next) == (1, new)
    assert not news.look(new, sorted_by_urgency=True)
    assert not news.look(here, sorted_by_urgency=True)
    assert news.next is None


def test_what_stands_below_the_cursor_is_met_on_the_way_down() -> None:
    news, here = _news(), _row("hier", minutes=5)
    news.read([here, _row("neu")], "lea")
    news.look(here, sorted_by_urgency=True)
    assert news.count == 0


def test_in_another_queue_nothing_is_met_on_the_way_down() -> None:
    news, here = _news(), _row("hier", minutes=5)
    news.read([here, _row("neu")], "lea")
    assert news.look(here, sorted_by_urgency=False)
    assert news.count == 1


def test_the_most_urgent_one_is_gone_to_first() -> None:
    news = _news()
    news.read([_row("später", 40), _row("gleich", 10)], "lea")
    news.look(_row("hier", priority=Priority.P4), sorted_by_urgency=True)
    assert news.next is not None
    assert news.next.key == "gleich"


def test_what_somebody_else_holds_or_decided_is_in_good_hands() -> None:
    news, here = _news(), _row("hier", priority=Priority.P3)
    news.read([_row("eins"), _row("zwei")], "lea")
    news.read([_row("eins", claimant="miro")], "lea")
    assert not news.look(here, sorted_by_urgency=True)


def test_an_empty_queue_hides_nothing() -> None:
    news = _news()
    news.read([_row("neu")], "lea")
    assert news.look(None, sorted_by_urgency=True)
