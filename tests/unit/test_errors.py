import ast
from pathlib import Path

import pytest

import desk
from desk import errors
from desk.errors import DeskError
from desk.language.words import Words, speak

EXIT_CODES = {
    "DeskError": 1,
    "Refused": 1,
    "RuleError": 1,
    "WrongUsage": 2,
    "NotAllowed": 3,
    "StaleVersion": 3,
    "ClaimedByOther": 3,
    "IllegalTransition": 3,
    "Unreachable": 4,
}
SOURCES = sorted(Path(next(iter(desk.__path__))).rglob("*.py"))


def subclasses(kind: type[DeskError]) -> set[type[DeskError]]:
    return {kind}.union(*map(subclasses, kind.__subclasses__()))


def test_every_error_has_the_exit_code_that_other_programs_rely_on() -> None:
    found = {kind.__name__: kind.exit_code for kind in subclasses(DeskError) if kind.__module__ == errors.__name__}
    assert found == EXIT_CODES


def test_an_error_is_its_sentence_in_the_language_of_the_moment() -> None:
    error = errors.WrongUsage("errors.no_such_post", key="p1")
    german = str(error)
    speak("en")
    assert "p1" in german
    assert "p1" in str(error)
    assert german != str(error)


def test_an_error_keeps_its_key_and_values_for_programs() -> None:
    error = errors.Unreachable("errors.sink", file="x", problem="voll")
    assert (error.key, error.values) == ("errors.sink", {"file": "x", "problem": "voll"})


def raised_keys() -> set[str]:
    """Every sentence that the code asks for by a plain key."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if text.startswith("workflow.") and " " not in text}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sentence_of_the_workflow_is_written(language: str) -> None:
    words = Words(language)
    assert raised_keys() >= {"workflow.broken_text", "workflow.unknown_channel", "workflow.until_past"}
    assert {key for key in raised_keys() if not words.known(key)} == set()
