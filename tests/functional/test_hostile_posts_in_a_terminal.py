"""Posts that try to act on the terminal: the real program shows all of them, and we look at every byte it wrote."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal

PAYLOADS = {
    "escape": "\x1b[2J\x1b[31mrot\x1b[0m",
    "title": "\x1b]0;kaperqzx\x07",
    "link": "\x1b]8;;https://example.org/falle\x1b\\hier\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZmFsbGU=\x07",
    "device": "\x1bP+q544e\x1b\\ \x1bc",
    "c1": "\x9b31m \x9d0;x\x9c \x90q",
    "bell": "\x07\x07\x00",
    "bidi": "links \u202eschter\u202c \u2066innen\u2069",
    "invisible": "Dia\u200bbe\u2060tes \ufeff\U000e0041",
    "marks": "Z" + "\u0300" * 40 + "algo",
    "markup": "[bold red]rot[/] [@click=app.quit]weg[/] <script>",
    "lines": "a\u2028b\u2029c\x0b\x0cd\re",
}
MARK = b"ENDEDERLISTE"
CONTROL = re.compile(rb"\x1b(?:\[([0-9;:<=>?$ ]*)([@-~])|\]([^\x07\x1b]*)(?:\x07|\x1b\\)|([^\[\]]))")


def test_the_mark_finder_knows_an_attack_when_it_sees_one() -> None:
    assert offences(b"ruhig\x1b]0;kaperqzx\x07 und \xc2\x9b31m und \xe2\x80\xae")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    file = tmp_path / "inbox.jsonl"
    posts = [
        {"id": f"h-{name}", "text": f"{text} {name}", "author": text, "channel": "forum", "thread": text[:20] + "t"}
        for name, text in PAYLOADS.items()
    ]
    posts.append({"id": "h-end", "text": f"Danke. {MARK.decode()}", "author": "Ende", "channel": "forum"})
    file.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")
    return file


def test_no_post_changes_the_terminal(inbox: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "DESK_HOME": str(tmp_path / "home"), "DESK_LANG": "de", "TEXTUAL_ANIMATIONS": "none"}
    program = [sys.executable, "-c", "from desk.cli.entry import main; main()", "replay", str(inbox)]
    terminal = Terminal(program, environment)
    try:
        terminal.wait_for(b"algo")
        terminal.type(b"G")
        terminal.wait_for(MARK)
        terminal.type(b"g")
        for _ in PAYLOADS:
            terminal.drain(0.3)
            terminal.type(b"j")
        terminal.drain(0.5)
        terminal.type(b"q")
        terminal.drain(1)
    finally:
        terminal.end()

    assert offences(bytes(terminal.output)) == []
    assert [
        file.name for file in _written_beside_the_database(tmp_path / "home") if b"kaperqzx" in file.read_bytes()
    ] == []


def _written_beside_the_database(home: Path) -> list[Path]:
    return [file for file in home.rglob("*") if file.is_file() and ".db" not in file.name]


def offences(written: bytes) -> list[bytes]:
    """Return what a screen has no reason to write: titles, links, clipboard, resets, C1, bells, bidi controls."""
    found = [match.group() for match in CONTROL.finditer(written) if not _is_ours(match)]
    rest = CONTROL.sub(b"", written)
    found += re.findall(rb"[\x00-\x06\x07\x0b\x0c\x0e-\x1a\x1c-\x1f]|\x1b", rest)
    found += re.findall(rb"\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf", rest)
    return found


def _is_ours(match: re.Match[bytes]) -> bool:
    parameters, final, command, single = match.groups()
    if command is not None:
        return command.startswith(b"22;")  # the shape of the mouse pointer
    if single is not None:
        return single in {b"7", b"8", b"=", b">"}
    return final in b"mHhlupABCDJKnrt" and not (final == b"J" and parameters == b"2")
