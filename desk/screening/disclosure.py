"""Which recognised things count: as a disclosure of health data, or as a signal that somebody must see.

Health: a person's, and meant as a fact, present, past or suspected. What is set aside keeps its reason, so that a
person can overrule it.
"""

from desk.model.names import Category, Status, Subject, Urgency
from desk.screening.documents import Rule

PERSONS = frozenset(
    {
        Subject.SELF,
        Subject.RELATIVE,
        Subject.CHILD,
        Subject.IDENTIFIED_PERSON,
        Subject.UNIDENTIFIED_PERSON,
        Subject.STAFF,
        Subject.DECEASED,
    }
)
"""Subjects whose health data count: particular persons, not groups, nor what newspapers say of public figures."""

REVEALED_BY_DENIAL = frozenset(
    {
        Category.MEDICATION,
        Category.PROCEDURE,
        Category.FINDING,
        Category.ADDICTION,
        Category.REPRODUCTIVE,
        Category.PREGNANCY,
        Category.INFECTION,
        Category.GENETICS,
        Category.VACCINATION,
        Category.BENEFIT_CASE,
        Category.SICK_LEAVE,
        Category.DISABILITY_CARE,
        Category.DOCUMENT,
    }
)
"""Categories in which a denial tells of a test, a treatment, a case or a sensitive status all the same."""

SENSITIVE = frozenset(
    {Category.ADDICTION, Category.REPRODUCTIVE, Category.PREGNANCY, Category.INFECTION, Category.GENETICS}
)
"""Categories that keep their full weight when they are denied."""

_NEVER = frozenset({Status.FIGURATIVE, Status.GENERIC, Status.HYPOTHETICAL})
_CALLS_A_PERSON = frozenset({Urgency.SUICIDE, Urgency.SELF_HARM, Urgency.CHILD_PROTECTION, Urgency.VIOLENCE})
CALLS_A_PERSON_NOW = _CALLS_A_PERSON | {Urgency.MEDICAL_EMERGENCY, Urgency.POISONING, Urgency.THREAT_TO_HOUSE}
"""Signals that need a person at once, U01 to U07."""
_NOW = frozenset({Urgency.MEDICAL_EMERGENCY, Urgency.POISONING})


def why_health_is_set_aside(category: str, status: Status, subject: Subject) -> str:
    """Return the code of the reason for which a health finding does not count, empty if it counts."""
    if status in _NEVER:
        return f"aside.{status}"
    if subject not in PERSONS:
        return "aside.question" if status is Status.QUESTION and subject is Subject.NOBODY else f"aside.{subject}"
    if status is Status.NEGATED and category not in REVEALED_BY_DENIAL:
        return "aside.negated"
    return ""


def why_signal_is_set_aside(rule: Rule, status: Status) -> str:
    """Return the code of the reason for which a signal of another axis does not count, empty if it counts.

    What may cost a life is set aside only as a figure of speech or general talk; an emergency must be now.
    """
    if rule.axis != "urgency":
        return ""
    aside = {Status.FIGURATIVE, Status.GENERIC}
    if rule.category not in _CALLS_A_PERSON:
        aside |= {Status.NEGATED, Status.HYPOTHETICAL}
    if rule.category in _NOW:
        aside |= {Status.PAST, Status.QUOTED}
    return f"aside.{status}" if status in aside else ""


def weight(rule: Rule, status: Status) -> int:
    """Return the points of severity of a counted health finding.

    A denial outside the sensitive categories weighs one.
    """
    if status is Status.NEGATED and rule.category not in SENSITIVE:
        return min(1, rule.points)
    return rule.points


_CERTAINTY = {
    Status.ASSERTED: 0.95,
    Status.PAST: 0.9,
    Status.FAMILY_HISTORY: 0.9,
    Status.NEGATED: 0.8,
    Status.QUOTED: 0.7,
    Status.SUSPECTED: 0.7,
    Status.QUESTION: 0.6,
}
_FAR = 8


def certainty(status: Status, distance: int) -> float:
    """Return how sure a finding is: less so where it is asked or suspected, or its person stands far away."""
    sure = _CERTAINTY.get(status, 0.9)
    return round(sure - 0.2, 2) if distance > _FAR else sure
