"""The engine: a text in, what it discloses out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from desk.model.findings import Screened, Utterance
from desk.model.names import Axis
from desk.screening.automaton import Fired
from desk.screening.collection import uncollected
from desk.screening.compiled import Compiled, compile_rules
from desk.screening.context import Context
from desk.screening.documents import RuleSet
from desk.screening.hearing import heard
from desk.screening.identifiability import identifiability
from desk.screening.identifiers import Identified, Identifiers
from desk.screening.judging import NEEDS_CONTEXT, Judged, distinct, empty_post, inherited, judged
from desk.screening.labels import HEALTH, NAME
from desk.screening.language import COVERED, language_of
from desk.screening.matching import Hit, Kind, Matching
from desk.screening.pipelines import forgetting, vocabularies
from desk.screening.reading import Reading, read
from desk.screening.sentiment import mood

_BATCH = 500
_NAMES = frozenset({"person_name", "handle"})
_ANY = "any"


@dataclass(frozen=True, slots=True)
class Traced:
    """What is said of a text, and every rule that had a part in it."""

    screened: Screened
    rules: frozenset[str]


class Engine:
    """Screens texts by a rule set."""

    def __init__(self, ruleset: RuleSet, compiled: Compiled | None = None) -> None:
        """Take rules that are compiled already, or compile them; this is done once for a process."""
        self._vocabs = vocabularies()
        self._version = ruleset.version
        self._witness = ruleset.witness
        with uncollected():
            self._compiled = compiled or compile_rules(ruleset)
            self._identifiers = Identifiers(ruleset.identifiers, self._compiled)

    @property
    def rules_version(self) -> str:
        """Hash of the rules in force."""
        return self._version

    def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
        """Say what each text discloses, in order.

        Words seen in a batch are forgotten after it, so memory does not grow.
        """
        waiting = iter(utterances)
        while batch := list(islice(waiting, _BATCH)):
            with forgetting(self._vocabs):
                done = [self.screen_one(utterance) for utterance in batch]
            yield from done

    def screen_one(self, utterance: Utterance) -> Screened:
        """Say what one text discloses."""
        return self.trace(utterance).screened

    def trace(self, utterance: Utterance) -> Traced:
        """Say what one text discloses, and which rules had a part in it."""
        reading = read(utterance.text)
        language = language_of(reading, utterance.locale)
        languages = frozenset({language, _ANY})
        matching, fired = self._matching(reading, languages, utterance.parent)
        identified = self._identifiers.find(reading, fired, languages)
        for one in identified:
            if one.rule.type in _NAMES:
                matching.mark(*reading.at(one.start, one.end), NAME)
        hits = matching.term_hits() + _numbers_of_health(reading, identified, matching)
        hits += matching.pattern_hits("finding")
        moods = [hit for hit in hits if hit.rule.axis == "sentiment" and not matching.refused(hit)]
        results = self._judged(matching, hits)
        if self._witness is not None and self._witness.rule.active and language in COVERED:
            results = heard(self._witness, matching, results)
        findings = [*(one.finding for one in identified), *distinct(results), *empty_post(reading)]
        screened = Screened(
            findings=tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule))),
            identifiability=identifiability(reading, utterance.author, identified, person=_tells(results)),
            sentiment=mood(reading, moods),
            language=language,
            checked=language in COVERED,
            rules_version=self._version,
        )
        return Traced(screened, _had_a_part(results, moods, identified))

    def _matching(self, reading: Reading, languages: frozenset[str], parent: str = "") -> tuple[Matching, Fired]:
        fired = self._compiled.gate.scan(reading)
        answered = partial(self._answered, parent, languages) if parent else None
        return Matching(self._compiled, reading, fired, languages, self._vocabs, answered), fired

    def _answered(self, parent: str, languages: frozenset[str]) -> Matching:
        matching, _ = self._matching(read(parent), languages)
        matching.term_hits()
        return matching

    def _judged(self, matching: Matching, hits: list[Hit]) -> list[Judged]:
        """Say of every hit how it is meant; context is asked only where something was found, or inherited."""
        found = [hit for hit in hits if hit.rule.axis != "sentiment" and _worth_telling(matching, hit)]
        needy = [hit for hit in found if hit.rule.axis in NEEDS_CONTEXT]
        if not needy and matching.answered is None:
            return [judged(matching, hit, None) for hit in found]
        sentences = frozenset(matching.reading.sentence_of[hit.first] for hit in needy)
        told = _holding(matching, "subject") + _holding(matching, "post_status")
        echoes = [hit for hit in told if hit.rule.inherits]
        sentences |= {matching.reading.sentence_of[hit.first] for hit in echoes}
        told += _holding(matching, "status", sentences)
        context = Context(matching, told)
        results = [judged(matching, hit, context) for hit in sorted(found, key=lambda hit: hit.first)]
        if matching.answered and echoes:
            results += inherited(echoes, matching.answered, matching, context)
        return results


def _worth_telling(matching: Matching, hit: Hit) -> bool:
    """Whether a hit counts, or tells a person something where it was set aside: how a post behaves does not."""
    return hit.rule.axis in NEEDS_CONTEXT or not matching.refused(hit)


def _holding(matching: Matching, kind: Kind, sentences: frozenset[int] | None = None) -> list[Hit]:
    """Context hits whose conditions hold."""
    return [hit for hit in matching.pattern_hits(kind, sentences) if not matching.refused(hit)]


def _numbers_of_health(reading: Reading, identified: list[Identified], matching: Matching) -> list[Hit]:
    """Hits of numbers that disclose health by themselves, such as the code of a diagnosis."""
    hits = [Hit(one.as_health, *reading.at(one.start, one.end)) for one in identified if one.as_health is not None]
    for hit in hits:
        matching.mark(hit.first, hit.last, HEALTH, hit.rule.category)
    return hits


def _tells(results: list[Judged]) -> bool:
    """Whether health of a person is disclosed."""
    return any(one.finding.counted and one.finding.axis is Axis.HEALTH for one in results)


def _had_a_part(results: list[Judged], moods: list[Hit], identified: list[Identified]) -> frozenset[str]:
    """Every rule that found something that counts, that decided how something is meant, or that set the mood."""
    rules = {hit.rule.id for hit in moods}
    rules.update(*(one.rules for one in identified))
    for one in results:
        rules |= one.rules
        if one.finding.counted:
            rules.add(one.finding.rule)
    return frozenset(rules)
