"""Further spellings of what a text holds: `Knie-OP` in one word, `kr3bs` and `k r e b s` unmasked, `#MeinKrebs` apart.

They are searched beside the words themselves; each knows the words of the text it stands for.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

Spelling = tuple[str, int, int]
"""A word to search, and the words (first, after last) of the text it stands for."""

_MASKED = re.compile(r"[a-z]+[0-9]+[a-z0-9]*[a-z]|[a-z]+[0-9]+")
_DIGITS = str.maketrans("013457", "oieast")
_LEAST_LETTERS = 3
_LEAST_MASKED = 4
_FILLERS = frozenset(".*_+|/-~")
_PART = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])")


def further_spellings(words: Sequence[str], written: Sequence[str], joints: Sequence[int]) -> Iterator[Spelling]:
    """Yield the further spellings of a text, given its folded words, the same as written, and its hyphens."""
    for first, last in _chains(joints):
        yield "".join(words[first:last]), first, last
    yield from _unmasked(words)
    yield from _spelled_out(words)
    yield from _tags(words, written)


def _chains(joints: Sequence[int]) -> list[tuple[int, int]]:
    """Return the words (first, after last) that hyphens hold together."""
    chains: list[tuple[int, int]] = []
    for joint in joints:
        if chains and chains[-1][1] == joint:
            chains[-1] = (chains[-1][0], joint + 1)
        else:
            chains.append((joint - 1, joint + 1))
    return chains


def _unmasked(words: Sequence[str]) -> Iterator[Spelling]:
    """Yield words whose digits pass for letters, as the letters; where the digits are meant, nobody looks for it."""
    for index, word in enumerate(words):
        if len(word) >= _LEAST_MASKED and not word.isalpha() and _MASKED.fullmatch(word):
            yield word.translate(_DIGITS), index, index + 1


def _spelled_out(words: Sequence[str]) -> Iterator[Spelling]:
    """Yield words written letter by letter, with blanks or one mark between: `k r e b s`, `k.r.e.b.s`."""
    letters = [index for index, word in enumerate(words) if len(word) == 1 and word.isalpha()]
    for _, run in groupby(_linked(words, letters), key=lambda one: one[0]):
        places = [index for _, index in run]
        if len(places) >= _LEAST_LETTERS:
            yield "".join(words[index] for index in places), places[0], places[-1] + 1


def _linked(words: Sequence[str], letters: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield single letters with the number of the run they belong to."""
    run, before = 0, -2
    for index in letters:
        between = words[before + 1 : index]
        if len(between) > 1 or any(mark not in _FILLERS for mark in between):
            run += 1
        yield run, index
        before = index


def _tags(words: Sequence[str], written: Sequence[str]) -> Iterator[Spelling]:
    """Yield the parts of a tag that capitals hold apart: `#LebenMitMS`."""
    for index in range(1, len(words)):
        if words[index - 1] != "#" or written[index].islower():
            continue
        parts = _PART.findall(written[index])
        if len(parts) > 1:
            yield from ((part, index, index + 1) for part in parts)
