"""What screening says of a post, as plain values: the language between screening, policy and everybody who reads them.

Standard library only. Offsets are characters of the post's original text, `end` exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desk.model.names import Axis, Identifiability, Sentiment, Status, Subject


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation: a code that the language room makes a sentence of, and the words that decided it."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule recognised in a text.

    Attributes:
        rule: id of the rule that fired, such as `de.diagnosis.oncology`.
        category: the label on its axis: a health category, identifier type, urgency, conduct or dialogue signal.
        certainty: 0 to 1.
        counted: False where it was recognised and set aside; `why` then says for which reason.
        weight: base points of severity, 0 outside the health axis.
    """

    rule: str
    axis: Axis
    category: str
    start: int
    end: int
    status: Status = Status.ASSERTED
    subject: Subject = Subject.NOBODY
    certainty: float = 1.0
    counted: bool = True
    weight: int = 0
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Screened:
    """Everything screening says of one text.

    `checked` is False where the language is not covered; such a text is never to be read as harmless.
    """

    findings: tuple[Finding, ...]
    identifiability: Identifiability
    sentiment: Sentiment
    language: str
    checked: bool
    rules_version: str
    _counted: tuple[Finding, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_counted", tuple(f for f in self.findings if f.counted))

    def counted(self, axis: Axis) -> Iterator[Finding]:
        """Findings of one axis that count."""
        return (finding for finding in self._counted if finding.axis is axis)

    def labels(self, axis: Axis) -> list[str]:
        """Distinct labels of one axis, in order of appearance."""
        return list(dict.fromkeys(finding.category for finding in self.counted(axis)))

    @property
    def disclosure(self) -> bool:
        """Whether the text discloses health data of a particular person."""
        return any(True for _ in self.counted(Axis.HEALTH))

    @property
    def subjects(self) -> list[Subject]:
        """Whose health data the text discloses."""
        return list(dict.fromkeys(finding.subject for finding in self.counted(Axis.HEALTH)))


@dataclass(frozen=True, slots=True)
class Utterance:
    """What screening needs to know of a post: its text, what it answers, who wrote it under which name, where."""

    text: str
    parent: str = ""
    author: str = ""
    locale: str = ""
    house: str = ""
