"""The one table of everything a person can do on the screen.

Keys, the bar at the bottom, `?`, the palette, the `:` line and `docs/keys.md` are all read from here; a test proves
that they agree.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from desk.language.words import words
from desk.model import names


class Context(StrEnum):
    """Where the keys go; within one context a key means one thing."""

    DESK = "desk"
    PICK = "picking"
    LINE = "typing"
    COMPOSE = "composing"
    REDACT = "redacting"
    MARK = "marking"
    HELP = "reading"
    CONFIRM = "confirming"


class Group(StrEnum):
    """Under which heading an action stands in help and documents."""

    DECIDE = "decide"
    CASE = "case"
    MOVE = "move"
    QUEUES = "queues"
    SEARCH = "search"
    DESK = "desk"
    PROMPT = "prompt"


class When(StrEnum):
    """What has to be there before an action can act."""

    ALWAYS = "always"
    ROW = "row"
    CASE = "case"
    SEARCH = "search"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Deed:
    """One row of the table.

    Attributes:
        id: stable name; people rebind keys and write commands with it.
        keys: comma-separated keys as Textual names them; a character may stand for itself.
        handler: `module.function` of `desk.tui.handlers`, or the method of a prompt after the dot.
        choice: the policy's action that has to be allowed for this case.
        bulk: whether it may act on all marked cases at once.
        bar: its place in the bar at the bottom, 0 for none.
        danger: whether outsiders lose something; such a deed always asks first.
        asks: whether it opens a drawer: from its key on, keys are no longer meant for the desk.
        named: the key of its name, where other rooms speak of it, too; empty: the screen alone names it.
    """

    id: str
    keys: str
    group: Group
    handler: str
    when: When = When.ALWAYS
    context: Context = Context.DESK
    choice: names.Action | None = None
    bulk: bool = False
    bar: int = 0
    danger: bool = False
    asks: bool = False
    named: str = ""

    @property
    def title(self) -> str:
        """Its one name: in the bar, the palette, the `:` line, on drawers and in sentences."""
        return words().text(self.named or f"tui.deed.{self.id}.title")

    @property
    def help(self) -> str:
        """One sentence for help and documents."""
        return words().text(f"tui.deed.{self.id}.help")

    @property
    def command(self) -> str:
        """Its name as it is written on the `:` line."""
        return self.title.casefold().replace(" ", "-")

    @property
    def weighty(self) -> bool:
        """Whether it decides or takes back: a slip on the `:` line must not do that."""
        return self.handler.partition(".")[0] in {"deciding", "correcting"}


def _decide(
    choice: names.Action, keys: str, handler: str, *, bar: int = 0, bulk: bool = False, danger: bool = False
) -> Deed:
    return Deed(
        choice.value,
        keys,
        Group.DECIDE,
        f"deciding.{handler}",
        when=When.CASE,
        choice=choice,
        bar=bar,
        bulk=bulk,
        danger=danger,
        asks=handler != "at_once",
        named=f"names.action.{choice}",
    )


def _prompt(context: Context, deed: str, keys: str, method: str) -> Deed:
    return Deed(f"{context}.{deed}", keys, Group.PROMPT, f"prompt.{method}", context=context)


DECIDING = (
    _decide(names.Action.APPROVE, "a", "at_once", bar=1, bulk=True),
    _decide(names.Action.REPLY, "r", "with_reply", bar=2),
    _decide(names.Action.ASK_EDIT, "b", "with_reply", bar=3),
    _decide(names.Action.REDACT, "x", "redact", bar=4, danger=True),
    _decide(names.Action.HIDE, "h", "with_ground", bar=5, danger=True),
    _decide(names.Action.ESCALATE, "e", "escalate", bar=6),
    _decide(names.Action.SNOOZE, "s", "snooze", bar=7, bulk=True),
    _decide(names.Action.NO_REPLY, "A", "with_reason", bulk=True),
    _decide(names.Action.REFER, "R", "with_reply"),
    _decide(names.Action.DELETE, "H", "with_ground", danger=True),
    _decide(names.Action.HOLD, "t", "with_ground", danger=True),
    _decide(names.Action.REPORT, "p", "with_reason", danger=True),
    _decide(names.Action.RELEASE, "w", "at_once"),
    _decide(names.Action.WARN, "", "with_reply", danger=True),
    _decide(names.Action.BLOCK, "", "with_reason", danger=True),
)

CASE = (
    Deed("note", "c", Group.CASE, "correcting.note", when=When.CASE, bar=8, asks=True, named="names.action.note"),
    Deed("dismiss", "f", Group.CASE, "correcting.dismiss", when=When.CASE, asks=True),
    Deed("undo", "z", Group.CASE, "correcting.undo", bar=9, asks=True),
    Deed("redo", "Z", Group.CASE, "correcting.redo", asks=True),
    Deed("repeat", "full_stop", Group.CASE, "deciding.repeat", when=When.CASE),
    Deed("unfold", "u", Group.CASE, "looking.unfold", when=When.FOLDED),
    Deed("source", "o", Group.CASE, "looking.source", when=When.CASE),
    Deed("copy_id", "y", Group.CASE, "looking.copy_id", when=When.ROW),
    Deed("copy_link", "Y", Group.CASE, "looking.copy_link", when=When.CASE),
    Deed("next_for_me", "i", Group.CASE, "taking.next_for_me"),
)

MOVING = (
    Deed("down", "j,down", Group.MOVE, "moving.down"),
    Deed("up", "k,up", Group.MOVE, "moving.up"),
    Deed("top", "g,home", Group.MOVE, "moving.top"),
    Deed("bottom", "G,end", Group.MOVE, "moving.bottom"),
    Deed("half_down", "ctrl+d,pagedown", Group.MOVE, "moving.half_down"),
    Deed("half_up", "ctrl+u,pageup", Group.MOVE, "moving.half_up"),
    Deed("open", "enter", Group.MOVE, "taking.open_case", when=When.ROW),
    Deed("leave", "escape", Group.MOVE, "taking.leave"),
    Deed("back", "q", Group.MOVE, "taking.back"),
    Deed("mark", "space", Group.MOVE, "moving.mark", when=When.ROW),
    Deed("mark_range", "v", Group.MOVE, "moving.mark_range", when=When.ROW),
    Deed("post_down", "J", Group.MOVE, "looking.post_down"),
    Deed("post_up", "K", Group.MOVE, "looking.post_up"),
    Deed("why_down", "ctrl+f", Group.MOVE, "looking.why_down"),
    Deed("why_up", "ctrl+b", Group.MOVE, "looking.why_up"),
    Deed("zoom", "tab", Group.MOVE, "looking.zoom"),
)

QUEUES = (
    Deed("new_urgent", "0", Group.QUEUES, "moving.new_urgent"),
    *(
        Deed(f"queue_{queue.value}", str(number), Group.QUEUES, "moving.queue", named=f"names.queue.{queue}")
        for number, queue in enumerate(names.Queue, start=1)
    ),
)

SEARCH = (
    Deed("filter", "slash", Group.SEARCH, "searching.filter_rows", asks=True),
    Deed("next_hit", "n", Group.SEARCH, "searching.next_hit", when=When.SEARCH),
    Deed("previous_hit", "N", Group.SEARCH, "searching.previous_hit", when=When.SEARCH),
    Deed("clear", "backslash", Group.SEARCH, "searching.clear", when=When.SEARCH),
)

DESK = (
    Deed("help", "question_mark,f1", Group.DESK, "helping.show_help", bar=10, asks=True),
    Deed("command", "colon", Group.DESK, "helping.command", bar=11, asks=True),
    Deed("palette", "ctrl+p", Group.DESK, "helping.palette", asks=True),
    Deed("act_as", "at", Group.DESK, "helping.act_as", asks=True),
    Deed("theme", "", Group.DESK, "helping.theme", asks=True),
    Deed("crisis", "exclamation_mark", Group.DESK, "helping.crisis", asks=True),
    Deed("quit", "ctrl+q", Group.DESK, "taking.quit_desk"),
)

PROMPTS = (
    _prompt(Context.PICK, "down", "down,j", "down"),
    _prompt(Context.PICK, "up", "up,k", "up"),
    _prompt(Context.PICK, "take", "enter", "take"),
    _prompt(Context.PICK, "cancel", "escape,q", "cancel"),
    _prompt(Context.PICK, "help", "question_mark,f1", "show_keys"),
    _prompt(Context.LINE, "complete", "tab", "complete"),
    _prompt(Context.LINE, "older", "up", "older"),
    _prompt(Context.LINE, "newer", "down", "newer"),
    _prompt(Context.LINE, "take", "enter", "take"),
    _prompt(Context.LINE, "cancel", "escape", "cancel"),
    _prompt(Context.LINE, "help", "question_mark,f1", "show_keys"),
    _prompt(Context.COMPOSE, "send", "ctrl+s", "send"),
    _prompt(Context.COMPOSE, "templates", "ctrl+t,slash", "templates"),
    _prompt(Context.COMPOSE, "slot", "tab", "next_slot"),
    _prompt(Context.COMPOSE, "discard", "ctrl+r", "discard"),
    _prompt(Context.COMPOSE, "cancel", "escape", "cancel"),
    _prompt(Context.COMPOSE, "help", "f1,question_mark", "show_keys"),
    _prompt(Context.REDACT, "down", "down,j", "down"),
    _prompt(Context.REDACT, "up", "up,k", "up"),
    _prompt(Context.REDACT, "toggle", "space", "toggle"),
    _prompt(Context.REDACT, "all", "a", "toggle_all"),
    _prompt(Context.REDACT, "words", "tab,v", "to_words"),
    _prompt(Context.REDACT, "take", "enter", "take"),
    _prompt(Context.REDACT, "cancel", "escape,q", "cancel"),
    _prompt(Context.REDACT, "help", "question_mark,f1", "show_keys"),
    _prompt(Context.MARK, "right", "right,l", "right"),
    _prompt(Context.MARK, "left", "left,h", "left"),
    _prompt(Context.MARK, "down", "down,j", "line_down"),
    _prompt(Context.MARK, "up", "up,k", "line_up"),
    _prompt(Context.MARK, "mark", "space,v", "mark"),
    _prompt(Context.MARK, "add", "enter", "add"),
    _prompt(Context.MARK, "spans", "tab", "to_spans"),
    _prompt(Context.MARK, "leave", "escape,q", "leave"),
    _prompt(Context.MARK, "help", "question_mark,f1", "show_keys"),
    _prompt(Context.HELP, "down", "down,j,pagedown,space", "down"),
    _prompt(Context.HELP, "up", "up,k,pageup", "up"),
    _prompt(Context.HELP, "cancel", "escape,q,question_mark,f1,enter", "cancel"),
    _prompt(Context.CONFIRM, "take", "enter", "take"),
    _prompt(Context.CONFIRM, "cancel", "escape,q", "cancel"),
    _prompt(Context.CONFIRM, "help", "question_mark,f1", "show_keys"),
)

TABLE: tuple[Deed, ...] = (*DECIDING, *CASE, *MOVING, *QUEUES, *SEARCH, *DESK, *PROMPTS)


@cache
def by_id() -> dict[str, Deed]:
    """Return the table by id."""
    return {deed.id: deed for deed in TABLE}


def of_context(context: Context) -> list[Deed]:
    """Return what can be done in one place, in the order of the table."""
    return [deed for deed in TABLE if deed.context is context]
