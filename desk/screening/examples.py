"""The examples beside the rules, run: what `desk rules test` and `desk rules check` say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desk.language.words import words
from desk.model.findings import Utterance
from desk.screening.documents import AnyRule, RuleSet
from desk.screening.engine import Engine
from desk.screening.example_posts import Example, examples
from desk.screening.problems import Problem
from desk.screening.rules import read_folder
from desk.screening.witness import WitnessRule


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


def failures(ruleset: RuleSet) -> list[Failure]:
    """Run every example of a rule set and return those that came out otherwise.

    Each rule answers for itself: the second witness is not heard, but for its own examples.
    """
    alone = Engine(replace(ruleset, witness=None))
    found = [failure for rule in ruleset.all() for failure in failures_of(rule, ruleset, alone)]
    return found if ruleset.witness is None else [*found, *failures_of_witness(ruleset, ruleset.witness.rule)]


def failures_of_witness(ruleset: RuleSet, rule: WitnessRule) -> Iterator[Failure]:
    """Run the examples of the second witness: what it must hear as a disclosure, and what it must not."""
    engine = Engine(ruleset)
    for wanted, written in ((True, rule.match), (False, rule.no_match)):
        for example in examples(written):
            post = Utterance(example.text, example.parent, example.author, example.locale or "de-DE", example.house)
            if engine.screen_one(post).disclosure is not wanted:
                yield Failure(rule.id, ruleset.files.get(rule.id, ""), example.text, missed=wanted)


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
