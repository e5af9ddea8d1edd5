"""What the why pane says."""

from dataclasses import replace

from desk.model.findings import Reason
from desk.model.names import Action
from desk.tui.keymap import Keymap
from desk.tui.why_text import Asking, named, why_content
from desk.workflow.views import Choice
from tests.functional.fake_desk import NOW
from tests.functional.made_up_cases import crisis, reha

ASKING = Asking(NOW, NOW.tzinfo, Keymap())


def test_priority_severity_deadline_and_clause_stand_first() -> None:
    first, *rest = why_content(reha(), ASKING).plain.splitlines()
    assert first == " P2  ▮▮▮▮▮▯▯▯▯▯ 5 hoch"
    assert any("+3" in line and "Diagnose" in line for line in rest[:2])
    assert "Frist 17:00 4h" in rest
    assert any(line.startswith("K3 Eigene Angaben") for line in rest)


def test_every_finding_has_label_subject_status_span_rule_and_reason() -> None:
    shown = why_content(reha(), ASKING).plain
    for part in ("G1 \tDiagnose · Selbst · behauptet", "„Brustkrebs“ de.diagnosis.example", "wird behauptet"):
        assert part in shown


def test_what_was_set_aside_is_named_with_its_reason() -> None:
    shown = why_content(reha(), ASKING).plain
    aside = shown[shown.index("Gesehen, nicht gezählt") :]
    assert "„zuckersüß“" in aside
    assert "übertragenen Sinn" in aside


def test_allowed_actions_have_their_keys_and_refused_ones_their_reasons() -> None:
    shown = why_content(reha(), ASKING).plain
    assert " a Freigeben" in shown
    assert "Löschen: Kein Grund der geschlossenen Liste liegt vor." in shown


def test_an_action_that_needs_a_second_person_says_so() -> None:
    choices = (Choice(Action.DELETE, allowed=True, four_eyes=True),)
    assert "Löschen (braucht zweite Freigabe)" in why_content(replace(reha(), choices=choices), ASKING).plain


def test_nothing_of_a_folded_text_is_quoted() -> None:
    shown = why_content(crisis(), replace(ASKING, folded=True)).plain
    assert "Suizidgedanken" in shown
    assert "weiterleben" not in shown


def test_an_unscreened_case_says_what_can_be_done_already() -> None:
    assert "Notiz, Eskalieren, Zurückstellen" in why_content(replace(reha(), assessed=False), ASKING).plain


def test_rules_on_trial_are_named_and_reasons_without_points_too() -> None:
    reasons = ((Reason("policy.severity.cap"), 0), (Reason("policy.priority.row", ("K3",)), 0))
    shown = why_content(replace(reha(), trial=True, reasons=reasons), ASKING).plain
    assert "Probelauf" in shown
    assert shown.index("Mehr als 10 Punkte") < shown.index("Frist") < shown.index("auch erwogen")
    assert shown.index("auch erwogen") < shown.index("Zeile K3")


def test_an_identifier_is_called_by_its_name() -> None:
    finding = next(item.finding for item in reha().findings if item.finding.category == "kvnr")
    assert named(finding) == "Versichertennummer"
