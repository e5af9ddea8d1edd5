"""The examples beside the rules, run: what `desk rules test` and `desk rules check` say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.language.words import words
from desk.model.findings import Utterance
from desk.screening.documents import AnyRule, Example, RuleSet, examples
from desk.screening.engine import Engine
from desk.screening.problems import Problem
from desk.screening.rules import read_folder


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that came out otherwise than its rule says. `missed`: it should have been found."""

    rule: str
    file: str
    example: str
    missed: bool

    def __str__(self) -> str:
        key = "screening.examples.not_found" if self.missed else "screening.examples.found"
        return words().text(key, rule=self.rule, example=self.example)


def check(folder: Path) -> list[Problem]:
    """Return everything that does not hold in the rule files of a folder."""
    return read_folder(folder).problems


def failures(ruleset: RuleSet, engine: Engine | None = None) -> list[Failure]:
    """Run every example of a rule set and return those that came out otherwise."""
    screener = engine or Engine(ruleset)
    return [failure for rule in ruleset.all() for failure in failures_of(rule, ruleset, screener)]


def failures_of(rule: AnyRule, ruleset: RuleSet, engine: Engine) -> Iterator[Failure]:
    """Run the examples of one rule."""
    for wanted, written in ((True, rule.match), (False, rule.no_match)):
        for example in examples(written):
            if (rule.id in engine.trace(utterance(example, rule)).rules) is not wanted:
                yield Failure(rule.id, ruleset.files.get(rule.id, ""), example.text, missed=wanted)


def utterance(example: Example, rule: AnyRule) -> Utterance:
    """Return the post an example stands for; without a place it is one where the rule's language is spoken."""
    locale = example.locale or ("en" if rule.language == "en" else "de-DE")
    return Utterance(example.text, example.parent, example.author, locale, example.house)
