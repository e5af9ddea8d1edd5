"""Reasons, said in one line."""

import subprocess
import sys

import pytest

from desk.language.explain import explain, policy_sentence
from desk.language.words import Words
from desk.model.findings import Finding, Reason
from desk.model.names import Axis, Status, Subject

CODES = [
    "words", "inherited", "no_words", "identifier.shape", "identifier.check", "identifier.context",
    "subject.mentioned", "subject.topic",
    *(f"subject.{subject}" for subject in Subject), *(f"status.{status}" for status in Status),
    "aside.near", "aside.unless", "aside.negated", "aside.hypothetical", "aside.generic", "aside.figurative",
    "aside.past", "aside.quoted", "aside.question", "aside.nobody", "aside.group", "aside.public_figure",
]  # fmt: skip


def finding(*why: Reason) -> Finding:
    return Finding("de.x", Axis.HEALTH, "diagnosis", 0, 1, why=why)


def test_the_reasons_of_a_finding_are_one_line() -> None:
    found = finding(Reason("words", ("Krebs",)), Reason("subject.self", ("Ich",)), Reason("aside.figurative"))
    assert explain(found, Words("de")) == (
        "gefunden: „Krebs“ · über sich selbst: „Ich“ · zählt nicht: Redensart oder Scherz"
    )
    assert explain(found, Words("en")).startswith("found: “Krebs” · about the author")


def test_beside_the_quoted_passage_the_words_that_were_found_are_not_repeated() -> None:
    found = finding(Reason("words", ("Krebs",)), Reason("subject.self", ("Ich",)))
    assert explain(found, Words("de"), quoted=True) == "über sich selbst: „Ich“"


def test_a_reason_without_words_ends_without_a_colon() -> None:
    assert explain(finding(Reason("status.quoted")), Words("de")) == "steht in einem Zitat"


def test_words_of_a_post_are_made_harmless_and_short() -> None:
    line = explain(finding(Reason("words", ("a\x1b[31m\n" + "b" * 500,))), Words("de"))
    assert "\x1b" not in line
    assert "\n" not in line
    assert len(line) < 100


def test_braces_in_a_post_are_only_braces() -> None:
    assert "{words} {0}" in explain(finding(Reason("words", ("{words} {0}",))), Words("de"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_a_sentence(language: str, code: str) -> None:
    assert Words(language).known(f"why.{code}")


def test_explaining_loads_no_spacy() -> None:
    code = "import sys, desk.language.explain; sys.exit('spacy' in sys.modules or 'desk.screening' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_refusal_names_roles_and_not_their_codes() -> None:
    sentence = policy_sentence(Reason("policy.rights.decides", ("SMOD", "ÄD")), Words("de"))
    assert sentence == "Hier entscheidet: Leitung Moderation, Ärztlicher Dienst."
