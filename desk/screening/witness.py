"""The second witness: a small statistical reader beside the rules.

It learnt from labelled posts which words and pieces of words go with a label, and how far the rules can be trusted
(`desk rules learn`). It may set aside what a rule found and speak up where no rule found anything; each time it says
so, with the words that weighed most. It is switched in `witness/witness.toml` like any rule.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import msgspec

from desk.screening.evidence import Evidence
from desk.screening.example_posts import Example

DISCLOSURE = "disclosure"
URGENT = "urgent"
"""What needs a person at once: any of the first seven signals of urgency."""


class WitnessRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The statistical reader as a rule: whether it is heard, and how sure it must be.

    Attributes:
        weights: the file it learnt into, beside this one.
        aside_below: what rules found counts no more if the witness takes a disclosure to be less likely than this.
        speaks_from: where no rule found anything it speaks up from this probability.
        urgent_aside_below, urgent_speaks_from: the same for what needs a person at once; missing it is the worst error.
    """

    id: str
    description: str
    weights: str
    aside_below: float
    speaks_from: float
    urgent_aside_below: float = 0.0
    urgent_speaks_from: float = 1.0
    active: bool = True
    match: tuple[str | Example, ...] = ()
    no_match: tuple[str | Example, ...] = ()


class Leaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for a label and against it: weights by feature, and where they start."""

    start: float
    weights: dict[str, float]


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was learnt about one label.

    Attributes:
        text: learnt from the words alone. trust: from the text's score (`text`) and what the rules found.
        threshold: probability from which the label holds.
    """

    text: Leaning
    threshold: float
    trust: Leaning | None = None


class Lessons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weight file: what was learnt, from how many posts of which files."""

    posts: dict[str, int]
    labels: dict[str, Lesson]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the witness says of one label of one post."""

    label: str
    probability: float
    threshold: float

    @property
    def holds(self) -> bool:
        """Whether the label is more likely told than not, as far as was learnt."""
        return self.probability >= self.threshold


class Witness:
    """What was learnt, ready to be asked."""

    def __init__(self, rule: WitnessRule, learnt: Lessons) -> None:
        self.rule = rule
        self._lessons = learnt.labels

    @cached_property
    def _by_feature(self) -> dict[str, list[tuple[str, float]]]:
        """The weights of every label that a feature speaks for or against."""
        weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for label, lesson in self._lessons.items():
            for feature, weight in lesson.text.weights.items():
                weights[feature].append((label, weight))
        return dict(weights)

    def hear(self, text: Evidence, findings: Evidence) -> dict[str, Verdict]:
        """Say of every label whether it holds."""
        scores = {label: lesson.text.start for label, lesson in self._lessons.items()}
        for feature, value in text.items():
            for label, weight in self._by_feature.get(feature, ()):
                scores[label] += value * weight
        return {label: self._verdict(label, score, findings) for label, score in scores.items()}

    def _verdict(self, label: str, score: float, findings: Evidence) -> Verdict:
        lesson = self._lessons[label]
        if lesson.trust is not None:
            score = weighed(lesson.trust, findings | {"text": score})
        return Verdict(label, likelihood(score), lesson.threshold)

    def weight_of(self, label: str, text: Evidence) -> float:
        """Return how much evidence speaks for a label."""
        return weighed(self._lessons[label].text, text)


def weighed(leaning: Leaning, evidence: Evidence) -> float:
    """Return the sum of evidence, weighed."""
    return leaning.start + sum(value * leaning.weights.get(feature, 0.0) for feature, value in evidence.items())


def likelihood(score: float) -> float:
    """Return the probability a score stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def lessons(content: bytes) -> Lessons:
    """Read a weight file.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return msgspec.json.decode(content, type=Lessons)
