from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from desk.errors import NotAllowed, StaleVersion, Unreachable, WrongUsage
from desk.model.findings import Screened, Utterance
from desk.model.names import Action, Ground, HouseKind, Priority, Queue, Role, State
from desk.model.tables import AuditEvent, Case, Keepsake, PolicyVersion, Post, Screening, Site
from desk.store.database import Store
from desk.workflow.desk import Desk
from tests.fakes import NOON, MarkerScreener, StoppedClock, incoming
from tests.unit.workflow.deeds import decide, take_back

Opened = Callable[..., str]
Seat = Callable[[str], Desk]


def rows(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


# people


def test_at_a_sample_desk_one_may_act_as_another_and_the_log_says_so(desk: Desk, store: Store) -> None:
    assert desk.actor.role is Role.LEAD
    assert desk.act_as("datenschutz").role is Role.DATA_PROTECTION
    assert desk.actor.login == "datenschutz"
    event = rows(store, AuditEvent)[-1]
    assert (event.kind, event.actor, event.payload) == ("acts_as", "leitung", '{"as":"datenschutz"}')


def test_at_a_real_desk_nobody_acts_as_another(desk: Desk, store: Store) -> None:
    with store.transaction() as session:
        session.delete(session.get_one(Keepsake, "sample"))
    with pytest.raises(NotAllowed):
        desk.act_as("datenschutz")
    assert desk.actor.login == "leitung"


@pytest.mark.parametrize("login", ["nobody", "", "leitung' OR 1=1", "LEITUNG"])
def test_a_login_that_nobody_has_is_wrong_usage(desk: Desk, login: str) -> None:
    with pytest.raises(WrongUsage):
        desk.act_as(login)


def test_the_people_of_a_sample_desk_are_synthetic(desk: Desk) -> None:
    assert [person.login for person in desk.people()] == ["leitung", "moderation", "supervision", "datenschutz"]
    assert all(person.synthetic for person in desk.people())


# screening


def test_a_screened_post_is_open_with_priority_deadline_and_reasons(opened: Opened, desk: Desk) -> None:
    view = desk.case(opened("p1", "[sie] ist krank"))
    assert (view.state, view.priority, view.row) == (State.OPEN, Priority.P1, "third")
    assert view.deadline_at == NOON + timedelta(hours=1)
    assert view.grounds == (Ground.THIRD_PERSON_HEALTH,)
    assert view.reasons
    assert (view.assessed, view.checked, view.language) == (True, True, "de")
    assert [(found.finding.start, found.finding.end, found.dismissed) for found in view.findings] == [(0, 5, False)]


def test_a_text_that_nobody_could_check_is_never_shown_as_harmless(opened: Opened, desk: Desk) -> None:
    view = desk.case(opened("p1", "[?] nuqneH"))
    assert (view.assessed, view.checked, view.row, view.priority) == (True, False, "unknown", Priority.P2)


def test_what_waits_is_not_assessed(desk: Desk) -> None:
    desk.receive([(incoming(), NOON)])
    view = desk.case("p1")
    assert (view.assessed, view.checked, view.choices, view.findings) == (False, False, (), ())


def test_the_present_text_of_a_stored_parent_wins_over_what_the_line_told(desk: Desk, screener: MarkerScreener) -> None:
    desk.receive([(incoming("a", "Frage"), NOON), (incoming("a", "Neue Frage", edited_at=NOON), NOON)])
    told = {"parent": "Alte Frage"}
    desk.receive([(incoming("b", parent_key="a", **told), NOON), (incoming("c", parent_key="weg", **told), NOON)])
    desk.screen_waiting(screener)
    assert {item.text: item.parent for item in screener.seen} == {"Neue Frage": "", "Guten Tag": "Alte Frage"}
    assert [item.parent for item in screener.seen] == ["", "Neue Frage", "Alte Frage"]


def test_a_post_that_is_edited_while_it_is_screened_waits_again(desk: Desk, screener: MarkerScreener) -> None:
    class Overtaken(MarkerScreener):
        edits = 0

        def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
            batch = list(utterances)
            if not self.edits:
                self.edits += 1
                desk.receive([(incoming(text="[krise]", edited_at=NOON), NOON)])
            yield from super().screen(batch)

    desk.receive([(incoming(), NOON)])
    assert desk.screen_waiting(Overtaken()) == 1
    assert desk.case("p1").priority is Priority.P0
    assert desk.screen_waiting(screener) == 0


def test_a_screener_that_can_not_be_reached_leaves_everything_waiting(
    desk: Desk, store: Store, screener: MarkerScreener
) -> None:
    class Gone(MarkerScreener):
        def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
            yield from super().screen(list(utterances)[:1])
            raise Unreachable("errors.inbox", file="", problem="")

    desk.receive([(incoming("p1"), NOON), (incoming("p2"), NOON)])
    with pytest.raises(Unreachable):
        desk.screen_waiting(Gone())
    assert rows(store, Screening) == []
    assert desk.screen_waiting(screener) == 2


def test_every_screening_is_an_event_with_versions_and_priority(opened: Opened, store: Store) -> None:
    opened("p1", "[krise]")
    event = rows(store, AuditEvent)[0]
    assert (event.kind, event.actor) == ("screened", "desk")
    assert '"priority":"P0"' in event.payload
    assert '"rules":"markers-1"' in event.payload


def test_a_policy_that_was_in_force_is_remembered_once(opened: Opened, store: Store, desk: Desk) -> None:
    for number in range(3):
        opened(f"p{number}")
    (version,) = rows(store, PolicyVersion)
    assert (version.version, version.house) == (desk.case("p0").policy_version, HouseKind.INSURER)


# findings that are wrong


def test_a_dismissed_finding_no_longer_counts(opened: Opened, desk: Desk) -> None:
    key = opened("p1", "[sie] ist krank")
    before = desk.case(key)
    after = desk.dismiss(key, before.version, before.findings[0].id, "Figur aus einem Roman")
    assert (after.row, after.grounds, after.version > before.version) == ("quiet", (), True)
    assert [found.dismissed for found in after.findings] == [True]
    with pytest.raises(NotAllowed):
        decide(desk, key, Action.HIDE, ground=Ground.THIRD_PERSON_HEALTH)


def test_a_finding_is_dismissed_once_with_a_reason_and_at_the_version_seen(opened: Opened, desk: Desk) -> None:
    key = opened("p1", "[ich]")
    view = desk.case(key)
    finding = view.findings[0].id
    for reason in ("", "  "):
        with pytest.raises(WrongUsage):
            desk.dismiss(key, view.version, finding, reason)
    with pytest.raises(StaleVersion):
        desk.dismiss(key, view.version - 1, finding, "Irrtum")
    with pytest.raises(WrongUsage):
        desk.dismiss(key, view.version, finding + 100, "Irrtum")
    after = desk.dismiss(key, view.version, finding, "Irrtum")
    with pytest.raises(WrongUsage):
        desk.dismiss(key, after.version, finding, "Irrtum")


def test_a_finding_of_another_post_or_an_older_text_cannot_be_dismissed(
    opened: Opened, desk: Desk, screener: MarkerScreener
) -> None:
    one, other = opened("p1", "[ich]"), opened("p2", "[ich]")
    foreign = desk.case(other).findings[0].id
    old = desk.case(one).findings[0].id
    desk.receive([(incoming(one, "[ich] neu", edited_at=NOON), NOON)])
    desk.screen_waiting(screener)
    for finding in (foreign, old):
        with pytest.raises(WrongUsage):
            desk.dismiss(one, desk.case(one).version, finding, "Irrtum")


# notes, waking, reading


def test_a_note_stays_with_the_case_and_its_text_out_of_the_log(opened: Opened, desk: Desk, store: Store) -> None:
    view = desk.note(opened(), "Rückruf [bold]Montag[/bold]")
    assert view.notes == ((NOON, "Kim Lindner", "Rückruf [bold]Montag[/bold]"),)
    assert "Montag" not in rows(store, AuditEvent)[-1].payload


@pytest.mark.parametrize("text", ["", " \n", "\udcff"])
def test_an_empty_or_broken_note_is_refused(opened: Opened, desk: Desk, text: str) -> None:
    with pytest.raises(WrongUsage):
        desk.note(opened(), text)


def test_a_snoozed_case_wakes_when_its_time_has_come(opened: Opened, desk: Desk, clock: StoppedClock) -> None:
    key = opened()
    asleep = decide(desk, key, Action.SNOOZE, until=NOON + timedelta(hours=1))
    clock.forward(minutes=59)
    assert desk.wake() == 0
    clock.forward(minutes=1)
    assert desk.wake() == 1
    assert desk.wake() == 0
    view = desk.case(key)
    assert (view.state, view.snoozed_until, view.version) == (State.OPEN, None, asleep.version + 1)
    assert desk.claim_next(Queue.ALL)


def test_the_thread_is_the_post_answered_and_its_neighbours_in_order(desk: Desk) -> None:
    told = {"thread": "t", "channel": "forum"}
    desk.receive(
        [
            (incoming("c", "dritter", posted_at=NOON + timedelta(minutes=3), **told), NOON),
            (incoming("a", "erster", posted_at=NOON, **told), NOON),
            (
                incoming("b", "zweiter", posted_at=NOON + timedelta(minutes=1), parent_key="a", parent="alt", **told),
                NOON,
            ),
            (incoming("x", "anderer Kanal", thread="t", channel="facebook"), NOON),
        ]
    )
    assert [post.key for post in desk.case("b").thread] == ["a", "c"]
    assert [post.text for post in desk.case("c").thread] == ["erster", "zweiter"]


def test_a_title_that_is_no_stored_post_stands_first(desk: Desk) -> None:
    desk.receive([(incoming("a", parent="Titel", parent_key="weg"), NOON)])
    assert [(post.key, post.text) for post in desk.case("a").thread] == [("", "Titel")]


def test_measures_against_an_author_are_counted_once_and_not_if_taken_back(
    opened: Opened, desk: Desk, sit_down: Seat
) -> None:
    for key in ("p1", "p2", "p3"):
        opened(key, "[reklame]", author_key="mika")
    decide(desk, "p1", Action.HIDE, ground=Ground.SPAM_FRAUD)
    decide(desk, "p2", Action.HIDE, ground=Ground.SPAM_FRAUD)
    take_back(desk)
    decide(desk, "p3", Action.DELETE, ground=Ground.SPAM_FRAUD, reason="Kettenbrief")
    assert (desk.case("p1").author_posts, desk.case("p1").author_measures) == (3, 1)
    decide(sit_down("supervision"), "p3", Action.RELEASE)
    assert desk.case("p1").author_measures == 2


def test_templates_are_filled_from_the_site_to_which_the_case_belongs(opened: Opened, desk: Desk, store: Store) -> None:
    key = opened()
    with store.transaction() as session:
        first = session.exec(select(Site).where(Site.kind == HouseKind.INSURER)).one()
        second = Site(
            slug="zwei", name="Zwei", kind=HouseKind.INSURER, parent_id=first.id, profile={"hotline": "0000 2"}
        )
        session.add(second)
        session.flush()
        session.exec(select(Case)).one().site_id = second.id or 0
    danke, krise = desk.templates(desk.case(key), "de")
    assert (danke.id, danke.unfilled) == ("T-DANKE", ("name",))
    assert danke.text == "Danke! 0000 2 – [Ihr Name]"
    assert "0000 111" in krise.text


def test_a_hostile_post_goes_through_every_step_and_comes_out_as_it_went_in(
    opened: Opened, desk: Desk, store: Store, clock: StoppedClock
) -> None:
    text = "[ich] \x1b[2J\x07\u202e'; DROP TABLE posts; -- {{ 7*7 }} [red]%s{0}\x00 👩‍👩‍👧"
    key = opened("p1", text, channel="forum", author=text)
    desk.claim(key)
    desk.note(key, text.replace("\x00", ""))
    decide(desk, key, Action.REPLY, reply=text, reason=text)
    clock.forward(minutes=1)
    desk.deliver_due()
    view = desk.case(key)
    assert (view.text, view.author, view.history[0].reply, view.state) == (text, text, text, State.DONE)
    with store.reading() as session:
        assert len(session.exec(select(Post).where(col(Post.text) == text)).all()) == 1
