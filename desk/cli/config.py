"""`desk config`: the settings in force, and what may be set."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import typer

from desk import settings as desk_settings
from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.output import answer, write_json
from desk.cli.usage import NamedCommands
from desk.errors import Refused
from desk.plain_text import harmless
from desk.settings import Settings

app = typer.Typer(cls=NamedCommands, add_completion=False, rich_markup_mode=None)


@app.callback()
def config() -> None:
    """Show, validate and describe the settings."""


@app.command()
def show(ctx: typer.Context) -> None:
    """Print the settings in force, as a file that could be used as it is."""
    asked: Asked = ctx.obj
    for line in _toml(msgspec.to_builtins(settings_of(asked))):
        typer.echo(harmless(line, keep_lines=False))


@app.command()
def validate(ctx: typer.Context) -> None:
    """Check the settings file; exit code 1 and what is wrong if it does not hold."""
    asked: Asked = ctx.obj
    _check_screen(settings_of(asked))
    file = _file(asked)
    answer("cli.config.holds" if file.is_file() else "cli.config.no_file", file=file)


def _check_screen(settings: Settings) -> None:
    """Refuse a theme or keys with which the screen would not open."""
    from desk.tui.keymap import Keymap  # noqa: PLC0415  no other command needs Textual
    from desk.tui.themes import PALETTES  # noqa: PLC0415  as above

    Keymap(settings.keys)
    if settings.theme not in PALETTES:
        raise Refused("tui.theme.unknown", theme=settings.theme, known=", ".join(PALETTES))


@app.command()
def schema() -> None:
    """Print the JSON schema of the settings file."""
    write_json(desk_settings.schema())


@app.command()
def path(ctx: typer.Context) -> None:
    """Print where the settings file lies, or would lie."""
    asked: Asked = ctx.obj
    typer.echo(harmless(str(_file(asked)), keep_lines=False))


def _file(asked: Asked) -> Path:
    return Path(asked.config).expanduser() if asked.config else desk_settings.default_file()


def _toml(tree: Mapping[str, Any]) -> Iterator[str]:
    """Yield a tree of plain values as TOML: what has no table first, since a table reaches to the next one."""
    yield from (f"{_key(name)} = {_value(value)}" for name, value in tree.items() if not isinstance(value, dict))
    for name, table in tree.items():
        if isinstance(table, dict):
            yield f"[{_key(name)}]"
            yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _value(name)


def _value(value: str | float | bool) -> str:
    """JSON writes strings, numbers and truth values as TOML does."""
    return json.dumps(value, ensure_ascii=False)
