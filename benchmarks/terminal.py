"""A pseudo-terminal for measuring: starts a program, types into it, and says when something appeared."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence


class Terminal:
    """A program in a pseudo-terminal of a given size."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40) -> None:
        """Start the program; `started` is the moment before it was."""
        self.output = bytearray()
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env})
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, mark: bytes, seconds: float = 30.0) -> float:
        """Read until `mark` stands in what was written since the last wait; return seconds since the start."""
        until = time.perf_counter() + seconds
        start = len(self.output)
        while (left := until - time.perf_counter()) > 0:
            if self._read(left) and mark in self.output[max(0, start - len(mark)) :]:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{mark!r} did not appear within {seconds} s")

    def drain(self, quiet: float) -> None:
        """Read until nothing was written for `quiet` seconds."""
        while self._read(quiet):
            pass

    def type(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self._handle, keys)

    def wait_for_end(self, seconds: float = 15.0) -> None:
        """Read until the program has closed its terminal."""
        until = time.perf_counter() + seconds
        while self._read(max(0.0, until - time.perf_counter())):
            pass

    def end(self) -> None:
        """End the program, whatever it is doing."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False
        self.output += data
        return bool(data)
