"""`docs/commands.md` names every command, and every option in the part about its command."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from desk.cli.asked import Asked
from desk.cli.group import ENTRIES, Later
from desk.cli.main import app

_DOCUMENT = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
_EVERYWHERE = {f"--{name}" for name in Asked.__slots__ if name != "login"} | {"--as", "--help"}


def _commands() -> Iterator[tuple[str, Any]]:
    for entry in ENTRIES:
        command = Later(entry).loaded()
        if isinstance(command, TyperGroup):
            yield from ((f"{entry.name} {name}", each) for name, each in command.commands.items())
        else:
            yield entry.name, command


_COMMANDS = dict(_commands())


def _part(name: str) -> str:
    """Return what the document says of a command: its section, or its row."""
    section = re.search(rf"^### `desk {name}\b.*?(?=^##|\Z)", _DOCUMENT, re.MULTILINE | re.DOTALL)
    row = re.search(rf"^\| `desk {name}\b.*$", _DOCUMENT, re.MULTILINE)
    found = section or row
    assert found, f"desk {name} is not documented"
    return found[0]


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    part = _part(name)
    options = [option for param in _COMMANDS[name].params if param.param_type_name == "option" for option in param.opts]
    assert [option for option in options if option not in _EVERYWHERE and option not in part] == []


@pytest.mark.parametrize("name", _COMMANDS)
def test_no_option_is_documented_that_does_not_exist(name: str) -> None:
    known = {option for param in _COMMANDS[name].params for option in param.opts}
    told = set(re.findall(r"`(--[a-z-]+)", _part(name)))
    assert told - known - _EVERYWHERE == set()


def test_the_options_that_stand_everywhere_are_documented() -> None:
    everywhere = _DOCUMENT.partition("## Everywhere")[2].partition("## `desk`")[0]
    root = [option for param in get_command(app).params for option in param.opts]
    assert [option for option in root if option not in everywhere] == []
