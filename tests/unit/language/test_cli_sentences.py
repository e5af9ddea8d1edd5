"""What the commands say exists in both languages, and nothing is written that no command says."""

import re
import string
import tomllib
from pathlib import Path

import desk

_PACKAGE = Path(desk.__file__).parent


def _flat(prefix: str, table: dict[str, object]) -> dict[str, str]:
    rows: dict[str, str] = {}
    for key, value in table.items():
        rows |= _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else {f"{prefix}{key}": str(value)}
    return rows


def _sentences(language: str) -> dict[str, str]:
    return _flat("", tomllib.loads((_PACKAGE / "language" / language / "cli.toml").read_text(encoding="utf-8")))


def _slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    german, english = _sentences("de"), _sentences("en")
    assert {key: _slots(text) for key, text in german.items()} == {key: _slots(text) for key, text in english.items()}


def _code() -> str:
    files = [*(_PACKAGE / "cli").glob("*.py"), _PACKAGE / "store" / "audit.py"]
    return "".join(file.read_text(encoding="utf-8") for file in files).replace("'", '"')


def test_every_sentence_that_a_command_names_is_written() -> None:
    code = _code()
    named = set(re.findall(r'"cli\.([a-z0-9_.]+)"', code))
    named |= {f"case.{key}" for key in re.findall(r'_say\(\s*"([a-z_]+)"', code)}
    assert named
    assert named <= set(_sentences("en"))


def test_every_sentence_is_said_somewhere() -> None:
    code = _code()
    said = {key for key in _sentences("en") if f'"cli.{key}"' in code or f'"{key.rpartition(".")[2]}"' in code}
    assert set(_sentences("en")) - said == set()
