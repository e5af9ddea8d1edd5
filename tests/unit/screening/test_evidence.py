"""What the second witness looks at."""

from hypothesis import given
from hypothesis import strategies as st

from desk.model.findings import Finding, Reason
from desk.model.names import Axis, Status, Subject
from desk.screening.evidence import of_findings, of_text, pieces


def test_pieces_mark_where_a_word_begins_and_ends() -> None:
    assert pieces("op") == {" o", "op", "p ", " op", "op ", " op "}


def test_the_evidence_of_a_text_is_its_words_pairs_and_pieces() -> None:
    evidence = of_text(["mein", "knie"], [])
    assert {"word:mein", "word:knie", "word:mein knie", "piece:kni", "first:mein"} <= set(evidence)
    assert "answers" not in evidence


def test_the_post_that_is_answered_is_evidence_of_its_own_kind() -> None:
    evidence = of_text(["ja"], ["rheuma"])
    assert evidence["answers"]
    assert "parent:rheu" in evidence
    assert "piece:rheu" not in evidence


@given(st.lists(st.text("abcä", min_size=1, max_size=8), min_size=1, max_size=600))
def test_a_long_post_weighs_no_more_than_a_short_one(words: list[str]) -> None:
    evidence = of_text(words, [])
    weight = sum(value**2 for name, value in evidence.items() if name.startswith(("word:", "piece:")))
    assert weight <= 8.001


def test_the_evidence_of_findings_tells_what_counts_from_what_was_set_aside() -> None:
    counted = Finding("r", Axis.HEALTH, "diagnosis", 0, 1, Status.ASSERTED, Subject.SELF)
    aside = Finding("r", Axis.HEALTH, "symptom", 0, 1, counted=False, why=(Reason("aside.near"),))
    evidence = of_findings([counted, aside])
    assert evidence["counts:diagnosis"] == evidence["self"] == evidence["discloses"] == 1.0
    assert evidence["aside:symptom"] == evidence["aside.near"] == 1.0
    assert of_findings([aside])["discloses"] == 0.0
