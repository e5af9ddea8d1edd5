"""What the second witness changes: it sets aside what the rules found, or speaks up where they found nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desk.model.findings import Finding, Reason
from desk.model.names import Axis, Category, Status, Subject
from desk.screening.disclosure import CALLS_A_PERSON_NOW, PERSONS
from desk.screening.documents import WEIGHTS
from desk.screening.evidence import Evidence, of_findings, of_text, pieces
from desk.screening.judging import Judged
from desk.screening.matching import Matching
from desk.screening.reading import Reading
from desk.screening.witness import DISCLOSURE, URGENT, Verdict, Witness

RULE = "any.witness.{axis}"
"""Id under which the witness speaks of an axis."""
ASIDE = "aside.witness"
_REVIVED = frozenset({"aside.near", "aside.generic"})
_MOST_WORDS = 3
_DOUBTS, _SPEAKS, _SUREST = 0.5, 1.6, 0.9
"""Of what a post wants: parts of the learnt threshold below which a rule is doubted and above which nobody need ask."""


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One post before the witness."""

    witness: Witness
    reading: Reading
    verdicts: dict[str, Verdict]

    def words_for(self, label: str) -> list[int]:
        """Return the places of the words that speak loudest for a label, loudest first."""
        words = self.reading.words
        weights = {word: self.witness.weight_of(label, _of_word(word)) for word in set(words) if word[0].isalnum()}
        loudest = sorted(weights, key=lambda word: -weights[word])[:_MOST_WORDS]
        return [words.index(word) for word in loudest]

    def finding(self, axis: Axis, category: str, label: str) -> Finding:
        """Return what the witness says by itself, at the word that speaks loudest for it."""
        places = self.words_for(label) or [0]
        start, end = self.reading.span(places[0], places[0] + 1)
        return Finding(
            RULE.format(axis=axis),
            axis,
            category,
            start,
            end,
            certainty=round(self.verdicts[label].probability, 2),
            why=(Reason("witness", tuple(self.reading.written(place, place + 1) for place in places)),),
        )


def heard(witness: Witness, matching: Matching, results: Sequence[Judged]) -> list[Judged]:
    """Return what was found as it stands after the second witness was asked."""
    reading = matching.reading
    if not reading.words:
        return list(results)
    parent = matching.answered.reading.words if matching.answered else ()
    reported = of_findings(one.finding for one in results)
    hearing = _Hearing(witness, reading, witness.hear(of_text(reading.words, list(parent)), reported))
    health = [one for one in results if one.finding.axis is Axis.HEALTH]
    dialogue = [one for one in results if one.finding.axis is Axis.DIALOGUE]
    urgency = [one for one in results if one.finding.axis is Axis.URGENCY]
    others = [one for one in results if one.finding.axis not in {Axis.HEALTH, Axis.DIALOGUE, Axis.URGENCY}]
    return [*others, *_health(hearing, health), *_urgency(hearing, urgency), *_dialogue(hearing, dialogue)]


def _health(hearing: _Hearing, found: list[Judged]) -> list[Judged]:
    verdict = hearing.verdicts.get(DISCLOSURE)
    if verdict is None:
        return found
    if any(one.finding.counted for one in found):
        doubted = verdict.probability < hearing.witness.rule.aside_below
        return [_set_aside(one) for one in found] if doubted else found
    if verdict.probability < hearing.witness.rule.speaks_from:
        return found
    revived = [_revived(hearing, one) for one in found]
    if any(one.finding.counted for one in revived):
        return revived
    return [*found, *(Judged(finding, frozenset({finding.rule})) for finding in _spoken_up(hearing))]


def _set_aside(one: Judged) -> Judged:
    if not one.finding.counted:
        return one
    why = (*one.finding.why, Reason(ASIDE))
    return replace(one, finding=replace(one.finding, counted=False, weight=0, why=why))


def _revived(hearing: _Hearing, one: Judged) -> Judged:
    """Let a finding count that was set aside only because no rule had enough beside it."""
    finding = one.finding
    if finding.why[-1].code not in _REVIVED:
        return one
    subject = finding.subject if finding.subject in PERSONS else _subject(hearing)
    spoken = hearing.finding(Axis.HEALTH, finding.category, DISCLOSURE)
    revived = replace(
        finding,
        counted=True,
        status=Status.ASSERTED,
        subject=subject,
        certainty=spoken.certainty,
        weight=WEIGHTS[finding.category],
        why=(*finding.why[:-1], *spoken.why),
    )
    return Judged(revived, one.rules | {spoken.rule})


def _spoken_up(hearing: _Hearing) -> Iterator[Finding]:
    """Yield what the witness takes a post to disclose where no rule found anything."""
    subject = _subject(hearing)
    for label in _likeliest(hearing, "category:"):
        category = Category(label.partition(":")[2])
        finding = hearing.finding(Axis.HEALTH, category, label)
        certainty = round(hearing.verdicts[DISCLOSURE].probability, 2)
        yield replace(finding, subject=subject, certainty=certainty, weight=WEIGHTS[category])


def _subject(hearing: _Hearing) -> Subject:
    likeliest = _likeliest(hearing, "subject:")
    return Subject(likeliest[0].partition(":")[2]) if likeliest else Subject.SELF


def _likeliest(hearing: _Hearing, kind: str) -> list[str]:
    """Return the labels of a kind that hold, the likeliest first; that one alone if none does."""
    ranked = sorted(
        (verdict for verdict in hearing.verdicts.values() if verdict.label.startswith(kind)),
        key=lambda verdict: -verdict.probability,
    )
    return [verdict.label for number, verdict in enumerate(ranked) if verdict.holds or number == 0]


def _urgency(hearing: _Hearing, found: list[Judged]) -> list[Judged]:
    """Let the witness doubt what needs a person at once only if it is all but sure, and speak up early."""
    verdict = hearing.verdicts.get(URGENT)
    if verdict is None:
        return found
    rule = hearing.witness.rule
    if any(_calls(one.finding) for one in found):
        doubted = verdict.probability < rule.urgent_aside_below
        return [_set_aside(one) if doubted and _calls(one.finding) else one for one in found]
    likeliest = _likeliest(hearing, "urgency:")[:1]
    if verdict.probability < rule.urgent_speaks_from or not likeliest:
        return found
    finding = hearing.finding(Axis.URGENCY, likeliest[0].partition(":")[2], likeliest[0])
    certainty = round(verdict.probability, 2)
    return [*found, Judged(replace(finding, certainty=certainty), frozenset({finding.rule}))]


def _calls(finding: Finding) -> bool:
    return finding.counted and finding.category in CALLS_A_PERSON_NOW


def _dialogue(hearing: _Hearing, found: list[Judged]) -> list[Judged]:
    """Let the witness decide what a post wants, where it has learnt the label."""
    said = {one.finding.category for one in found if one.finding.counted}
    kept = [_set_aside(one) if _refuted(hearing, one.finding.category) else one for one in found]
    for verdict in hearing.verdicts.values():
        kind, _, label = verdict.label.partition(":")
        if kind == Axis.DIALOGUE and label not in said and verdict.probability >= _sure(verdict):
            finding = hearing.finding(Axis.DIALOGUE, label, verdict.label)
            kept.append(Judged(finding, frozenset({finding.rule})))
    return kept


def _refuted(hearing: _Hearing, label: str) -> bool:
    verdict = hearing.verdicts.get(f"{Axis.DIALOGUE}:{label}")
    return verdict is not None and verdict.probability < _DOUBTS * verdict.threshold


def _sure(verdict: Verdict) -> float:
    return min(_SUREST, _SPEAKS * verdict.threshold)


def _of_word(word: str) -> Evidence:
    """Return the evidence of one word, by itself."""
    found = pieces(word)
    return {f"word:{word}": 1.0} | dict.fromkeys((f"piece:{piece}" for piece in found), 1 / len(found) ** 0.5)
