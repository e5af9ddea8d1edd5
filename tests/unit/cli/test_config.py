import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from typer.testing import Result

from desk.settings import Settings

Run = Callable[..., Result]


def test_show_prints_a_file_that_gives_the_same_settings(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('theme = "desk-light"\n[keys]\napprove = "f5, \\""\n[timing]\nhold = 3.5\n', encoding="utf-8")
    shown = run("config", "show", "--config", str(file)).stdout
    settings = msgspec.convert(tomllib.loads(shown), Settings)
    assert (settings.theme, settings.keys, settings.timing.hold) == ("desk-light", {"approve": 'f5, "'}, 3.5)
    assert settings.lang == "en"


def test_validate_tells_whether_a_file_holds(run: Run, home: Path, tmp_path: Path) -> None:
    assert "does not exist" in run("config", "validate").stdout
    file = tmp_path / "desk.toml"
    file.write_text("animations = 7\n")
    assert run("config", "validate", "--config", str(file)).exit_code == 1
    file.write_text("animations = false\n")
    assert run("config", "validate", "--config", str(file)).stdout == f"{file}: valid.\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('theme = "desk-pink"', "desk-pink"),
        ('[keys]\naprove = "f5"', "approve"),
        ('[keys]\napprove = "ctrl+m"', "enter"),
        ('[keys]\napprove = "f5"\nhide = "f5"', "hide"),
    ],
)
def test_a_theme_or_keys_with_which_the_screen_would_not_open_do_not_hold(
    run: Run, tmp_path: Path, line: str, told: str
) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(f"{line}\n")
    result = run("config", "validate", "--config", str(file))
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert told in result.stderr


def test_a_missing_file_that_was_named_does_not_hold(run: Run, tmp_path: Path) -> None:
    assert run("config", "validate", "--config", str(tmp_path / "none.toml")).exit_code == 1


def test_the_schema_names_every_setting(run: Run) -> None:
    schema = json.loads(run("config", "schema").stdout)
    assert set(schema["$defs"]["Settings"]["properties"]) == set(Settings.__struct_fields__)


def test_path_says_where_the_file_lies(run: Run, home: Path) -> None:
    assert run("config", "path").stdout == f"{home / 'config' / 'desk.toml'}\n"
    assert run("config", "path", "--config", "other.toml").stdout == "other.toml\n"
