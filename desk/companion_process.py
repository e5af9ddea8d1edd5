"""Starts the companion before the screen, again if it dies, and ends it with the screen. Imports nothing heavy."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, Self

_EXIT_CODES_OF_ORDER = range(5)
_FIRST_REST = 0.5
_LONGEST_REST = 30.0
_TIME_TO_END = 5.0


class CompanionProcess:
    """A companion and the thread that watches it.

    `on_event` is called from that thread with every event the companion tells, and with `died` when it has to be
    started again.
    """

    def __init__(self, order: bytes, on_event: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
        """Take the encoded order; every restart carries out the same one."""
        self._order = order
        self._on_event = on_event
        self._ended = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Start watching."""
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the companion; what it was screening stays waiting for the next one."""
        self._ended.set()
        _close(self._process.stdin)
        try:
            self._process.wait(_TIME_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._watcher.join(_TIME_TO_END)

    @property
    def pid(self) -> int:
        """The process id of the companion that runs now."""
        return self._process.pid

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "desk.companion"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _write(process.stdin, self._order)
        return process

    def _watch(self) -> None:
        rest = _FIRST_REST
        while not self._ended.is_set():
            told = self._listen()
            code = self._process.wait()
            if self._ended.is_set() or code in _EXIT_CODES_OF_ORDER:
                return
            self._on_event({"event": "died", "code": code})
            rest = _FIRST_REST if told else min(rest * 2, _LONGEST_REST)
            if not self._ended.wait(rest):
                self._process = self._start()

    def _listen(self) -> bool:
        """Pass on what the companion tells until it ends; return whether it came as far as screening."""
        screening = False
        for line in self._process.stdout or ():
            event = json.loads(line)
            screening = screening or event["event"] == "screening"
            self._on_event(event)
        return screening


def _write(pipe: IO[bytes] | None, order: bytes) -> None:
    """A companion that died before it read its order is found by the watcher."""
    try:
        if pipe:
            pipe.write(order + b"\n")
            pipe.flush()
    except BrokenPipeError:
        pass


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except BrokenPipeError:
        pass
