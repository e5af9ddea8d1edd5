import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
KEYS = [
    "id", "disclosure", "subjects", "categories", "identifiers", "urgency", "conduct", "dialogue", "sentiment",
    "language", "checked", "identifiability", "severity", "priority", "findings", "rules_version",
]  # fmt: skip
FINDING = ["rule", "axis", "category", "status", "subject", "start", "end", "text", "certainty", "counted", "why"]


def _lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_post_gives_one_line_in_order_with_exactly_the_promised_keys(run: Run, inbox: Path) -> None:
    result = run("screen", str(inbox))
    assert result.exit_code == 0
    lines = _lines(result)
    assert [line["id"] for line in lines] == ["praise", "own", "crisis", "weather", "third", "spam", "hostile"]
    assert all(list(line) == KEYS for line in lines)
    assert all(list(finding) == FINDING for line in lines for finding in line["findings"])


def test_what_counts_and_what_was_set_aside_stand_apart(run: Run, inbox: Path) -> None:
    lines = {line["id"]: line for line in _lines(run("screen", str(inbox)))}
    assert lines["own"]["disclosure"] is True
    assert lines["weather"]["disclosure"] is False
    assert lines["weather"]["categories"] == []
    aside = lines["weather"]["findings"][0]
    assert (aside["counted"], aside["category"]) == (False, "diagnosis")
    assert aside["why"]


def test_offsets_count_characters_of_the_original_text(run: Run, inbox: Path) -> None:
    own = {line["id"]: line for line in _lines(run("screen", str(inbox)))}["own"]
    text = "Ich habe Migräne, schreibt an lena@beispiel.de"
    (identifier,) = own["identifiers"]
    assert text[identifier["start"] : identifier["end"]] == identifier["text"] == "lena@beispiel.de"
    assert identifier["type"] == "email"


def test_two_workers_write_the_same_lines(run: Run, inbox: Path) -> None:
    posts = [json.loads(line) for line in inbox.read_text(encoding="utf-8").splitlines()]
    many = [post | {"id": f"{post['id']}-{number}"} for number in range(80) for post in posts]
    inbox.write_text("\n".join(map(json.dumps, many)), encoding="utf-8")
    alone = run("screen", str(inbox))
    together = run("screen", str(inbox), "--workers", "2")
    assert together.exit_code == 0, together.stderr
    assert together.stdout == alone.stdout
    assert len(_lines(alone)) == 560


def test_a_line_that_cannot_be_read_is_counted_and_the_rest_goes_on(run: Run, inbox: Path) -> None:
    with inbox.open("a", encoding="utf-8") as file:
        file.write("not json\n" + '{"id": "last", "text": "Danke"}\n')
    result = run("screen", str(inbox))
    assert result.exit_code == 1
    assert _lines(result)[-1]["id"] == "last"
    assert "Line 8" in result.stderr


def test_the_reasons_are_in_the_language_in_force(run: Run, inbox: Path) -> None:
    german = _lines(run("screen", str(inbox), "--lang", "de"))[1]["findings"][0]["why"]
    english = _lines(run("screen", str(inbox), "--lang", "en"))[1]["findings"][0]["why"]
    assert german != english


def test_a_file_that_is_written_belongs_to_its_owner_alone(run: Run, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("screen", str(inbox), "-o", str(out))
    assert result.stdout == ""
    assert len(out.read_text(encoding="utf-8").splitlines()) == 7
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_it_never_writes_over_what_it_reads(run: Run, inbox: Path) -> None:
    before = inbox.read_bytes()
    assert run("screen", str(inbox), "-o", str(inbox)).exit_code == 2
    assert inbox.read_bytes() == before


@pytest.mark.parametrize(("place", "code"), [("nowhere/out.jsonl", 4)])
def test_a_place_that_cannot_be_written_is_said(run: Run, inbox: Path, tmp_path: Path, place: str, code: int) -> None:
    result = run("screen", str(inbox), "-o", str(tmp_path / place))
    assert result.exit_code == code
    assert "out.jsonl" in result.stderr


def test_it_needs_no_database(run: Run, inbox: Path, home: Path) -> None:
    run("screen", str(inbox))
    assert not home.exists()


def test_a_missing_inbox_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("screen", str(tmp_path / "none.jsonl")).exit_code == 2


def test_the_lines_hold_no_character_that_could_act_on_a_terminal(run: Run, inbox: Path) -> None:
    with inbox.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"id": "esc", "text": "schreibt an \x1b[2J\u202elena@beispiel.de\x9b"}) + "\n")
    out = run("screen", str(inbox)).stdout
    assert all(char.isprintable() for char in out.replace("\n", ""))
    with_name = [line for line in out.splitlines() if "esc" in line]
    assert json.loads(with_name[0])["identifiers"][0]["text"] == "lena@beispiel.de"


def test_an_interruption_reaches_no_worker_and_leaves_no_file(inbox: Path, tmp_path: Path) -> None:
    out, program = tmp_path / "out.jsonl", "from desk.cli.entry import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "screen", "-", "-o", str(out), "--workers", "2"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(inbox.read_bytes() * 200 + b"no json\n" + inbox.read_bytes() * 200)
        process.stdin.flush()
        assert b"Line 1401" in process.stderr.readline()  # the workers are under way, and more is awaited
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read() == b"Interrupted.\n"
        assert process.wait(60) == 130
    assert [one.name for one in tmp_path.iterdir() if "out" in one.name or one.name.startswith(".desk-")] == []
