"""Shapes of identifiers: regular expressions on the original text, kept harmless and cheap.

Repetition must be bounded, so that no text makes a search run away. What a shape cannot match without (a digit, one
of some words) is read off its parsed form, so that most texts need no search at all.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]  # the parsed form of an expression has no public home
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from desk.screening.folding import folded
from desk.screening.patterns import Lookup

_LIST = re.compile(r"\{([A-Z][A-Z_]+)\}")
_MOST_STEPS = 3000
"""How often the innermost part of a shape may be repeated by all repetitions around it."""
_MOST_FACTORS = 4000
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = frozenset("0123456789")
_CLOSED = 0xE000
"""First of the private characters that stand for word lists while a shape is parsed."""


class ShapeError(ValueError):
    """A shape that can't be used; `args` are the code of a sentence and what it names."""


class Shape:
    """A shape, checked.

    Attributes:
        needs_digit: nothing without a digit can match.
        factors: folded pieces of words, or marks, of which one must stand in a text; empty if nobody can tell.
    """

    def __init__(self, written: str, lists: Lookup = lambda _name: None) -> None:
        """Parse a shape, its word lists still closed: each stands for one character that no text holds.

        Raises:
            ShapeError: it is no regular expression, repeats without bound or too often, or names an unknown list.
        """
        self._written = written
        self._lists = {name: _entries(name, lists) for name in _LIST.findall(written)}
        closed = {name: chr(_CLOSED + number) for number, name in enumerate(self._lists)}
        parsed = _parsed(_LIST.sub(lambda found: closed[found[1]], written))
        if _steps(parsed) > _MOST_STEPS:
            raise ShapeError("unbounded", written)
        self.needs_digit = _needs_digit(parsed)
        opened = {closed[name]: words for name, words in self._lists.items()}
        self.factors = frozenset(_factors(parsed, opened))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, its word lists written out."""
        return re.compile(_LIST.sub(lambda found: _any_of(self._lists[found[1]]), self._written))

    @cached_property
    def group(self) -> str | int:
        """The group that holds the value."""
        return "value" if "value" in self.pattern.groupindex else 0


def _entries(name: str, lists: Lookup) -> tuple[str, ...]:
    words = lists(name)
    if words is None:
        raise ShapeError("unknown_list", name)
    return words


@lru_cache(maxsize=512)
def shape(written: str, lists: Lookup) -> Shape:
    """Read a shape with the word lists it may name.

    Raises:
        ShapeError: it is no regular expression, repeats without bound or too often, or names an unknown list.
    """
    return Shape(written, lists)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> str:
    """Return an expression for any of some words, capitals first, shaped like a trie so that it is quick."""
    return _trie(sorted({word[:1].upper() + word[1:] for word in words}))


def _trie(words: list[str]) -> str:
    branches: dict[str, list[str]] = {}
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
    written = [re.escape(char) + _trie(rests) for char, rests in branches.items()]
    if not written:
        return ""
    joined = written[0] if len(written) == 1 and "" not in words else f"(?:{'|'.join(written)})"
    return joined + ("?" if "" in words else "")


def _parsed(written: str) -> Any:
    try:
        with warnings.catch_warnings(action="error"):
            return sre.parse(written)
    except (re.error, Warning, OverflowError) as error:
        raise ShapeError("shape", str(error)) from None


def _steps(parsed: Any) -> int:
    """Return how often the innermost part can be repeated."""
    return max((_repetition(item) for item in parsed), default=1)


def _repetition(item: tuple[Any, Any]) -> int:
    operation, argument = item
    inner = max((_steps(part) for part in _parts(argument)), default=1)
    if operation in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
        most = argument[1]
        return _MOST_STEPS + 1 if most == ops.MAXREPEAT else max(1, int(most)) * inner
    return inner


def _parts(argument: Any) -> Iterator[Any]:
    """Yield the parsed expressions inside an argument of the parser."""
    if isinstance(argument, sre.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _parts(part)


def _needs_digit(parsed: Any) -> bool:
    return any(_item_needs_digit(*item) for item in parsed)


def _item_needs_digit(operation: Any, argument: Any) -> bool:
    if operation is ops.SUBPATTERN:
        return _needs_digit(argument[-1])
    if operation is ops.BRANCH:
        return all(map(_needs_digit, argument[1]))
    if operation in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
        return argument[0] > 0 and _needs_digit(argument[2])
    return _one_of(operation, argument) <= _DIGITS if operation in {ops.LITERAL, ops.IN} else False


def _one_of(operation: Any, argument: Any) -> frozenset[str]:
    """Return the characters a single place takes; NUL stands for all that nobody wants to list."""
    if operation is ops.LITERAL:
        return frozenset(chr(argument))
    return frozenset().union(*(_member(kind, value) for kind, value in argument))


def _member(kind: Any, value: Any) -> frozenset[str]:
    if kind is ops.LITERAL:
        return frozenset(chr(value))
    is_digits = kind is ops.CATEGORY and value is ops.CATEGORY_DIGIT
    if is_digits or (kind is ops.RANGE and {chr(value[0]), chr(value[1])} <= _DIGITS):
        return _DIGITS
    return frozenset("\0")


def _factors(parsed: Any, lists: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the best set of pieces of which one must stand in a text, empty if there is none worth looking for."""
    runs = [_searched(run, lists) for run in _runs(parsed)]
    return max(
        (run for run in runs if run and not any(map(_single_letter, run))),
        key=lambda run: (min(map(len, run)), -len(run)),
        default=set(),
    )


def _single_letter(piece: str) -> bool:
    """Whether a piece stands in every text and so says nothing."""
    return len(piece) == 1 and piece.isalpha()


def _runs(parsed: Any) -> Iterator[set[str]]:
    """Yield what the stretches of a sequence that can be listed come to, those inside its groups too."""
    run = {""}
    for item in parsed:
        words = _listed(*item)
        longer = _joined(run, words)
        if longer:
            run = longer
            continue
        yield run
        run = words or {""}
        if item[0] is ops.SUBPATTERN:
            yield from _runs(item[1][-1])
    yield run


def _listed(operation: Any, argument: Any) -> set[str] | None:
    """Return every string an item can match, None if they are too many."""
    if operation is ops.AT or operation in {ops.ASSERT, ops.ASSERT_NOT}:
        return {""}
    if operation is ops.SUBPATTERN:
        return _all_listed(argument[-1])
    if operation is ops.BRANCH:
        ways = [_all_listed(branch) for branch in argument[1]]
        return set().union(*(way or () for way in ways)) if all(ways) else None
    if operation is ops.MAX_REPEAT and argument[0] == 0 and argument[1] == 1:
        way = _all_listed(argument[2])
        return way and {"", *way}
    if operation in {ops.LITERAL, ops.IN}:
        chars = _one_of(operation, argument)
        return None if "\0" in chars or chars >= _DIGITS else set(chars)
    return None


def _all_listed(parsed: Iterable[Any]) -> set[str] | None:
    words = {""}
    for item in parsed:
        longer = _joined(words, _listed(*item))
        if longer is None:
            return None
        words = longer
    return words


def _joined(heads: set[str], tails: set[str] | None) -> set[str] | None:
    """Return every string of a head and a tail, None if they are too many."""
    if not tails or len(heads) * len(tails) > _MOST_FACTORS:
        return None
    return {head + tail for head, tail in product(heads, tails)}


def _searched(run: set[str], lists: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what to look for in a line of folded words, a piece for each string; nothing if one has no piece."""
    pieces: set[str] = set()
    for string in run:
        named = next((lists[char] for char in string if char in lists), None)
        found = _pieces(named) if named else frozenset(filter(None, (_piece(string),)))
        if not found:
            return set()
        pieces |= found
    return pieces


@lru_cache(maxsize=64)
def _pieces(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_piece, words))


def _piece(string: str) -> str:
    """Return the longest piece of letters of a string, or its first mark."""
    plain = folded(string)
    marks = [char for char in plain if not char.isalnum() and not char.isspace() and char not in "-'_"]
    return max(_LETTERS.findall(plain), key=len, default="") or "".join(marks[:1])
