"""The examples beside the rules are run."""

from pathlib import Path

import msgspec

from desk.screening.documents import RuleSet
from desk.screening.engine import Engine
from desk.screening.example_posts import Example
from desk.screening.examples import check, failures, failures_of, utterance


def test_all_examples_of_the_small_rule_set_hold(ruleset: RuleSet, engine: Engine) -> None:
    assert failures(ruleset) == []
    assert failures(ruleset) == []


def test_a_wrong_example_is_named_with_its_rule_and_file(ruleset: RuleSet, engine: Engine) -> None:
    rule = next(rule for rule in ruleset.rules if rule.id == "de.diagnosis.rheumatism")
    wrong = msgspec.structs.replace(rule, match=("Guten Tag.",), no_match=("Ich habe Rheuma.",))
    missed, found = failures_of(wrong, ruleset, engine)
    assert (missed.rule, missed.file, missed.missed) == (rule.id, "lexicon/health.de.toml", True)
    assert str(missed) == "de.diagnosis.rheumatism: Das Beispiel unter match wird nicht gefunden: Guten Tag."
    assert str(found).endswith("wird gefunden: Ich habe Rheuma.")


def test_an_example_without_a_place_is_read_where_its_language_is_spoken(ruleset: RuleSet) -> None:
    english = next(rule for rule in ruleset.rules if rule.language == "en")
    assert utterance(Example("x"), english).locale == "en"
    assert utterance(Example("x", locale="de-CH"), english).locale == "de-CH"


def test_the_small_rule_set_has_no_problems(rules_folder: Path) -> None:
    assert check(rules_folder) == []
