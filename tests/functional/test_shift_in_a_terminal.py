"""A whole small shift in the real program: what the queue and the audit log say afterwards is what was pressed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal

CTRL_S = b"\x13"
DESK = [sys.executable, "-c", "from desk.cli.entry import main; main()"]
POSTS = (
    {
        "id": "t-spam",
        "text": "Verdiene 500 € am Tag von zu Hause, jetzt anmelden und reich werden!",
        "author": "geldtipp",
    },
    {"id": "t-question", "text": "Habt ihr samstags geöffnet?", "author": "Emil"},
    {"id": "t-praise", "text": "Danke an das ganze Team, ihr wart super freundlich!", "author": "Rosa"},
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "DESK_HOME": str(tmp_path / "home"), "DESK_LANG": "de", "TEXTUAL_ANIMATIONS": "none"}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    file = tmp_path / "shift.jsonl"
    lines = [json.dumps({**post, "channel": "facebook", "house": "insurer"}) + "\n" for post in POSTS]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def told(environment: dict[str, str], *arguments: str) -> str:
    result = subprocess.run(
        [*DESK, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def audited(environment: dict[str, str]) -> list[tuple[str, str]]:
    events = [json.loads(line) for line in told(environment, "audit", "export").splitlines()]
    deeds = ("decided", "undone", "noted")
    return [(event["kind"], event["payload"].get("action", "")) for event in events if event["kind"] in deeds]


def press(terminal: Terminal, keys: bytes, until: str) -> None:
    terminal.drain(0.3)
    terminal.type(keys)
    terminal.wait_for(until.encode())


def test_what_was_pressed_is_what_queue_and_audit_log_say(environment: dict[str, str], inbox: Path) -> None:
    told(environment, "replay", str(inbox), "--headless")
    first = Terminal(DESK, environment)
    try:
        first.wait_for(b"Guten Tag")
        press(first, b"h", "G-6")
        press(first, b"\r", "fertig")
        press(first, b"\r", "Verborgen")
        press(first, b"z", "Diese Entscheidung")
        press(first, b"z", "Zurückgenommen")
        press(first, b"g", "geldtipp")
        press(first, b"h", "G-6")
        press(first, b"\r", "fertig")
        press(first, b"\r", "Verborgen")
        press(first, b"a", "Freigegeben")
        press(first, b"r", "Zeichen")
        press(first, CTRL_S, "Beantwortet")
        first.type(b"q")
        first.wait_for_end()
    finally:
        first.end()

    assert audited(environment) == [
        ("decided", "hide"),
        ("undone", "hide"),
        ("decided", "hide"),
        ("decided", "approve"),
        ("decided", "reply"),
    ]
    assert told(environment, "audit", "verify")

    second = Terminal(DESK, environment)
    try:
        second.wait_for(b"Alles entschieden")
    finally:
        second.end()
    states = {
        case["id"]: case["state"]
        for case in json.loads(told(environment, "queue", "--queue", "done", "--format", "json"))
    }
    assert set(states) == {post["id"] for post in POSTS}
