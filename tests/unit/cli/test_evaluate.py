import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
GOLD: list[dict[str, Any]] = [
    {"id": "hit", "text": "Ich habe Migräne", "disclosure": True, "subjects": ["self"], "categories": ["diagnosis"]},
    {"id": "missed", "text": "Liege seit Montag auf der 4b", "disclosure": True, "subjects": ["self"],
     "categories": ["care_contact"]},
    {"id": "false", "text": "Ich habe Rheuma, sagt meine Katze", "disclosure": False},
    {"id": "aside", "text": "Bei dem Wetter habe ich Migräne", "disclosure": True, "subjects": ["self"],
     "categories": ["diagnosis"]},
    {"id": "mail", "text": "Danke! lena@beispiel.de", "disclosure": False, "dialogue": ["praise"],
     "identifiers": [{"type": "email", "text": "Lena@beispiel.de"}]},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Five labelled posts: one right, three wrong, one with an identifier."""
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    return file


def _evaluated(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_disclosure_and_every_label_have_their_figures(run: Run, gold: Path) -> None:
    result = run("evaluate", str(gold), "--format", "json")
    assert result.exit_code == 0, result.stderr
    told = _evaluated(result)
    assert told["posts"] == 5
    assert told["disclosure"] == {"precision": 0.5, "recall": 0.3333, "f1": 0.4, "gold": 3, "found": 2}
    assert told["categories"]["labels"]["diagnosis"]["recall"] == 0.5
    assert told["categories"]["labels"]["care_contact"]["recall"] == 0.0
    assert told["identifiers"]["micro"]["f1"] == 1.0
    assert told["dialogue"]["macro"]["f1"] == 1.0


def test_what_went_wrong_names_the_post_and_the_rule_and_no_text(run: Run, gold: Path) -> None:
    result = run("evaluate", str(gold), "--format", "json")
    wrong = {(one["id"], one["axis"]): one for one in _evaluated(result)["wrong"]}
    assert wrong["false", "disclosure"]["kind"] == "false"
    assert wrong["false", "disclosure"]["rules"] == ["de.diagnosis.pain"]
    assert wrong["aside", "disclosure"]["kind"] == "missed"
    assert wrong["aside", "disclosure"]["rules"] == ["de.diagnosis.pain"]
    assert wrong["missed", "disclosure"]["rules"] == []
    assert ("hit", "disclosure") not in wrong
    assert "Katze" not in result.stdout


def test_the_table_tells_the_same_to_people(run: Run, gold: Path) -> None:
    text = run("evaluate", str(gold)).stdout
    for piece in ("disclosure", "0.333", "de.diagnosis.pain", "care_contact", "Posts: 5"):
        assert piece in text
    assert "Katze" not in text


def test_lines_without_labels_are_counted_in_one_sentence_and_the_rest_is_evaluated(run: Run, gold: Path) -> None:
    with gold.open("a", encoding="utf-8") as file:
        file.write('\n{"id": "bare", "text": "Hallo"}\n{"id": "bald", "text": "Guten Tag"}\n')
    result = run("evaluate", str(gold), "--format", "json")
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert ": 2;" in sentence
    assert "disclosure, subjects, categories, identifiers, urgency, conduct, dialogue" in sentence
    assert (_evaluated(result)["posts"], _evaluated(result)["refused"]) == (5, 2)


@pytest.mark.parametrize("lines", ["", '{"id": "bare", "text": "Hallo"}\n' * 3])
def test_a_file_in_which_nobody_labelled_anything_is_wrong_usage_in_one_sentence(
    run: Run, gold: Path, lines: str
) -> None:
    gold.write_text(lines, encoding="utf-8")
    result = run("evaluate", str(gold))
    assert result.exit_code == 2
    assert result.stdout == ""
    (sentence,) = result.stderr.splitlines()
    assert gold.name in sentence
    assert "disclosure" in sentence


@pytest.mark.parametrize("labels", ['"urgency": ["suicide"]', '"disclosure": "perhaps"'])
def test_labels_that_cannot_be_judged_are_reported_by_number(run: Run, gold: Path, labels: str) -> None:
    with gold.open("a", encoding="utf-8") as file:
        file.write(f'\n{{"id": "odd", "text": "Hallo", {labels}}}\n')
    result = run("evaluate", str(gold), "--format", "json")
    assert result.exit_code == 1
    assert "Line 6" in result.stderr
    assert (_evaluated(result)["posts"], _evaluated(result)["refused"]) == (5, 1)


def test_only_the_last_revision_of_a_post_counts(run: Run, gold: Path) -> None:
    edited = GOLD[2] | {"text": "Guten Tag", "edited_at": "2026-11-16T08:00:00Z"}
    stale = GOLD[0] | {"text": "Guten Tag"}
    with gold.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(map(json.dumps, (edited, stale))))
    told = _evaluated(run("evaluate", str(gold), "--format", "json"))
    assert told["posts"] == 5
    assert told["disclosure"]["precision"] == 1.0


def test_labelled_posts_come_from_standard_input_too(run: Run, gold: Path) -> None:
    result = run("evaluate", "-", "--format", "json", stdin=gold.read_bytes())
    assert _evaluated(result)["posts"] == 5


def test_a_missing_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", str(tmp_path / "none.jsonl")).exit_code == 2
