"""All commands. Imports nothing heavy: a command pays only for what it uses."""

from importlib import import_module
from typing import Annotated

import typer

from desk.cli.asked import Asked
from desk.cli.group import DeskGroup
from desk.errors import WrongUsage

app = typer.Typer(name="desk", cls=DeskGroup, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(import_module("desk.cli.about").version())
        raise typer.Exit


def _known_language(tag: str | None) -> str | None:
    if tag is not None and tag.partition("-")[0] not in ("de", "en"):
        raise WrongUsage("cli.usage.language")
    return tag


@app.callback(invoke_without_command=True)
def desk(
    ctx: typer.Context,
    *,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", envvar="DESK_DATABASE", help="Database: a path or a URL."),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", callback=_known_language, help="Language: de or en, also de-AT, de-CH."),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(metavar="FILE", envvar="DESK_CONFIG", help="Settings file."),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Folder of the rules in force."),
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Policy file that replaces the policy of the house its head names."),
    ] = None,
    login: Annotated[
        str | None,
        typer.Option("--as", metavar="LOGIN", help="Act as another member of staff, where the account may."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit."),
    ] = False,
) -> None:
    """Moderate patients' posts. Without a command: open the desk that was used last."""
    ctx.obj = Asked(database, lang, config, rules, policy, login)
    if ctx.invoked_subcommand is None:
        import_module("desk.cli.opening").open_last(ctx.obj)


def main() -> None:
    """Run the command line."""
    app(prog_name="desk")
