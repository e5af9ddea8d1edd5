"""Findings with the badge (`G1`, `N1`) that ties a span to its explanation, and the text with its spans marked."""

from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from desk.model.names import Axis
from desk.plain_text import harmless
from desk.tui.labels import letter
from desk.workflow.views import CaseView, FindingView

_ORDER = (Axis.URGENCY, Axis.HEALTH, Axis.IDENTIFIER, Axis.CONDUCT, Axis.DIALOGUE)
_IN_THE_TEXT = frozenset({Axis.URGENCY, Axis.HEALTH, Axis.IDENTIFIER, Axis.CONDUCT})
"""What a post wants is said beside it: it mostly covers whole sentences, and underlining all of them tells nothing."""


@dataclass(frozen=True, slots=True)
class Badged:
    """A counted finding and its badge."""

    badge: str
    view: FindingView


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of text, the role it is painted in and the badge that follows it."""

    start: int
    end: int
    role: str
    badge: str = ""
    badge_role: str = ""


def badged(case: CaseView) -> list[Badged]:
    """Return the findings that count, most urgent axis first, in the order of the text."""
    found: list[Badged] = []
    for axis in _ORDER:
        views = [v for v in case.findings if v.finding.axis is axis and v.finding.counted and not v.dismissed]
        views.sort(key=lambda view: (view.finding.start, view.finding.end))
        found += [Badged(f"{letter(axis)}{number}", view) for number, view in enumerate(views, start=1)]
    return found


def set_aside(case: CaseView) -> list[FindingView]:
    """Return what was recognised and does not count, or was dismissed by a person."""
    return [view for view in case.findings if view.dismissed or not view.finding.counted]


def marks_of(case: CaseView) -> list[Marked]:
    """Return the spans to mark in the text of a post."""
    return [
        Marked(
            item.view.finding.start,
            item.view.finding.end,
            f"span-{item.view.finding.axis}",
            item.badge,
            f"badge-{item.view.finding.axis}",
        )
        for item in badged(case)
        if item.view.finding.axis in _IN_THE_TEXT and item.view.finding.end > item.view.finding.start
    ]


def hits(text: str, search: str) -> list[Marked]:
    """Return the places where the words of a search occur."""
    if not search.strip():
        return []
    folded = [(part, at) for at, letter in enumerate(text) for part in letter.casefold()]  # some letters grow: ß to ss
    line, places = "".join(part for part, _ in folded), [at for _, at in folded]
    found: list[Marked] = []
    for word in search.casefold().split():
        at = line.find(word)
        while at >= 0:
            end = at + len(word)
            found.append(Marked(places[at], places[end - 1] + 1, "hit"))
            at = line.find(word, end)
    return found


def annotated(text: str, marks: list[Marked]) -> Content:
    """Return a post's text, harmless, with its spans marked, each badge behind its span, apart from every word."""
    shown = harmless(text)
    pieces: list[Content] = []
    cuts = sorted({0, len(shown), *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise(cuts):
        piece = Content(shown[start:end])
        for mark in marks:
            if mark.start <= start and end <= mark.end:
                piece = piece.stylize(mark.role)
        pieces.append(piece)
        badges = [Content.styled(mark.badge, mark.badge_role) for mark in marks if mark.badge and mark.end == end]
        pieces += [part for badge in badges for part in (Content(" "), badge)]
        if badges and shown[end : end + 1].isalnum():
            pieces.append(Content(" "))
    return Content("").join(pieces)
