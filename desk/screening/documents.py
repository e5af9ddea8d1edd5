"""Rule documents: what a domain expert writes, as validated data.

The format is described in `rules/README.md`. Nothing here knows how a rule is run.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from desk.model.names import (
    Category,
    Conduct,
    Dialogue,
    Identifiability,
    IdentifierType,
    Sentiment,
    Status,
    Subject,
    Urgency,
)
from desk.screening.example_posts import Example
from desk.screening.witness import Witness
from desk.screening.word_lists import WordLists

Language = Literal["de", "en", "any"]
RuleAxis = Literal["health", "urgency", "conduct", "dialogue", "sentiment", "status", "subject"]
Direction = Literal["right", "left", "both", "sentence", "post"]
Needs = Literal["check", "context", "check_and_context", "check_or_context", "nothing"]
SubjectName = Literal[
    "self", "relative", "child", "identified_person", "unidentified_person", "staff", "public_figure", "deceased",
    "group", "nobody", "mentioned",
]  # fmt: skip
"""A subject of `desk.model.names`, or `mentioned`."""

MENTIONED = "mentioned"
"""The subject of a context rule that points back to a person spoken of before."""

LABELS: dict[str, frozenset[str]] = {
    "health": frozenset(Category),
    "urgency": frozenset(Urgency),
    "conduct": frozenset(Conduct),
    "dialogue": frozenset(Dialogue),
    "sentiment": frozenset({"", *Sentiment}),
    "status": frozenset({"", *Status}),
    "subject": frozenset({"", *Subject}),
}
"""The labels an axis knows; the context and sentiment axes may leave theirs to the rule's own key."""

WEIGHTS: dict[str, int] = {
    Category.DIAGNOSIS: 2, Category.SYMPTOM: 1, Category.MEDICATION: 2, Category.PROCEDURE: 2, Category.FINDING: 2,
    Category.MENTAL_HEALTH: 3, Category.ADDICTION: 3, Category.REPRODUCTIVE: 3, Category.PREGNANCY: 3,
    Category.INFECTION: 2, Category.DISABILITY_CARE: 2, Category.GENETICS: 3, Category.CARE_CONTACT: 1,
    Category.SICK_LEAVE: 2, Category.BENEFIT_CASE: 2, Category.VACCINATION: 2, Category.PATIENT_RELATIONSHIP: 1,
    Category.DEATH: 3, Category.INJURY_VIOLENCE: 2, Category.DOCUMENT: 3,
}  # fmt: skip
"""Base points of severity of a category, where its rule says nothing else."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"except_": "except"}):
    """A rule of terms and patterns: a finding rule, or one that says how findings of other rules are meant.

    Attributes:
        weight: points of severity (health) or strength of a mood (sentiment).
        near: at least one of these in the same sentence, else the hit is set aside.
        unless: none of these in the same sentence, else it is set aside as figurative.
        anywhere: at least one of these somewhere in the post, else the hit is set aside; `nowhere` none of these.
        parent: at least one of these in the post that is answered, else the hit is set aside.
        scope: words a context rule reaches; 0 means to the end of the sentence.
        inherits: the answer takes over what the post answered speaks of.
    """

    id: str
    description: str
    axis: RuleAxis
    language: Language
    category: str = ""
    weight: int = 0
    terms: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    status: Status | None = None
    subject: SubjectName | None = None
    sentiment: Sentiment | None = None
    inherits: bool = False
    direction: Direction = "sentence"
    scope: int = 0
    stops: tuple[str, ...] = ()
    strength: int = 1
    match: tuple[str | Example, ...] = ()
    no_match: tuple[str | Example, ...] = ()

    @property
    def finds(self) -> bool:
        """Whether it finds something itself; else it says how other findings are meant."""
        return self.axis not in {"status", "subject"}

    @property
    def points(self) -> int:
        """Base points of severity of a health rule, 0 on other axes."""
        return (self.weight or WEIGHTS.get(self.category, 0)) if self.axis == "health" else 0


class IdentifierRule(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"except_": "except"}
):
    """The shape of a number, name or address, and what must speak for it.

    Attributes:
        check: name of a checker of `desk.screening.checks`, empty where there is no check digit.
        health: a health category that such a number discloses.
    """

    id: str
    type: IdentifierType
    description: str
    shape: str
    level: Identifiability
    language: Language = "any"
    check: str = ""
    context: tuple[str, ...] = ()
    needs: Needs = "nothing"
    except_: tuple[str, ...] = ()
    health: Category | None = None
    match: tuple[str | Example, ...] = ()
    no_match: tuple[str | Example, ...] = ()


AnyRule = Rule | IdentifierRule


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force.

    `version` is a short hash over the files they came from; `files` says where each rule stands.
    """

    rules: tuple[Rule, ...]
    identifiers: tuple[IdentifierRule, ...]
    lists: WordLists
    version: str
    files: dict[str, str]
    witness: Witness | None = None

    def all(self) -> tuple[AnyRule, ...]:
        """Every rule, whatever its kind."""
        return (*self.rules, *self.identifiers)
