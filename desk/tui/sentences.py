"""Sentences about a case that more than one pane says."""

from desk.language.explain import policy_sentence
from desk.language.words import words
from desk.model.findings import Reason
from desk.model.names import Action, ChannelKind
from desk.plain_text import one_line
from desk.tui.actions import by_id
from desk.tui.keymap import Keymap
from desk.workflow.views import CaseView, Choice

_ALWAYS_ALLOWED = frozenset({Action.SNOOZE, Action.ESCALATE, Action.NOTE})
_NAME = 60


def policy_reason(reason: Reason) -> str:
    """Return what the policy says, with the words that decided it."""
    return policy_sentence(reason, words())


def done(action: Action, keymap: Keymap) -> str:
    """Return what was done: the key that does it, so that no letter means two things, and a word."""
    text = words().text(f"tui.done.{action}")
    return f"{keymap.shown(action) or ':'} {text}" if action in by_id() else text


def place(case: CaseView) -> str:
    """Return where a post stands: the kind of the channel, its name if people gave it one, the site."""
    say = words()
    where = say.name("channel_kind", case.channel)
    name = one_line(case.channel_name, _NAME)
    if name and name.casefold() not in {where.casefold(), case.channel, f"{case.house}-{case.channel}"}:
        where = say.text("tui.post.channel", kind=where, name=name)
    return say.text("tui.post.place", where=where, site=one_line(case.site, _NAME)) if case.site else where


def speaking_of(key: str, channel: ChannelKind, **values: object) -> str:
    """Return a sentence about a post, or its private form where nobody but the house reads what was written."""
    return words().text(f"{key}_private" if channel.private else key, **values)


def choice(case: CaseView, action: Action) -> Choice:
    """Return whether the policy allows an action here. To put off, to ask somebody and to note is always allowed."""
    for found in case.choices:
        if found.action is action:
            return found
    return Choice(action, allowed=action in _ALWAYS_ALLOWED)


def refusal(found: Choice) -> str:
    """Return why an action is not among the allowed ones."""
    return policy_reason(found.why) if found.why else words().text("tui.why.not_in_row")


def clause(case: CaseView) -> str:
    """Return the clause of the policy that applies, in the language in force."""
    return case.clause.get(words().base) or next(iter(case.clause.values()), "")
