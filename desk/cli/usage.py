"""Wrong usage in one sentence of the language in force, with the way out. Typer's own is English and four lines.

Typer's types of contexts, parameters and most of its errors are not public, therefore `Any`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperGroup

from desk.cli.asked import Asked
from desk.errors import DeskError, WrongUsage
from desk.language.words import words
from desk.plain_text import one_line

_LONGEST = 40
_WITH_NEAREST = {"command": "command_near", "option": "option_near"}


class NamedCommands(TyperGroup):
    """A group of commands that knows which of them was meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called.

        Raises:
            WrongUsage: there is none of this name.
        """
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise _refusal("command", ctx.command_path, args[0], get_close_matches(args[0], list(self.commands), n=1))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; an error of which typer does not say where it happened, happened in that command."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            _place(error, ctx)
            raise


@contextmanager
def wrong_usage_told(arguments: Sequence[str]) -> Iterator[None]:
    """Turn what typer refuses into an error of ours, in the language that `arguments` or the settings ask for."""
    try:
        yield
    except typer.TyperException as error:
        _speak(arguments)
        raise _told(error, arguments) from None
    except WrongUsage:
        _speak(arguments)
        raise


def _speak(arguments: Sequence[str]) -> None:
    """Speak as the command would have done that never came to it."""
    from desk.cli.at_desk import settings_of  # noqa: PLC0415  heavy, and not needed unless something was refused

    joined = [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    apart = [tag for option, tag in pairwise(arguments) if option == "--lang"]
    with suppress(DeskError):
        settings_of(Asked(lang=next(iter(joined + apart), None)))


def _place(error: Any, ctx: Any) -> None:
    if error.ctx is None:
        error.ctx = ctx


def _told(error: Any, arguments: Sequence[str]) -> WrongUsage:
    """Say what is wrong: an option nobody knows or without its value, a value that does not fit, too many words."""
    ctx, param = error.ctx, getattr(error, "param", None)
    path = " ".join(filter(None, (ctx.command_path, ctx.invoked_subcommand))) if ctx else "desk"
    if hasattr(error, "possibilities"):
        return _refusal("option", path, error.option_name, list(error.possibilities or ())[:1])
    if hasattr(error, "option_name"):
        given = any(argument.startswith(f"{error.option_name}=") for argument in arguments)
        return _refusal("takes_none" if given else "no_value", path, error.option_name)
    if hasattr(error, "param_type"):
        return _refusal("missing", path, _name(param))
    if param is not None:
        return _refusal("value", path, _name(param), expected=_expected(param))
    return _refusal("no_command" if ctx and isinstance(ctx.command, TyperGroup) else "too_much", path, "")


def _refusal(kind: str, path: str, name: str, near: Sequence[str] = (), expected: str = "") -> WrongUsage:
    key = _WITH_NEAREST[kind] if near else kind
    return WrongUsage(
        f"cli.usage.{key}", name=one_line(name, _LONGEST), near="".join(near), command=path, expected=expected
    )


def _name(param: Any) -> str:
    """Return what a person writes: the option, or the word that stands for an argument."""
    return str(max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name)


def _expected(param: Any) -> str:
    """Return what fits: the names there are, else the kind of value that the help calls so."""
    choices = getattr(param.type_descriptor, "choices", None)
    if choices:
        return ", ".join(str(choice.value) for choice in choices)
    key = f"cli.usage.expected.{param.metavar}"
    return words().text(key) if words().known(key) else str(param.metavar or param.name)
