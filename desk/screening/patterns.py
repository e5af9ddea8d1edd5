"""The pattern language of the rules: parsed, unfolded into plain sequences of words, and compiled for spaCy's Matcher.

A sequence knows its anchors, words of which one must stand in a text for it to match at all; the gate looks for those
first.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from desk.screening.reading import words_of

Lookup = Callable[[str], tuple[str, ...] | None]
"""The entries of a word list, None if there is no such list."""

GAP = 3
_MOST_SEQUENCES = 600
_LONGEST_GAP = 12
_LABEL = re.compile(r"[a-z_]+")
_NUMBER_WORDS = (
    "zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf zwanzig dreissig vierzig fuenfzig "
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
)
NUMBER = rf"^(?:\d.*|{_NUMBER_WORDS.replace(' ', '|')})$"
_EVERYDAY_WORDS = (
    "ich du er sie es wir ihr mir mich uns mein meine meinen der die das den dem des ein eine einen und oder "
    "aber in im an am auf aus bei mit nach von vor zu zum zur seit hat habe hab haben ist bin war sind wird "
    "wurde nicht kein keine auch so ja nein wenn dass wie was i you he she it we they my your the a an and or "
    "but of to on at with for from is am was are were have has had not no this that , . ? ! -"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


class PatternError(ValueError):
    """A pattern that does not hold; `args` are the code of a sentence and what it names."""


_is_number = re.compile(NUMBER).match


def is_number(word: str) -> bool:
    """Whether a folded word is a number, in digits or spelled out."""
    return _is_number(word) is not None


@dataclass(frozen=True, slots=True)
class _Openings:
    """Words of a slot by which of their ends a star leaves open, so that a word is looked up and not searched for."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    middles: tuple[str, ...]

    def fit(self, word: str) -> bool:
        if word in self.whole or word.startswith(self.starts) or word.endswith(self.ends):
            return True
        return any(middle in word for middle in self.middles)


def _openings(words: frozenset[str]) -> _Openings:
    sides = {(left, right): set[str]() for left in (False, True) for right in (False, True)}
    for word in words:
        starred = len(word) > 1
        sides[starred and word.startswith("*"), starred and word.endswith("*")].add(
            word.strip("*") if starred else word
        )
    return _Openings(
        frozenset(sides[False, False]), tuple(sides[False, True]), tuple(sides[True, False]), tuple(sides[True, True])
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a sequence: one of these words, a label, a number, or a gap.

    Attributes:
        words: folded words; a star at either end leaves that end open.
        label: name of a label that the word must carry.
        gap: up to so many words that nobody looks at.
    """

    words: frozenset[str] = frozenset()
    label: str = ""
    number: bool = False
    gap: int = 0
    optional: bool = False

    @property
    def certain(self) -> bool:
        """Whether something the gate can look for must stand here."""
        return not self.optional and bool(self.words or self.label)

    @property
    def open(self) -> bool:
        """Whether a star leaves one of its words open."""
        return any("*" in word for word in self.words if len(word) > 1)

    def test(self) -> Callable[[str], bool]:
        """Return the question whether a folded word can stand here; labels and gaps are asked otherwise."""
        if self.number:
            return is_number
        return _openings(self.words).fit if self.open else self.words.__contains__

    def spec(self) -> dict[str, object]:
        """What spaCy's Matcher calls this slot, unless it is a gap."""
        if self.label:
            return {"ENT_TYPE": {"REGEX": rf"\b{self.label}\b"}, "OP": "*" if self.optional else "+"}
        spec: dict[str, object] = {"ORTH": {"REGEX": NUMBER} if self.number else self._orth()}
        return spec | {"OP": "?"} if self.optional else spec

    def _orth(self) -> object:
        if not self.open:
            return {"IN": sorted(self.words)} if len(self.words) > 1 else next(iter(self.words))
        return {"REGEX": f"^(?:{'|'.join(sorted(map(_affix, self.words)))})$"}


Step = tuple[frozenset[str], int, int]
"""Words of which one must stand here, and how far behind the step before: at least, at most."""
_ANY_DISTANCE = 10_000


@dataclass(frozen=True, slots=True)
class Sequence:
    """A pattern without alternatives of several words, ready for the Matcher.

    Attributes:
        anchors: words (or word beginnings `schlaf*` and ends `*schmerz`) of which one must be there.
        label: where no word is certain, the label that must be there instead.
    """

    slots: tuple[Slot, ...]
    at_start: bool
    at_end: bool
    anchors: frozenset[str] = field(init=False)
    label: str = field(init=False)

    def __post_init__(self) -> None:
        best = min((slot for slot in self.slots if slot.certain), key=_commonness)
        object.__setattr__(self, "anchors", best.words)
        object.__setattr__(self, "label", best.label)

    @property
    def plain_word(self) -> bool:
        """Whether it is one word, anywhere in a sentence."""
        return len(self.slots) == 1 and bool(self.anchors) and not (self.at_start or self.at_end or self.slots[0].open)

    def steps(self) -> list[Step]:
        """Return its certain words in order, with the fewest and the most words from each to the one before."""
        steps: list[Step] = []
        least, most = 0, _ANY_DISTANCE
        for slot in self.slots:
            if slot.certain and slot.words and not slot.open:
                steps.append((slot.words, least + 1, most + 1))
                least, most = 0, 0
            else:
                least += not (slot.gap or slot.optional)
                most += _ANY_DISTANCE if slot.label else slot.gap or 1
        return steps


def _commonness(slot: Slot) -> tuple[int, int, int]:
    """How often the gate would open for a slot: words everybody uses last, few long words first."""
    if slot.label:
        return 1, 0, 0
    return 2 * any(word in _EVERYDAY for word in slot.words), -min(map(len, slot.words)), len(slot.words)


def _affix(word: str) -> str:
    if len(word) == 1:
        return re.escape(word)
    core = re.escape(word.strip("*"))
    return ("[^ ]*" if word.startswith("*") else "") + core + ("[^ ]*" if word.endswith("*") else "")


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
