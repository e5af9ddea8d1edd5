import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from desk.cli.group import ENTRIES, Entry, Later
from desk.language.words import words

Run = Callable[..., Result]

HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "spacy", "msgspec", "alembic", "jinja2", "pydantic"}


def _imported(program: str) -> set[str]:
    """Run a program in a fresh Python and return the heavy packages it loaded."""
    told = f"import json, sys\n{program}\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stderr)} & HEAVY


def _helping(*arguments: str) -> str:
    return f"""
from desk.cli.main import app
try:
    app({list(arguments)!r}, prog_name="desk")
except SystemExit:
    pass
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    assert _imported(_helping(*arguments)) == set()


def test_what_stands_before_the_first_paint_imports_no_database_and_no_engine() -> None:
    assert _imported("import desk.cli.opening, desk.cli.replay, desk.cli.screen") <= {"msgspec"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_list_of_commands_says_of_each_what_its_own_help_says(entry: Entry) -> None:
    command = Later(entry).loaded()
    assert command.help.replace("\n", " ").startswith(entry.sentence)


def test_without_a_terminal_the_screen_is_refused_with_a_way_out(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "desk queue" in result.stderr
    assert result.stdout == ""


def test_a_replay_without_a_terminal_is_refused_unless_it_is_headless(run: Run, inbox: Path) -> None:
    assert run("replay", str(inbox)).exit_code == 2
    assert run("replay", "-").exit_code == 2
    assert run("replay", str(inbox.with_name("none.jsonl"))).exit_code == 2


@pytest.mark.parametrize("arguments", [["--lang", "fr", "queue"], ["queue", "--lang", "fr"]])
def test_a_language_nobody_speaks_here_is_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["--lang", "de", "queue"], ["queue", "--lang", "de"]])
def test_options_of_the_desk_stand_before_or_behind_the_command(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert "Es gibt noch keinen Desk" in result.stderr
    assert words().base == "de"


def test_options_of_the_desk_reach_the_commands_of_a_group(run: Run, tmp_path: Path) -> None:
    for arguments in (["audit", "verify", "--database"], ["--database"]):
        rest = [str(tmp_path / "nowhere.db"), *([] if arguments[0] == "audit" else ["audit", "verify"])]
        result = run(*arguments, *rest)
        assert result.exit_code == 4
        assert "nowhere.db" in result.stderr


def test_the_database_of_a_variable_is_used(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_DATABASE", str(tmp_path / "variable.db"))
    assert "variable.db" in run("queue").stderr


def test_a_settings_file_that_does_not_hold_ends_in_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text("tehme = 'light'\n")
    result = run("queue", "--config", str(file))
    assert result.exit_code == 1
    assert "theme" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_program_exits_with_the_code_of_its_error(tmp_path: Path) -> None:
    program = "from desk.cli.entry import main; main()"
    for arguments, code in ((["queue"], 4), (["decide"], 2), (["--help"], 0)):
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr


def test_a_closed_pipe_ends_quietly(inbox: Path, run: Run) -> None:
    posts = inbox.read_text(encoding="utf-8").splitlines()
    many = inbox.with_name("many.jsonl")
    many.write_text("\n".join(posts * 400), encoding="utf-8")
    program = "from desk.cli.entry import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "screen", str(many)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_completion_knows_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from desk.cli.entry import main; main()"
    monkeypatch.setenv("_DESK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "desk re")
    monkeypatch.setenv("COMP_CWORD", "1")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert {"replay", "release"} <= set(done.stdout.split())
