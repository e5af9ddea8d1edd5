"""A text as the rules read it: words, sentences, and one line of words to search.

Words are runs of letters and digits that begin with a letter, numbers, and marks (a mark repeated is one mark). A
hyphen between two words joins them and is no word itself. Offsets point into the original text.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from desk.screening.dialect import standard
from desk.screening.folding import Folded, fold
from desk.screening.respelling import further_spellings

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_][^\W_]*(?:'[^\W_]+)*)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<line>\n(?:[ ]*\n)*)|(?P<mark>[^\s])(?P=mark)*"
)
_LONGEST_SENTENCE = 120
"""Words after which a sentence ends without a mark, so that no text makes one of a hundred thousand."""

_ABBREVIATED = (
    "abs allg art az bd best betr bsp bzgl bzw ca chron co dipl dr ev evtl event fa fam fr geb gem ges ggf "
    "ggfs gz hr hrsg ing inkl jg jr kfm lfd li lt max med min mind mio mr mrd mrs ms nr od pat pkt prof re rd "
    "resp sog sr st std stk str tel usw vgl vs zb zi zzgl approx appt dept est etc feb aug sept okt nov dez "
    "jan mrz"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_ENDS = frozenset(".!?")
_PLAIN = re.compile("[a-zA-ZäöüÄÖÜß]+")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
"""A plain word of a rule is folded without looking at each of its characters."""
_BEGINS = frozenset("(@#-*>•[{/+")
_ORDINAL = 2
"""Digits of a number that a full stop makes an ordinal (`am 3. Mai`)."""


@dataclass(slots=True)
class Reading:
    """A text, read.

    Attributes:
        words: folded words and marks, dialect as written language.
        starts: offset of each word in the original text; `ends` exclusive.
        sentences: first word and the word after the last of each sentence.
        sentence_of: the sentence of each word.
        places: offset in `line` of each of its words; `runs` the words of the text it stands for.
        line: all words with one blank between, before and after; then the further spellings of some of them.
    """

    text: str
    folded: Folded
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    line: str = " "
    places: list[int] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def run(self, start: int, end: int) -> tuple[int, int]:
        """Return the words (first, after last) that a stretch of `line` touches."""
        first = self.runs[max(0, bisect_right(self.places, start) - 1)]
        last = self.runs[max(0, bisect_right(self.places, end - 1) - 1)]
        return first[0], last[1]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Return the words (first, after last) that a stretch of the original text touches."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return first, max(first + 1, bisect_left(self.starts, end))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the original of the words from `first` to before `last`."""
        return self.starts[first], self.ends[last - 1]

    def written(self, first: int, last: int) -> str:
        """Return the words as they were written, one blank between."""
        return " ".join(self.text[self.starts[i] : self.ends[i]] for i in range(first, last))


def read(text: str) -> Reading:
    """Read a text."""
    return _Reader(text).read()


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, as a rule writes it."""
    parts = phrase.split()
    if all(_PLAIN.fullmatch(part) for part in parts):
        return tuple(standard(part.lower().translate(_SPELLED_OUT)) for part in parts)
    return tuple(read(phrase).words)


class _Reader:
    """Goes through a text once, token by token."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._reading = Reading(text, self._folded)
        self._joints: list[int] = []
        self._first = 0
        self._ended = False
        self._end = -1
        self._hyphen = -1

    def read(self) -> Reading:
        for token in _TOKEN.finditer(self._folded.text):
            if token.lastgroup == "line":
                self._ended = self._ended or self._begins_anew(token.end())
            elif token.lastgroup == "mark":
                self._mark(token.group(), token.start(), token.end())
            else:
                self._word(token.group(), token.start(), token.end())
        self._loose_hyphen()
        self._close()
        _lay_out(self._reading, self._joints)
        return self._reading

    def _word(self, word: str, start: int, end: int) -> None:
        if self._hyphen >= 0 and self._hyphen == start - 1:
            self._hyphen = -1
            self._joints.append(len(self._reading.words))
        else:
            self._loose_hyphen()
            if self._ended or len(self._reading.words) - self._first >= _LONGEST_SENTENCE:
                self._close()
        self._append(word, start, end)

    def _mark(self, run: str, start: int, end: int) -> None:
        mark = run[0]
        self._loose_hyphen()
        if run == "-" and start == self._end and self._reading.words[-1][-1].isalnum():
            self._hyphen = start
            return
        if self._ended and mark in _BEGINS:
            self._close()
        self._append(mark, start, end)
        self._ended = self._ended or (mark in _ENDS and self._ends_sentence(run, end))

    def _append(self, word: str, start: int, end: int) -> None:
        reading = self._reading
        begins, ends = self._folded.original(start, end)
        reading.words.append(standard(word))
        reading.starts.append(begins)
        reading.ends.append(ends)
        reading.sentence_of.append(len(reading.sentences))
        self._end = end

    def _loose_hyphen(self) -> None:
        """A hyphen that joined nothing is a mark like any other."""
        if self._hyphen >= 0:
            at, self._hyphen = self._hyphen, -1
            self._append("-", at, at + 1)

    def _close(self) -> None:
        last = len(self._reading.words)
        if last > self._first:
            self._reading.sentences.append((self._first, last))
        self._first, self._ended = last, False

    def _begins_anew(self, at: int) -> bool:
        """Whether a line begins like a sentence, and not like the rest of one that was wrapped."""
        begins = self._folded.origins[at]
        return not self._reading.text[begins : begins + 1].islower() or self._folded.text[at - 2 : at] == "\n\n"

    def _ends_sentence(self, run: str, end: int) -> bool:
        """Whether marks end their sentence: not after an abbreviation or an ordinal, not inside `z.B.` or `doc.pdf`."""
        text = self._folded.text
        touched = end < len(text) and not text[end].isspace()
        if run[0] != ".":
            return True
        if len(run) > 1 and not touched:
            return not text[end : end + 2].strip() or self._begins_anew(end + 1)
        if touched or len(self._reading.words) <= 1:
            return not touched or text[end] in _ENDS or not text[end].isalnum()
        return not self._abbreviates()

    def _abbreviates(self) -> bool:
        """Whether the full stop just appended belongs to the word before it."""
        before = self._reading.words[-2]
        if before.isdigit():
            return len(before) <= _ORDINAL
        return before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and not self._follows_number())

    def _follows_number(self) -> bool:
        """Whether the letter before the full stop belongs to a number, as in `4b`."""
        reading = self._reading
        return reading.words[-3:-2] != [] and reading.words[-3].isdigit() and reading.ends[-3] == reading.starts[-2]


def _lay_out(reading: Reading, joints: list[int]) -> None:
    """Write the words into one line to search, and behind them the further spellings some of them have."""
    pieces, place = [""], 1
    for index, word in enumerate(reading.words):
        pieces.append(word)
        reading.places.append(place)
        reading.runs.append((index, index + 1))
        place += len(word) + 1
    written = [reading.text[start:end] for start, end in zip(reading.starts, reading.ends, strict=True)]
    for spelling, first, last in further_spellings(reading.words, written, joints):
        for word in words_of(spelling) if spelling not in reading.words[first:last] else ():
            pieces.append(word)
            reading.places.append(place)
            reading.runs.append((first, last))
            place += len(word) + 1
    pieces.append("")
    reading.line = " ".join(pieces)
