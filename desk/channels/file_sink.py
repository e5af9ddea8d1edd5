"""The outbox of an offline desk: a JSON Lines file beside the database that only its owner may read.

It holds replies as they would have been published. `desk` writes a line once: an effect whose key stands there
already was delivered.
"""

import json
import os
from pathlib import Path

from desk.channels.protocol import Publication
from desk.errors import Unreachable
from desk.language.problems import problem


class FileSink:
    """A publisher that writes what it is given to a file."""

    def __init__(self, file: Path) -> None:
        """Take the file; it is made when the first line is written."""
        self.file = file

    def publish(self, publication: Publication) -> str:
        """Append one line and wait until it is on the disk. A torn last line of a killed process is closed first."""
        line = json.dumps(_line(publication), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        try:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                size = os.fstat(handle).st_size
                torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
                _write(handle, b"\n" + line if torn else line)
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise self._unreachable(error) from None
        return self.file.name

    def find(self, idempotency_key: str) -> str | None:
        """Look for a publication among the lines."""
        try:
            with self.file.open("rb") as lines:
                return self.file.name if any(_key(line) == idempotency_key for line in lines) else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreachable(error) from None

    def _unreachable(self, error: OSError) -> Unreachable:
        return Unreachable("errors.sink", file=self.file, problem=problem(error))


def _write(handle: int, line: bytes) -> None:
    """A disk that is nearly full takes a part and says so only by how much it took."""
    while line:
        line = line[os.write(handle, line) :]


def _line(publication: Publication) -> dict[str, object]:
    return {
        "idempotency_key": publication.idempotency_key,
        "action": publication.action.value,
        "channel": publication.channel,
        "post": publication.post_key,
        "url": publication.url,
        "text": publication.text,
        "spans": [list(span) for span in publication.spans],
    }


def _key(line: bytes) -> str | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found.get("idempotency_key") if isinstance(found, dict) else None
