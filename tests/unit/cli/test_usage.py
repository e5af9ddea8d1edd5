"""Wrong usage is one sentence in the language in force, names the way out, and exits with 2."""

from collections.abc import Callable

import pytest
from typer.testing import Result

from desk.language.words import words

Run = Callable[..., Result]


def told(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    (sentence,) = result.stderr.splitlines()
    return sentence


@pytest.mark.parametrize(
    ("line", "way_out", "named"),
    [
        ("quue", "desk --help", "“queue”"),
        ("xyzzy", "desk --help", "“xyzzy”"),
        ("--lnag de", "desk --help", "--lang"),
        ("audit verfy", "desk audit --help", "“verify”"),
        ("audit", "desk audit --help", "command"),
        ("queue --fromat json", "desk queue --help", "--format"),
        ("rules list -z", "desk rules list --help", "-z"),
        ("decide", "desk decide --help", "ID"),
        ("decide p1 approve", "desk decide --help", "--version"),
        ("decide p1 prove --version 1", "desk decide --help", "approve, reply"),
        ("decide p1 approve --version one", "desk decide --help", "a whole number"),
        ("screen posts.jsonl --workers", "desk screen --help", "--workers takes a value"),
        ("screen posts.jsonl --workers 0", "desk screen --help", "a whole number from 1 on"),
        ("screen posts.jsonl more.jsonl", "desk screen --help", "more than"),
        ("replay posts.jsonl --headless=1", "desk replay --help", "--headless takes no value"),
        ("replay posts.jsonl --now yesterday", "desk replay --help", "2026-11-21T18:00"),
        ("queue --queue none", "desk queue --help", "awaiting_release"),
        ("--lang fr queue", "desk --help", "de-AT"),
    ],
)
def test_one_sentence_names_what_is_wrong_what_is_nearest_and_where_help_is(
    run: Run, line: str, way_out: str, named: str
) -> None:
    sentence = told(run(*line.split()))
    assert way_out in sentence
    assert named in sentence
    assert "cli.usage" not in sentence


@pytest.mark.parametrize("speed", ["inf", "-inf", "nan", "-1", "1e999", "fast", ""])
def test_a_pace_at_which_nothing_can_go_is_refused(run: Run, speed: str) -> None:
    assert "--speed" in told(run("replay", "posts.jsonl", "--headless", "--speed", speed))


@pytest.mark.parametrize("line", ["quue --lang de", "--lang de quue", "--lang=de quue", "queue --lnag x --lang=de"])
def test_the_sentence_is_in_the_language_that_was_asked_for_wherever_it_stands(run: Run, line: str) -> None:
    assert "gibt es nicht" in (sentence := told(run(*line.split()))) or "hat desk queue nicht" in sentence
    assert words().base == "de"


def test_what_a_person_typed_is_shortened_and_cannot_act_on_the_terminal(run: Run) -> None:
    sentence = told(run("\x1b[2J" + "x" * 500))
    assert "\x1b" not in sentence
    assert len(sentence) < 200


def test_a_passage_that_is_none_is_refused_with_an_example(run: Run, replayed: object) -> None:
    assert replayed
    assert "12:20" in told(run("decide", "own", "redact", "--version", "1", "--span", "all"))
