"""What the statistical reader looks at: words, pairs and pieces of words of a post, and what the rules found in it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from desk.model.findings import Finding
from desk.model.names import Axis
from desk.screening.labels import UNNAMED

Evidence = dict[str, float]
"""Features by name. The names are readable, so that a weight file can be read and a decision explained."""

_SHORTEST, _LONGEST = 2, 5
_SHORTEST_OF_PARENT = 3
_LOOKED_AT = 400
"""Words from the start of a post that are looked at."""
_LONG_POST = 60
_MOST_CATEGORIES = 3


def pieces(word: str, shortest: int = _SHORTEST) -> set[str]:
    """Return the pieces of two to five letters of a word, its ends marked by blanks."""
    marked = f" {word} "
    sizes = range(shortest, _LONGEST + 1)
    return {marked[at : at + size] for size in sizes for at in range(len(marked) - size + 1)}


def of_text(words: Sequence[str], parent: Sequence[str]) -> Evidence:
    """Return the evidence of a post's words and of those it answers, each kind scaled to the same length."""
    words, parent = words[:_LOOKED_AT], parent[:_LOOKED_AT]
    evidence: Evidence = {"length": min(len(words), _LONG_POST) / _LONG_POST}
    _add(evidence, "piece:", {piece for word in set(words) for piece in pieces(word)}, 2.0)
    _add(evidence, "word:", {*words, *map(" ".join, pairwise(words))}, 2.0)
    if words:
        evidence[f"first:{words[0]}"] = 0.3
    if parent:
        evidence["answers"] = 0.5
        _add(evidence, "parent:", {p for word in set(parent) for p in pieces(word, _SHORTEST_OF_PARENT)}, 1.0)
    return evidence


def _add(evidence: Evidence, kind: str, found: set[str], length: float) -> None:
    value = length / max(1, len(found)) ** 0.5
    evidence |= dict.fromkeys((kind + one for one in found), value)


def of_findings(findings: Iterable[Finding]) -> Evidence:
    """Return the evidence of what the rules found: what counts, whose and how it is meant, and what was set aside."""
    evidence: Evidence = {}
    categories = set()
    named = False
    for finding in findings:
        if finding.axis is not Axis.HEALTH:
            evidence[f"{finding.axis}:{finding.category}"] = float(finding.counted)
        elif finding.counted:
            categories.add(finding.category)
            named = named or all(reason.code != UNNAMED for reason in finding.why)
            evidence |= dict.fromkeys((f"counts:{finding.category}", f"{finding.subject}", f"{finding.status}"), 1.0)
        else:
            evidence |= dict.fromkeys((f"aside:{finding.category}", finding.why[-1].code), 1.0)
    evidence["discloses"] = float(bool(categories))
    evidence["named"] = float(named)
    evidence["categories"] = min(len(categories), _MOST_CATEGORIES) / _MOST_CATEGORIES
    return evidence
