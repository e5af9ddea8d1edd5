"""Patterns, ready to run on a sentence: spaCy's Matcher behind two cheaper questions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.matcher import Matcher
from spacy.tokens import Doc

from desk.screening.pipelines import Vocabularies
from desk.screening.sequences import Sequence, Slot, is_number

Place = tuple[int, int]


@dataclass(eq=False)
class Sentence:
    """One sentence of a text, with the labels its words carry."""

    words: list[str]
    labels: dict[int, str]
    vocabs: Vocabularies
    _docs: dict[str, Doc] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of it."""
        return frozenset(self.words)

    @cached_property
    def label_names(self) -> frozenset[str]:
        """The different labels in it."""
        return frozenset(name for label in self.labels.values() for name in label.split())

    @cached_property
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return any(map(is_number, self.vocabulary))

    def doc(self, language: str) -> Doc:
        """Return the sentence as spaCy sees it in a language, its labels as entity types."""
        if language not in self._docs:
            doc = self._docs[language] = Doc(self.vocabs[language], words=self.words)
            for index, label in self.labels.items():
                doc[index].ent_type_ = label
        return self._docs[language]

    def labelled(self, label: str) -> list[Place]:
        """Return every run of words that carry a label, shorter ones inside longer ones too."""
        bearers = {index for index, labels in self.labels.items() if label in labels.split()}
        return [(first, last) for first in bearers for last in _run(first, bearers)]

    def only_marks(self, first: int, last: int) -> bool:
        """Whether nothing but marks stands in a stretch of it."""
        return not any(word[0].isalnum() for word in self.words[first:last])


def _run(first: int, bearers: set[int]) -> Iterator[int]:
    """Yield every end of a run of bearers that begins at the first."""
    last = first
    while last in bearers:
        last += 1
        yield last


class Unit:
    """Sequences of one pattern that share their anchors. What runs them is built when they first run."""

    def __init__(self, first: Sequence, language: str) -> None:
        self.sequences = [first]
        self._language = language

    @cached_property
    def _single(self) -> frozenset[str]:
        """The words of a pattern that is one word and no more; they need no Matcher."""
        plain = all(sequence.plain_word for sequence in self.sequences)
        return frozenset().union(*(sequence.anchors for sequence in self.sequences)) if plain else frozenset()

    @cached_property
    def _runners(self) -> list["_Runner"]:
        return [_Runner(sequence, self._language) for sequence in self.sequences]

    def places(self, sentence: Sentence) -> list[Place]:
        """Return where the pattern stands in a sentence: longer places first, none overlapping another."""
        if self._single:
            return [(index, index + 1) for index, word in enumerate(sentence.words) if word in self._single]
        return longest(
            [place for runner in self._runners if runner.may_stand(sentence) for place in runner.places(sentence)]
        )


class _Segment:
    """Slots without a gap between them, and how many words may lie between them and the slots before."""

    def __init__(self, gap: int, slots: list[Slot], language: str) -> None:
        self.gap = gap
        self._only = slots[0] if len(slots) == 1 and not slots[0].optional else None
        self._slots = slots
        self._language = language
        self._matcher: Matcher | None = None

    @cached_property
    def _fits(self) -> Callable[[str], bool]:
        return self._slots[0].test()

    def _matches(self, sentence: Sentence) -> list[tuple[int, int, int]]:
        if self._matcher is None:
            self._matcher = Matcher(sentence.vocabs[self._language], validate=False)
            self._matcher.add("segment", [[slot.spec() for slot in self._slots]])
        return self._matcher(sentence.doc(self._language))

    def places(self, sentence: Sentence) -> list[Place]:
        """Return where the slots match; a single one needs no Matcher."""
        if self._only is None:
            return [(first, last) for _, first, last in self._matches(sentence) if last > first]
        if self._only.label:
            return sentence.labelled(self._only.label)
        fits = self._fits
        return [(index, index + 1) for index, word in enumerate(sentence.words) if fits(word)]


def _segments(sequence: Sequence, language: str) -> list[_Segment]:
    """Cut a sequence at its gaps: a gap as wildcards of the Matcher takes time exponential in its size."""
    cut: list[tuple[int, list[Slot]]] = [(0, [])]
    for slot in sequence.slots:
        if not slot.gap:
            cut[-1][1].append(slot)
        elif cut[-1][1]:
            cut.append((slot.gap, []))
        else:
            cut[-1] = cut[-1][0] + slot.gap, []
    return [_Segment(gap, slots, language) for gap, slots in cut]


class _Runner:
    """One sequence, ready to run."""

    def __init__(self, sequence: Sequence, language: str) -> None:
        self._sequence = sequence
        self._steps = sequence.steps()
        self._needed = [words for words, _, _ in self._steps if words != sequence.anchors]
        self._labels = [slot.label for slot in sequence.slots if slot.certain and slot.label]
        self._number = any(slot.number and not slot.optional for slot in sequence.slots)
        self._segments = _segments(sequence, language)

    def may_stand(self, sentence: Sentence) -> bool:
        """Whether what it can't do without stands in a sentence, words in their order and near enough to each other."""
        for words in self._needed:
            if words.isdisjoint(sentence.vocabulary):
                return False
        if self._number and not sentence.has_number:
            return False
        return all(label in sentence.label_names for label in self._labels) and self._in_order(sentence)

    def _in_order(self, sentence: Sentence) -> bool:
        before: list[int] = []
        for number, (words, least, most) in enumerate(self._steps):
            here = [index for index, word in enumerate(sentence.words) if word in words]
            if number:
                here = [index for index in here if any(least <= index - earlier <= most for earlier in before)]
            if not here:
                return False
            before = here
        return True

    def places(self, sentence: Sentence) -> list[Place]:
        """Return its matches; one that must begin or end its sentence may have only marks before or behind it."""
        found = set(self._segments[0].places(sentence))
        for segment in self._segments[1:]:
            found = _followed(found, segment.places(sentence), segment.gap) if found else found
        return [
            (first, last)
            for first, last in found
            if (not self._sequence.at_start or sentence.only_marks(0, first))
            and (not self._sequence.at_end or sentence.only_marks(last, len(sentence.words)))
        ]


def _followed(before: set[Place], places: list[Place], gap: int) -> set[Place]:
    """Join places to those that follow them with no more than a gap between."""
    return {(first, end) for begin, end in places for first, last in before if 0 <= begin - last <= gap}


def longest(places: list[Place]) -> list[Place]:
    """Return places that do not overlap, longer ones first."""
    if len(places) <= 1:
        return places
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda place: (place[0] - place[1], place)):
        if all(place[1] <= other[0] or place[0] >= other[1] for other in kept):
            kept.append(place)
    return kept
