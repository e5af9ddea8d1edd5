"""How several rows become one answer."""

from typing import Any

from desk.model.findings import Reason
from desk.model.names import Action, Retention


def test_the_most_urgent_row_leads(ask: Any) -> None:
    answer = ask(urgency=["adverse_reaction"], categories=["medication"], dialogue=["praise"])
    assert answer.row == "K27"
    assert answer.templates[0] == "T-UAW"


def test_one_row_that_objects_is_enough_against_letting_a_post_stand(ask: Any) -> None:
    answer = ask(dialogue=["praise"], categories=["benefit_case"], subject="relative")
    assert Action.APPROVE not in answer.actions
    assert answer.refused[Action.APPROVE] == Reason("policy.refused.row", ("K8",))


def test_what_protects_is_offered_as_soon_as_one_row_offers_it(ask: Any) -> None:
    assert Action.ASK_EDIT in ask(dialogue=["praise"], categories=["diagnosis"]).actions


def test_a_moderator_decides_only_where_every_row_admits_it(ask: Any) -> None:
    assert "mod" in ask(dialogue=["criticism"]).decides
    assert "mod" not in ask(dialogue=["criticism"], conduct=["doxxing"]).decides


def test_a_specialist_whom_the_leading_row_names_decides_beside_the_lead(ask: Any) -> None:
    assert ask(dialogue=["data_request", "suggestion"]).decides == ("dsb", "smod")


def test_in_an_emergency_other_rows_add_protection_and_no_answers(ask: Any) -> None:
    answer = ask(urgency=["threat_to_house"], dialogue=["criticism"], conduct=["insult"])
    assert answer.row == "K26"
    assert Action.REPLY not in answer.actions
    assert Action.HIDE in answer.actions
    assert answer.templates == ()


def test_four_eyes_are_asked_for_by_rows_and_by_the_policy(ask: Any) -> None:
    assert Action.DELETE in ask(dialogue=["praise"]).four_eyes
    assert Action.REPLY not in ask(categories=["finding"], identifiability=2).four_eyes
    assert {Action.REPLY, Action.HIDE} <= ask(categories=["finding"], identifiability=3).four_eyes


def test_the_class_that_keeps_longest_applies(ask: Any) -> None:
    assert ask(dialogue=["praise"]).retention is Retention.RC1
    assert ask(dialogue=["praise"], conduct=["insult"]).retention is Retention.RC4
