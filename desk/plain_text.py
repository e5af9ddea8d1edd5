"""Text that was written by strangers, made fit to be shown on a terminal. Standard library only.

A post may hold terminal escapes, control codes, bidirectional overrides, combining marks without end. Nothing here
changes what is stored or screened; it is the last step before text meets a screen. Every character keeps its place,
so offsets stay true.
"""

import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060\u2061\u2062\u2063\u2064\ufeff\u3164\uffa0"
)
_TAGS = frozenset(map(chr, range(0xE0000, 0xE1000)))  # spell words that nobody sees
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"  # holds families of emoji together and moves nothing
_PICTURES = (
    {chr(code): chr(0x2400 + code) for code in range(0x20)}
    | {"\x7f": "\u2421", _JOINER: _JOINER}
    | dict.fromkeys("\t\r\n", " ")
    | dict.fromkeys(_BIDI | _INVISIBLE | _TAGS, "\N{MIDDLE DOT}")
)
_MARKS = frozenset(
    {"Mn", "Me"}
)  # drawn onto the character before; the joiner counts too, or it would part a pile of them
_LONGEST_MARKS = 2


def harmless(text: str, *, keep_lines: bool = True) -> str:
    """Return `text` with every character that could act on a terminal replaced by one that can't, length unchanged.

    Control codes show as their pictures (␛), bidi controls and invisible characters as middle dots, and so does a third
    mark in a row. Line feeds stay if `keep_lines`; tabs become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if char == _JOINER or unicodedata.category(char) in _MARKS else 0
        shown.append("\N{MIDDLE DOT}" if marks > _LONGEST_MARKS else _shown(char, keep_lines=keep_lines))
    return "".join(shown)


def one_line(text: str, length: int) -> str:
    """Return the start of `text` on one line, harmless, at most `length` characters."""
    flat = " ".join(harmless(text[: length * 4], keep_lines=False).split())
    if len(flat) <= length and not text[length * 4 :].strip():
        return flat
    return (flat[: max(0, length - 1)].rstrip() + "…")[:length]


def _shown(char: str, *, keep_lines: bool) -> str:
    if char == "\n" and keep_lines:
        return char
    return _PICTURES.get(char) or (_REPLACEMENT if unicodedata.category(char) in _UNFIT else char)
