"""The rules that ship hold, and every example beside them comes out as it says."""

from dataclasses import replace

import pytest

from desk import locations
from desk.screening import rules
from desk.screening.documents import RuleSet
from desk.screening.engine import Engine
from desk.screening.example_posts import examples
from desk.screening.examples import check, failures_of, failures_of_witness

FOLDER = locations.shipped_rules()
FILES = sorted(
    file.relative_to(FOLDER).as_posix()
    for folder in ("lexicon", "patterns", "identifiers")
    for file in (FOLDER / folder).glob("*.toml")
    if not file.name.startswith("lists.")
)
LEAST_EXAMPLES = 2


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return rules.load(FOLDER)


@pytest.fixture(scope="module")
def engine(ruleset: RuleSet) -> Engine:
    return Engine(replace(ruleset, witness=None))


def test_every_file_holds() -> None:
    assert [str(problem) for problem in check(FOLDER)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_example_comes_out_as_its_rule_says(file: str, ruleset: RuleSet, engine: Engine) -> None:
    mine = [rule for rule in ruleset.all() if ruleset.files[rule.id] == file]
    assert [str(failure) for rule in mine for failure in failures_of(rule, ruleset, engine)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_rule_has_two_examples_each_way(file: str, ruleset: RuleSet) -> None:
    mine = [rule for rule in ruleset.all() if ruleset.files[rule.id] == file]
    assert [
        rule.id for rule in mine for way in (rule.match, rule.no_match) if len(examples(way)) < LEAST_EXAMPLES
    ] == []


def test_the_second_witness_hears_its_examples_as_it_says(ruleset: RuleSet) -> None:
    assert ruleset.witness is not None
    assert [str(failure) for failure in failures_of_witness(ruleset, ruleset.witness.rule)] == []
