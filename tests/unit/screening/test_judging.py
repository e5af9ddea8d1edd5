"""From hits to findings."""

from collections.abc import Callable

import pytest

from desk.model.findings import Screened
from desk.model.names import Axis, Dialogue, Status, Subject

Screen = Callable[..., Screened]


def test_an_answer_inherits_what_the_post_answered_speaks_of(screen: Screen) -> None:
    screened = screen("Ich auch, seit Jahren", parent="Wer von euch hat Migräne oder HIV?")
    findings = list(screened.counted(Axis.HEALTH))
    assert {finding.category for finding in findings} == {"diagnosis", "infection"}
    assert {finding.subject for finding in findings} == {Subject.SELF}
    assert findings[0].why[1].code == "inherited"


def test_an_answer_that_denies_inherits_the_denial(screen: Screen) -> None:
    (finding,) = screen("Ich auch nicht, kein dito", parent="Ich habe Migräne").findings[:1]
    assert finding.status is Status.ASSERTED
    assert any(one.status is Status.NEGATED for one in screen("kein dito", parent="Ich habe Migräne").findings)


def test_an_answer_to_a_post_without_health_inherits_nothing(screen: Screen) -> None:
    assert not screen("Ich auch", parent="Wer mag Kuchen?").disclosure


def test_a_hit_without_the_word_it_needs_is_set_aside(screen: Screen) -> None:
    (finding,) = screen("Ich bin euch nichts wert, Wert ist anders.").findings[:1]
    assert (finding.counted, finding.why[-1].code) == (False, "aside.near")


def test_a_hit_beside_a_word_against_it_is_figurative(screen: Screen) -> None:
    (finding,) = screen("Ich bin Sternzeichen Krebs.").findings
    assert (finding.counted, finding.status) == (False, Status.FIGURATIVE)
    (finding,) = screen("Mein Hund hat Krebs.").findings
    assert not finding.counted


def test_a_hit_inside_a_wider_one_of_its_label_is_told_once(screen: Screen) -> None:
    text = "Ich habe Brust-Krebs."
    (finding,) = screen(text).findings
    assert text[finding.start : finding.end] == "Brust-Krebs"


@pytest.mark.parametrize("text", ["👍👍", "@lisa", "@lisa @max 😂", "???", "❤️"])
def test_a_post_without_a_word_is_empty(screen: Screen, text: str) -> None:
    assert screen(text).labels(Axis.DIALOGUE) == [Dialogue.EMPTY]


def test_a_post_with_a_word_is_not_empty(screen: Screen) -> None:
    assert not screen("@lisa schau").labels(Axis.DIALOGUE)
