"""How a finding is meant and whose it is: the ConText method, with subjects.

A context rule reaches findings in its direction, within its scope, up to a word that stops it. Where several reach
the same finding the stronger wins, then the nearer, then the longer. Harkema et al., „ConText“, J Biomed Inform 42
(2009).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from desk.model.findings import Reason
from desk.model.names import Status, Subject
from desk.screening.documents import MENTIONED
from desk.screening.labels import UNNAMED
from desk.screening.matching import Hit, Matching
from desk.screening.reading import Reading

_ELSEWHERE = 1000
"""Distance that is added where a rule reaches another sentence."""
_GOES_ON = frozenset({Status.ASSERTED, Status.PAST, Status.SUSPECTED, Status.NEGATED})
_GOES_ON_FOR = 2
"""Sentences for which a person stays the one who is spoken of."""
_SHORTEST_QUOTE, _LONGEST_QUOTE = 3, 120


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a finding is meant, whose it is, and which rules say so."""

    status: Status
    subject: Subject
    why: tuple[Reason, ...]
    rules: frozenset[str]
    distance: int


@dataclass(frozen=True, slots=True)
class _Topic:
    """The person whom the last finding was about."""

    sentence: int
    subject: Subject
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The context hit that won, and how far it stands from the finding."""

    hit: Hit
    distance: int


def _agreeing(reaching: list[_Verdict], key: Literal["status", "subject"]) -> Iterator[_Verdict]:
    """Yield the context hits that say the same as the one that decides."""
    return (one for one in reaching if getattr(one.hit.rule, key) == getattr(reaching[0].hit.rule, key))


def _nobody_named(subjects: list[_Verdict]) -> bool:
    """Whether nothing says who is meant but a rule for posts that name nobody."""
    return not subjects or subjects[0].hit.rule.strength <= 0


class Context:
    """The context hits of one text."""

    def __init__(self, matching: Matching, hits: Iterable[Hit]) -> None:
        self._matching = matching
        self._reading = matching.reading
        told = list(hits)
        self._last: _Topic | None = None
        self._statuses = [hit for hit in told if hit.rule.axis == "status"]
        self._subjects = [hit for hit in told if hit.rule.axis == "subject"]

    def meaning(self, finding: Hit) -> Meaning:
        """Say how a finding is meant and whose it is."""
        statuses = self._reaching(self._statuses, finding)
        subjects = self._reaching(self._subjects, finding)
        status, status_why = self._status(statuses, finding)
        subject, subject_why = self._topic(finding, status) if _nobody_named(subjects) else (Subject.NOBODY, ())
        if subject is Subject.NOBODY and subjects:
            subject, subject_why = self._subject(subjects)
        rules = frozenset(one.hit.rule.id for one in (*_agreeing(statuses, "status"), *_agreeing(subjects, "subject")))
        distance = subjects[0].distance if subjects else 0
        return Meaning(status, subject, (*subject_why, *status_why), rules, distance)

    def _status(self, reaching: list[_Verdict], finding: Hit) -> tuple[Status, tuple[Reason, ...]]:
        if reaching and reaching[0].hit.rule.status:
            status = reaching[0].hit.rule.status
            return status, (self._reason(f"status.{status}", reaching[0].hit),)
        if finding.first in self._quoted:
            return Status.QUOTED, (Reason("status.quoted"),)
        if self._asks(finding):
            return Status.QUESTION, (Reason("status.question", ("?",)),)
        return Status.ASSERTED, ()

    def _subject(self, reaching: list[_Verdict]) -> tuple[Subject, tuple[Reason, ...]]:
        told = reaching[0].hit
        if told.rule.subject != MENTIONED:
            who = Subject(str(told.rule.subject))
            return who, (self._reason(f"subject.{who}", told) if told.rule.strength > 0 else Reason(UNNAMED),)
        before = self._mentioned(told)
        if before is None:
            who = Subject.UNIDENTIFIED_PERSON
            return who, (self._reason(f"subject.{who}", told),)
        who = Subject(str(before.rule.subject))
        return who, (self._reason(f"subject.{who}", before), self._reason("subject.mentioned", told))

    def _topic(self, finding: Hit, status: Status) -> tuple[Subject, tuple[Reason, ...]]:
        """Who is still spoken of where a sentence names nobody: whoever the last finding before it was about."""
        sentence = self._reading.sentence_of[finding.first]
        if self._last is None or status not in _GOES_ON or not 0 <= sentence - self._last.sentence <= _GOES_ON_FOR:
            return Subject.NOBODY, ()
        return self._last.subject, (Reason("subject.topic", self._last.words),)

    def remember(self, finding: Hit, meaning: Meaning) -> None:
        """Take the person of a finding that counts as the one who is spoken of from here on."""
        reason = next((one for one in meaning.why if one.code == f"subject.{meaning.subject}"), None)
        if reason:
            sentence = self._reading.sentence_of[finding.first]
            self._last = _Topic(sentence, meaning.subject, reason.words)

    def _mentioned(self, pronoun: Hit) -> Hit | None:
        """The last person spoken of before a pronoun, the author excepted."""
        persons = [
            hit
            for hit in self._subjects
            if hit.last <= pronoun.first and hit.rule.subject not in {Subject.SELF, Subject.NOBODY, MENTIONED}
        ]
        return max(persons, key=lambda hit: (hit.last, hit.rule.strength), default=None)

    def _reaching(self, told: list[Hit], finding: Hit) -> list[_Verdict]:
        """Return the context hits that reach a finding, the one that decides first."""
        reaching = [_Verdict(hit, distance) for hit in told if (distance := self._distance(hit, finding)) is not None]
        return sorted(
            reaching,
            key=lambda verdict: (
                -verdict.hit.rule.strength,
                verdict.distance,
                verdict.hit.first - verdict.hit.last,
                verdict.hit.rule.id,
            ),
        )

    def _distance(self, told: Hit, finding: Hit) -> int | None:
        """Return how many words lie between a context hit and a finding it reaches, None if it does not reach it."""
        if told.first < finding.last and finding.first < told.last:
            inside = told.within(finding) and not finding.within(told)
            return None if inside and told.rule.axis == "status" else 0
        ahead = finding.first >= told.last
        between = finding.first - told.last if ahead else told.first - finding.last
        if self._reading.sentence_of[told.first] != self._reading.sentence_of[finding.first]:
            return between + _ELSEWHERE if told.rule.direction == "post" else None
        return between if self._reaches(told, finding, between, ahead=ahead) else None

    def _reaches(self, told: Hit, finding: Hit, between: int, *, ahead: bool) -> bool:
        """Whether a finding of the same sentence lies in direction and scope of a context hit, with no stop between."""
        rule = told.rule
        if rule.direction == ("left" if ahead else "right"):
            return False
        if rule.scope and between >= rule.scope:
            return False
        first, last = (told.last, finding.first) if ahead else (finding.last, told.first)
        stops = self._matching.cue_places(told.by.stops)
        return not any(first <= begin and end <= last for begin, end in stops)

    def _reason(self, code: str, hit: Hit) -> Reason:
        return Reason(code, (self._reading.written(hit.first, hit.last),))

    def _asks(self, finding: Hit) -> bool:
        """Whether the sentence of a finding ends with a question mark."""
        first, last = self._reading.sentences[self._reading.sentence_of[finding.first]]
        return (
            "?" in self._reading.words[finding.last : last] or "?" in self._reading.words[max(first, last - 3) : last]
        )

    @cached_property
    def _quoted(self) -> frozenset[int]:
        return quoted(self._reading)


def quoted(reading: Reading) -> frozenset[int]:
    """Return the words that stand in quotation marks; one or two words in marks are emphasis, not a quotation."""
    inside: set[int] = set()
    opened = -1
    for index, word in enumerate(reading.words):
        if word != '"':
            continue
        if opened >= 0 and index - opened - 1 <= _LONGEST_QUOTE:
            if index - opened > _SHORTEST_QUOTE:
                inside.update(range(opened + 1, index))
            opened = -1
        else:
            opened = index
    return frozenset(inside)
