"""How a command ends when it cannot go on: one line on standard error and an exit code, never a traceback.

Imports nothing heavy, not even typer: `desk` alone ends this way, too.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from desk.errors import DeskError
from desk.language.problems import problem

_INTERRUPTED = 130
_UNREACHABLE = 4
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@contextmanager
def failures_told(passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn every failure into a line for a person and end the program.

    Args:
        passing: what somebody else tells of, such as typer of wrong usage.
    """
    try:
        yield
        sys.stdout.flush()
    except passing:
        raise
    except BrokenPipeError:
        _write_no_more()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        _tell(_sentence("cli.interrupted"))
        raise SystemExit(_INTERRUPTED) from None
    except DeskError as error:
        _tell(f"{error.title}: {error}")
        raise SystemExit(error.exit_code) from None
    except Exception as error:  # noqa: BLE001  the last resort: nothing may reach a person as a traceback
        _tell_unforeseen(error)


def _tell_unforeseen(error: Exception) -> NoReturn:
    """End over what is no error of ours: a full disk is for people to mend, everything else is for us."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        _write_no_more()
        _tell(_sentence("cli.no_room", problem=problem(error)))
        raise SystemExit(_UNREACHABLE) from None
    _tell(_unexpected(error))
    raise SystemExit(1) from None


def _write_no_more() -> None:
    """Nobody takes our output any more; what is still buffered must not fail once more when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception) -> str:
    from desk.cli.crash import record  # noqa: PLC0415  only needed when everything else failed

    file = record(error)
    key = "cli.unexpected" if file else "cli.unexpected_unrecorded"
    return _sentence(key, kind=type(error).__name__, file=file)


def _sentence(key: str, /, **values: object) -> str:
    from desk.language.words import words  # noqa: PLC0415  sentences are read only when one is spoken

    return words().text(key, **values)


def _tell(line: str) -> None:
    from desk.plain_text import harmless  # noqa: PLC0415  as above

    print(harmless(line, keep_lines=False), file=sys.stderr)  # noqa: T201  this is where a command speaks
