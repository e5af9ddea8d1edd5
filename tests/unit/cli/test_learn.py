"""`desk rules learn`: from labelled posts to a weight file that the rules can load."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from desk.screening.witness import DISCLOSURE, lessons

Run = Callable[..., Result]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    told = [{"id": f"y{n}", "text": f"Mir ist so übel, Tag {n}", "disclosure": True} for n in range(15)]
    still = [{"id": f"n{n}", "text": f"Der Zug kam spät, Gleis {n}", "disclosure": False} for n in range(15)]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, told + still)), encoding="utf-8")
    return file


def test_what_was_learnt_is_written_and_can_be_read(run: Run, gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "witness" / "weights.json"
    result = run("rules", "learn", str(gold), "--unread", str(gold), "-o", str(out))
    assert result.exit_code == 0, result.stderr
    learnt = lessons(out.read_bytes())
    assert learnt.posts == {"gold.jsonl": 30}
    assert learnt.labels[DISCLOSURE].text.weights["word:uebel"] > 0
    assert "30" in result.stdout


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, gold: Path, tmp_path: Path) -> None:
    result = run("rules", "learn", str(tmp_path / "none.jsonl"), "--unread", str(gold), "-o", str(tmp_path / "w.json"))
    assert result.exit_code == 2
    assert not (tmp_path / "w.json").exists()
