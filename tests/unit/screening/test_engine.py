"""The engine as a whole: order, offsets, versions, languages, and texts that mean harm."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.model.findings import Screened, Utterance
from desk.model.names import Axis, Subject
from desk.screening.documents import RuleSet
from desk.screening.engine import Engine

Screen = Callable[..., Screened]


def test_texts_are_answered_in_order_and_as_they_come(engine: Engine) -> None:
    texts = ["Ich habe Rheuma.", "Guten Tag.", "Meine Schwester hat Migräne."] * 400
    answers = engine.screen(Utterance(text, locale="de-DE") for text in texts)
    assert [screened.disclosure for screened in answers] == [True, False, True] * 400


def test_answers_name_the_version_of_the_rules(engine: Engine, ruleset: RuleSet) -> None:
    assert engine.rules_version == ruleset.version
    assert engine.screen_one(Utterance("Hallo")).rules_version == ruleset.version


def test_offsets_point_into_the_text_as_it_was_written(screen: Screen) -> None:
    text = "ＩＣＨ habe Ge\u00adlenk\u200brheuma und Ｒｈｅｕｍａ!"
    (finding,) = screen(text).counted(Axis.HEALTH)
    assert text[finding.start : finding.end] == "Ｒｈｅｕｍａ"


def test_english_is_screened_by_english_rules(screen: Screen) -> None:
    screened = screen("I have cancer and I wait for you.", locale="en")
    assert (screened.language, screened.subjects) == ("en", [Subject.SELF])


def test_german_health_words_in_english_count(screen: Screen) -> None:
    assert screen("I have Rheuma and I do not know what to do.", locale="en").disclosure


def test_several_axes_are_found_in_one_post(screen: Screen) -> None:
    screened = screen("Ihr Idioten! Mein Mann bekommt keine Luft, A123456780. Danke.")
    assert {finding.axis for finding in screened.findings if finding.counted} == {
        Axis.CONDUCT,
        Axis.URGENCY,
        Axis.IDENTIFIER,
        Axis.DIALOGUE,
    }


def test_a_context_word_is_traced_to_its_rule(engine: Engine) -> None:
    traced = engine.trace(Utterance("Ich habe kein Rheuma.", locale="de-DE"))
    assert traced.rules == {"de.status.negation", "de.subject.self"}


HOSTILE = [
    "a" * 100_000,
    "ä" * 100_000,
    "krebs" * 20_000,
    "(" * 100_000,
    "?!" * 50_000,
    "-" * 100_000,
    "a-" * 50_000,
    "\n" * 100_000,
    "\n " * 50_000,
    "1." * 50_000,
    "e\u0301" * 50_000,
    "z\u0335\u0336\u0337\u0338" * 20_000,
    "\ud800\x00\x1b[31m\u202e" * 10_000,
    '"' * 100_000,
    "ich habe kein rheuma " * 5_000,
    "Ich habe kein Rheuma. " * 5_000,
    "wenn ich " * 10_000,
    "meine schwester " * 6_000 + "hat krebs",
    "@" * 100_000,
    "A12345678" * 10_000,
    "Frau " * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:8]) for text in HOSTILE])
def test_a_hostile_text_is_screened_to_its_end(engine: Engine, text: str) -> None:
    screened = engine.screen_one(Utterance(text, text[:2000], text[:200], "de-DE", "insurer"))
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in screened.findings)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None), max_size=120), st.text(max_size=20))
def test_no_text_breaks_the_engine_and_all_findings_lie_inside_it(engine: Engine, text: str, author: str) -> None:
    screened = engine.screen_one(Utterance(text, text, author, "de-DE", "insurer"))
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in screened.findings)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ich habe",
                "kein",
                "Rheuma",
                "Brust-",
                "Krebs",
                "😂",
                "Frau Huber",
                "hat",
                ".",
                "?",
                "„",
                "“",
                "nicht mehr leben",
                "will",
            ]
        ),
        max_size=20,
    ).map(" ".join)
)
def test_the_same_text_gets_the_same_answer_whatever_was_screened_before(engine: Engine, text: str) -> None:
    utterance = Utterance(text, locale="de-DE")
    first = engine.screen_one(utterance)
    list(engine.screen([Utterance("Ich habe Migräne.", locale="de-DE")] * 3))
    assert engine.screen_one(utterance) == first
