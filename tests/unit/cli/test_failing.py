import stat
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from desk.cli.failing import failures_told
from desk.errors import NotAllowed

POST = "Lena hat Migräne"


def _fail(post_text: str) -> None:
    try:
        int(post_text)
    except ValueError as error:
        raise KeyError(post_text) from error


def test_an_error_of_the_desk_is_one_line_and_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, failures_told():
        raise NotAllowed("errors.no_such_post", key="a\nb\x1b[2J")
    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert told.startswith("Desk: ")
    assert len(told.splitlines()) == 1
    assert "\x1b" not in told


def test_an_unforeseen_failure_names_only_its_type(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    with pytest.raises(SystemExit) as ended, failures_told():
        _fail(POST)
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "Lena" not in told
    assert str(home) in told


def test_what_is_kept_of_it_holds_frames_and_no_content(home: Path) -> None:
    with pytest.raises(SystemExit), failures_told():
        _fail(POST)
    (file,) = (home / "state" / "crashes").iterdir()
    kept = file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in kept
    assert "builtins.KeyError" in kept
    assert "_fail" in kept
    assert "Lena" not in kept
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_only_the_last_ten_failures_are_kept(home: Path) -> None:
    for _ in range(12):
        with pytest.raises(SystemExit), failures_told():
            _fail(POST)
    assert len(list((home / "state" / "crashes").iterdir())) == 10


def test_where_nothing_can_be_kept_it_is_still_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DESK_HOME", str(tmp_path / "file"))
    with pytest.raises(SystemExit), failures_told():
        _fail(POST)
    assert "KeyError" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["queue"], ["queue", "--format", "json"], ["config", "schema"]])
def test_a_full_disk_behind_standard_output_is_one_sentence_and_exit_four(replayed: Path, command: list[str]) -> None:
    program = "from desk.cli.entry import main; main()"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 4
    assert len(ended.stderr.splitlines()) == 1
    assert "room" in ended.stderr


def test_an_interruption_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, failures_told():
        raise KeyboardInterrupt
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Interrupted.\n"


@pytest.mark.parametrize("passing", [typer.Exit(1), typer.Abort(), typer.BadParameter("no")])
def test_exits_and_wrong_usage_pass_through(passing: Exception) -> None:
    with pytest.raises(type(passing)) as ended, failures_told(passing=(type(passing),)):
        raise passing
    assert ended.value is passing
