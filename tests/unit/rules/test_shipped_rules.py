"""The rules that ship hold, and every example beside them comes out as it says."""

import pytest

from desk import locations
from desk.screening import rules
from desk.screening.documents import RuleSet, examples
from desk.screening.engine import Engine
from desk.screening.examples import check, failures_of

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
    return Engine(ruleset)


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
