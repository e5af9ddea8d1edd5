"""A rule set made ready to run.

Every term and anchor in one gate, every pattern behind it as a unit that is built when first needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desk.screening.automaton import Gate
from desk.screening.documents import IdentifierRule, Rule, RuleSet
from desk.screening.labels import ASKED, LABELS
from desk.screening.patterns import is_pattern, parse
from desk.screening.sequences import Sequence
from desk.screening.shapes import Shape, shape
from desk.screening.terms import exact_term, term, written_out
from desk.screening.units import Unit
from desk.screening.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class Condition:
    """Words, labels or patterns of which one must or none may stand in the sentence, the post or the one it answers."""

    cues: frozenset[int] = frozenset()
    labels: frozenset[str] = frozenset()
    patterns: tuple[Unit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cues or self.labels or self.patterns)


@dataclass(eq=False, slots=True)
class Runnable:
    """A rule with what the gate knows of it by number."""

    rule: Rule
    owner: int = 0
    exceptions: int = 0
    near: Condition = Condition()
    unless: Condition = Condition()
    anywhere: Condition = Condition()
    nowhere: Condition = Condition()
    parent: Condition = Condition()
    stops: frozenset[int] = frozenset()


@dataclass(slots=True)
class Compiled:
    """A rule set, compiled.

    Attributes:
        by_owner: the rule whose terms a number of the gate stands for.
        label_units: units that only a label can wake.
        context: cues that speak for an identifier rule, by its id; `shapes` its shape.
    """

    lists: WordLists
    gate: Gate = field(default_factory=Gate)
    by_owner: dict[int, Runnable] = field(default_factory=dict)
    units: list[tuple[Runnable, Unit]] = field(default_factory=list)
    label_units: dict[str, list[int]] = field(default_factory=dict)
    context: dict[str, frozenset[int]] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    _numbers: int = 0
    _cues: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self) -> int:
        """Return a number that nobody has yet."""
        self._numbers += 1
        return self._numbers

    def add(self, rule: Rule) -> None:
        """Compile a rule."""
        exceptions = self.number() if rule.except_ else 0
        runnable = Runnable(
            rule,
            self.number(),
            exceptions,
            self._condition(rule.near, rule.language),
            self._condition(rule.unless, rule.language),
            self._condition(rule.anywhere, rule.language),
            self._condition(rule.nowhere, rule.language),
            self._condition(rule.parent, rule.language),
            self._condition(rule.stops, rule.language).cues,
        )
        self.by_owner[runnable.owner] = runnable
        for written in rule.terms:
            self.gate.add_term(runnable.owner, term(written, rule.language))
        for written in rule.exact:
            self.gate.add_term(runnable.owner, exact_term(written))
        for written in self._entries(rule.except_, rule.language):
            self.gate.add_term(exceptions, term(written, rule.language))
        for written in rule.patterns:
            self._add_pattern(runnable, written)

    def add_identifier(self, rule: IdentifierRule) -> None:
        """Compile an identifier rule; the gate looks for the words that speak for it and for what its shape needs."""
        self.context[rule.id] = self._condition(rule.context, rule.language).cues
        self.shapes[rule.id] = shape(rule.shape, self.lists.of(rule.language))
        self.gate.add_factors(rule.id, self.shapes[rule.id].factors)

    def _add_pattern(self, runnable: Runnable, written: str) -> None:
        units: dict[tuple[frozenset[str], str], Unit] = {}
        for sequence in parse(written, self.lists.of(runnable.rule.language), LABELS):
            key = sequence.anchors, sequence.label
            if key in units:
                units[key].sequences.append(sequence)
                continue
            units[key] = Unit(sequence, runnable.rule.language)
            self._wake(runnable, units[key], sequence)

    def _wake(self, runnable: Runnable, unit: Unit, sequence: Sequence) -> None:
        index = len(self.units)
        self.units.append((runnable, unit))
        self.gate.add_anchors(index, sequence.anchors)
        if sequence.label:
            self.label_units.setdefault(sequence.label, []).append(index)

    def _condition(self, entries: Iterable[str], language: str) -> Condition:
        written = [entry for entry in entries if entry not in ASKED]
        terms = [entry for entry in written if not is_pattern(entry)]
        return Condition(
            frozenset(self._cue(entry, language) for entry in self._entries(terms, language)),
            frozenset(entry[1:-1] for entry in entries if entry in ASKED),
            tuple(self._asked(entry, language) for entry in written if is_pattern(entry)),
        )

    def _asked(self, written: str, language: str) -> Unit:
        """Return a pattern that only a condition asks for: it is run when the condition is."""
        first, *others = parse(written, self.lists.of(language), LABELS)
        unit = Unit(first, language)
        unit.sequences += others
        return unit

    def _entries(self, written: Iterable[str], language: str) -> list[str]:
        """Return phrases with their word lists written out."""
        return [phrase for entry in written for phrase in written_out(entry, self.lists.of(language))]

    def _cue(self, written: str, language: str) -> int:
        """Return the number under which the gate looks for a word that only conditions ask for."""
        key = written, language
        if key not in self._cues:
            self._cues[key] = self.number()
            self.gate.add_term(self._cues[key], term(written, language))
        return self._cues[key]


def compile_rules(rules: RuleSet) -> Compiled:
    """Compile a rule set."""
    compiled = Compiled(rules.lists)
    for rule in rules.rules:
        compiled.add(rule)
    for identifier in rules.identifiers:
        compiled.add_identifier(identifier)
    compiled.gate.close()
    return compiled
