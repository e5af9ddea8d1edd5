"""Which spans are proposed or marked, and what outsiders see."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desk.model.names import Axis
from desk.plain_text import harmless
from desk.tui.redaction import BLANK, all_toggled, chosen, outside, proposals, toggled, united, with_marked
from tests.functional.fake_desk import case, found
from tests.functional.made_up_cases import crisis, reha

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1])), max_size=6)


def test_disclosures_and_identifiers_are_chosen_already() -> None:
    view = reha()
    quotes = [view.text[start:end] for start, end in chosen(proposals(view))]
    assert quotes == ["Brustkrebs", "Reha-Antrag", "A123456780"]


def test_an_emergency_is_offered_and_not_chosen() -> None:
    assert [span.chosen for span in proposals(crisis())] == [False]


def test_overlapping_spans_are_one() -> None:
    text = "Frau Huber trinkt"
    findings = [
        found(text, "Frau Huber", "person_name", axis=Axis.IDENTIFIER),
        found(text, "Huber trinkt", "addiction"),
    ]
    (span,) = proposals(case("k", text, findings))
    assert (span.start, span.end, span.badges) == (0, len(text), ("K1", "G1"))


def test_a_span_is_toggled_alone_and_all_together() -> None:
    offered = proposals(reha())
    assert [span.chosen for span in toggled(offered, 1)] == [True, False, True]
    assert not chosen(all_toggled(offered))
    assert len(chosen(all_toggled(toggled(offered, 0)))) == 3


def test_a_marked_span_is_chosen_and_stands_in_the_order_of_the_text() -> None:
    view = reha()
    start = view.text.index("Frühjahr")
    marked = with_marked(proposals(view), (start, start + 8))
    assert marked[0].span == (start, start + 8)
    assert (marked[0].chosen, marked[0].badges) == (True, ())
    assert len(marked) == 4


def test_to_mark_what_was_given_up_chooses_it_again() -> None:
    offered = toggled(proposals(reha()), 0)
    again = with_marked(offered, offered[0].span)
    assert again[0].chosen
    assert again[0].badges == offered[0].badges
    assert len(again) == len(offered)


def test_to_give_up_a_marked_span_leaves_what_was_found_inside_it() -> None:
    view = reha()
    (start, end), *others = chosen(proposals(view))
    marked = with_marked(proposals(view), (start - 4, end + 6))
    assert chosen(marked) == ((start - 4, end + 6), *others)
    assert chosen(toggled(marked, 0)) == ((start, end), *others)


@given(spans)
def test_united_spans_cover_what_they_covered_before_and_never_touch(some: list[tuple[int, int]]) -> None:
    whole = united(some)
    assert {place for start, end in whole for place in range(start, end)} == {
        place for start, end in some for place in range(start, end)
    }
    assert all(one[1] < other[0] for one, other in pairwise(whole))


def test_only_the_chosen_spans_are_blanked() -> None:
    assert outside("Ich habe Asthma und Mut.", [(9, 15)]).plain == f"Ich habe {BLANK} und Mut."


def test_the_blank_that_is_looked_at_stands_out_and_one_that_the_author_wrote_does_not() -> None:
    content = outside(f"{BLANK} Asthma und Gicht", [(4, 10), (15, 20)], here=(4, 10))
    assert [(content.plain[s.start : s.end], s.style) for s in content.spans] == [(BLANK, "chosen"), (BLANK, "blank")]
    assert content.plain == f"{BLANK} {BLANK} und {BLANK}"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_nothing_outside_a_span_is_changed_but_what_could_act_on_a_terminal(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    shown = harmless(text)
    assert outside(text, [(start, end)]).plain == shown[:start] + BLANK + shown[end:]
