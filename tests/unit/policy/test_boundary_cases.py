"""The boundary cases of the taxonomy, as labels: which row leads, how urgent it is, what is offered and what is not."""

from typing import Any, NamedTuple

import pytest

from desk.model.names import Action, Priority


class Case(NamedTuple):
    """A boundary case and what the shipped policy has to answer."""

    name: str
    labels: dict[str, Any]
    row: str
    priority: Priority
    offered: set[Action]
    withheld: frozenset[Action] | set[Action] = frozenset()
    house: str = "insurer"


RESTRICTIONS = {Action.HOLD, Action.REDACT, Action.HIDE, Action.DELETE}

CASES = [
    Case(
        "1 a visitor asks about a named relative on a ward",
        {"categories": ["care_contact"], "weight": 1, "subject": "relative", "identifiability": 2}
        | {"dialogue": ["question_case"]},
        "H4a",
        Priority.P1,
        {Action.REFER, Action.HIDE},
        {Action.APPROVE},
        "hospital",
    ),
    Case(
        "2 good wishes that name a friend and the illness",
        {"categories": ["diagnosis"], "subject": "identified_person", "identifiability": 2},
        "K10",
        Priority.P1,
        {Action.REDACT, Action.HIDE, Action.SEAL},
        {Action.APPROVE},
    ),
    Case(
        "3 a negative test for a sensitive infection keeps its weight",
        {"categories": ["infection"], "weight": 4, "status": "negated"},
        "K5",
        Priority.P2,
        {Action.APPROVE, Action.ASK_EDIT},
        {Action.DELETE},
    ),
    Case(
        "4 a denied burnout with criticism is low and stands",
        {"categories": ["mental_health"], "weight": 3, "status": "negated", "dialogue": ["criticism"]},
        "K5",
        Priority.P3,
        {Action.APPROVE, Action.REPLY},
        RESTRICTIONS,
    ),
    Case(
        "5 a joke about an illness is criticism",
        {"dialogue": ["criticism"]},
        "K17",
        Priority.P3,
        {Action.REPLY},
        RESTRICTIONS,
    ),
    Case(
        "7 an idiom of addiction is praise", {"dialogue": ["praise"]}, "K29", Priority.P5, {Action.REPLY}, RESTRICTIONS
    ),
    Case(
        "8 praise with the author's own diagnosis",
        {"categories": ["diagnosis"], "dialogue": ["praise"]},
        "K34",
        Priority.P3,
        {Action.APPROVE, Action.REPLY},
        RESTRICTIONS,
    ),
    Case(
        "10 an illness in the family with a medical question",
        {"categories": ["diagnosis", "genetics"], "subject": "relative", "status": "family_history"}
        | {"dialogue": ["question_medical"]},
        "K8",
        Priority.P3,
        {Action.REPLY, Action.REFER, Action.ASK_EDIT},
        RESTRICTIONS,
    ),
    Case(
        "11 a quoted letter about the author",
        {"categories": ["mental_health", "benefit_case"], "weight": 3, "status": "quoted", "dialogue": ["criticism"]},
        "K7",
        Priority.P3,
        {Action.REPLY, Action.REFER},
        RESTRICTIONS,
    ),
    Case(
        "12 somebody recognisable by a unique role",
        {
            "categories": ["addiction", "care_contact"],
            "weight": 3,
            "subject": "identified_person",
            "identifiability": 3,
        },
        "K10",
        Priority.P1,
        {Action.REDACT, Action.HIDE, Action.DELETE},
        {Action.APPROVE},
        "hospital",
    ),
    Case(
        "15 a nurse is praised by name",
        {"identifiers": ["person_name"], "identifiability": 2, "dialogue": ["praise"]},
        "K29",
        Priority.P5,
        {Action.APPROVE, Action.REPLY},
        RESTRICTIONS,
        "hospital",
    ),
    Case(
        "16 the author's sister with her name",
        {"categories": ["mental_health", "care_contact"], "weight": 3, "subject": "relative", "identifiability": 2},
        "K9",
        Priority.P2,
        {Action.ASK_EDIT, Action.REDACT},
        {Action.APPROVE},
        "hospital",
    ),
    Case(
        "17 a benefit refused to the author's wife",
        {"categories": ["diagnosis", "benefit_case"], "subject": "relative", "dialogue": ["complaint"]},
        "K8",
        Priority.P3,
        {Action.REPLY, Action.REFER},
        RESTRICTIONS,
    ),
    Case(
        "18 sexual violence by a named doctor",
        {"categories": ["injury_violence"], "weight": 4, "identifiers": ["person_name"], "identifiability": 2},
        "H13",
        Priority.P1,
        {Action.REPLY, Action.REFER, Action.ESCALATE, Action.REDACT},
        {Action.HIDE, Action.DELETE},
        "hospital",
    ),
    Case(
        "19 a question that implies the author's own dose",
        {"categories": ["medication"], "status": "question", "dialogue": ["question_medical"]},
        "K3",
        Priority.P3,
        {Action.REPLY, Action.ASK_EDIT},
        RESTRICTIONS,
    ),
    Case(
        "22 an announced pregnancy with a question on benefits",
        {"categories": ["pregnancy"], "weight": 3, "dialogue": ["question_benefit"]},
        "K5",
        Priority.P3,
        {Action.APPROVE, Action.REPLY},
        RESTRICTIONS,
    ),
    Case(
        "25 an insurance number and a phone number",
        {"identifiers": ["kvnr", "phone"], "identifiability": 4},
        "K13",
        Priority.P1,
        {Action.HIDE, Action.REDACT, Action.REFER},
        {Action.APPROVE},
    ),
    Case(
        "28 a death with a bitter complaint",
        {"categories": ["death"], "weight": 3, "subject": "deceased", "dialogue": ["complaint"]},
        "H11",
        Priority.P2,
        {Action.REPLY, Action.REFER},
        RESTRICTIONS,
        "hospital",
    ),
    Case(
        "29 a language nobody checked",
        {"checked": False},
        "K32",
        Priority.P2,
        {Action.ESCALATE},
        {Action.HIDE, Action.DELETE, Action.NO_REPLY},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_boundary_case_gets_its_row_priority_and_actions(case: Case, ask: Any) -> None:
    answer = ask(case.house, **case.labels)
    assert (answer.row, answer.priority) == (case.row, case.priority)
    assert case.offered <= set(answer.actions)
    assert case.withheld.isdisjoint(answer.actions)
