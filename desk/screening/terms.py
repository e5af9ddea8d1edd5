"""Terms: words and phrases a rule looks for, with the endings and compounds its language allows."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from desk.screening.reading import words_of
from desk.screening.word_lists import Lists

_LIST = re.compile(r"\{([^{}]*)\}")
_GERMAN = frozenset(("", "e", "en", "er", "ern", "es", "n", "s", "in", "innen", "em"))
_ENGLISH = frozenset(("", "s", "es", "'s"))
_NONE = frozenset(("",))
_SHORT = frozenset(("", "s"))
_SHORT_WORD = 2
_PATTERN_MARKS = frozenset("(){}|…")
LONGEST_ENDING = 5
_MOST_PARTS = 5


class TermError(ValueError):
    """A term that can't be looked for; `args` are the code of a sentence and what it names."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for.

    Attributes:
        spellings: every way it can stand in the line of words a text is read as; with a blank in front if it must
        begin a word. endings: what may stand between it and the end of its last word; None if anything may.
        exact: the words as they must be written, capitals and all; empty if spelling does not matter.
    """

    spellings: tuple[str, ...]
    endings: frozenset[str] | None
    exact: str = ""


@lru_cache(maxsize=65_536)
def term(written: str, language: str) -> Term:
    """Read a term as a rule writes it.

    Raises:
        TermError: nothing to look for is left, a star stands inside, or it has more parts than anybody searches for.
    """
    core = written.strip()
    open_left, open_right = core.startswith("*"), core.endswith("*") and len(core) > 1
    core = core.removeprefix("*").removesuffix("*")
    if not _PATTERN_MARKS.isdisjoint(core):
        raise TermError("pattern_in_term", written)
    words = _checked(core, written)
    front = "" if open_left else " "
    endings = None if open_right else _endings(words[-1], language)
    return Term(tuple(front + spelling for spelling in _spellings(words)), endings)


@lru_cache(maxsize=8_192)
def exact_term(written: str) -> Term:
    """Read a term that counts only as it is written."""
    words = _checked(written, written)
    return Term(tuple(f" {spelling}" for spelling in _spellings(words)), _NONE, exact=without_seams(written))


def written_out(written: str, lists: Lists) -> list[str]:
    """Return a phrase once for each entry of the word list it names (`{ANIMAL} hat`), itself if it names none.

    Raises:
        TermError: there is no such list.
    """
    named = _LIST.search(written)
    if named is None:
        return [written]
    entries = lists(named[1])
    if entries is None:
        raise TermError("unknown_list", named[1])
    phrases = [written[: named.start()] + entry + written[named.end() :] for entry in entries]
    return [phrase for one in phrases for phrase in written_out(one, lists)]


def without_seams(written: str) -> str:
    """Return a phrase with the blanks and hyphens between its words taken out."""
    return "".join(written.replace("-", " ").split())


def _checked(core: str, written: str) -> tuple[str, ...]:
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


def _spellings(words: tuple[str, ...]) -> list[str]:
    """Return the phrase with every seam between two words open or closed: `knie op`, `knieop`."""
    seams = [("", " ") if _can_join(left, right) else (" ",) for left, right in pairwise(words)]
    if sum(len(seam) > 1 for seam in seams) >= _MOST_PARTS:
        seams = [(" ",)] * len(seams)
    return ["".join(map(str.__add__, words, (*joints, ""))) for joints in product(*seams)]


def _can_join(left: str, right: str) -> bool:
    return left[-1].isalpha() and right[0].isalnum()
