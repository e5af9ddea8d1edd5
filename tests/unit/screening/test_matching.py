"""What the rules find, before anybody asks how it is meant."""

import dataclasses
from collections.abc import Callable

import msgspec

from desk.screening.compiled import compile_rules
from desk.screening.documents import RuleSet
from desk.screening.matching import Hit, Matching
from desk.screening.pipelines import vocabularies
from desk.screening.reading import read

SPOKEN = frozenset({"de", "any"})


def matching(ruleset: RuleSet, text: str) -> Matching:
    compiled = compile_rules(ruleset)
    reading = read(text)
    return Matching(compiled, reading, compiled.gate.scan(reading), frozenset({"de", "any"}), vocabularies())


def found(one: Matching, hits: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.rule.id, one.reading.written(hit.first, hit.last)) for hit in hits]


def test_terms_are_found_and_label_their_words(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Mein Brustkrebs und die Knie-OP")
    assert found(one, one.term_hits()) == [("de.diagnosis.cancer", "Brustkrebs"), ("de.procedure.knee", "Knie OP")]
    assert one.labels == {1: {"health", "diagnosis"}, 4: {"health", "procedure"}, 5: {"health", "procedure"}}


def test_exceptions_are_whole_words_and_phrases(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Flusskrebse, Krebs rot, Hund Krebs, Flusskrebsallergie")
    assert one.term_hits() == []


def test_a_hit_that_its_rule_sets_aside_labels_nothing(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Sternzeichen Krebs")
    (hit,) = one.term_hits()
    assert one.refused(hit) == "unless"
    assert not one.labels


def test_a_condition_may_ask_for_a_label_beside_the_hit(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Der Wert beim Rheuma. Der Wert der Ware.")
    assert [one.refused(hit) for hit in one.term_hits() if hit.rule.id == "de.finding.value"] == ["", "near"]


def test_patterns_are_run_by_kind(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Ich bin in der 9. Woche, kein Scherz. Kein Witz.")
    one.term_hits()
    assert found(one, one.pattern_hits("finding")) == [("de.pregnancy.phrase", "bin in der 9 . Woche")]
    assert len(one.pattern_hits("status")) == 2
    assert len(one.pattern_hits("status", frozenset({1}))) == 1
    assert found(one, one.pattern_hits("subject")) == [("de.subject.self", "Ich")]


def test_rules_of_another_language_are_silent(ruleset: RuleSet) -> None:
    one = matching(ruleset, "Die cancer me")
    assert one.term_hits() == []
    assert one.pattern_hits("subject") == []


def test_a_number_wakes_a_pattern_that_has_no_certain_word(ruleset: RuleSet) -> None:
    rule = msgspec.structs.replace(
        next(rule for rule in ruleset.rules if rule.id == "de.pregnancy.phrase"), patterns=("^ {num} (wochen)? $",)
    )
    one = matching(dataclasses.replace(ruleset, rules=(rule,)), "Hallo. 12 Wochen! Seit 12 Wochen.")
    assert found(one, one.pattern_hits("finding")) == [("de.pregnancy.phrase", "12 Wochen")]


def conditioned(ruleset: RuleSet, text: str, answers: str = "", **conditions: tuple[str, ...]) -> str:
    """Why the rule about cancer sets a text aside under these conditions."""
    rule = next(rule for rule in ruleset.rules if rule.id == "de.diagnosis.cancer")
    rules = tuple(
        msgspec.structs.replace(one, **conditions, unless=(), near=()) if one is rule else one for one in ruleset.rules
    )
    compiled = compile_rules(dataclasses.replace(ruleset, rules=rules))

    def look_at(written: str, answered: Callable[[], Matching] | None = None) -> Matching:
        reading = read(written)
        one = Matching(
            compiled, reading, compiled.gate.scan(reading), frozenset({"de", "any"}), vocabularies(), answered
        )
        one.term_hits()
        return one

    one = look_at(text, (lambda: look_at(answers)) if answers else None)
    return one.refused(next(hit for hit in one.term_hits() if hit.rule.id == rule.id))


def test_a_condition_may_reach_through_the_whole_post(ruleset: RuleSet) -> None:
    assert not conditioned(ruleset, "Brustkrebs. Ich weine nur noch.", anywhere=("weine",))
    assert conditioned(ruleset, "Brustkrebs. Ich lache.", anywhere=("weine",)) == "near"
    assert conditioned(ruleset, "Brustkrebs. Ein Roman von hundert Seiten.", nowhere=("roman",)) == "unless"
    assert conditioned(ruleset, "Brustkrebs. Ein (echter) Roman.", nowhere=("ein … (roman|film)",)) == "unless"
    assert not conditioned(ruleset, "Brustkrebs. Die Knie-OP auch.", anywhere=("{procedure}",))


def test_a_rule_that_asks_for_the_post_answered_is_silent_where_nothing_is_answered(ruleset: RuleSet) -> None:
    rule = next(rule for rule in ruleset.rules if rule.id == "de.diagnosis.cancer")
    asking = msgspec.structs.replace(rule, parent=("wer hat",))
    assert matching(dataclasses.replace(ruleset, rules=(asking,)), "Brustkrebs").term_hits() == []


def test_a_condition_may_ask_for_the_post_that_is_answered(ruleset: RuleSet) -> None:
    assert conditioned(ruleset, "Brustkrebs", "Schönes Bild!", parent=("wer hat",)) == "near"
    assert not conditioned(ruleset, "Brustkrebs", "Wer hat so etwas?", parent=("wer hat",))
    assert not conditioned(ruleset, "Brustkrebs", "Nach der Knie-OP", parent=("{procedure}",))


def test_a_condition_asked_early_does_not_hide_labels_from_patterns(ruleset: RuleSet) -> None:
    rule = next(rule for rule in ruleset.rules if rule.id == "de.diagnosis.rheumatism")
    asks = msgspec.structs.replace(rule, unless=("kein (witz|scherz)",))
    waits = next(rule for rule in ruleset.rules if rule.id == "de.pregnancy.phrase")
    waits = msgspec.structs.replace(waits, patterns=("seit {diagnosis}",))
    one = matching(dataclasses.replace(ruleset, rules=(asks, waits)), "Müde seit Rheuma, kein Spaß")
    one.term_hits()
    assert found(one, one.pattern_hits("finding")) == [("de.pregnancy.phrase", "seit Rheuma")]
