"""Who may do what."""

from typing import Any

import pytest

from desk.language.words import words
from desk.model.findings import Reason
from desk.model.names import Action, Role
from desk.policy.rights import RIGHTS, may, may_write_freely, needs_release


def test_a_moderator_approves_what_is_harmless(ask: Any) -> None:
    assert may(Role.MODERATOR, Action.APPROVE, ask(dialogue=["empty"])) is None


def test_a_moderator_is_told_who_decides_about_other_peoples_health(ask: Any) -> None:
    third = ask(categories=["infection"], subject="identified_person", identifiability=3)
    assert may(Role.MODERATOR, Action.HIDE, third) == Reason("policy.rights.decides", ("SMOD",))
    assert may(Role.LEAD, Action.HIDE, third) is None


def test_anybody_at_the_desk_may_escalate_note_and_snooze_what_they_may_not_decide(ask: Any) -> None:
    third = ask(categories=["infection"], subject="identified_person", identifiability=3)
    for action in (Action.ESCALATE, Action.NOTE, Action.SNOOZE, Action.SEAL):
        assert may(Role.MODERATOR, action, third) is None


def test_what_the_policy_refuses_nobody_may(ask: Any) -> None:
    criticism = ask(dialogue=["criticism"])
    refused = [may(role, Action.HIDE, criticism) for role in Role]
    assert set(refused) == {Reason("policy.refused.criticism")}


def test_an_action_that_no_row_offers_is_refused_with_the_row(ask: Any) -> None:
    assert may(Role.LEAD, Action.BLOCK, ask(dialogue=["empty"])) == Reason("policy.refused.row", ("K53",))


def test_only_the_legal_department_blocks(ask: Any) -> None:
    insult = ask(conduct=["insult"])
    assert [role for role in Role if may(role, Action.BLOCK, insult) is None] == [Role.LEGAL]
    assert Action.BLOCK in insult.four_eyes


def test_an_auditor_reads_and_does_nothing(ask: Any) -> None:
    harmless = ask(dialogue=["empty"])
    assert RIGHTS[Role.AUDITOR] == frozenset()
    assert may(Role.AUDITOR, Action.APPROVE, harmless) == Reason("policy.rights.reads_only")
    assert may(Role.AUDITOR, Action.NOTE, harmless) == Reason("policy.rights.reads_only")


def test_an_agency_drafts_and_somebody_of_the_house_releases(ask: Any) -> None:
    praise = ask(dialogue=["praise"])
    assert may(Role.AGENCY, Action.REPLY, praise) is None
    assert needs_release(Role.AGENCY, Action.REPLY, praise)
    assert may(Role.AGENCY, Action.APPROVE, praise) == Reason("policy.rights.role")
    assert not needs_release(Role.MODERATOR, Action.REPLY, praise)


def test_a_second_person_is_a_lead_or_a_department_never_a_moderator(ask: Any) -> None:
    praise = ask(dialogue=["praise"])
    releasing = {role for role in Role if may(role, Action.RELEASE, praise) is None}
    assert Role.LEAD in releasing
    assert releasing.isdisjoint({Role.MODERATOR, Role.AGENCY, Role.AUDITOR})


def test_moderators_and_agencies_answer_from_templates() -> None:
    assert may_write_freely(Role.LEAD)
    assert not may_write_freely(Role.MODERATOR)
    assert not may_write_freely(Role.AGENCY)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_rights_and_every_refusal_a_sentence(role: Role, ask: Any) -> None:
    assert role in RIGHTS
    refused = (may(role, action, ask(categories=["death"], subject="deceased")) for action in Action)
    assert all(words().known(reason.code) for reason in refused if reason)
