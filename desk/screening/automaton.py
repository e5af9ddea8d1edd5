"""The gate: one automaton over every term and every anchor, run once over each text.

What it reports is a superset of what can match: every term hit, exactly, and every pattern whose anchor stands in a
sentence. Only where something fires is a Doc built, and only the patterns that fired are run, each in the sentences
of its anchors.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from ahocorasick_rs import AhoCorasick

from desk.screening.reading import Reading
from desk.screening.terms import LONGEST_ENDING, Term, without_seams

MOST_PLACES = 40
"""Places of one term or cue in a text that are looked at; a text that repeats itself says nothing new after that."""


Thing = TypeVar("Thing")


@dataclass(slots=True)
class Fired:
    """What stands in a text.

    Attributes:
        terms: places (first word, after last) of the terms of each owner.
        units: sentences in which an anchor of each pattern unit stands.
        shapes: shapes of which a factor stands somewhere.
    """

    terms: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    units: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    shapes: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Needle:
    """A spelling of a term in the automaton."""

    owner: int
    indent: int
    endings: frozenset[str] | None
    exact: str


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What one string of the automaton is looked for."""

    needles: tuple[_Needle, ...]
    units: tuple[int, ...]
    shapes: frozenset[str]


class Gate:
    """Every term and anchor of a rule set. Fill it, then `close` it, then `scan`."""

    def __init__(self) -> None:
        self._needles: dict[str, list[_Needle]] = defaultdict(list)
        self._anchors: dict[str, list[int]] = defaultdict(list)
        self._factors: dict[str, list[str]] = defaultdict(list)
        self._automaton = AhoCorasick([])
        self._by_pattern: list[_Purpose] = []
        self._spellings: list[str] = []

    def add_term(self, owner: int, term: Term) -> None:
        """Look for a term on behalf of an owner."""
        for spelling in term.spellings:
            needle = _Needle(owner, len(spelling) - len(spelling.lstrip()), term.endings, term.exact)
            self._needles[spelling].append(needle)

    def add_anchors(self, unit: int, anchors: Iterable[str]) -> None:
        """Wake a pattern unit where one of these words stands."""
        for anchor in anchors:
            self._anchors[_as_searched(anchor)].append(unit)

    def add_factors(self, shape: str, factors: Iterable[str]) -> None:
        """Wake a shape where one of these pieces stands, be it inside a word."""
        for factor in factors:
            self._factors[factor].append(shape)

    def close(self) -> None:
        """Build the automaton; nothing can be added any more."""
        spellings = list(dict.fromkeys([*self._needles, *self._anchors, *self._factors]))
        self._by_pattern = [
            _Purpose(
                _each_once(self._needles, one), _each_once(self._anchors, one), frozenset(self._factors.get(one, ()))
            )
            for one in spellings
        ]
        self._automaton = AhoCorasick(spellings)
        self._spellings = spellings
        self._needles, self._anchors, self._factors = {}, {}, {}

    def __getstate__(self) -> dict[str, object]:
        """A closed gate can be kept; its automaton is built again from what it looks for."""
        return {"_spellings": self._spellings, "_by_pattern": self._by_pattern}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._automaton = AhoCorasick(self._spellings)

    def scan(self, reading: Reading) -> Fired:
        """Say what stands in a text."""
        fired = Fired()
        line = reading.line
        for pattern, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            purpose = self._by_pattern[pattern]
            if purpose.shapes:
                fired.shapes |= purpose.shapes
            if purpose.units:
                sentence = reading.sentence_of[reading.run(start + (line[start] == " "), end)[0]]
                for unit in purpose.units:
                    fired.units[unit].add(sentence)
            for needle in purpose.needles:
                _note(fired, needle, reading, start + needle.indent, end)
        return fired


def _each_once(wanted: dict[str, list[Thing]], spelling: str) -> tuple[Thing, ...]:
    things = wanted.get(spelling, ())
    return tuple(things) if len(things) <= 1 else tuple(dict.fromkeys(things))


def _as_searched(anchor: str) -> str:
    front = "" if anchor.startswith("*") and len(anchor) > 1 else " "
    back = "" if anchor.endswith("*") and len(anchor) > 1 else " "
    return front + (anchor.strip("*") if len(anchor) > 1 else anchor) + back


def _note(fired: Fired, needle: _Needle, reading: Reading, start: int, end: int) -> None:
    """Note a term where its ending holds, it stays within one sentence, and is written as it must be."""
    if needle.endings is not None:
        rest = reading.line[end : end + LONGEST_ENDING + 1].partition(" ")
        if rest[0] not in needle.endings or not rest[1]:
            return
    places = fired.terms[needle.owner]
    if len(places) >= MOST_PLACES:
        return
    first, last = reading.run(start, end)
    if reading.sentence_of[first] != reading.sentence_of[last - 1]:
        return
    if not needle.exact or needle.exact == _as_written(reading, first, last):
        places.append((first, last))


def _as_written(reading: Reading, first: int, last: int) -> str:
    begins, ends = reading.span(first, last)
    return without_seams(reading.text[begins:ends])
