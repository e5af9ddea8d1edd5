import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def own_rules(rules_folder: Path, tmp_path: Path) -> Path:
    """A copy of the rules that a test may spoil."""
    return Path(shutil.copytree(rules_folder, tmp_path / "own-rules"))


def _spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_rules_that_hold_are_counted(run: Run) -> None:
    result = run("rules", "check")
    assert result.exit_code == 0
    assert result.stdout.startswith("7 rules")


def test_an_unknown_key_is_told_with_file_rule_and_the_nearest_valid_one(run: Run, own_rules: Path) -> None:
    _spoil(own_rules / "lexicon" / "diagnosis.de.toml", "unless =", "unles =")
    result = run("rules", "check", "--rules", str(own_rules))
    assert result.exit_code == 1
    for piece in ("lexicon/diagnosis.de.toml", "de.diagnosis.pain", "unles", "unless"):
        assert piece in result.stdout


def test_policies_and_templates_are_checked_too(run: Run, own_rules: Path) -> None:
    _spoil(own_rules / "policy" / "insurer.toml", 'id = "own"', 'idd = "own"')
    _spoil(own_rules / "replies" / "templates.toml", "{{ crisis_line }}", "{{ nobody_declared }}")
    result = run("rules", "check", "--rules", str(own_rules))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2


def test_examples_that_hold_are_counted(run: Run) -> None:
    result = run("rules", "test")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.startswith("28 examples")


def test_an_example_that_does_not_hold_is_told_with_its_rule(run: Run, own_rules: Path) -> None:
    _spoil(own_rules / "lexicon" / "diagnosis.de.toml", '"Heute scheint die Sonne."', '"Ich hatte Rheuma."')
    _spoil(own_rules / "policy" / "insurer.toml", 'match = [{ conduct = ["spam"] }]', "match = [{}]")
    result = run("rules", "test", "--rules", str(own_rules))
    assert result.exit_code == 1
    assert "de.diagnosis.pain" in result.stdout
    assert "row spam, example 1" in result.stdout


def test_explain_says_what_was_found_why_and_what_the_policy_makes_of_it(run: Run) -> None:
    text = run("rules", "explain", "Ich habe Rheuma").stdout
    for piece in ("+ diagnosis · author · asserted “Rheuma” [9:15]", "de.diagnosis.pain", "Own details may stand."):
        assert piece in text


def test_explain_gives_programs_the_line_of_screen(run: Run) -> None:
    told = json.loads(run("rules", "explain", "-", "--format", "json", stdin="Ich habe Rheuma\n").stdout)
    assert told["disclosure"] is True
    assert told["findings"][0]["end"] == 15


def test_a_hostile_text_cannot_act_on_the_terminal(run: Run) -> None:
    out = run("rules", "explain", "Ich habe \x1b[2JMigräne \u202e").stdout
    assert all(char.isprintable() for char in out.replace("\n", ""))


def test_every_rule_is_listed_with_its_file(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)
    assert {rule["id"]: rule["file"] for rule in listed}["any.email"] == "identifiers/contact.toml"
    assert len(listed) == 7
    table = run("rules", "list").stdout
    assert all(rule["id"] in table for rule in listed)
