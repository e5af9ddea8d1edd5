"""One spelling for many: text as rules see it, with the way back to the text as it was written.

Lower case, `ä` as `ae`, `ß` as `ss`, full-width, mathematical and look-alike letters as the letters they look like.
Zero-width characters, soft hyphens, control codes, variation selectors and combining marks vanish; lone surrogates
and unassigned characters become blanks. Whatever comes in, time is linear in its length.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_UNUSUAL = re.compile(r"[^ -_a-~\n]")
_DIAERESIS = "\u0308"

_SPELLED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss", "ẞ": "ss",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "oe", "Ø": "oe", "ł": "l", "Ł": "l", "ı": "i",
    "\n": "\n", "\t": " ", "\r": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
} | dict.fromkeys("’‘‛ʼ´`′＇", "'") | dict.fromkeys("„“”‟«»‹›〝〞＂", '"')  # fmt: skip

_LOOK_ALIKES = dict(zip("аеорсухіѕјһԁӏвкмнт", "aeopcyxisjhdlbkmht", strict=True)) | dict(
    zip("αβεικνορτυχ", "abeiknoptux", strict=True)
)
"""Cyrillic and Greek small letters that pass for Latin ones. Capitals become small before they are looked up."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text.

    `origins[i]` is the offset in the original of the character that gave `text[i]`, `origins[len]` its length.
    """

    text: str
    origins: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original behind a stretch of the folded text, swallowed characters included."""
        if start >= end:
            return self.origins[start], self.origins[start]
        return self.origins[start], max(self.origins[end], self.origins[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold a text, keeping the offsets."""
    pieces: list[str] = []
    origins = array("L")
    done = 0
    for unusual in _UNUSUAL.finditer(text):
        at = unusual.start()
        if at > done:
            pieces.append(text[done:at].lower())
            origins.extend(range(done, at))
        piece = _umlaut(pieces) if unusual.group() == _DIAERESIS else folded_character(unusual.group())
        pieces.append(piece)
        origins.extend([at] * len(piece))
        done = at + 1
    pieces.append(text[done:].lower())
    origins.extend(range(done, len(text) + 1))
    return Folded("".join(pieces), origins)


def folded(text: str) -> str:
    """Fold a text whose offsets nobody asks for."""
    return fold(text).text


def _umlaut(pieces: list[str]) -> str:
    """Spell out a diaeresis that came as a combining mark; on any other letter it vanishes like every mark."""
    return "e" if pieces and pieces[-1][-1:] in {"a", "o", "u"} else ""


@cache
def folded_character(char: str) -> str:
    """Return what one character is folded to: nothing, a character or several."""
    if (spelled := _SPELLED.get(char)) is not None:
        return spelled
    if (blank := _blank(char)) is not None:
        return blank
    compatible = unicodedata.normalize("NFKC", char).lower()
    plain = "".join(_SPELLED.get(part) or _bare(part) for part in compatible)
    return "".join(_LOOK_ALIKES.get(part, part) for part in plain)


def _blank(char: str) -> str | None:
    """Return what stands for a character that nobody sees, None for a visible one."""
    category = unicodedata.category(char)
    if category in {"Zs", "Cs", "Co", "Cn"}:
        return " "
    if category in {"Cc", "Cf", "Mn", "Me", "Mc"} or "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""
    return "-" if category == "Pd" else None


def _bare(char: str) -> str:
    """Return a letter without its accents."""
    return "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
