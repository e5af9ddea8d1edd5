"""Help, command line, palette, people, themes, the crisis plan."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.content import Content

from desk.language.words import words
from desk.plain_text import one_line
from desk.tui.actions import TABLE, Context, Deed, Group, of_context
from desk.tui.drawers.legend import help_line
from desk.tui.drawers.line import LineDrawer
from desk.tui.drawers.options import Option
from desk.tui.drawers.pick import PickDrawer, Question
from desk.tui.drawers.reading import ReadingDrawer
from desk.tui.handlers.taking import close_case
from desk.tui.keeping import keep_place
from desk.tui.themes import PALETTES

if TYPE_CHECKING:
    from desk.tui.keymap import Keymap
    from desk.tui.screens.desk_screen import DeskScreen

_OFFERED = 6
_LEAST = 3
_KEYS = 11
_TITLE = 20
_NAME = 60


async def show_help(screen: "DeskScreen", deed: Deed) -> None:
    """Show every action of the place with its keys."""
    await screen.ask(ReadingDrawer(deed.title, help_content(screen.app.keymap)))


async def crisis(screen: "DeskScreen", deed: Deed) -> None:
    """Show the first steps of the crisis plan."""
    await screen.ask(ReadingDrawer(deed.title, Content(crisis_plan(screen.app.keymap))))


def crisis_plan(keymap: "Keymap") -> str:
    """Return the plan, with the keys of what can be done here."""
    keys = {deed: keymap.shown(deed) or ":" for deed in ("hide", "reply", "source", "note", "escalate")}
    return words().text("tui.crisis.plan", **keys)


async def command(screen: "DeskScreen", deed: Deed) -> None:
    """Take a command by its word."""
    word = await screen.ask(LineDrawer(deed.title, complete=offers, doubt=partial(doubt, keymap=screen.app.keymap)))
    found = [deed for deed in of_context(Context.DESK) if word in {deed.command, deed.id}]
    if found:
        screen.perform(found[0])
    elif word:
        screen.tell(words().text("tui.command.unknown", help=screen.app.keymap.shown("help")), "warn")


async def palette(screen: "DeskScreen", _: Deed) -> None:
    """Open the palette."""
    await screen.app.push_screen(CommandPalette(placeholder=words().text("tui.palette.placeholder")))


async def act_as(screen: "DeskScreen", deed: Deed) -> None:
    """Ask who to be."""
    desk = screen.workflow
    people = await screen.errands.run(desk.people)
    options = [
        Option(person.login, one_line(person.name, _NAME), words().name("role", person.role)) for person in people
    ]
    if picked := await screen.ask(PickDrawer(Question(deed.title, options))):
        await become(screen, picked.value)


async def become(screen: "DeskScreen", login: str) -> None:
    """Act as somebody else from now on; nobody takes an open case along."""
    desk = screen.workflow
    if screen.shift.opened:
        await close_case(screen)
    await keep_place(screen)
    actor = await screen.errands.run(lambda: desk.act_as(login))
    screen.watching.own(actor.login)
    screen.watching.refresh()
    role = words().name("role", actor.role)
    screen.tell(words().text("tui.people.now", name=one_line(actor.name, _NAME), role=role), "ok")


async def theme(screen: "DeskScreen", deed: Deed) -> None:
    """Ask for colours."""
    options = [Option(name, words().text(f"tui.theme.{name}")) for name in PALETTES]
    if picked := await screen.ask(PickDrawer(Question(deed.title, options))):
        screen.app.theme = picked.value


def offers(text: str) -> Sequence[Option]:
    """Return the commands that a text may be the beginning of, else those that contain it.

    What was written in full stands first, then what only looks or moves, then what decides.
    """
    wanted = text.strip().casefold()
    deeds = [deed for deed in of_context(Context.DESK) if deed.group is not Group.MOVE or wanted in _names(deed)]
    begun = [deed for deed in deeds if _begins(deed, wanted)]
    begun.sort(key=lambda deed: (wanted not in _names(deed), deed.weighty))
    others = [deed for deed in deeds if not deed.weighty and deed not in begun and wanted in deed.title.casefold()]
    return [Option(deed.command, deed.command, deed.help) for deed in (*begun, *others)[:_OFFERED]]


def doubt(text: str, command: str, *, keymap: "Keymap") -> str:
    """Return why a beginning is not enough for a command, empty if it is.

    What decides, or takes a decision back, needs three letters that begin nothing else: a slip must not decide a case.
    """
    wanted, say = text.strip().casefold(), words()
    meant = next(deed for deed in of_context(Context.DESK) if deed.command == command)
    if not meant.weighty or wanted in _names(meant):
        return ""
    tab = keymap.shown("typing.complete")
    if len(wanted) < _LEAST:
        return say.text("tui.command.short", title=meant.title, least=_LEAST, key=tab)
    begun = [deed.command for deed in of_context(Context.DESK) if _begins(deed, wanted)]
    return say.text("tui.command.several", names=", ".join(begun), key=tab) if len(begun) > 1 else ""


def _names(deed: Deed) -> set[str]:
    return {deed.command, deed.id, deed.title.casefold()}


def _begins(deed: Deed, wanted: str) -> bool:
    return any(name.startswith(wanted) for name in _names(deed))


def help_content(keymap: "Keymap") -> Content:
    """Return the help of the desk: groups, keys, titles, sentences, and what the signs of a row mean."""
    lines: list[Content] = []
    for group in Group:
        deeds = [deed for deed in TABLE if deed.group is group and deed.context is Context.DESK]
        if deeds:
            lines += [Content.styled(words().text(f"tui.group.{group}"), "heading")]
            lines += [help_line(deed, keymap, _KEYS, _TITLE) for deed in deeds] + [Content("")]
    lines += [Content.styled(words().text("tui.help.signs_title"), "heading"), Content(words().text("tui.help.signs"))]
    return Content("\n").join(lines)
