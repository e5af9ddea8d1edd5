import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_the_queue_is_the_list_of_the_replay(run: Run, replayed: Path) -> None:
    again = run("replay", str(replayed), "--headless", "--format", "json")
    assert json.loads(run("queue", "--format", "json").stdout) == json.loads(again.stdout)


def test_each_queue_holds_its_own(run: Run, replayed: Path) -> None:
    run("next")
    ids = {
        queue: [post["id"] for post in json.loads(run("queue", "--queue", queue, "--format", "json").stdout)]
        for queue in ("mine", "urgent", "done", "escalated")
    }
    assert ids == {"mine": ["crisis"], "urgent": ["crisis", "third"], "done": [], "escalated": []}


def test_a_table_shows_every_post_on_one_line(run: Run, replayed: Path) -> None:
    table = run("queue").stdout
    for piece in ("crisis", "suicidal", "P0", "Frau Huber hat Rheuma", "Lena"):
        assert piece in table
    assert len([line for line in table.splitlines() if "P4" in line]) == 3


def test_a_queue_longer_than_a_page_is_listed_whole_and_in_order(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "long.jsonl"
    posts = [{"id": f"p{number}", "text": "Danke", "channel": "facebook"} for number in range(600)]
    inbox.write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")
    run("replay", str(inbox), "--headless")
    listed = json.loads(run("queue", "--format", "json").stdout)
    assert [post["id"] for post in listed] == [post["id"] for post in posts]


def test_without_a_desk_it_says_how_to_make_one(run: Run) -> None:
    result = run("queue")
    assert result.exit_code == 4
    assert "desk replay" in result.stderr


def test_a_file_that_is_no_database_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    file.write_text("This is a letter, not a database. " * 50)
    result = run("queue", "--database", str(file))
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == 1
