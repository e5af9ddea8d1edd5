"""Whether an action can act just now, and the sentence that says why not."""

from dataclasses import dataclass

from desk.language.words import words
from desk.model.names import Action
from desk.tui.actions import Deed, When
from desk.tui.protocols import Row
from desk.tui.sentences import choice, refusal
from desk.workflow.views import CaseView

_UNREAD = frozenset({Action.ESCALATE, Action.SNOOZE, Action.NOTE, Action.HOLD, Action.REPORT})
"""What can be done with a distressing text that one would rather not read: to secure it and to hand it on."""
_WITHOUT_SCREENING = frozenset({Action.NOTE, Action.ESCALATE, Action.SNOOZE})


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a person stands when they press a key."""

    ready: bool
    row: Row | None
    case: CaseView | None
    searching: bool = False
    folded: bool = False
    marked: int = 0
    busy: bool = False


def why_not(deed: Deed, here: Situation) -> str:
    """Return why an action can't act, empty if it can."""
    missing = _missing(deed, here)
    if missing:
        return words().text(missing, title=deed.title)
    if deed.choice is None or here.case is None:
        return ""
    if here.marked:
        return "" if deed.bulk else words().text("tui.no.bulk", title=deed.title, count=here.marked)
    if here.folded and deed.choice not in _UNREAD:
        return refused(deed, here.case) or words().text("tui.no.unread", title=deed.title)
    return refused(deed, here.case)


def refused(deed: Deed, case: CaseView) -> str:
    """Return why the policy does not allow a decision for a case, empty if it does."""
    if deed.choice is None:
        return ""
    if not case.assessed and deed.choice not in _WITHOUT_SCREENING:
        return words().text("tui.no.unscreened", title=deed.title)
    found = choice(case, deed.choice)
    return "" if found.allowed else words().text("tui.no.refused", title=deed.title, why=refusal(found))


def _missing(deed: Deed, here: Situation) -> str:
    match deed.when:
        case When.ALWAYS:
            return ""
        case When.ROW:
            return "" if here.row else "tui.no.row"
        case When.SEARCH:
            return "" if here.searching else "tui.no.search"
        case When.FOLDED:
            return "" if here.folded else "tui.no.folded"
        case When.CASE:
            return _case_missing(here)


def _case_missing(here: Situation) -> str:
    if not here.ready:
        return "tui.no.desk"
    if here.busy:
        return "tui.no.busy"
    if here.row is None:
        return "tui.no.row"
    return "" if here.case and here.case.key == here.row.key else "tui.no.loading"
