from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from desk import bootstrap
from desk.model.names import Action, EffectState, State
from desk.model.posts import IncomingPost
from desk.model.tables import AuditEvent, Case, Channel, Effect, Post, Revision
from desk.store import audit
from desk.store.database import Store
from desk.workflow import intake
from desk.workflow.desk import Desk
from desk.workflow.views import Decide, Intake
from tests.fakes import NOON, MarkerScreener, incoming

EDITED = NOON + timedelta(minutes=5)
LATER = NOON + timedelta(minutes=9)


def receive(store: Store, *posts: IncomingPost, arrived: datetime = NOON) -> Intake:
    tally = intake.Tally()
    with store.transaction() as session:
        intake.receive(session, [(post, arrived) for post in posts], tally)
    return tally.result()


def everything(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


def the_post(store: Store) -> Post:
    (post,) = everything(store, Post)
    assert isinstance(post, Post)
    return post


def the_case(store: Store) -> Case:
    (case,) = everything(store, Case)
    assert isinstance(case, Case)
    return case


def test_a_new_post_is_a_post_a_case_and_a_first_revision(store: Store) -> None:
    told = incoming(posted_at=NOON - timedelta(hours=3), thread="t", url="https://x.example", attachments=("a.jpg",))
    assert receive(store, told) == Intake(new=1)
    post, case, (revision,) = the_post(store), the_case(store), everything(store, Revision)
    assert (post.key, post.text, post.revision, post.screened_revision) == ("p1", "Guten Tag", 1, 0)
    assert (post.posted_at, post.arrived_at, post.attachments) == (told.posted_at, NOON, ["a.jpg"])
    assert (post.thread, post.url, post.case_id) == ("t", "https://x.example", case.id)
    assert (case.post_key, case.state, case.opened_at) == ("p1", State.RECEIVED, NOON)
    assert (revision.post_id, revision.number, revision.text) == (post.id, 1, "Guten Tag")


def test_what_nobody_screened_yet_has_the_deadline_of_the_most_urgent(store: Store) -> None:
    receive(store, incoming())
    assert the_case(store).deadline_at == NOON + timedelta(minutes=15)


def test_the_same_post_twice_is_one_post(store: Store) -> None:
    assert receive(store, incoming()) == Intake(new=1)
    assert receive(store, incoming()) == Intake(unchanged=1)
    assert the_case(store).version == 1


def test_the_same_line_twice_in_one_batch_is_one_post(store: Store) -> None:
    assert receive(store, incoming(), incoming(), incoming("p2"), incoming()) == Intake(new=2, unchanged=2)


def test_an_edit_in_the_same_batch_is_a_revision(store: Store) -> None:
    edit = incoming(text="Guten Abend", edited_at=EDITED)
    assert receive(store, incoming(), edit, edit) == Intake(new=1, revised=1, unchanged=1)
    assert [(row.number, row.text) for row in everything(store, Revision)] == [(1, "Guten Tag"), (2, "Guten Abend")]
    assert the_post(store).text == "Guten Abend"


def test_another_text_without_a_newer_edit_is_no_revision(store: Store) -> None:
    receive(store, incoming(edited_at=EDITED))
    for edited_at in (None, EDITED, EDITED - timedelta(seconds=1)):
        assert receive(store, incoming(text="älter", edited_at=edited_at)) == Intake(unchanged=1)
    assert the_post(store).text == "Guten Tag"


def test_an_edit_waits_for_screening_again_and_makes_old_views_stale(store: Store) -> None:
    receive(store, incoming())
    with store.transaction() as session:
        session.exec(select(Post)).one().screened_revision = 1
    receive(store, incoming(text="neu", edited_at=EDITED))
    assert the_post(store).screened_revision < the_post(store).revision
    assert the_case(store).version == 2


def test_an_edit_reopens_a_decided_case_and_takes_back_what_waits(
    opened: Callable[..., str], desk: Desk, store: Store
) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply="Danke!"))
    desk.receive([(incoming(text="etwas ganz anderes", edited_at=EDITED), LATER)])
    view = desk.case(key)
    assert (view.state, view.text, view.assessed) == (State.REOPENED, "etwas ganz anderes", False)
    assert view.deadline_at == LATER + timedelta(minutes=15)
    assert [effect.state for effect in everything(store, Effect)] == [EffectState.TAKEN_BACK]


def test_a_reply_to_a_text_that_changed_is_never_published(
    opened: Callable[..., str], desk: Desk, clock: Any, network: Any
) -> None:
    key = opened()
    desk.decide(Decide(key, desk.case(key).version, Action.REPLY, reply="Danke!"))
    desk.receive([(incoming(text="anders", edited_at=EDITED), clock.now)])
    clock.forward(hours=1)
    assert desk.deliver_due() == 0
    assert network.published == []


def test_an_edit_does_not_take_the_case_from_whoever_reads_it(opened: Callable[..., str], desk: Desk) -> None:
    key = opened()
    seen = desk.claim(key)
    desk.receive([(incoming(text="anders", edited_at=EDITED), NOON)])
    view = desk.case(key)
    assert (view.state, view.mine, view.version > seen.version) == (State.CLAIMED, True, True)


def test_a_deletion_withdraws_and_keeps_the_text(opened: Callable[..., str], desk: Desk, store: Store) -> None:
    key = opened()
    desk.claim(key)
    desk.receive([(incoming(text="", deleted_at=EDITED), LATER)])
    view = desk.case(key)
    assert (view.state, view.text, view.deleted_at, view.claimant) == (State.WITHDRAWN, "Guten Tag", EDITED, "")
    assert len(everything(store, Revision)) == 1


def test_a_post_that_comes_back_after_its_deletion_is_reopened(store: Store) -> None:
    receive(store, incoming(), incoming(deleted_at=EDITED), incoming(text="wieder da", edited_at=LATER))
    assert (the_case(store).state, the_post(store).deleted_at, the_post(store).text) == (
        State.REOPENED,
        None,
        "wieder da",
    )


def test_a_deletion_older_than_the_text_is_ignored(store: Store) -> None:
    receive(store, incoming(edited_at=LATER))
    assert receive(store, incoming(deleted_at=EDITED)) == Intake(unchanged=1)
    assert the_case(store).state is State.RECEIVED


def test_a_post_that_is_first_heard_of_when_it_is_gone_is_withdrawn(store: Store) -> None:
    receive(store, incoming(deleted_at=EDITED))
    assert the_case(store).state is State.WITHDRAWN


@pytest.mark.parametrize("edited_at", [None, EDITED, LATER + timedelta(hours=1)])
def test_the_same_deletion_twice_changes_nothing(store: Store, edited_at: datetime | None) -> None:
    gone = incoming(edited_at=edited_at, deleted_at=LATER)
    receive(store, incoming(), gone)
    before = the_case(store).version, len(everything(store, AuditEvent))
    assert receive(store, gone) == Intake(unchanged=1)
    assert (the_case(store).version, len(everything(store, AuditEvent))) == before


@pytest.mark.parametrize("place", [{"channel": "tiktok"}, {"house": "apotheke"}, {"channel": "x\n\x1b[2J"}])
def test_a_post_of_an_unknown_channel_is_refused_by_its_line_and_the_rest_goes_on(
    store: Store, place: dict[str, Any]
) -> None:
    strange = IncomingPost("p2", "Guten Tag", **place, line=7)
    told = receive(store, incoming("p1"), strange, incoming("p3"), replace(strange, line=9))
    assert (told.new, [number for number, _ in told.refused]) == (2, [7, 9])
    assert all("p2" in sentence and "\x1b" not in sentence for _, sentence in told.refused)
    assert [post.key for post in everything(store, Post)] == ["p1", "p3"]


def test_a_channel_that_was_configured_is_known_by_its_name(store: Store) -> None:
    receive(store, incoming("p1", channel="blog"))
    with store.transaction() as session:
        blog = session.exec(select(Channel).where(Channel.name == "insurer-blog")).one()
        session.add(Channel(site_id=blog.site_id, name="Elternblog", kind=blog.kind))
    receive(store, incoming("p2", channel="Elternblog"))
    assert [channel.name for channel in everything(store, Channel)] == ["insurer-blog", "Elternblog"]


def test_a_thousand_posts_and_more_are_taken_in_batches(desk: Desk) -> None:
    steps: list[int] = []
    posts = [(incoming(f"p{number}"), NOON) for number in range(2050)]
    assert desk.receive(posts + posts[:50], steps.append) == Intake(new=2050, unchanged=50)
    assert steps == [1000, 1000, 100]


def test_what_was_taken_in_stays_whatever_happens_to_the_rest(desk: Desk, store: Store) -> None:
    def torn() -> Any:
        yield from ((incoming(f"p{number}"), NOON) for number in range(1000))
        yield incoming("late"), datetime(2026, 1, 1)  # noqa: DTZ001  such a time can't be stored

    with pytest.raises(Exception, match="zone"):
        desk.receive(torn())
    assert len(everything(store, Post)) == 1000


def test_no_text_of_a_post_stands_in_the_audit_log(store: Store) -> None:
    receive(store, incoming(text="Geheimnis"), incoming(text="Geheimnis 2", edited_at=EDITED))
    receive(store, incoming(text="Geheimnis 3", deleted_at=LATER))
    events = everything(store, AuditEvent)
    assert [event.kind for event in events] == ["revised", "withdrawn"]
    assert not any("Geheimnis" in event.payload for event in events)


# any order and repetition


def told_posts() -> st.SearchStrategy[list[IncomingPost]]:
    """Everything that a source ever says of a few posts: the first text, edits, at most one deletion."""

    def of_one(key: str) -> st.SearchStrategy[list[IncomingPost]]:
        times = st.lists(st.integers(1, 50), unique=True, max_size=4)

        def lines(minutes: list[int], gone: int | None) -> list[IncomingPost]:
            edits = [
                incoming(key, f"{key} um {minute}", edited_at=NOON + timedelta(minutes=minute)) for minute in minutes
            ]
            deletion = (
                [] if gone is None else [incoming(key, "", deleted_at=NOON + timedelta(minutes=gone, seconds=30))]
            )
            return [incoming(key, f"{key} zuerst"), *edits, *deletion]

        return st.builds(lines, times, st.none() | st.integers(1, 50))

    return st.tuples(*(of_one(key) for key in ("a", "b", "c"))).map(
        lambda parts: [post for part in parts for post in part]
    )


def newest(lines: list[IncomingPost]) -> IncomingPost:
    return max(lines, key=lambda post: post.deleted_at or post.edited_at or datetime.min.replace(tzinfo=UTC))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_order_and_repetition_ends_in_the_newest_text_of_each_post(data: st.DataObject) -> None:
    lines = data.draw(told_posts())
    again = data.draw(st.lists(st.sampled_from(lines), max_size=6))
    stream = data.draw(st.permutations(lines + again))
    cut = data.draw(st.integers(0, len(stream)))
    with TemporaryDirectory() as folder:
        store = bootstrap.open_store(Path(folder) / "desk.db")
        receive(store, *stream[:cut])
        receive(store, *stream[cut:])
        with store.reading() as session:
            posts = {post.key: post for post in session.exec(select(Post)).all()}
            cases = {case.post_key: case for case in session.exec(select(Case)).all()}
            texts = session.exec(
                select(Post.key, Revision.text)
                .join(Revision, col(Revision.post_id) == col(Post.id))
                .where(Revision.number == Post.revision)
            ).all()
            assert audit.verify(session).broken == 0
        store.close()
    assert set(posts) == set(cases) == {line.key for line in lines}
    for key, post in posts.items():
        last = newest([line for line in lines if line.key == key])
        gone = last.deleted_at is not None
        assert (cases[key].state is State.WITHDRAWN) == gone
        assert post.deleted_at == last.deleted_at
        assert gone or post.text == last.text
    assert dict(texts) == {key: post.text for key, post in posts.items()}


def test_a_second_desk_that_screens_the_same_batch_writes_nothing_twice(
    desk: Desk, store: Store, screener: MarkerScreener
) -> None:
    """The other desk screens while this one is at it."""
    desk.receive([(incoming(), NOON)])

    class Slow(MarkerScreener):
        def screen(self, utterances: Any) -> Any:
            batch = list(utterances)
            desk.screen_waiting(screener)
            yield from super().screen(batch)

    assert desk.screen_waiting(Slow()) == 0
    assert desk.case("p1").assessed
    assert [event.kind for event in everything(store, AuditEvent)] == ["screened"]
