"""What is kept of a failure nobody foresaw: where it happened, and nothing that was being worked on.

Neither messages nor local values are written, since both may hold the text of a post.
"""

import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from desk import locations

_KEPT = 10


def record(error: BaseException) -> Path | None:
    """Write the frames of a failure to a file of its own that only its owner may read; None if that is impossible."""
    moment = datetime.now(UTC)
    try:
        folder = locations.private_folder(locations.state_folder() / "crashes")
        file = folder / f"{moment:%Y%m%dT%H%M%S%f}-{os.getpid()}.txt"
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as written:
            written.writelines(f"{line}\n" for line in _told(error))
        _forget_old(folder)
    except OSError:
        return None
    return file


def _told(error: BaseException) -> Iterator[str]:
    """Yield types and frames, the cause of a failure before the failure."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"


def _forget_old(folder: Path) -> None:
    for file in sorted(folder.glob("*.txt"))[:-_KEPT]:
        file.unlink(missing_ok=True)
