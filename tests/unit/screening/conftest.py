"""A small rule set of these tests' own, so that they do not depend on the rules that ship."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desk.model.findings import Screened, Utterance
from desk.screening import rules
from desk.screening.documents import RuleSet
from desk.screening.engine import Engine


@pytest.fixture(scope="session")
def rules_folder() -> Path:
    return Path(__file__).parent / "rules"


@pytest.fixture(scope="session")
def ruleset(rules_folder: Path) -> RuleSet:
    return rules.load(rules_folder)


@pytest.fixture(scope="session")
def engine(ruleset: RuleSet) -> Engine:
    return Engine(ruleset)


@pytest.fixture(scope="session")
def screen(engine: Engine) -> Callable[..., Screened]:
    def screened(text: str, *, parent: str = "", author: str = "", locale: str = "de-DE") -> Screened:
        return engine.screen_one(Utterance(text, parent, author, locale, "insurer"))

    return screened
