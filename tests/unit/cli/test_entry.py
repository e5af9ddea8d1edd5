"""`desk` alone opens the screen without waiting for the command line."""

import os
import subprocess
import sys
from pathlib import Path

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
