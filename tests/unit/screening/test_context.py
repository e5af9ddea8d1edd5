"""How a finding is meant and whose it is."""

from collections.abc import Callable

import pytest

from desk.model.findings import Finding, Screened
from desk.model.names import Axis, Status, Subject
from desk.screening.context import quoted
from desk.screening.reading import read

Screen = Callable[..., Screened]


def health(screened: Screened, word: str, text: str) -> Finding:
    return next(
        finding
        for finding in screened.findings
        if finding.axis is Axis.HEALTH and text[finding.start : finding.end].startswith(word)
    )


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Ich habe Rheuma.", "Rheuma", Status.ASSERTED),
        ("Ich habe kein Rheuma.", "Rheuma", Status.NEGATED),
        ("Ich habe kein Rheuma, aber Migräne.", "Migräne", Status.ASSERTED),
        ("Ich habe nicht ein einziges Mal über mein Rheuma geklagt.", "Rheuma", Status.ASSERTED),
        ("Ich habe Rheuma, das ist kein Spaß.", "Rheuma", Status.ASSERTED),
        ("Kein Spaß. Rheuma habe ich.", "Rheuma", Status.ASSERTED),
        ("Wenn ich kein Rheuma hätte.", "Rheuma", Status.HYPOTHETICAL),
        ("Darf ich mit Rheuma in den Kurs?", "Rheuma", Status.QUESTION),
        ("Im Brief steht „Sie haben Rheuma, kein Zweifel“.", "Rheuma", Status.QUOTED),
        ("Ich habe „Rheuma“ eingetragen.", "Rheuma", Status.ASSERTED),
    ],
)
def test_the_status_is_what_reaches_the_finding(screen: Screen, text: str, word: str, status: Status) -> None:
    assert health(screen(text), word, text).status is status


@pytest.mark.parametrize(
    ("text", "word", "subject"),
    [
        ("Ich habe Rheuma.", "Rheuma", Subject.SELF),
        ("Hab Rheuma.", "Rheuma", Subject.SELF),
        ("Ich weiß, meine Schwester hat Rheuma.", "Rheuma", Subject.RELATIVE),
        ("Rheuma ist häufig.", "Rheuma", Subject.NOBODY),
        ("Meine Schwester war da. Jetzt hat sie Migräne.", "Migräne", Subject.RELATIVE),
        ("Jetzt hat sie Migräne.", "Migräne", Subject.UNIDENTIFIED_PERSON),
        ("Frau Huber war da. Jetzt hat sie Migräne.", "Migräne", Subject.IDENTIFIED_PERSON),
        ("Ich bin jetzt in der 34. Woche.", "bin", Subject.SELF),
    ],
)
def test_the_subject_is_who_reaches_the_finding(screen: Screen, text: str, word: str, subject: Subject) -> None:
    assert health(screen(text), word, text).subject is subject


def test_a_denial_inside_a_phrase_denies_nothing(screen: Screen) -> None:
    (finding,) = screen("Ich will nicht mehr leben.").counted(Axis.URGENCY)
    assert finding.status is Status.ASSERTED


def test_the_reasons_name_the_words_that_decided(screen: Screen) -> None:
    text = "Meine Schwester hat kein HIV."
    reasons = {reason.code: reason.words for reason in health(screen(text), "HIV", text).why}
    assert reasons == {"words": ("HIV",), "subject.relative": ("Meine Schwester",), "status.negated": ("kein",)}


def test_one_or_two_words_in_marks_are_no_quotation() -> None:
    assert not quoted(read("das „kleine Wunder“ hier"))
    assert quoted(read("er sagt „du bist krank“ und geht")) == {3, 4, 5}


def test_a_mark_that_never_closes_quotes_nothing() -> None:
    assert not quoted(read("er sagt „du bist krank und geht"))


def test_a_sentence_that_names_nobody_goes_on_about_the_person_before(screen: Screen) -> None:
    text = "Meine Schwester hat Rheuma. Knie-OP war schlimm. Migräne auch? Knie-OP, na ja. HIV noch dazu."
    found = screen(text)
    assert health(found, "Knie-OP", text).subject is Subject.RELATIVE
    assert health(found, "Knie-OP", text).why[1].code == "subject.topic"
    assert health(found, "Migräne", text).subject is Subject.NOBODY
    assert health(found, "HIV", text).subject is Subject.NOBODY


def test_whoever_was_spoken_of_goes_before_the_rule_for_posts_that_name_nobody(screen: Screen) -> None:
    said = screen("Meine Schwester hat Migräne. Leider Rheuma auch.")
    assert [finding.subject for finding in said.counted(Axis.HEALTH)] == [Subject.RELATIVE, Subject.RELATIVE]
