"""Rules compiled once and kept: whoever starts later reads them back in a fraction of the time.

The file lies in the user's own cache folder, readable by its owner only, under a name that depends on every rule file
and on the code that compiles them. It may be deleted at any time; one that can't be read is made anew.
"""

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from desk.screening.collection import uncollected
from desk.screening.compiled import Compiled, compile_rules
from desk.screening.documents import RuleSet
from desk.screening.rules import load, rule_files

_KEPT = "rules-{}.pickle"


def ready(folder: Path, shelf: Path) -> tuple[RuleSet, Compiled]:
    """Return the rules of a folder, compiled; from the shelf if they lie there.

    Raises:
        RuleError: a file does not hold.
    """
    kept = shelf / _KEPT.format(_fingerprint(folder))
    with uncollected():
        return _kept(kept) or _made(folder, kept)


def _kept(file: Path) -> tuple[RuleSet, Compiled] | None:
    try:
        content = file.read_bytes()
        read: tuple[RuleSet, Compiled] = pickle.loads(content)  # noqa: S301  a file this program wrote, in its owner's folder
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return read


def _made(folder: Path, file: Path) -> tuple[RuleSet, Compiled]:
    ruleset = load(folder)
    made = ruleset, compile_rules(ruleset)
    with suppress(OSError):
        _keep(file, pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    return made


def _keep(file: Path, content: bytes) -> None:
    """Write a file at once or not at all, and clear away what older rules left."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    neighbour = file.with_suffix(f".{os.getpid()}")
    neighbour.touch(mode=0o600)
    neighbour.write_bytes(content)
    neighbour.replace(file)
    for other in file.parent.glob(_KEPT.format("*")):
        if other != file:
            other.unlink(missing_ok=True)


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256(_code())
    for file in rule_files(folder):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


@cache
def _code() -> bytes:
    """What compiles the rules: this room's own code, and the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()
