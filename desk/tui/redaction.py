"""Which spans of a post to blank, and what outsiders then see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from desk.model.names import Axis
from desk.plain_text import harmless
from desk.tui.badges import badged
from desk.tui.marking import Span
from desk.workflow.views import CaseView

BLANK = "[…]"
_PROPOSED = frozenset({Axis.HEALTH, Axis.IDENTIFIER, Axis.CONDUCT, Axis.URGENCY})
_CHOSEN = frozenset({Axis.HEALTH, Axis.IDENTIFIER})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be blanked, the badges of the findings that cover it, and whether it is chosen.

    One without badges was marked by a person.
    """

    start: int
    end: int
    badges: tuple[str, ...]
    chosen: bool

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.start, self.end


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


def with_marked(spans: list[Proposal], marked: Span) -> list[Proposal]:
    """Return the proposals with a span that a person marked, chosen, in the order of the text."""
    if any(span.span == marked for span in spans):
        return [replace(span, chosen=True) if span.span == marked else span for span in spans]
    return sorted([*spans, Proposal(*marked, badges=(), chosen=True)], key=lambda span: span.span)


def toggled(spans: list[Proposal], place: int) -> list[Proposal]:
    """Return the proposals with one of them chosen or given up."""
    return [replace(span, chosen=not span.chosen) if at == place else span for at, span in enumerate(spans)]


def all_toggled(spans: list[Proposal]) -> list[Proposal]:
    """Return the proposals all chosen, or none if they were."""
    chosen = not all(span.chosen for span in spans)
    return [replace(span, chosen=chosen) for span in spans]


def chosen(spans: Sequence[Proposal]) -> tuple[Span, ...]:
    """Return the spans to blank, as a decision takes them."""
    return united([span.span for span in spans if span.chosen])


def united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in the order of the text, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def outside(text: str, spans: Sequence[Span], here: Span | None = None) -> Content:
    """Return the text as outsiders see it, harmless; nothing is rewritten, only blanked.

    Args:
        text: the original text.
        spans: what is blanked, in order, none overlapping another.
        here: the span that is looked at: its blank stands out.
    """
    shown, pieces, at = harmless(text), list[Content](), 0
    for start, end in spans:
        looked_at = here is not None and start <= here[0] < end
        pieces += [Content(shown[at:start]), Content.styled(BLANK, "chosen" if looked_at else "blank")]
        at = end
    return Content("").join([*pieces, Content(shown[at:])])


def _joined(one: Proposal, other: Proposal) -> Proposal:
    return Proposal(one.start, max(one.end, other.end), (*one.badges, *other.badges), one.chosen or other.chosen)
