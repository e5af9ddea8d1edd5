"""Badges tie spans to explanations, and marking changes no character of a text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.model.names import Axis
from desk.plain_text import harmless
from desk.tui.badges import Marked, annotated, badged, hits, marks_of, set_aside
from tests.functional.fake_desk import case, found
from tests.functional.made_up_cases import reha

_PLACES = st.integers(0, 80)


def test_findings_are_numbered_by_axis_in_the_order_of_the_text() -> None:
    assert [item.badge for item in badged(reha())] == ["G1", "G2", "K1", "A1"]


def test_what_does_not_count_has_no_badge_and_stands_aside() -> None:
    assert [view.finding.status for view in set_aside(reha())] == ["figurative"]


def test_a_dismissed_finding_leaves_the_text() -> None:
    view = reha()
    gone = tuple(replace(item, dismissed=True) if item.id == 1 else item for item in view.findings)
    assert "Brustkrebs" not in [view.text[mark.start : mark.end] for mark in marks_of(replace(view, findings=gone))]


def test_what_a_post_wants_is_not_underlined() -> None:
    assert all(mark.role != "span-dialogue" for mark in marks_of(reha()))


def test_a_badge_stands_behind_its_span_and_sticks_to_no_word_when_copied() -> None:
    text = "Ich habe Asthma."
    shown = annotated(text, marks_of(case("k", text, [found(text, "Asthma", "diagnosis")])))
    assert shown.plain == "Ich habe Asthma G1."


def test_a_badge_inside_a_word_is_apart_from_both_its_parts() -> None:
    text = "Asthmaspray"
    assert annotated(text, marks_of(case("k", text, [found(text, "Asthma", "diagnosis")]))).plain == "Asthma G1 spray"


def test_two_findings_at_one_place_both_show_their_badge() -> None:
    text = "A123456780"
    findings = [found(text, text, "kvnr", axis=Axis.IDENTIFIER), found(text, text, "case_number", axis=Axis.IDENTIFIER)]
    assert annotated(text, marks_of(case("k", text, findings))).plain == "A123456780 K1 K2"


def test_hits_of_a_search_ignore_case() -> None:
    assert [(mark.start, mark.end) for mark in hits("Reha und reha", "REHA")] == [(0, 4), (9, 13)]


def test_hits_stand_in_their_place_behind_letters_that_grow_when_folded() -> None:
    assert [(mark.start, mark.end) for mark in hits("ẞ İ Straße", "strasse")] == [(4, 10)]


@given(st.text(max_size=80), st.text(max_size=5))
def test_every_hit_lies_within_its_text(text: str, search: str) -> None:
    assert all(0 <= mark.start < mark.end <= len(text) for mark in hits(text, search))


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5), st.text(max_size=5)
)
def test_marking_changes_no_character(text: str, spans: list[tuple[int, int]], search: str) -> None:
    marks = [Marked(min(a, b), min(max(a, b), len(text)), "span-health") for a, b in spans if min(a, b) < len(text)]
    assert annotated(text, [*marks, *hits(text, search)]).plain == harmless(text)
