"""What a pattern unfolds into: sequences of slots, each knowing what it can't do without."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from desk.screening.labels import NUMBER as NUMBER_LABEL

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
        return not self.optional and bool(self.words or self.label or self.number)

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
        label: where no word is rare enough, the label that must be there instead; `num` stands for a number.
    """

    slots: tuple[Slot, ...]
    at_start: bool
    at_end: bool
    anchors: frozenset[str] = field(init=False)
    label: str = field(init=False)

    def __post_init__(self) -> None:
        best = min((slot for slot in self.slots if slot.certain), key=_commonness)
        object.__setattr__(self, "anchors", best.words)
        object.__setattr__(self, "label", NUMBER_LABEL if best.number else best.label)

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
    if not slot.words:
        return 3 if slot.number else 1, 0, 0
    return 2 * any(word in _EVERYDAY for word in slot.words), -min(map(len, slot.words)), len(slot.words)


def _affix(word: str) -> str:
    if len(word) == 1:
        return re.escape(word)
    core = re.escape(word.strip("*"))
    return ("[^ ]*" if word.startswith("*") else "") + core + ("[^ ]*" if word.endswith("*") else "")
