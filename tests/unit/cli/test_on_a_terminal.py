import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_STYLE = re.compile(rb"\x1b\[[0-9;]*m")
_PROGRAM = "from desk.cli.entry import main; main()"


@pytest.fixture
def on_terminal(replayed: Path) -> Callable[..., bytes]:
    """Run a command in a pseudo-terminal and return every byte it wrote there."""

    def run(*arguments: str, **environment: str) -> bytes:
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color"} | environment,
        ) as process:
            os.close(theirs)
            written = b"".join(iter(lambda: _read(ours), b""))
            process.wait(60)
        os.close(ours)
        return written

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end was closed
        return b""


OnTerminal = Callable[..., bytes]


@pytest.mark.parametrize("arguments", [("show", "hostile"), ("queue",), ("queue", "--format", "json"), ("next",)])
def test_nothing_of_a_hostile_post_reaches_a_terminal_as_a_control(
    on_terminal: OnTerminal, arguments: tuple[str, ...]
) -> None:
    left = _STYLE.sub(b"", on_terminal(*arguments)).decode()
    assert left
    assert all(char.isprintable() for char in re.sub(r"\r?\n", "", left))


def test_without_colour_there_is_none(on_terminal: OnTerminal) -> None:
    styles = set(_STYLE.findall(on_terminal("queue", NO_COLOR="1")))
    assert styles <= {b"\x1b[1m", b"\x1b[2m", b"\x1b[0m"}


def test_plain_text_has_no_emphasis_on_a_terminal_either(on_terminal: OnTerminal) -> None:
    assert _STYLE.findall(on_terminal("show", "own"))
    assert not _STYLE.findall(on_terminal("next", "--plain"))


def test_a_table_keeps_to_the_width_of_the_terminal(on_terminal: OnTerminal) -> None:
    lines = _STYLE.sub(b"", on_terminal("queue", COLUMNS="80")).decode().splitlines()
    assert max(map(len, lines)) <= 80
    assert any("crisis" in line for line in lines)


def test_progress_stands_on_standard_error_and_leaves_nothing_behind(on_terminal: OnTerminal, replayed: Path) -> None:
    written = on_terminal("replay", str(replayed), "--headless", "--format", "json").decode()
    assert "unchanged 7" in written
