"""What changes when the second witness is heard."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.model.findings import Screened, Utterance
from desk.model.names import Axis, Subject
from desk.screening.documents import RuleSet
from desk.screening.engine import Engine
from desk.screening.witness import Leaning, Lesson, Lessons, Witness, WitnessRule

Hear = Callable[..., Screened]

LEARNT = {
    "disclosure": Lesson(Leaning(0.0, {"word:angstvoll": 6.0, "word:roman": -9.0, "word:wert": 9.0}), 0.5),
    "category:mental_health": Lesson(Leaning(0.0, {"word:angstvoll": 3.0}), 0.5),
    "category:diagnosis": Lesson(Leaning(-3.0, {}), 0.5),
    "subject:child": Lesson(Leaning(-3.0, {"word:angstvoll": 5.0}), 0.5),
    "subject:self": Lesson(Leaning(-1.0, {}), 0.5),
    "urgent": Lesson(Leaning(-3.0, {"word:wohl": 6.0, "word:roman": -9.0}), 0.5),
    "urgency:suicide": Lesson(Leaning(-3.0, {"word:wohl": 4.0}), 0.5),
    "dialogue:praise": Lesson(Leaning(-0.8, {"word:wunderbar": 12.0, "word:roman": -9.0}), 0.5),
}


def witness(*, active: bool = True) -> Witness:
    rule = WitnessRule(
        id="any.witness",
        description="",
        weights="w.json",
        aside_below=0.2,
        speaks_from=0.8,
        urgent_aside_below=0.01,
        urgent_speaks_from=0.4,
        active=active,
    )
    return Witness(rule, Lessons({}, LEARNT))


@pytest.fixture
def hear(ruleset: RuleSet) -> Hear:
    engine = Engine(replace(ruleset, witness=witness()))
    return lambda text, locale="de-DE": engine.screen_one(Utterance(text, locale=locale))


def test_it_speaks_up_where_no_rule_found_anything(hear: Hear) -> None:
    text = "Schläft nur noch angstvoll."
    (finding,) = hear(text).counted(Axis.HEALTH)
    assert (finding.category, finding.subject, finding.rule) == ("mental_health", Subject.CHILD, "any.witness.health")
    assert text[finding.start : finding.end] == "angstvoll"
    assert finding.why[-1].code == "witness"
    assert finding.why[-1].words[0] == "angstvoll"


def test_it_sets_aside_what_does_not_sound_like_a_disclosure(hear: Hear) -> None:
    (finding,) = hear("Ich habe Rheuma, sagt der Held im Roman").findings
    assert (finding.counted, finding.weight, finding.why[-1].code) == (False, 0, "aside.witness")


def test_it_lets_count_what_only_lacked_a_word_beside_it(hear: Hear) -> None:
    said = hear("Mir ist der Wert zu hoch.")
    (finding,) = said.counted(Axis.HEALTH)
    assert (finding.category, finding.subject, finding.weight > 0) == ("finding", Subject.SELF, True)
    assert "witness" in {reason.code for reason in finding.why}


def test_between_its_two_thresholds_the_rules_decide(hear: Hear) -> None:
    assert hear("Ich habe Rheuma.").disclosure
    assert not hear("Guten Tag zusammen.").disclosure


def test_what_it_learnt_of_a_wish_is_added(hear: Hear) -> None:
    assert "praise" in hear("Wunderbar bei euch").labels(Axis.DIALOGUE)


def test_it_is_silent_in_a_language_nobody_taught_it(hear: Hear) -> None:
    assert not hear("Це angstvoll, дуже погано мені було вчора", locale="de-DE").disclosure


def test_it_can_be_switched_off(ruleset: RuleSet) -> None:
    silent = Engine(replace(ruleset, witness=witness(active=False)))
    assert not silent.screen_one(Utterance("Schläft nur noch angstvoll.", locale="de-DE")).disclosure


@pytest.mark.parametrize("text", ["", "👍", "???"])
def test_a_post_without_words_is_nothing_to_it(hear: Hear, text: str) -> None:
    assert not hear(text).disclosure


def test_it_speaks_up_for_what_needs_a_person_at_once(hear: Hear) -> None:
    (finding,) = hear("Leb wohl, Welt").counted(Axis.URGENCY)
    assert (finding.category, finding.rule) == ("suicide", "any.witness.urgency")


def test_it_doubts_an_urgent_finding_only_if_it_is_all_but_sure(hear: Hear) -> None:
    assert list(hear("Mein Mann bekommt keine Luft").counted(Axis.URGENCY))
    assert not list(hear("Mein Mann bekommt keine Luft, so ein Roman").counted(Axis.URGENCY))


def test_what_a_rule_says_of_a_wish_is_doubted_only_where_much_speaks_against_it(hear: Hear) -> None:
    assert "praise" in hear("Danke euch").labels(Axis.DIALOGUE)
    assert "praise" not in hear("Danke, Roman").labels(Axis.DIALOGUE)
