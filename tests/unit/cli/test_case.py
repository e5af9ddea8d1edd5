import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def _case(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    case: dict[str, Any] = json.loads(result.stdout)
    return case


@pytest.fixture(autouse=True)
def _replayed(replayed: Path) -> None:
    """Every test here starts with the inbox at the desk."""


def test_next_claims_the_most_urgent_post_and_tells_its_version(run: Run) -> None:
    case = _case(run("next", "--format", "json"))
    assert (case["id"], case["state"], case["mine"]) == ("crisis", "claimed", True)
    assert case["version"] >= 1


def test_somebody_else_gets_the_next_one(run: Run) -> None:
    assert _case(run("next", "--format", "json"))["id"] == "crisis"
    assert _case(run("next", "--format", "json", "--as", "moderation"))["id"] == "third"
    assert _case(run("--as", "supervision", "next", "--format", "json"))["id"] not in {"crisis", "third"}


def test_an_empty_queue_gives_no_object_and_no_error(run: Run) -> None:
    result = run("next", "--queue", "escalated", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr


def test_show_does_not_claim(run: Run) -> None:
    assert _case(run("show", "own", "--format", "json"))["state"] == "open"
    assert _case(run("show", "own", "--format", "json"))["claimant"] is None


def test_show_tells_findings_policy_and_what_may_be_done(run: Run) -> None:
    case = _case(run("show", "third", "--format", "json"))
    assert case["subjects"] == ["identified_person"]
    assert "hide" in case["actions"]
    assert case["four_eyes"] == ["delete"]
    assert case["grounds"] == ["G-1"]
    assert case["thread"][0]["text"] == "Wer war schon hier?"
    assert case["clause"]["en"] == "Details of others are protected."


def test_text_says_the_same_for_people(run: Run) -> None:
    text = run("show", "third").stdout
    for piece in (
        "third",
        "P1",
        "│ Frau Huber hat Rheuma",
        "│ Wer war schon hier?",
        "hide (Hide)",
        "[needs second release]",
        "G-1",
    ):
        assert piece in text


def test_plain_text_has_no_escapes(run: Run) -> None:
    assert "\x1b" not in run("next", "--plain").stdout


def test_a_hostile_post_cannot_act_on_a_terminal_nor_pass_for_a_line_of_the_desk(run: Run) -> None:
    for arguments in (["show", "hostile"], ["queue"], ["show", "hostile", "--format", "json"]):
        out = run(*arguments).stdout
        assert all(char.isprintable() for char in out.replace("\n", "")), arguments
    assert "[bold red]markup[/]" in run("show", "hostile").stdout
    assert "\n│ Version 99" in run("show", "hostile").stdout


def test_what_was_hostile_arrives_unchanged_in_json(run: Run) -> None:
    text = _case(run("show", "hostile", "--format", "json"))["text"]
    assert text.startswith("\x1b]0;owned\x07")
    assert "\u202eevil\u202c" in text


def test_an_unknown_post_is_wrong_usage(run: Run) -> None:
    result = run("show", "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.stderr


def test_an_unknown_login_is_wrong_usage(run: Run) -> None:
    assert run("next", "--as", "ghost").exit_code == 2


def test_notes_and_decisions_stand_in_the_text(run: Run) -> None:
    run("note", "own", "Rückruf vereinbart")
    version = _case(run("show", "own", "--format", "json"))["version"]
    run("decide", "own", "approve", "--version", str(version), "--reason", "harmlos")
    text = run("show", "own").stdout
    for piece in ("│ Rückruf vereinbart", "Approve", "│ harmlos", "Kim Lindner"):
        assert piece in text
