"""From a hit to a finding: how it is meant, whose it is, whether it counts, and the reasons for all that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desk.model.findings import Finding, Reason
from desk.model.names import Axis, Dialogue, Status, Subject
from desk.screening.context import Context, Meaning
from desk.screening.disclosure import certainty, weight, why_health_is_set_aside, why_signal_is_set_aside
from desk.screening.matching import Hit, Matching
from desk.screening.reading import Reading

NEEDS_CONTEXT = frozenset({"health", "urgency"})
"""Axes of which it matters how something is meant, and of whom."""

_PLAIN = Meaning(Status.ASSERTED, Subject.NOBODY, (), frozenset(), 0)
_EMPTY_RULE = "any.dialogue.empty.no_words"
_REFUSED = {"near": Status.GENERIC, "unless": Status.FIGURATIVE}


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the rules that decided how it is meant."""

    finding: Finding
    rules: frozenset[str]


def judged(matching: Matching, hit: Hit, context: Context | None) -> Judged:
    """Make a finding of a hit."""
    meaning = context.meaning(hit) if context and hit.rule.axis in NEEDS_CONTEXT else _PLAIN
    refused = matching.refused(hit)
    if refused:
        meaning = replace(meaning, status=_REFUSED[refused], why=(Reason(f"aside.{refused}"),))
    result = _finding(matching.reading, hit, meaning, "" if not refused else f"aside.{refused}")
    if context and result.finding.counted and hit.rule.axis == "health":
        context.remember(hit, meaning)
    return result


def inherited(echoes: list[Hit], answered: Matching, answer: Matching, context: Context) -> list[Judged]:
    """Make findings of an answer such as “me too”: for each who echoes, one for each category of the post answered."""
    said = answered.term_hits() + answered.pattern_hits("finding")
    spoken_of = {
        hit.rule.category: hit
        for hit in sorted(said, key=lambda hit: -hit.first)
        if hit.rule.axis == "health" and not answered.refused(hit)
    }
    persons = {echo.rule.subject: echo for echo in reversed(echoes)}
    return [
        _echoed(echo, hit, answered, answer, context)
        for echo in persons.values()
        for hit in reversed(spoken_of.values())
    ]


def _echoed(echo: Hit, hit: Hit, answered: Matching, answer: Matching, context: Context) -> Judged:
    place = Hit(hit.by, echo.first, echo.last)
    subject = Subject(echo.rule.subject) if echo.rule.subject in set(Subject) else Subject.SELF
    words = answered.reading.written(hit.first, hit.last)
    meaning = context.meaning(place)
    status_why = tuple(reason for reason in meaning.why if reason.code.startswith("status."))
    meaning = replace(
        meaning,
        subject=subject,
        why=(Reason("inherited", (words,)), *status_why),
        rules=meaning.rules | {echo.rule.id},
    )
    return _finding(answer.reading, place, meaning, "")


def _finding(reading: Reading, hit: Hit, meaning: Meaning, aside: str) -> Judged:
    rule = hit.rule
    health = rule.axis == "health"
    if not aside:
        aside = (
            why_health_is_set_aside(rule.category, meaning.status, meaning.subject)
            if health
            else why_signal_is_set_aside(rule, meaning.status)
        )
    start, end = reading.span(hit.first, hit.last)
    why = (Reason("words", (reading.written(hit.first, hit.last),)), *meaning.why)
    if aside and all(reason.code != aside for reason in why):
        why += (Reason(aside),)
    finding = Finding(
        rule=rule.id,
        axis=Axis(rule.axis),
        category=rule.category,
        start=start,
        end=end,
        status=meaning.status,
        subject=meaning.subject,
        certainty=certainty(meaning.status, meaning.distance) if rule.axis in NEEDS_CONTEXT else 0.9,
        counted=not aside,
        weight=weight(rule, meaning.status) if health else 0,
        why=why,
    )
    return Judged(finding, meaning.rules)


def distinct(found: Iterable[Judged]) -> list[Finding]:
    """Return findings without those that lie inside a wider one of the same label and standing."""
    kept: list[Finding] = []
    widest: dict[tuple[str, str, bool], int] = {}
    for finding in sorted((one.finding for one in found), key=lambda finding: (finding.start, -finding.end)):
        label = finding.axis, finding.category, finding.counted
        if finding.end > widest.get(label, -1):
            widest[label] = finding.end
            kept.append(finding)
    return kept


def empty_post(reading: Reading) -> Iterator[Finding]:
    """Yield the finding that a post says nothing: emoji, marks, and tags of other people."""
    words = reading.words
    spoken = (
        word[0].isalnum() and (index == 0 or words[index - 1] not in {"@", "_", "."})
        for index, word in enumerate(words)
    )
    if not any(spoken):
        yield Finding(_EMPTY_RULE, Axis.DIALOGUE, Dialogue.EMPTY, 0, len(reading.text), why=(Reason("no_words"),))
