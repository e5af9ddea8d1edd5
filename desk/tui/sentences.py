"""Sentences about a case that more than one pane says."""

from desk.language.words import words
from desk.model.findings import Reason
from desk.model.names import Action
from desk.plain_text import one_line
from desk.workflow.views import CaseView, Choice

_ALWAYS_ALLOWED = frozenset({Action.SNOOZE, Action.ESCALATE, Action.NOTE})
_WORDS = 60


def policy_reason(reason: Reason) -> str:
    """Return what the policy says, with the words that decided it."""
    return words().text(reason.code, words=", ".join(one_line(word, _WORDS) for word in reason.words))


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
