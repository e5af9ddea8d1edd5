"""The pattern language of the rules, parsed and unfolded into plain sequences of words."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product

from desk.screening.reading import words_of
from desk.screening.sequences import Sequence, Slot

Lookup = Callable[[str], tuple[str, ...] | None]
"""The entries of a word list, None if there is no such list."""

GAP = 3
_MOST_SEQUENCES = 600
_LONGEST_GAP = 12
_LABEL = re.compile(r"[a-z_]+")


class PatternError(ValueError):
    """A pattern that does not hold; `args` are the code of a sentence and what it names."""


def is_pattern(written: str) -> bool:
    """Whether an entry of a condition says more than a term can."""
    return any(mark in written for mark in ("(", "…", "{num}"))


@lru_cache(maxsize=16_384)
def parse(pattern: str, lists: Lookup, labels: frozenset[str]) -> tuple[Sequence, ...]:
    """Read a pattern.

    Raises:
        PatternError: unbalanced brackets, an unknown list or label, nothing that must be there, or too many
        combinations.
    """
    at_start = pattern.lstrip().startswith("^")
    at_end = pattern.rstrip().endswith("$")
    body = pattern.strip().removeprefix("^").removesuffix("$")
    parser = _Parser(body, lists, labels)
    sequences = [Sequence(slots, at_start, at_end) for slots in parser.sequences() if _must_stand(slots, pattern)]
    return tuple(dict.fromkeys(sequences))


def _must_stand(slots: tuple[Slot, ...], pattern: str) -> bool:
    if not any(slot.certain for slot in slots):
        raise PatternError("nothing_certain", pattern)
    return True


_Way = tuple[Slot, ...]


class _Parser:
    """Recursive descent over one pattern.

    Every rule of the grammar returns the ways (slot sequences) it can be read.
    """

    def __init__(self, text: str, lists: Lookup, labels: frozenset[str]) -> None:
        self._text = text
        self._at = 0
        self._lists = lists
        self._labels = labels
        self._readers: Mapping[str, Callable[[], list[_Way]]] = {
            "(": self._group,
            "{": self._braces,
            "…": self._gap,
            "\\": self._escaped,
        }

    def sequences(self) -> list[_Way]:
        ways = self._alternatives()
        if self._at < len(self._text):
            raise PatternError("bracket", self._text)
        return ways

    def _alternatives(self) -> list[_Way]:
        ways = self._series()
        while self._peek() == "|":
            self._at += 1
            ways += self._series()
        return _merged(ways)

    def _series(self) -> list[_Way]:
        parts: list[list[_Way]] = []
        while (char := self._peek()) and char not in "|)":
            if char.isspace():
                self._at += 1
            else:
                parts.append(self._readers.get(char, self._words)())
        ways = [tuple(slot for way in combination for slot in way) for combination in self._combinations(parts)]
        return list(map(_joined_gaps, ways))

    def _combinations(self, parts: list[list[_Way]]) -> list[tuple[_Way, ...]]:
        count = 1
        for part in parts:
            count *= len(part)
        if count > _MOST_SEQUENCES:
            raise PatternError("too_many", self._text)
        return list(product(*parts))

    def _group(self) -> list[_Way]:
        self._at += 1
        ways = self._alternatives()
        if self._peek() != ")":
            raise PatternError("bracket", self._text)
        self._at += 1
        if self._peek() != "?":
            return ways
        self._at += 1
        if len(ways) == 1 and len(ways[0]) == 1 and not ways[0][0].gap:
            slot = ways[0][0]
            return [(Slot(slot.words, slot.label, slot.number, optional=True),)]
        return [*ways, ()]

    def _braces(self) -> list[_Way]:
        end = self._text.find("}", self._at)
        if end < 0:
            raise PatternError("bracket", self._text)
        name = self._text[self._at + 1 : end]
        self._at = end + 1
        if name == "num":
            return [(Slot(number=True),)]
        if _LABEL.fullmatch(name):
            if name not in self._labels:
                raise PatternError("unknown_label", name)
            return [(Slot(label=name),)]
        entries = self._lists(name)
        if entries is None:
            raise PatternError("unknown_list", name)
        return _merged([tuple(map(_word, _starred_words(entry))) for entry in entries])

    def _gap(self) -> list[_Way]:
        digits = re.compile(r"\d*").match(self._text, self._at + 1)
        size = digits.group() if digits else ""
        self._at += 1 + len(size)
        return [(Slot(gap=min(int(size or GAP), _LONGEST_GAP)),)]

    def _escaped(self) -> list[_Way]:
        mark = self._text[self._at + 1 : self._at + 2]
        self._at += 2
        return [(_word(mark),)] if mark.strip() else []

    def _words(self) -> list[_Way]:
        start = self._at
        while (char := self._peek()) and not char.isspace() and char not in "|(){}…\\":
            self._at += 1
        return [tuple(map(_word, _starred_words(self._text[start : self._at])))]

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]


def _word(word: str) -> Slot:
    return Slot(frozenset((word,)))


def _starred_words(written: str) -> list[str]:
    """Return the folded words of a phrase in which a star may open a word at either end."""
    words: list[str] = []
    for part in written.split():
        core = part.strip("*") if len(part) > 1 else part
        found = list(words_of(core))
        if not found:
            raise PatternError("empty", written)
        if part != core and part.startswith("*"):
            found[0] = "*" + found[0]
        if part != core and part.endswith("*"):
            found[-1] += "*"
        words += found
    return words


def _merged(ways: list[_Way]) -> list[_Way]:
    """Make one slot of all ways that are a single word."""
    single = [way[0] for way in ways if len(way) == 1 and way[0].words and not way[0].optional]
    rest = [way for way in ways if not (len(way) == 1 and way[0].words and not way[0].optional)]
    words = frozenset(word for slot in single for word in slot.words)
    return [*([(Slot(words),)] if words else []), *dict.fromkeys(rest)]


def _joined_gaps(way: _Way) -> _Way:
    """Drop gaps at either end: they say nothing."""
    first = next((index for index, slot in enumerate(way) if not slot.gap), len(way))
    last = next((index for index in range(len(way), 0, -1) if not way[index - 1].gap), 0)
    return way[first:last]
