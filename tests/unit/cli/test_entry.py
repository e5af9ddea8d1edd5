"""`desk` alone opens the screen without waiting for the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = (
    "import sys; sys.argv = ['desk']\n"
    "from desk.cli.entry import main\n"
    "try:\n    main()\n"
    "except SystemExit as end:\n"
    "    loaded = {name.partition('.')[0] for name in sys.modules}\n"
    "    print(end.code, sorted(loaded & {'typer', 'sqlmodel', 'spacy', 'rich'}))\n"
)


def told(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DESK_HOME": str(home), "DESK_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )


def test_without_a_terminal_it_says_so_in_one_line_and_has_loaded_no_command_line(tmp_path: Path) -> None:
    result = told(tmp_path)

    assert result.stdout == "2 []\n"
    assert len(result.stderr.splitlines()) == 1


INTERRUPTED_AT = """
import builtins, sys
from desk.cli.entry import main
original = builtins.__import__
def importing(name, *rest):
    if name == {module!r}:
        raise KeyboardInterrupt
    return original(name, *rest)
builtins.__import__ = importing
sys.argv = ["desk", *{arguments!r}]
main()
"""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [("desk.cli.failing", []), ("desk.cli.opening", []), ("desk.cli.main", ["queue"]), ("typer", ["queue"])],
)
def test_an_interruption_while_it_is_loaded_leaves_no_traceback(module: str, arguments: list[str]) -> None:
    program = INTERRUPTED_AT.format(module=module, arguments=arguments)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
