"""Whether an action can act, and the sentence that says why not."""

from dataclasses import replace

import pytest

from desk.model.names import Action
from desk.tui.actions import by_id
from desk.tui.availability import Situation, refused, why_not
from desk.workflow.views import Choice
from tests.functional.fake_desk import made_row
from tests.functional.made_up_cases import reha

HERE = Situation(ready=True, row=made_row(reha()), case=reha())


def test_what_the_policy_allows_can_act() -> None:
    assert why_not(by_id()["approve"], HERE) == ""


def test_what_the_policy_refuses_says_the_policys_reason() -> None:
    assert why_not(by_id()["delete"], HERE) == "Löschen geht nicht: Kein Grund der geschlossenen Liste liegt vor."


def test_what_the_policy_does_not_mention_is_refused() -> None:
    assert "sieht es hier nicht vor" in why_not(by_id()["block"], HERE)


@pytest.mark.parametrize("deed", ["escalate", "snooze", "note"])
def test_asking_somebody_putting_off_and_noting_are_always_possible(deed: str) -> None:
    assert why_not(by_id()[deed], HERE) == ""


def test_a_refused_snooze_stays_refused() -> None:
    case = replace(reha(), choices=(Choice(Action.SNOOZE, allowed=False),))
    assert refused(by_id()["snooze"], case)


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (replace(HERE, ready=False), "öffnet noch"),
        (replace(HERE, busy=True), "läuft noch"),
        (replace(HERE, row=None), "steht kein Fall"),
        (replace(HERE, case=None), "noch gelesen"),
        (replace(HERE, case=replace(reha(), key="anderer")), "noch gelesen"),
        (replace(HERE, case=replace(reha(), assessed=False)), "noch nicht geprüft"),
    ],
)
def test_a_decision_needs_a_case_that_was_seen(here: Situation, sentence: str) -> None:
    assert sentence in why_not(by_id()["approve"], here)


def test_marked_cases_can_be_approved_but_not_hidden_together() -> None:
    marked = replace(HERE, marked=3)
    assert why_not(by_id()["approve"], marked) == ""
    assert "3 markierte" in why_not(by_id()["hide"], marked)


@pytest.mark.parametrize(
    ("deed", "here"),
    [("clear", replace(HERE, searching=True)), ("unfold", replace(HERE, folded=True)), ("open", HERE), ("help", HERE)],
)
def test_other_actions_need_only_what_they_act_on(deed: str, here: Situation) -> None:
    assert why_not(by_id()[deed], here) == ""


@pytest.mark.parametrize(("deed", "sentence"), [("clear", "kein Filter"), ("unfold", "nichts verdeckt")])
def test_without_it_they_say_so(deed: str, sentence: str) -> None:
    assert sentence in why_not(by_id()[deed], HERE)


@pytest.mark.parametrize("deed", ["reply", "redact", "hide", "approve"])
def test_what_is_folded_has_to_be_read_before_it_is_decided_about(deed: str) -> None:
    assert "noch verdeckt" in why_not(by_id()[deed], replace(HERE, folded=True))


@pytest.mark.parametrize("deed", ["escalate", "snooze", "note"])
def test_what_is_folded_can_be_handed_on_unread(deed: str) -> None:
    assert why_not(by_id()[deed], replace(HERE, folded=True)) == ""
