import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from desk import bootstrap

Run = Callable[..., Result]
KEYS = [
    "id", "state", "priority", "deadline", "severity", "disclosure", "subjects", "categories", "urgency",
    "actions", "reasons",
]  # fmt: skip


def _replay(run: Run, inbox: Path, *more: str) -> list[dict[str, Any]]:
    result = run("replay", str(inbox), "--headless", "--format", "json", *more)
    assert result.exit_code == 0, result.stderr
    listed: list[dict[str, Any]] = json.loads(result.stdout)
    return listed


def test_every_post_is_listed_once_with_exactly_the_keys_that_were_promised(run: Run, inbox: Path) -> None:
    listed = _replay(run, inbox)
    assert [list(post) for post in listed] == [KEYS] * 7
    assert {post["id"] for post in listed} == {"praise", "own", "crisis", "weather", "third", "spam", "hostile"}


def test_the_most_urgent_comes_first(run: Run, inbox: Path) -> None:
    listed = _replay(run, inbox)
    assert [post["id"] for post in listed[:2]] == ["crisis", "third"]
    assert [post["priority"] for post in listed] == sorted(post["priority"] for post in listed)


def test_reasons_are_sentences_with_points_that_make_the_severity(run: Run, inbox: Path) -> None:
    own = next(post for post in _replay(run, inbox) if post["id"] == "own")
    assert own["disclosure"] is True
    assert own["subjects"] == ["self"]
    assert own["categories"] == ["diagnosis"]
    assert sum(reason["points"] for reason in own["reasons"]) == own["severity"] == 5
    assert not any(reason["reason"].startswith("policy.") for reason in own["reasons"])


def test_replaying_twice_adds_nothing(run: Run, inbox: Path) -> None:
    assert _replay(run, inbox, "--now", "2026-11-16T08:00:00+01:00") == _replay(
        run, inbox, "--now", "2026-11-16T09:00:00+01:00"
    )


def test_a_broken_line_is_reported_by_number_and_the_rest_goes_on(run: Run, inbox: Path) -> None:
    lines = inbox.read_text(encoding="utf-8").splitlines()
    inbox.write_text("\n".join([lines[0], '{"id": "broken", "text": 7}', "no json", *lines[1:]]), encoding="utf-8")
    result = run("replay", str(inbox), "--headless", "--format", "json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 7
    assert "Line 2" in result.stderr
    assert "Line 3" in result.stderr


def test_a_channel_nobody_knows_is_reported_and_the_rest_goes_on(run: Run, inbox: Path) -> None:
    with inbox.open("a", encoding="utf-8") as file:
        file.write('{"id": "lost", "text": "Hallo", "channel": "brieftaube"}\n')
    result = run("replay", str(inbox), "--headless", "--format", "json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 7
    assert "lost" in result.stderr


def test_only_the_posts_of_the_inbox_are_listed(run: Run, inbox: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "other", "text": "Danke!"}\n', encoding="utf-8")
    database = str(tmp_path / "shared.db")
    _replay(run, inbox, "--database", database)
    assert [post["id"] for post in _replay(run, other, "--database", database)] == ["other"]


def test_the_clock_stands_still_where_it_is_told(run: Run, inbox: Path) -> None:
    crisis = _replay(run, inbox, "--now", "2026-11-16T08:00:00+01:00")[0]
    assert crisis["deadline"] == "2026-11-16T07:15:00+00:00"


def test_speed_sets_when_a_post_arrives(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "slow.jsonl"
    posts = [
        {"id": "first", "text": "Hallo", "posted_at": "2026-11-16T08:00:00Z"},
        {"id": "later", "text": "Hallo", "posted_at": "2026-11-16T10:00:00Z"},
    ]
    inbox.write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")
    listed = _replay(run, inbox, "--now", "2026-11-20T08:00:00Z", "--speed", "60")
    assert [post["deadline"][:16] for post in listed] == ["2026-11-21T08:00", "2026-11-21T08:02"]


def test_an_edited_post_counts_once_with_its_last_text(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "edited.jsonl"
    first = {"id": "p", "text": "Ich habe Migräne", "channel": "facebook"}
    second = first | {"text": "Guten Tag", "edited_at": "2026-11-16T10:00:00Z"}
    inbox.write_text("\n".join(map(json.dumps, (first, second))), encoding="utf-8")
    assert [(post["id"], post["disclosure"]) for post in _replay(run, inbox)] == [("p", False)]


def test_an_inbox_has_a_desk_of_its_own_and_is_the_one_used_last(run: Run, inbox: Path) -> None:
    _replay(run, inbox)
    assert bootstrap.last_desk() == bootstrap.replay_database(str(inbox))


def test_standard_input_is_an_inbox(run: Run, inbox: Path) -> None:
    result = run("replay", "-", "--headless", "--format", "json", stdin=inbox.read_bytes())
    assert len(json.loads(result.stdout)) == 7


@pytest.mark.parametrize("arguments", [["--speed", "-1"], ["--now", "soon"], ["--format", "xml"]])
def test_what_makes_no_sense_is_wrong_usage(run: Run, inbox: Path, arguments: list[str]) -> None:
    assert run("replay", str(inbox), "--headless", *arguments).exit_code == 2
