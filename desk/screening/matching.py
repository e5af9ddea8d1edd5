"""What the rules find in one text: hits of terms and of patterns, before anybody asks how they are meant."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from desk.screening.automaton import Fired
from desk.screening.compiled import Compiled, Condition, Runnable
from desk.screening.documents import Rule
from desk.screening.labels import HEALTH, NUMBER
from desk.screening.pipelines import Vocabularies
from desk.screening.reading import Reading
from desk.screening.sequences import is_number
from desk.screening.units import Sentence, Unit

Kind = Literal["finding", "subject", "status", "post_status"]
"""Kinds of rules by when their patterns are run."""

MOST_SENTENCES = 60
"""Sentences of one text in which one pattern is run."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fired: its words from `first` to before `last`."""

    by: Runnable
    first: int
    last: int

    @property
    def rule(self) -> Rule:
        """The rule that fired."""
        return self.by.rule

    def within(self, other: "Hit") -> bool:
        """Whether it lies inside another hit."""
        return other.first <= self.first and self.last <= other.last


class Matching:
    """Runs the rules of a language over one text."""

    def __init__(
        self,
        compiled: Compiled,
        reading: Reading,
        fired: Fired,
        languages: frozenset[str],
        vocabs: Vocabularies,
        parent: Callable[[], "Matching"] | None = None,
    ) -> None:
        self._parent = parent
        self._vocabs = vocabs
        self._compiled = compiled
        self._fired = fired
        self._languages = languages
        self.reading = reading
        self.labels: dict[int, set[str]] = defaultdict(set)
        self._sentences: dict[int, Sentence] = {}
        self._standing: dict[tuple[int, int], bool] = {}
        self._spreads: dict[tuple[int, str], tuple[int, int]] = {}  # first and last place of a label in a sentence
        for index, word in enumerate(reading.words):
            if is_number(word):
                self._widen(index, NUMBER)

    def mark(self, first: int, last: int, *labels: str) -> None:
        """Give words a label, before any pattern is run."""
        for index in range(first, last):
            self.labels[index].update(labels)
            for label in labels:
                self._widen(index, label)

    def term_hits(self) -> list[Hit]:
        """Hits of terms; those of health terms label their words."""
        hits = [hit for owner in sorted(self._fired.terms) for hit in self._hits_of(owner)]
        health = [hit for hit in hits if hit.rule.axis == "health"]
        for hit in sorted(health, key=lambda hit: bool(hit.by.near.labels or hit.by.unless.labels)):
            if not self.refused(hit):
                self.mark(hit.first, hit.last, HEALTH, hit.rule.category)
        self._forget()
        return hits

    def _forget(self) -> None:
        """Forget what was asked of sentences before all their words had their labels."""
        self._sentences.clear()
        self._standing.clear()

    def _hits_of(self, owner: int) -> list[Hit]:
        runnable = self._compiled.by_owner.get(owner)
        if runnable is None or not self._speaks(runnable.rule):
            return []
        exceptions = self._fired.terms.get(runnable.exceptions, ())
        hits = [Hit(runnable, first, last) for first, last in dict.fromkeys(self._fired.terms[owner])]
        return widest(hit for hit in hits if not _covered(hit, exceptions))

    def pattern_hits(self, kind: Kind, sentences: frozenset[int] | None = None) -> list[Hit]:
        """Hits of the patterns of one kind of rules, in some sentences or in all."""
        hits: list[Hit] = []
        for unit, places in self._awake.get(kind, ()):
            chosen = places if sentences is None else places & sentences
            hits += [hit for sentence in sorted(chosen)[:MOST_SENTENCES] for hit in self._run(unit, sentence)]
        return [hit for hit in hits if not _covered(hit, self._fired.terms.get(hit.by.exceptions, ()))]

    @cached_property
    def _awake(self) -> dict[Kind, list[tuple[int, set[int]]]]:
        """The units that can match, with the sentences of their anchors."""
        awake = dict(self._fired.units)
        for label, units in self._compiled.label_units.items():
            if sentences := self.labelled.get(label):
                awake |= {unit: awake.get(unit, set()) | sentences for unit in units}
        by_kind: dict[Kind, list[tuple[int, set[int]]]] = defaultdict(list)
        for unit, places in awake.items():
            rule = self._compiled.units[unit][0].rule
            if self._speaks(rule):
                by_kind[_kind(rule)].append((unit, places))
        return by_kind

    def _run(self, unit: int, sentence: int) -> list[Hit]:
        first, _ = self.reading.sentences[sentence]
        runnable, pattern = self._compiled.units[unit]
        return [Hit(runnable, first + begin, first + end) for begin, end in pattern.places(self._sentence(sentence))]

    def _sentence(self, number: int) -> Sentence:
        if number not in self._sentences:
            first, last = self.reading.sentences[number]
            labels = {
                index - first: " ".join(sorted(self.labels[index]))
                for index in range(first, last)
                if index in self.labels
            }
            self._sentences[number] = Sentence(self.reading.words[first:last], labels, self._vocabs)
        return self._sentences[number]

    def _speaks(self, rule: Rule) -> bool:
        """Whether a rule's language is spoken here, and the post answers another if the rule asks for that one.

        Health terms of any language count: people mix them into their own.
        """
        if rule.parent and self._parent is None:
            return False
        return rule.language in self._languages or (
            rule.axis == "health" and bool(rule.terms) and "de" not in self._languages
        )

    @cached_property
    def labelled(self) -> dict[str, set[int]]:
        """The sentences in which a label, or a number, stands."""
        sentences: dict[str, set[int]] = defaultdict(set)
        for index, labels in self.labels.items():
            for label in labels:
                sentences[label].add(self.reading.sentence_of[index])
        if NUMBER in self._compiled.label_units:
            places = zip(self.reading.words, self.reading.sentence_of, strict=True)
            sentences[NUMBER] = {sentence for word, sentence in places if is_number(word)}
        return sentences

    @cached_property
    def _cues(self) -> dict[int, set[int]]:
        """The cues that stand in each sentence."""
        cues: dict[int, set[int]] = defaultdict(set)
        for owner, places in self._fired.terms.items():
            for first, _ in places:
                cues[self.reading.sentence_of[first]].add(owner)
        return cues

    def cue_places(self, cues: Iterable[int]) -> list[tuple[int, int]]:
        """Where any of some cues stands."""
        return [place for cue in cues for place in self._fired.terms.get(cue, ())]

    @cached_property
    def answered(self) -> "Matching | None":
        """What the rules find in the post that is answered; it is looked at only if somebody asks."""
        return self._parent() if self._parent else None

    def refused(self, hit: Hit) -> str:
        """Return which kind of condition of its rule sets a hit aside (`near` or `unless`), empty if none does."""
        by, sentence = hit.by, self.reading.sentence_of[hit.first]
        if (by.unless and self._holds(by.unless, hit, sentence)) or (by.nowhere and self.speaks_of(by.nowhere)):
            return "unless"
        if by.near and not self._holds(by.near, hit, sentence):
            return "near"
        if by.anywhere and not self.speaks_of(by.anywhere):
            return "near"
        if by.parent and not (self.answered and self.answered.speaks_of(by.parent)):
            return "near"
        return ""

    def speaks_of(self, condition: Condition) -> bool:
        """Whether a condition holds anywhere in the text."""
        if any(cue in self._fired.terms for cue in condition.cues):
            return True
        if any(label in condition.labels for _, label in self._spreads):
            return True
        sentences = range(min(MOST_SENTENCES, len(self.reading.sentences)))
        return any(self._stands(pattern, sentence) for pattern in condition.patterns for sentence in sentences)

    def _holds(self, condition: Condition, hit: Hit, sentence: int) -> bool:
        if not condition.cues.isdisjoint(self._cues.get(sentence, ())):
            return True
        if condition.labels and self._label_beside(condition.labels, hit, sentence):
            return True
        return any(self._stands(pattern, sentence) for pattern in condition.patterns)

    def _stands(self, pattern: Unit, sentence: int) -> bool:
        """Whether a pattern fits a sentence; asked once, however many hits the sentence has."""
        asked = (id(pattern), sentence)
        if asked not in self._standing:
            self._standing[asked] = bool(pattern.places(self._sentence(sentence)))
        return self._standing[asked]

    def _label_beside(self, labels: frozenset[str], hit: Hit, sentence: int) -> bool:
        """Whether a label stands in the sentence, but not within the hit: its first or its last place tells."""
        spreads = (self._spreads.get((sentence, label)) for label in labels)
        return any(spread and (spread[0] < hit.first or spread[1] >= hit.last) for spread in spreads)

    def _widen(self, index: int, label: str) -> None:
        place = (self.reading.sentence_of[index], label)
        first, last = self._spreads.get(place, (index, index))
        self._spreads[place] = (min(first, index), max(last, index))


def _kind(rule: Rule) -> Kind:
    if rule.axis == "status":
        return "post_status" if rule.direction == "post" else "status"
    return "subject" if rule.axis == "subject" else "finding"


def _covered(hit: Hit, places: Iterable[tuple[int, int]]) -> bool:
    return any(first <= hit.first and hit.last <= last for first, last in places)


def widest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits of one rule that do not lie inside another of them, in order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept
