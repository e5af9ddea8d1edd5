import os
import queue
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk.companion_process import CompanionProcess

TELL = "import json, os, sys, signal\ndef tell(**event): print(json.dumps(event), flush=True)\n"
ORDER = "order = sys.stdin.readline().strip()\n"
WAIT = "sys.stdin.read()\n"
PATIENCE = 20

Start = Callable[..., CompanionProcess]


class Ears:
    """Hears what the companion tells, in order."""

    def __init__(self) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()

    def next(self) -> dict[str, Any]:
        return self.heard.get(timeout=PATIENCE)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def start(ears: Ears) -> Start:
    def companion(source: str, order: bytes = b"{}", *, waits: bool = False) -> CompanionProcess:
        return CompanionProcess(order, ears.heard.put, [sys.executable, "-c", TELL + source], waits=waits)

    return companion


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_gets_its_order_and_its_events_are_passed_on(start: Start, ears: Ears) -> None:
    with start(ORDER + "tell(event='opened', order=order)\n" + WAIT, b'{"database": "x"}'):
        assert ears.next() == {"event": "opened", "order": '{"database": "x"}'}


def test_it_ends_with_its_parent(start: Start, ears: Ears) -> None:
    with start("tell(event='opened')\n" + WAIT) as companion:
        ears.next()
        pid = companion.pid
        assert is_alive(pid)
    assert not is_alive(pid)


def test_one_that_was_killed_is_started_again_with_the_same_order(start: Start, ears: Ears) -> None:
    with start(ORDER + "tell(event='screening', order=order)\n" + WAIT, b"1") as companion:
        first, pid = ears.next(), companion.pid
        os.kill(pid, signal.SIGKILL)
        assert ears.next() == {"event": "died", "code": -signal.SIGKILL}
        assert ears.next() == first
        assert companion.pid != pid


def test_one_that_crashed_without_a_word_is_started_again(start: Start, ears: Ears, tmp_path: Path) -> None:
    again = f"mark = {str(tmp_path / 'mark')!r}\nif not os.path.exists(mark):\n    open(mark, 'w').close()\n    1 / 0\n"
    with start(again + "tell(event='screening')\n" + WAIT):
        assert ears.next() == {"event": "died", "code": 1}
        assert ears.next() == {"event": "screening"}


def test_one_that_says_why_it_failed_is_not_started_again(start: Start, ears: Ears) -> None:
    with start("tell(event='failed', sentence='Regeln gelten nicht')\nsys.exit(1)") as companion:
        assert ears.next() == {"event": "failed", "sentence": "Regeln gelten nicht"}
        companion._watcher.join(PATIENCE)
        assert not companion._watcher.is_alive()
    assert ears.heard.empty()


def test_what_is_no_event_is_passed_over(start: Start, ears: Ears) -> None:
    noise = (
        "print('Warnung!')\nprint('{}')\nprint('[1]')\nprint('{\"event\": 1}')\nsys.stdout.buffer.write(b'\\xff\\n')\n"
    )
    with start(noise + "tell(event='opened')\n" + WAIT):
        assert ears.next() == {"event": "opened"}


def test_half_a_line_of_a_killed_one_is_passed_over(start: Start, ears: Ears, tmp_path: Path) -> None:
    again = (
        f"mark = {str(tmp_path / 'mark')!r}\nif not os.path.exists(mark):\n    open(mark, 'w').close()\n"
        "    print('{\"event\": \"scr', end='', flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with start(again + "tell(event='screening')\n" + WAIT):
        assert ears.next()["event"] == "died"
        assert ears.next() == {"event": "screening"}


def test_one_that_reads_nothing_does_not_keep_its_parent(start: Start, ears: Ears) -> None:
    with start("sys.stdin.close()\nos.close(0)\ntell(event='opened')\n", b"x" * 10):
        ears.next()


def test_to_leave_while_it_waits_to_start_again_starts_none(start: Start, ears: Ears) -> None:
    with start("os.kill(os.getpid(), signal.SIGKILL)") as companion:
        assert ears.next()["event"] == "died"
    assert not companion._watcher.is_alive()
    assert ears.heard.empty()


def test_one_that_waits_gets_its_order_once_and_only_when_it_is_told_to_go(start: Start, ears: Ears) -> None:
    source = (
        "tell(event='started')\n"
        + ORDER
        + "tell(event='opened', order=order)\ntell(event='rest', rest=sys.stdin.read())\n"
    )
    with start(source, b"1", waits=True) as companion:
        assert ears.next() == {"event": "started"}
        companion.go()
        companion.go()
        assert ears.next() == {"event": "opened", "order": "1"}
    assert ears.next() == {"event": "rest", "rest": ""}


def test_one_that_died_while_it_waited_gets_its_order_when_it_is_started_again(start: Start, ears: Ears) -> None:
    with start(
        "tell(event='started')\n" + ORDER + "tell(event='opened', order=order)\n" + WAIT, b"1", waits=True
    ) as companion:
        ears.next()
        os.kill(companion.pid, signal.SIGKILL)
        assert ears.next()["event"] == "died"
        companion.go()
        assert [ears.next() for _ in range(2)] == [{"event": "started"}, {"event": "opened", "order": "1"}]


def test_to_go_after_the_end_does_nothing(start: Start, ears: Ears) -> None:
    with start("tell(event='started')\n" + WAIT, waits=True) as companion:
        ears.next()
    companion.go()
    assert ears.heard.empty()
