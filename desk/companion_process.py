"""Starts the companion before the screen, again if it dies, and ends it with the screen. Imports nothing heavy."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import IO, Any, Self

_COMPANION = (sys.executable, "-P", "-m", "desk.companion")  # -P: no module out of the folder where a person stands
_FIRST_REST = 0.5
_LONGEST_REST = 30.0
_TIME_TO_END = 5.0


class CompanionProcess:
    """A companion and the thread that watches it.

    `on_event` is called from that thread with every event the companion tells, and with `died` when it has to be
    started again. One that says why it failed and ends is not: the same order would fail again.
    """

    def __init__(
        self,
        order: bytes,
        on_event: Callable[[dict[str, Any]], None] = lambda _: None,
        command: Sequence[str] = _COMPANION,
        *,
        waits: bool = False,
    ) -> None:
        """Take the encoded order; every restart carries out the same one.

        If it `waits`, the first companion has its order only when `go` is called.
        """
        self._order = order
        self._waits = waits
        self._command = command
        self._starting = threading.Lock()
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
        with self._starting:
            self._ended.set()
        _close(self._process.stdin)
        try:
            self._process.wait(_TIME_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._watcher.join(_TIME_TO_END)

    def go(self) -> None:
        """Hand over the order to a companion that waits for it."""
        with self._starting:
            if self._waits:
                self._waits = False
                _write(self._process.stdin, self._order)

    @property
    def pid(self) -> int:
        """The process id of the companion that runs now."""
        return self._process.pid

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if not self._waits:
            _write(process.stdin, self._order)
        return process

    def _watch(self) -> None:
        rest = _FIRST_REST
        while not self._ended.is_set():
            told = self._listen()
            code = self._process.wait()
            _close(self._process.stdin)
            if self._ended.is_set() or code == 0 or (code > 0 and told[-1:] == ["failed"]):
                return
            self._on_event({"event": "died", "code": code})
            rest = _FIRST_REST if "screening" in told else min(rest * 2, _LONGEST_REST)
            self._ended.wait(rest)
            self._start_again()

    def _start_again(self) -> None:
        with self._starting:
            if not self._ended.is_set():
                self._process = self._start()

    def _listen(self) -> list[str]:
        """Pass on what the companion tells until it ends; return the names of what it told, each where it came last."""
        told: dict[str, None] = {}
        with self._process.stdout or BytesIO() as lines:
            for event in filter(None, map(_event, lines)):
                told.pop(event["event"], None)
                told[event["event"]] = None
                self._on_event(event)
        return list(told)


def _event(line: bytes) -> dict[str, Any] | None:
    """A companion killed in the middle of a word leaves half a line, and a library may print what it likes."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and isinstance(told.get("event"), str) else None


def _write(pipe: IO[bytes] | None, order: bytes) -> None:
    """A companion that died before it read its order is found by the watcher."""
    try:
        if pipe and not pipe.closed:
            pipe.write(order + b"\n")
            pipe.flush()
    except (BrokenPipeError, ValueError):  # the second where the watcher closes it at this very moment
        pass


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except BrokenPipeError:
        pass
