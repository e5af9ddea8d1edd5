"""Which spans are proposed, and what outsiders see."""

from hypothesis import given
from hypothesis import strategies as st

from desk.model.names import Axis
from desk.tui.redaction import BLANK, all_toggled, blanked, chosen, proposals, toggled
from tests.functional.fake_desk import case, found
from tests.functional.made_up_cases import crisis, reha


def test_disclosures_and_identifiers_are_chosen_already() -> None:
    view = reha()
    spans = [view.text[start:end] for start, end in chosen(proposals(view))]
    assert spans == ["Brustkrebs", "Reha-Antrag", "A123456780"]


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
    spans = proposals(reha())
    assert [span.chosen for span in toggled(spans, 1)] == [True, False, True]
    assert not chosen(all_toggled(spans))
    assert len(chosen(all_toggled(toggled(spans, 0)))) == 3


def test_only_the_chosen_spans_are_blanked() -> None:
    assert blanked("Ich habe Asthma und Mut.", ((9, 15),)) == f"Ich habe {BLANK} und Mut."


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_nothing_outside_a_span_is_changed(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    seen = blanked(text, ((start, end),))
    assert seen == text[:start] + BLANK + text[end:]
