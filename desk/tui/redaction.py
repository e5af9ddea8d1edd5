"""Which spans of a post to blank, and what outsiders then see."""

from dataclasses import dataclass, replace

from desk.model.names import Axis
from desk.tui.badges import badged
from desk.workflow.views import CaseView

BLANK = "[…]"
_PROPOSED = frozenset({Axis.HEALTH, Axis.IDENTIFIER, Axis.CONDUCT, Axis.URGENCY})
_CHOSEN = frozenset({Axis.HEALTH, Axis.IDENTIFIER})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be blanked, the badges of the findings that cover it, and whether it is chosen."""

    start: int
    end: int
    badges: tuple[str, ...]
    chosen: bool


def proposals(case: CaseView) -> list[Proposal]:
    """Return the spans of counted findings, overlapping ones joined; disclosures and identifiers are chosen already."""
    found: list[Proposal] = []
    items = [item for item in badged(case) if item.view.finding.axis in _PROPOSED]
    for item in sorted(items, key=lambda item: (item.view.finding.start, -item.view.finding.end)):
        finding = item.view.finding
        new = Proposal(finding.start, finding.end, (item.badge,), finding.axis in _CHOSEN)
        if found and new.start < found[-1].end:
            found[-1] = _joined(found[-1], new)
        elif new.end > new.start:
            found.append(new)
    return found


def toggled(spans: list[Proposal], place: int) -> list[Proposal]:
    """Return the proposals with one of them chosen or given up."""
    return [replace(span, chosen=not span.chosen) if at == place else span for at, span in enumerate(spans)]


def all_toggled(spans: list[Proposal]) -> list[Proposal]:
    """Return the proposals all chosen, or none if they were."""
    chosen = not all(span.chosen for span in spans)
    return [replace(span, chosen=chosen) for span in spans]


def chosen(spans: list[Proposal]) -> tuple[tuple[int, int], ...]:
    """Return the spans to blank, as a decision takes them."""
    return tuple((span.start, span.end) for span in spans if span.chosen)


def blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text as outsiders see it; nothing is rewritten, only blanked."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], BLANK]
        at = end
    return "".join([*parts, text[at:]])


def _joined(one: Proposal, other: Proposal) -> Proposal:
    return Proposal(one.start, max(one.end, other.end), (*one.badges, *other.badges), one.chosen or other.chosen)
