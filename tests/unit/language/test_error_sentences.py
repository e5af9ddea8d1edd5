"""Every error names a sentence that exists in both languages and only values that the code hands in."""

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import desk

_PACKAGE = Path(desk.__file__).parent


def _raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the key of every error in the code with the names of its values."""
    for file in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key = node.args[0].value
                if isinstance(key, str) and key.startswith("errors."):
                    yield key.removeprefix("errors."), frozenset(word.arg for word in node.keywords if word.arg)


def _sentences(language: str) -> dict[str, str]:
    return tomllib.loads((_PACKAGE / "language" / language / "errors.toml").read_text(encoding="utf-8"))


def _slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_error_has_its_sentence_and_every_sentence_its_error(language: str) -> None:
    assert set(_sentences(language)) == {key for key, _ in _raised()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_sentence_names_only_values_that_are_handed_in(language: str) -> None:
    sentences = _sentences(language)
    for key, values in _raised():
        assert _slots(sentences[key]) <= values, key


def test_both_languages_name_the_same_values() -> None:
    german, english = _sentences("de"), _sentences("en")
    assert {key: _slots(text) for key, text in german.items()} == {key: _slots(text) for key, text in english.items()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_sentence_is_one_line(language: str) -> None:
    assert not [key for key, text in _sentences(language).items() if "\n" in text]
