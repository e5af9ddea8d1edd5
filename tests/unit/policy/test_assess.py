"""What holds of every assessment, and what the answer says of single posts."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import locations
from desk.language.words import words
from desk.model.findings import Finding, Reason, Screened
from desk.model.names import (
    Action,
    Axis,
    Band,
    Category,
    ChannelKind,
    Conduct,
    Dialogue,
    Ground,
    HouseKind,
    Identifiability,
    IdentifierType,
    Priority,
    Retention,
    Sentiment,
    Status,
    Subject,
    Urgency,
)
from desk.policy.assess import assess, rows_for
from desk.policy.assessment import Assessment, Circumstances
from desk.policy.documents import Policy, load
from desk.policy.examples import EVERYTHING, circumstances, screened
from desk.policy.reading import CRITICISM, RESTRICTIONS
from desk.policy.schema import Example

BOOK = load(locations.shipped_rules() / "policy")
LABELS: dict[Axis, list[str]] = {
    Axis.HEALTH: list(Category),
    Axis.IDENTIFIER: list(IdentifierType),
    Axis.URGENCY: list(Urgency),
    Axis.CONDUCT: list(Conduct),
    Axis.DIALOGUE: list(Dialogue),
}


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    axis = draw(st.sampled_from(list(Axis)))
    health = axis is Axis.HEALTH
    return Finding(
        "drawn",
        axis,
        draw(st.sampled_from(LABELS[axis])),
        0,
        1,
        status=draw(st.sampled_from(list(Status))) if health else Status.ASSERTED,
        subject=draw(st.sampled_from(list(Subject))) if health else Subject.NOBODY,
        counted=draw(st.booleans()),
        weight=draw(st.integers(1, 4)) if health else 0,
    )


POSTS = st.builds(
    Screened,
    findings=st.lists(findings(), max_size=6).map(tuple),
    identifiability=st.sampled_from(list(Identifiability)),
    sentiment=st.sampled_from(list(Sentiment)),
    language=st.just("de"),
    checked=st.booleans(),
    rules_version=st.just("drawn"),
)
PLACES = st.builds(
    Circumstances,
    house=st.sampled_from(list(HouseKind)),
    channel=st.sampled_from(list(ChannelKind)),
    capabilities=st.frozensets(st.sampled_from(list(Action))),
    premoderated=st.booleans(),
)


def answer(post: Screened, place: Circumstances) -> Assessment:
    return assess(post, place, BOOK.of(place.house))


@given(POSTS, PLACES)
def test_every_constellation_gets_an_answer_that_a_person_can_act_on(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    assert given_answer.actions
    assert given_answer.decides
    assert given_answer.reasons
    assert given_answer.first_look > timedelta(0)
    assert set(given_answer.clause) == {"de", "en"}


@given(POSTS, PLACES)
def test_no_constellation_offers_a_restriction_without_a_ground(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    fallback = BOOK.of(place.house).fallback in rows_for(post, place, BOOK.of(place.house))
    offered = RESTRICTIONS.intersection(given_answer.actions) - ({Action.HOLD} if fallback else set())
    assert not offered or given_answer.grounds


@given(st.lists(st.sampled_from(sorted(CRITICISM)), min_size=1), PLACES, st.sampled_from(list(Identifiability)))
def test_criticism_alone_never_offers_a_restriction(
    labels: list[str], place: Circumstances, identifiability: Identifiability
) -> None:
    conduct = set(Conduct)
    voiced = tuple(Finding("t", Axis.CONDUCT if label in conduct else Axis.DIALOGUE, label, 0, 1) for label in labels)
    post = Screened(voiced, identifiability, Sentiment.NEGATIVE, "de", checked=True, rules_version="drawn")
    given_answer = answer(post, place)
    assert RESTRICTIONS.isdisjoint(given_answer.actions)
    assert given_answer.grounds == ()
    assert given_answer.refused[Action.HIDE] == Reason("policy.refused.criticism")


@given(POSTS, PLACES)
def test_severity_lies_between_0_and_10_and_its_points_add_up(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    assert 0 <= given_answer.severity <= 10
    assert sum(points.points for points in given_answer.reasons) == given_answer.severity


@given(POSTS, PLACES)
def test_an_action_is_offered_or_refused_but_never_both(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    assert not set(given_answer.actions) & set(given_answer.refused)
    assert len(given_answer.actions) == len(set(given_answer.actions))


@given(POSTS, PLACES)
def test_every_reason_has_a_sentence(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    reasons = [points.reason for points in given_answer.reasons] + list(given_answer.refused.values())
    assert [reason.code for reason in reasons if not words().known(reason.code)] == []


@given(POSTS, PLACES)
def test_nothing_unchecked_is_approved_by_a_moderator(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    assert post.checked or Action.APPROVE not in given_answer.actions or "mod" not in given_answer.decides


@given(POSTS, PLACES)
def test_an_emergency_is_escalated_and_never_put_off(post: Screened, place: Circumstances) -> None:
    given_answer = answer(post, place)
    if given_answer.priority is Priority.P0:
        assert Action.ESCALATE in given_answer.actions
        assert Action.APPROVE not in given_answer.actions
        assert given_answer.refused[Action.SNOOZE] == Reason("policy.refused.urgent")


def test_what_the_channel_cannot_do_is_refused_with_that_reason() -> None:
    example = Example(categories=(Category.INFECTION,), subject=Subject.IDENTIFIED_PERSON, identifiability=3)
    place = Circumstances(HouseKind.INSURER, ChannelKind.X, frozenset({Action.REPLY, Action.HIDE}))
    given_answer = answer(screened(example), place)
    assert Action.HIDE in given_answer.actions
    assert given_answer.refused[Action.REDACT] == Reason("policy.refused.channel")
    assert given_answer.refused[Action.DELETE] == Reason("policy.refused.channel")


def test_a_channel_without_answers_offers_no_spoken_action() -> None:
    place = Circumstances(HouseKind.INSURER, ChannelKind.MASTODON, frozenset())
    given_answer = answer(screened(Example(dialogue=(Dialogue.QUESTION_CASE,))), place)
    assert {Action.REPLY, Action.REFER}.isdisjoint(given_answer.actions)


def test_a_premoderated_channel_offers_to_hold_what_may_be_restricted(ask: Any) -> None:
    labels: dict[str, Any] = {"categories": ["infection"], "subject": "identified_person", "identifiability": 3}
    assert Action.HOLD in ask(**labels, premoderated=True).actions
    assert ask(**labels).refused[Action.HOLD] == Reason("policy.refused.row", ("K10",))


def test_an_unchecked_post_is_held_where_that_is_possible_and_escalated(ask: Any) -> None:
    held = ask(checked=False, premoderated=True)
    assert held.actions[:2] == (Action.HOLD, Action.ESCALATE)
    assert held.decides == ("smod",)
    assert ask(checked=False).refused[Action.HOLD] == Reason("policy.refused.already_public")


def test_a_finding_that_no_row_names_falls_to_the_fallback_row(insurer: Policy) -> None:
    unknown = Finding("t", Axis.DIALOGUE, "a label of tomorrow", 0, 1)
    post = Screened((unknown,), Identifiability.NONE, Sentiment.NEUTRAL, "de", checked=True, rules_version="t")
    place = Circumstances(HouseKind.INSURER, ChannelKind.FACEBOOK, EVERYTHING)
    assert assess(post, place, insurer).row == insurer.fallback.id


def test_findings_that_were_set_aside_weigh_nothing(post: Any, insurer: Policy) -> None:
    joke = Finding("t", Axis.HEALTH, Category.DIAGNOSIS, 0, 1, subject=Subject.SELF, counted=False, weight=3)
    found = Screened((joke,), Identifiability.NAMED, Sentiment.NEUTRAL, "de", checked=True, rules_version="t")
    place = Circumstances(HouseKind.INSURER, ChannelKind.FACEBOOK, EVERYTHING)
    given_answer = assess(found, place, insurer)
    assert (given_answer.row, given_answer.severity, given_answer.band) == ("K33", 0, Band.LOW)


def test_criticism_with_others_data_is_redacted_first_and_invited_again(ask: Any) -> None:
    given_answer = ask(categories=["infection"], subject="identified_person", identifiability=3, dialogue=["complaint"])
    restrictions = [action for action in given_answer.actions if action in RESTRICTIONS]
    assert restrictions == [Action.REDACT, Action.HIDE, Action.DELETE]
    assert {"T-REPOST", "T-KRITIK"} <= set(given_answer.templates)
    assert Ground.THIRD_PERSON_HEALTH in given_answer.grounds


def test_the_special_deadline_of_a_notice_is_kept(ask: Any) -> None:
    assert ask(dialogue=["notice"]).first_look == timedelta(hours=4)
    assert ask(dialogue=["data_request"]).retention is Retention.RC8


def test_a_shipped_policy_is_on_trial_and_cites_its_version(ask: Any, insurer: Policy) -> None:
    given_answer = ask(dialogue=["praise"])
    assert given_answer.trial
    assert given_answer.policy_version == insurer.version


@pytest.mark.parametrize("house", list(HouseKind))
def test_a_crisis_is_answered_with_help_before_anything_else(house: HouseKind) -> None:
    example = Example(urgency=(Urgency.SUICIDE,), categories=(Category.MENTAL_HEALTH,), dialogue=(Dialogue.CRITICISM,))
    given_answer = assess(screened(example), circumstances(example, house), BOOK.of(house))
    assert given_answer.priority is Priority.P0
    assert given_answer.actions[0] is Action.REPLY
    assert given_answer.templates[0] == "T-KRISE"
    assert "T-KRITIK" not in given_answer.templates
    assert Action.REPLY not in given_answer.four_eyes
    assert "mod" in given_answer.decides


def test_labels_read_back_from_a_database_as_plain_text_find_the_same_rows(insurer: Policy) -> None:
    plain = (
        Finding("t", Axis.HEALTH, "infection", 0, 1, subject=Subject.IDENTIFIED_PERSON, weight=2),
        Finding("t", Axis.DIALOGUE, "complaint", 0, 1),
    )
    found = Screened(plain, Identifiability.NAMED, Sentiment.NEGATIVE, "de", checked=True, rules_version="t")
    place = Circumstances(HouseKind.INSURER, ChannelKind.FACEBOOK, EVERYTHING)
    assert [row.id for row in rows_for(found, place, insurer)] == ["K10", "K18"]
