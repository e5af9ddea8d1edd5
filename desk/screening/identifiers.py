"""Numbers, names and addresses: a shape, a check digit where there is one, and words beside it that speak for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desk.model.findings import Finding, Reason
from desk.model.names import Axis
from desk.screening.automaton import Fired
from desk.screening.checks import CHECKERS, bare
from desk.screening.compiled import Compiled, Runnable
from desk.screening.documents import IdentifierRule, Rule
from desk.screening.reading import Reading

_BESIDE = 40
"""Characters within which a context word speaks for a number."""
_MOST_OF_A_KIND = 25
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Identified:
    """A place that an identifier rule recognised."""

    rule: IdentifierRule
    start: int
    end: int
    checked: bool
    context: str
    as_health: Runnable | None = None
    rules: frozenset[str] = frozenset()
    """Every rule that recognised something of its kind here."""

    @property
    def finding(self) -> Finding:
        """The finding of it."""
        why = [Reason("identifier.shape", (self.rule.type,))]
        why += [Reason("identifier.check")] if self.checked else []
        why += [Reason("identifier.context", (self.context,))] if self.context else []
        certainty = 0.99 if self.checked else 0.85 if self.context or not self.rule.check else 0.6
        return Finding(
            self.rule.id, Axis.IDENTIFIER, self.rule.type, self.start, self.end, certainty=certainty, why=tuple(why)
        )


class _Search:
    """One rule, ready to search."""

    def __init__(self, rule: IdentifierRule, compiled: Compiled) -> None:
        self.rule = rule
        self.context = compiled.context[rule.id]
        self._shape = compiled.shapes[rule.id]
        self._never = frozenset(bare(number) for number in rule.except_)
        self._check = CHECKERS.get(rule.check)
        self.as_health = _health_rule(rule)

    def may_stand(self, fired: Fired, *, digits: bool) -> bool:
        """Whether a text has what the shape can't do without."""
        if self._shape.needs_digit and not digits:
            return False
        return not self._shape.factors or self.rule.id in fired.shapes

    def places(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Yield where the shape stands and whether its check digit holds, exceptions left out."""
        for number, found in enumerate(self._shape.pattern.finditer(text)):
            if number >= _MOST_OF_A_KIND:
                return
            start, end = found.span(self._shape.group)
            value = text[start:end]
            if end > start and bare(value) not in self._never and value not in self.rule.except_:
                yield start, end, self._check is not None and self._check(value)

    def holds(self, *, checked: bool, context: bool) -> bool:
        """Whether enough speaks for a place."""
        return {
            "check": checked,
            "context": context,
            "check_and_context": checked and context,
            "check_or_context": checked or context,
            "nothing": True,
        }[self.rule.needs]


class Identifiers:
    """All identifier rules."""

    def __init__(self, rules: Iterable[IdentifierRule], compiled: Compiled) -> None:
        self._searches = [_Search(rule, compiled) for rule in rules]

    def find(self, reading: Reading, fired: Fired, languages: frozenset[str]) -> list[Identified]:
        """Return what is recognised in a text; where two overlap, the one with more behind it stays."""
        digits = _DIGIT.search(reading.text) is not None
        found = [
            place
            for search in self._searches
            if search.rule.language in languages and search.may_stand(fired, digits=digits)
            for place in self._search(search, reading, fired)
        ]
        return _without_overlaps(found)

    def _search(self, search: _Search, reading: Reading, fired: Fired) -> Iterator[Identified]:
        spoken = [place for cue in search.context for place in fired.terms.get(cue, ())]
        if not spoken and search.rule.needs in {"context", "check_and_context"}:
            return
        for start, end, checked in search.places(reading.text):
            context = _beside(reading, spoken, start, end)
            if search.holds(checked=checked, context=bool(context)):
                yield Identified(search.rule, start, end, checked, context, search.as_health)


def _health_rule(rule: IdentifierRule) -> Runnable | None:
    """The health rule that a number stands for, if it discloses health by itself."""
    if rule.health is None:
        return None
    health = Rule(id=rule.id, description=rule.description, axis="health", language=rule.language, category=rule.health)
    return Runnable(health)


def _beside(reading: Reading, spoken: list[tuple[int, int]], start: int, end: int) -> str:
    """Return the context word nearest to a place, as it was written, empty if none is near."""
    near = [
        (max(begins - end, start - ends, 0), begins, ends)
        for begins, ends in (reading.span(first, last) for first, last in spoken)
        if begins - end <= _BESIDE and start - ends <= _BESIDE
    ]
    if not near:
        return ""
    _, begins, ends = min(near)
    return reading.text[begins:ends]


def _without_overlaps(found: list[Identified]) -> list[Identified]:
    kept: list[Identified] = []
    for one in sorted(found, key=lambda one: (-one.checked, -bool(one.context), -one.rule.level, one.start - one.end)):
        if not any(_touch(one, other) for other in kept):
            agreeing = frozenset(
                other.rule.id for other in found if other.rule.type == one.rule.type and _touch(one, other)
            )
            kept.append(replace(one, rules=agreeing))
    return sorted(kept, key=lambda one: one.start)


def _touch(one: Identified, other: Identified) -> bool:
    return one.start < other.end and other.start < one.end
