"""Marking words of a post by hand: its words and lines as spans of the original text, and a cursor among them.

Nothing here knows what a character looks like but `lines_in`, which is given the harmless text; that has every
character in its place, so spans of the one are spans of the other.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

Span = tuple[int, int]

_RUN = re.compile(r"\S+")
_LONGEST = 24  # of what is written without blanks, one can mark a part


def words_in(text: str) -> list[Span]:
    """Return the words of a text, without the punctuation around them."""
    return [piece for run in _RUN.finditer(text) for piece in _pieces(text, *_bare(text, *run.span()))]


def lines_in(shown: str, width: int) -> list[Span]:
    """Break a harmless text into lines of at most `width` cells, after a blank where there is one."""
    lines: list[Span] = []
    offset = 0
    for paragraph in shown.split("\n"):
        lines += [(offset + start, offset + end) for start, end in _wrapped(paragraph, width)]
        offset += len(paragraph) + 1
    return lines


@dataclass(slots=True)
class WordCursor:
    """A cursor on one of the words, and where the stretch that is being marked began, if it did."""

    words: Sequence[Span]
    place: int = 0
    begun: int | None = None

    @property
    def span(self) -> Span:
        """From the first to the last word of the stretch; the word under the cursor if none was begun."""
        first, last = sorted((self.place if self.begun is None else self.begun, self.place))
        return self.words[first][0], self.words[last][1]

    def toggle(self) -> None:
        """Begin a stretch here, or give up the one that was begun."""
        self.begun = self.place if self.begun is None else None

    def move(self, count: int) -> None:
        """Move by some words."""
        self.place = max(0, min(self.place + count, len(self.words) - 1))

    def move_to(self, offset: int) -> None:
        """Move to the word at a place of the text, else to the one before it."""
        self.place = max(0, bisect_right(self.words, offset, key=_start) - 1)

    def move_line(self, step: int, lines: Sequence[Span]) -> None:
        """Move to the next line that has a word, up (-1) or down (1), staying in the column."""
        here = self.line(lines)
        column = self.words[self.place][0] - lines[here][0]
        line = here + step
        while 0 <= line < len(lines):
            start, end = lines[line]
            first, behind = (bisect_left(self.words, edge, key=_start) for edge in (start, end))
            if first < behind:
                self.place = min(range(first, behind), key=lambda at: abs(self.words[at][0] - start - column))
                return
            line += step

    def line(self, lines: Sequence[Span]) -> int:
        """Return the line in which the word under the cursor begins."""
        return max(0, bisect_right(lines, self.words[self.place][0], key=_start) - 1)


def _start(span: Span) -> int:
    return span[0]


def _bare(text: str, start: int, end: int) -> Span:
    """Leave out the punctuation around a word, unless there is nothing else."""
    first, last = start, end
    while first < last and _is_punctuation(text[first]):
        first += 1
    while last > first and _is_punctuation(text[last - 1]):
        last -= 1
    return (first, last) if first < last else (start, end)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P")


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is too long for a word, never between a character and the marks on it."""
    while end - start > _LONGEST:
        cut = start + _LONGEST
        while cut < end and unicodedata.category(text[cut])[0] in "MC":
            cut += 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _wrapped(paragraph: str, width: int) -> Iterator[Span]:
    start = behind_blank = used = 0
    for at, char in enumerate(paragraph):
        size = cell_len(char)
        while used + size > width and at > start and not char.isspace():
            cut = behind_blank if behind_blank > start else at
            yield start, cut
            start, used = cut, cell_len(paragraph[cut:at])
        used += size
        if char.isspace():
            behind_blank = at + 1
    yield start, len(paragraph)
