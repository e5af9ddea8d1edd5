"""The group of all commands: each is known by name and sentence; its module is imported when it is called."""

import copy
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from desk.cli.asked import Asked
from desk.cli.failing import failures_told
from desk.cli.usage import NamedCommands, wrong_usage_told
from desk.errors import WrongUsage

_EVERYWHERE = frozenset(option.name for option in fields(Asked)) - {"login"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as the list of commands shows it, and the module of `desk.cli` that holds it."""

    name: str
    module: str
    sentence: str


ENTRIES = (
    Entry("replay", "replay", "Feed an inbox into a desk as if its posts came in now, and open the desk."),
    Entry("screen", "screening", "Screen an inbox: one line of findings for each post."),
    Entry("evaluate", "evaluate", "Compare what screening finds with labelled posts."),
    Entry("next", "case", "Claim the most urgent post and print it."),
    Entry("claim", "case", "Claim a post and print it."),
    Entry("show", "case", "Print a post with its findings, its policy and its history."),
    Entry("decide", "decide", "Decide a post."),
    Entry("undo", "decide", "Take back your last decision while its effects wait."),
    Entry("note", "decide", "Write an internal note; it never leaves the desk."),
    Entry("release", "decide", "Release what somebody else decided: the second pair of eyes."),
    Entry("queue", "queue", "List a queue, most urgent first."),
    Entry("audit", "audit", "Check, witness and export the audit log."),
    Entry("rules", "rules", "Check, test, explain and list the rules."),
    Entry("config", "config", "Show, validate and describe the settings."),
)


class Later(TyperCommand):
    """Stands for a command until it is called."""

    def __init__(self, entry: Entry, **attributes: Any) -> None:
        """Take what help and completion need to know."""
        super().__init__(entry.name, help=entry.sentence, rich_markup_mode=None, **attributes)
        self._entry = entry

    def loaded(self) -> Any:
        """Import the module and return the command itself."""
        built = get_command(import_module(f"desk.cli.{self._entry.module}").app)
        return built.commands.get(self._entry.name, built) if isinstance(built, TyperGroup) else built


class DeskGroup(NamedCommands):
    """All commands, each with the options that stand everywhere, and one way to fail.

    Typer's own types of contexts and commands are not public, therefore `Any`.
    """

    def __init__(self, **attributes: Any) -> None:
        """Put a stand-in in the place of every command."""
        super().__init__(**attributes)
        self.commands = {entry.name: Later(entry) for entry in ENTRIES}

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line; wrong usage ends like every other failure."""
        given = args[0] if args else more.get("args")
        with failures_told(), wrong_usage_told(sys.argv[1:] if given is None else given):
            sys.exit(super().main(*args, **more | {"standalone_mode": False}))

    def invoke(self, ctx: Any) -> Any:
        """Run a command; whatever goes wrong ends in one line and an exit code."""
        with failures_told(passing=(typer.Exit, typer.TyperException, WrongUsage)):
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called, and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        if isinstance(command, Later):
            command = command.loaded()
            _share([_shared(option) for option in self.params if option.name in _EVERYWHERE], command)
        return name, command, rest


def _shared(option: Any) -> Any:
    """Return an option of the group as one of a command, which tells the group what it was given."""
    shared = copy.copy(option)
    shared.expose_value = False
    shared.envvar = None
    shared.callback = partial(_take, option.callback)
    return shared


def _take(check: Callable[..., Any] | None, ctx: typer.Context, option: Any, value: str | None) -> str | None:
    checked = check(ctx, option, value) if check else value
    if isinstance(ctx.obj, Asked):
        ctx.obj.take(option.name, checked)
    return value


def _share(options: list[Any], command: Any) -> None:
    command.params = [*command.params, *options]
    if isinstance(command, TyperGroup):
        for each in command.commands.values():
            _share(options, each)
