"""What the post pane says."""

from dataclasses import replace
from datetime import timedelta

from desk.model.findings import Reason
from desk.model.names import Action, EffectState, Ground, State
from desk.tui.post_text import Reading, heading, post_content
from desk.tui.sentences import policy_reason
from desk.workflow.views import HistoryEntry
from tests.functional.fake_desk import NOW, case
from tests.functional.made_up_cases import crisis, hostile, reha

READING = Reading(NOW, None)


def test_the_text_stands_with_what_it_answers_and_its_thread() -> None:
    shown = post_content(reha(), READING).plain
    assert "Antwort auf: Wer war schon in der Reha am See?" in shown
    assert "Brustkrebs G1" in shown
    assert "waldkauz" in shown
    assert "Verlauf: 3 Beiträge hier, 0 Maßnahmen" in shown


def test_a_folded_post_names_its_kind_and_shows_nothing_of_its_text() -> None:
    shown = post_content(crisis(), replace(READING, folded=True)).plain
    assert "Suizidgedanken" in shown
    assert "weiterleben" not in shown


def test_edited_deleted_unscreened_and_uncovered_posts_say_so() -> None:
    assert "bearbeitet, Fassung 2" in post_content(replace(reha(), revision=2, edited_at=NOW), READING).plain
    assert "An der Quelle gelöscht" in post_content(replace(reha(), deleted_at=NOW), READING).plain
    assert "nicht, dass der Beitrag harmlos" in post_content(replace(reha(), assessed=False), READING).plain
    assert "Bitte selbst lesen" in post_content(replace(reha(), checked=False, language="tr"), READING).plain


def test_attachments_notes_and_history_are_harmless() -> None:
    done = HistoryEntry(NOW, "Lea", Action.HIDE, ground=Ground.CRIMINAL_CONTENT, effect=EffectState.DELIVERED)
    undone = HistoryEntry(NOW, "Lea", Action.APPROVE, undone=True, reason="\x1b[31mrot")
    view = replace(reha(), attachments=("bild\x1b.jpg",), notes=((NOW, "Miro", "Rück\x07ruf"),), history=(done, undone))
    shown = post_content(view, READING).plain
    assert "bild␛.jpg" in shown
    assert "Rück␇ruf" in shown
    assert "h Verborgen Lea (G-4) ausgeführt" in shown
    assert "(zurückgenommen)" in shown
    assert "\x1b" not in shown


def test_a_very_long_post_is_cut_and_says_how_much_is_left() -> None:
    shown = post_content(case("k", "a" * 25_000), READING).plain
    assert "5000 weitere Zeichen" in shown


def test_an_empty_post_is_no_empty_pane() -> None:
    assert "(kein Text)" in post_content(case("k", " "), READING).plain


def test_the_heading_says_who_where_and_when() -> None:
    shown = heading(reha(), Reading(NOW, NOW.tzinfo)).plain
    assert shown == " berghexe · Forum „Rund um Reha“ · Musterkasse · 12:02"


def test_the_heading_of_another_day_has_a_date_and_no_post_is_without_a_name() -> None:
    view = replace(hostile(), author="", posted_at=NOW - timedelta(days=2))
    shown = heading(view, Reading(NOW, NOW.tzinfo)).plain
    assert "ohne Namen" in shown
    assert "19.11." in shown


def test_a_reply_that_waits_for_release_stands_under_its_decision_as_plain_text() -> None:
    waiting = HistoryEntry(NOW, "Lea", Action.REPLY, reply="Guten Tag,\n[bold]wir\x1b[31m melden uns.")
    lines = post_content(replace(reha(), state=State.AWAITING_RELEASE, history=(waiting,)), READING).plain.splitlines()
    head = next(number for number, line in enumerate(lines) if "r Beantwortet" in line)
    assert lines[head + 1 : head + 3] == ["┆ Guten Tag,", "┆ [bold]wir␛[31m melden uns."]


def test_passages_that_a_redaction_takes_out_stand_under_it_unless_the_text_is_folded() -> None:
    start = reha().text.index("Brustkrebs")
    waiting = HistoryEntry(NOW, "Lea", Action.REDACT, spans=((start, start + 10),))
    view = replace(reha(), state=State.AWAITING_RELEASE, history=(waiting,))
    assert "┆ Brustkrebs" in post_content(view, READING).plain.splitlines()
    assert "┆ Brustkrebs" not in post_content(view, replace(READING, folded=True)).plain.splitlines()


def test_one_is_counted_in_the_singular() -> None:
    shown = post_content(replace(reha(), author_posts=1, author_measures=1), READING).plain
    assert "Verlauf: 1 Beitrag hier, 1 Maßnahme" in shown.splitlines()


def test_whoever_decided_is_told_that_a_second_person_has_to_release() -> None:
    assert "zweite Person" in policy_reason(Reason("policy.second_person"))
