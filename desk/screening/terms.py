"""Terms: words and phrases a rule looks for, with the endings and compounds its language allows."""

from dataclasses import dataclass
from itertools import product

from desk.screening.reading import words_of

_GERMAN = frozenset(("", "e", "en", "er", "ern", "es", "n", "s", "in", "innen", "em"))
_ENGLISH = frozenset(("", "s", "es", "'s"))
_NONE = frozenset(("",))
_SHORT = frozenset(("", "s"))
_SHORT_WORD = 2
LONGEST_ENDING = 5
_MOST_PARTS = 5


class TermError(ValueError):
    """A term that can't be looked for; `args` are the code of a sentence and what it names."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for.

    Attributes:
        spellings: every way it can stand in the line of words a text is read as; with a blank in front if it must begin a word.
        endings: what may stand between it and the end of its last word; None if anything may.
        exact: the words as they must be written, capitals and all; empty if spelling does not matter.
    """

    spellings: tuple[str, ...]
    endings: frozenset[str] | None
    exact: str = ""


def term(written: str, language: str) -> Term:
    """Read a term as a rule writes it.

    Raises:
        TermError: nothing to look for is left, a star stands inside, or it has more parts than anybody searches for.
    """
    core = written.strip()
    open_left, open_right = core.startswith("*"), core.endswith("*") and len(core) > 1
    core = core.removeprefix("*").removesuffix("*")
    words = _checked(core, written)
    front = "" if open_left else " "
    endings = None if open_right else _endings(words[-1], language)
    return Term(tuple(front + spelling for spelling in _spellings(words)), endings)


def exact_term(written: str) -> Term:
    """Read a term that counts only as it is written."""
    words = _checked(written, written)
    return Term(tuple(f" {spelling}" for spelling in _spellings(words)), _NONE, exact="".join(written.split()))


def _checked(core: str, written: str) -> list[str]:
    words = words_of(core)
    if not words:
        raise TermError("empty", written)
    if "*" in words:
        raise TermError("star_inside", written)
    if len(words) > _MOST_PARTS * 2:
        raise TermError("too_long", written)
    return words


def _endings(last: str, language: str) -> frozenset[str]:
    if not last.isalpha():
        return _NONE
    if len(last) <= _SHORT_WORD:
        return _SHORT
    return _ENGLISH if language == "en" else _GERMAN | _ENGLISH


def _spellings(words: list[str]) -> list[str]:
    """Return the phrase with every seam between two words open or closed: `knie op`, `knieop`."""
    seams = [("", " ") if _can_join(left, right) else (" ",) for left, right in zip(words, words[1:], strict=False)]
    if sum(len(seam) > 1 for seam in seams) >= _MOST_PARTS:
        seams = [(" ",)] * len(seams)
    return ["".join(map(str.__add__, words, (*joints, ""))) for joints in product(*seams)]


def _can_join(left: str, right: str) -> bool:
    return left[-1].isalpha() and right[0].isalnum()
