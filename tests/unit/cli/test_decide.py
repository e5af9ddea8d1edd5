import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _replayed(replayed: Path) -> None:
    """Every test here starts with the inbox at the desk."""


@pytest.fixture
def case(run: Run) -> Callable[[str], dict[str, Any]]:
    """Return a post as it is now."""
    return lambda post: json.loads(run("show", post, "--format", "json").stdout)


Case = Callable[[str], dict[str, Any]]


def _decide(run: Run, case: Case, post: str, action: str, *more: str) -> Result:
    return run("decide", post, action, "--version", str(case(post)["version"]), *more)


def test_a_decision_is_told_with_its_state_and_version(run: Run, case: Case) -> None:
    before = case("weather")["version"]
    result = _decide(run, case, "weather", "no_reply", "--reason", "doppelt", "--format", "json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert (told["id"], told["action"], told["state"]) == ("weather", "no_reply", "done")
    assert told["version"] > before


def test_a_stale_version_is_refused_with_who_decided(run: Run, case: Case) -> None:
    version = str(case("weather")["version"])
    run("decide", "weather", "no_reply", "--reason", "doppelt", "--version", version, "--as", "moderation")
    result = run("decide", "weather", "no_reply", "--reason", "doppelt", "--version", version)
    assert result.exit_code == 3
    assert "Alex Brandt" in result.stderr


def test_a_claim_of_somebody_else_is_refused(run: Run, case: Case) -> None:
    run("next", "--as", "moderation")
    result = _decide(run, case, "crisis", "escalate", "--to", "äd")
    assert result.exit_code == 3
    assert "Alex Brandt" in result.stderr


def test_what_the_policy_forbids_exits_three_and_says_why(run: Run, case: Case) -> None:
    result = _decide(run, case, "crisis", "approve")
    assert result.exit_code == 3
    assert "Approve" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_restriction_needs_a_ground_of_the_list(run: Run, case: Case) -> None:
    assert _decide(run, case, "third", "hide").exit_code == 3
    assert _decide(run, case, "third", "hide", "--ground", "G-1").exit_code == 0


def test_passages_are_blacked_out_by_their_offsets(run: Run, case: Case) -> None:
    spans = ["--span", "0:10", "--span", "15:21"]
    assert _decide(run, case, "third", "redact", "--ground", "G-1", *spans).exit_code == 0
    assert _decide(run, case, "third", "redact", "--ground", "G-1", "--span", "ten").exit_code == 2


def test_a_reply_comes_from_a_file_or_from_standard_input(run: Run, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("Wir sind für Sie da.\n", encoding="utf-8")
    assert _decide(run, case, "own", "reply", "--reply-file", str(file)).exit_code == 0
    assert case("own")["history"][0]["reply"] == "Wir sind für Sie da."
    version = str(case("weather")["version"])
    result = run(
        "decide", "weather", "reply", "--version", version, "--reply-file", "-", stdin="Gute Besserung!\r\nIhr Team"
    )
    assert result.exit_code == 0, result.stderr
    assert case("weather")["history"][0]["reply"] == "Gute Besserung!\nIhr Team"


def test_a_template_alone_is_the_reply(run: Run, case: Case) -> None:
    assert _decide(run, case, "crisis", "reply", "--template", "T-KRISE").exit_code == 0
    assert "0000 111" in case("crisis")["history"][0]["reply"]


def test_a_template_with_open_slots_or_of_no_name_is_refused(run: Run, case: Case) -> None:
    unfilled = _decide(run, case, "own", "reply", "--template", "T-DANKE")
    assert (unfilled.exit_code, "--reply-file" in unfilled.stderr) == (2, True)
    unknown = _decide(run, case, "own", "reply", "--template", "T-NICHTS")
    assert (unknown.exit_code, "T-KRISE" in unknown.stderr) == (2, True)


def test_a_case_is_put_off_until_a_time_and_escalated_to_a_role(run: Run, case: Case) -> None:
    assert _decide(run, case, "own", "snooze", "--until", "2099-01-01T08:00+01:00").exit_code == 0
    assert case("own")["snoozed_until"] == "2099-01-01T07:00:00+00:00"
    assert _decide(run, case, "third", "escalate", "--to", "dsb").exit_code == 0
    assert case("third")["escalated_to"] == "dsb"
    assert _decide(run, case, "weather", "snooze", "--until", "morgen").exit_code == 2


def test_a_decision_is_taken_back_while_it_waits(run: Run, case: Case) -> None:
    _decide(run, case, "third", "hide", "--ground", "G-1")
    result = run("undo", "third", "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["undone"] is True
    assert case("third")["state"] == "claimed"


def test_undo_says_which_deed_on_whose_post_it_took_back(run: Run, case: Case) -> None:
    _decide(run, case, "own", "snooze", "--until", "2099-01-01T08:00+01:00")
    told = run("undo").stdout
    assert told.startswith("own (Facebook, Lena, 20")
    assert "Snooze" in told
    assert "Migräne" not in told


def test_undo_without_an_id_never_reaches_further_back_than_the_very_last_decision(run: Run, case: Case) -> None:
    _decide(run, case, "own", "escalate", "--to", "dsb")
    _decide(run, case, "weather", "no_reply", "--reason", "doppelt")
    assert run("undo").stdout.startswith("weather (")
    again = run("undo")
    assert again.exit_code == 3
    assert "weather" in again.stderr
    assert "desk undo ID" in again.stderr
    assert case("own")["state"] == "escalated"
    assert run("undo", "own").exit_code == 0
    assert run("undo").exit_code == 3


def test_a_rest_past_the_deadline_is_warned_of_and_a_short_one_is_not(run: Run, case: Case) -> None:
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    assert _decide(run, case, "own", "snooze", "--until", soon).stderr == ""
    late = _decide(run, case, "own", "snooze", "--until", "2099-01-01T08:00+01:00")
    assert late.exit_code == 0
    assert "past its deadline" in late.stderr
    assert len(late.stderr.splitlines()) == 1


def test_an_urgent_case_is_not_put_off_past_its_deadline(run: Run, case: Case) -> None:
    refused = _decide(run, case, "third", "snooze", "--until", "2099-01-01T08:00+01:00")
    assert refused.exit_code == 3
    assert "never rests past its deadline" in refused.stderr
    assert case("third")["snoozed_until"] is None


def test_effects_whose_time_has_come_are_delivered_by_the_next_command(run: Run, case: Case, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "desk.toml").write_text("[timing]\nhold = 0.0\n")
    _decide(run, case, "third", "hide", "--ground", "G-1")
    assert case("third")["state"] == "done"
    assert run("undo", "third").exit_code == 3
    (sink,) = home.rglob("outbox.jsonl")
    assert json.loads(sink.read_text(encoding="utf-8"))["post"] == "third"
    shown = run("show", "third").stdout
    assert "Hide G-1 – delivered" in shown
    assert "names." not in shown


def test_what_is_done_is_claimed_and_decided_anew(run: Run, case: Case) -> None:
    _decide(run, case, "weather", "no_reply", "--reason", "doppelt")
    assert _decide(run, case, "weather", "escalate", "--to", "dsb").exit_code == 3
    claimed = run("claim", "weather", "--format", "json")
    assert json.loads(claimed.stdout)["state"] == "claimed"
    assert _decide(run, case, "weather", "escalate", "--to", "dsb").exit_code == 0


def test_a_reason_is_asked_for_where_it_is_compulsory(run: Run, case: Case) -> None:
    result = _decide(run, case, "weather", "no_reply")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_to_take_back_what_another_holds_says_who(run: Run, case: Case) -> None:
    _decide(run, case, "weather", "escalate", "--to", "dsb")
    run("claim", "weather", "--as", "moderation")
    result = run("undo", "weather")
    assert result.exit_code == 3
    assert "Alex Brandt" in result.stderr


def test_a_second_person_releases_what_needs_four_eyes(run: Run, case: Case) -> None:
    told = _decide(run, case, "spam", "delete", "--ground", "G-6", "--reason", "Kettenbrief", "--format", "json")
    assert json.loads(told.stdout)["state"] == "awaiting_release"
    version = str(case("spam")["version"])
    assert run("release", "spam", "--version", version).exit_code == 3
    assert run("release", "spam", "--as", "supervision", "--version", "1").exit_code == 3
    assert run("release", "spam", "--as", "supervision").exit_code == 2
    result = run("release", "spam", "--as", "supervision", "--version", version)
    assert result.exit_code == 0, result.stderr
    assert case("spam")["state"] == "effects_pending"


def test_a_note_is_kept_and_an_empty_one_refused(run: Run, case: Case) -> None:
    assert run("note", "own", "-", stdin="Rückruf\n").exit_code == 0
    assert case("own")["notes"][0]["text"] == "Rückruf"
    assert run("note", "own", "  ").exit_code == 2


def test_an_action_nobody_knows_is_wrong_usage(run: Run) -> None:
    assert run("decide", "own", "vanish", "--version", "1").exit_code == 2
    assert run("decide", "own", "approve").exit_code == 2


def test_a_reply_file_that_is_no_text_is_refused(run: Run, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "reply.bin"
    file.write_bytes(b"\xff\xfe\x00")
    assert _decide(run, case, "own", "reply", "--reply-file", str(file)).exit_code == 2
    assert _decide(run, case, "own", "reply", "--reply-file", str(tmp_path / "none")).exit_code == 2
