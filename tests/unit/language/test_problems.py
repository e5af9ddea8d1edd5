"""What readers and systems complain of is said in our own words, and no value is repeated."""

import sqlite3
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import pytest

from desk.language.problems import database_problem, problem, unfit
from desk.language.words import LANGUAGES, speak


class _Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lease: Annotated[float, msgspec.Meta(ge=1)] = 2.0


class _Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    timing: _Inner = _Inner()
    count: int | None = None


def _raised(work: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011  whatever a reader raises is what is being told
        work()
    return raised.value


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ({"id": "a", "count": "viele"}, "bei „count“: erwartet wird eine ganze Zahl, da steht Text"),
        ({"id": "a", "timing": {"lease": 0}}, "bei „timing.lease“: erwartet wird eine Zahl ≥ 1"),
        ({}, "es fehlt „id“"),
        ({"id": "a", "farbe": 1}, "„farbe“ gibt es nicht"),
        ({"id": "a", "timing": {"ruhe": 1}}, "bei „timing“: „ruhe“ gibt es nicht"),
        ([], "erwartet wird eine Tabelle, da steht eine Liste"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_place(tree: object, sentence: str) -> None:
    assert problem(_raised(partial(msgspec.convert, tree, _Tree))) == sentence


def test_a_message_of_any_other_form_is_not_repeated() -> None:
    assert problem(msgspec.ValidationError("Invalid value 'Ich habe Krebs'")) == "der Wert passt nicht"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a = \n", "kein gültiges TOML, Zeile 1, Spalte 5"), ('a = """', "kein gültiges TOML: Die Datei bricht")],
)
def test_a_broken_file_is_told_with_its_line(text: str, sentence: str) -> None:
    assert problem(_raised(partial(tomllib.loads, text))).startswith(sentence)


def test_a_file_that_is_missing_or_no_text_is_told_so(tmp_path: Path) -> None:
    assert problem(_raised((tmp_path / "nichts").read_text)) == "nicht gefunden"
    assert problem(_raised(tmp_path.read_bytes)) == "das ist ein Ordner"
    assert problem(_raised(b"\xff".decode)) == "kein Text in UTF-8"
    assert problem(OSError("weird")) == "das System gibt sie nicht her"


def test_what_a_database_says_is_told_without_its_words(tmp_path: Path) -> None:
    broken = tmp_path / "x.db"
    broken.write_text("x" * 200)
    error = _raised(lambda: sqlite3.connect(broken).execute("SELECT 1 FROM x"))
    assert database_problem(str(error)) == "keine Datenbank"
    assert database_problem("CHECK constraint failed: Ich habe Krebs") == "die Datenbank meldet einen Fehler"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_its_words_in_both_languages(language: str) -> None:
    speak(language)
    trees: tuple[object, ...] = ({}, [], {"id": 1}, {"id": "a", "b": 1})
    told = [problem(_raised(partial(msgspec.convert, tree, _Tree))) for tree in trees]
    told += [database_problem(part) for part in ("locked", "malformed", "no such table", "what?")]
    told += [unfit("id", "printable_id"), unfit("house", "one_of", known="practice")]
    assert not [text for text in told if "problems." in text or "{" in text]
