"""Patterns, ready to run on a sentence: spaCy's Matcher behind two cheaper questions."""

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from desk.screening.patterns import NUMBER, Sequence

Place = tuple[int, int]
IS_NUMBER = re.compile(NUMBER).match


@dataclass(eq=False)
class Sentence:
    """One sentence of a text, with the labels its words carry."""

    words: list[str]
    labels: dict[int, str]
    vocab: Vocab

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
        return any(map(IS_NUMBER, self.vocabulary))

    @cached_property
    def doc(self) -> Doc:
        """The sentence as spaCy sees it, its labels as entity types."""
        doc = Doc(self.vocab, words=self.words)
        for index, label in self.labels.items():
            doc[index].ent_type_ = label
        return doc

    def only_marks(self, first: int, last: int) -> bool:
        """Whether nothing but marks stands in a stretch of it."""
        return not any(word[0].isalnum() for word in self.words[first:last])


class Unit:
    """Sequences of one pattern that share their anchors."""

    def __init__(self, first: Sequence, vocab: Vocab) -> None:
        self.sequences = [first]
        self._vocab = vocab

    @cached_property
    def _single(self) -> frozenset[str]:
        """The words of a pattern that is one word and no more; they need no Matcher."""
        plain = all(sequence.plain_word for sequence in self.sequences)
        return frozenset().union(*(sequence.anchors for sequence in self.sequences)) if plain else frozenset()

    @cached_property
    def _runners(self) -> list["_Runner"]:
        return [_Runner(sequence, self._vocab) for sequence in self.sequences]

    def places(self, sentence: Sentence) -> list[Place]:
        """Return where the pattern stands in a sentence: longer places first, none overlapping another."""
        if self._single:
            return [(index, index + 1) for index, word in enumerate(sentence.words) if word in self._single]
        return _longest(
            [place for runner in self._runners if runner.may_stand(sentence) for place in runner.places(sentence)]
        )

    def ungated_places(self, sentence: Sentence) -> list[Place]:
        """Return the same by asking every Matcher: slower, and the measure for `places`."""
        return _longest([place for runner in self._runners for place in runner.places(sentence)])


class _Runner:
    """One sequence with its Matcher."""

    def __init__(self, sequence: Sequence, vocab: Vocab) -> None:
        self._sequence = sequence
        self._steps = sequence.steps()
        self._labels = [slot.label for slot in sequence.slots if slot.certain and slot.label]
        self._number = any(slot.number and not slot.optional for slot in sequence.slots)
        self._vocab = vocab

    @cached_property
    def _matcher(self) -> Matcher:
        matcher = Matcher(self._vocab, validate=False)
        matcher.add("sequence", [self._sequence.specs()])
        return matcher

    def may_stand(self, sentence: Sentence) -> bool:
        """Whether what it can't do without stands in a sentence, words in their order and near enough to each other."""
        vocabulary = sentence.vocabulary
        if any(words.isdisjoint(vocabulary) for words, _, _ in self._steps):
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
        return [
            (first, last)
            for _, first, last in self._matcher(sentence.doc)
            if last > first
            and (not self._sequence.at_start or sentence.only_marks(0, first))
            and (not self._sequence.at_end or sentence.only_marks(last, len(sentence.words)))
        ]


def _longest(places: list[Place]) -> list[Place]:
    if len(places) <= 1:
        return places
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda place: (place[0] - place[1], place)):
        if all(place[1] <= other[0] or place[0] >= other[1] for other in kept):
            kept.append(place)
    return kept
