import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from desk import bootstrap

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def database(replayed: Path) -> Path:
    """The database of a desk that took in an inbox."""
    path = bootstrap.last_desk()
    assert path is not None
    return path


def _tamper(database: Path, sql: str) -> None:
    """Go around the guards, as somebody with the file in hand could."""
    with sqlite3.connect(database) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_events'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        for _, trigger in triggers:
            connection.execute(trigger)
    connection.close()


def test_a_whole_chain_gives_the_number_of_its_events(run: Run) -> None:
    result = run("audit", "verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("7 events")


def test_without_a_checkpoint_it_says_what_it_cannot_see(run: Run) -> None:
    assert "checkpoint" in run("audit", "verify").stderr


def test_a_changed_event_is_named(run: Run, database: Path) -> None:
    _tamper(database, "UPDATE audit_events SET actor = 'nobody' WHERE seq = 3")
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert "Event 3" in result.stdout


def test_a_cut_end_is_seen_only_with_a_checkpoint(run: Run, database: Path, tmp_path: Path) -> None:
    witness = tmp_path / "witness.json"
    assert run("audit", "checkpoint", str(witness)).exit_code == 0
    _tamper(database, "DELETE FROM audit_events WHERE seq = 7")
    assert run("audit", "verify").exit_code == 0
    result = run("audit", "verify", "--checkpoint", str(witness))
    assert result.exit_code == 1
    assert "cut off" in result.stdout


def test_a_later_checkpoint_takes_the_place_of_an_earlier_one(run: Run, tmp_path: Path) -> None:
    witness = tmp_path / "witness.json"
    run("audit", "checkpoint", str(witness))
    run("note", "own", "Rückruf")
    assert run("audit", "verify", "--checkpoint", str(witness)).exit_code == 0
    assert run("audit", "checkpoint", str(witness)).exit_code == 0
    assert json.loads(witness.read_text())["seq"] == 8
    assert list(tmp_path.glob(".witness*")) == []


def test_a_log_that_does_not_hold_gets_no_checkpoint(run: Run, database: Path, tmp_path: Path) -> None:
    _tamper(database, "UPDATE audit_events SET actor = 'nobody' WHERE seq = 3")
    assert run("audit", "checkpoint", str(tmp_path / "witness.json")).exit_code == 1
    assert not (tmp_path / "witness.json").exists()


def test_the_checkpoint_of_another_desk_is_refused_and_never_overwritten(
    run: Run, replayed: Path, tmp_path: Path
) -> None:
    witness = tmp_path / "witness.json"
    run("audit", "checkpoint", str(witness))
    before = witness.read_bytes()
    other = str(tmp_path / "other.db")
    run("replay", str(replayed), "--headless", "--database", other)
    for command in (("checkpoint", str(witness)), ("verify", "--checkpoint", str(witness))):
        result = run("audit", *command, "--database", other)
        assert result.exit_code == 1
        assert "checkpoint of another desk" in result.stderr
    assert witness.read_bytes() == before


def test_a_file_that_is_no_checkpoint_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    assert run("audit", "checkpoint", str(letter)).exit_code == 2
    assert run("audit", "verify", "--checkpoint", str(letter)).exit_code == 2
    assert letter.read_text() == "Dear Sir or Madam"


def test_the_export_holds_every_event_in_order_and_no_text_of_a_post(run: Run, tmp_path: Path) -> None:
    run("note", "own", "Rückruf")
    out = tmp_path / "events.jsonl"
    assert run("audit", "export", "-o", str(out)).exit_code == 0
    exported = out.read_text(encoding="utf-8")
    assert [json.loads(line)["seq"] for line in exported.splitlines()] == list(range(1, 9))
    assert "Rückruf" not in exported
    assert "Migräne" not in exported
    assert run("audit", "export").stdout == exported
