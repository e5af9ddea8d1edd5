"""A search text, as the database is asked for it: every word literally, without regard to case, `ss` the same as `ß`.

SQLite's own LIKE knows the case of ASCII letters only and stops at a NUL. So it casts a wide net, which is quick (a
quarter of what asking our function of every post would cost), and the function looks at what is in it.
"""

import re
import sqlite3

_MOST_WORDS = 16
_LONGEST_WORD = 200
_BEYOND_LIKE = re.compile(r"[sS\u0080-\U0010ffff]+")  # an s may be half of a ß
_SPECIAL, _ESCAPED = re.compile(r"[\\%_]"), r"\\\g<0>"


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the function that the conditions ask."""
    connection.create_function("holds", 2, _holds, deterministic=True)


def condition_of(search: str) -> tuple[str, dict[str, str]]:
    """Return what a search asks of a post `p` beside its queue, and the values to be bound."""
    condition = ""
    values: dict[str, str] = {}
    for number, word in enumerate(words_of(search)):
        condition += f" AND ({_in('p.text', number)} OR {_in('p.author', number)} OR p.key = :key{number})"
        values |= {f"net{number}": _net(word), f"word{number}": word.casefold(), f"key{number}": word}
    return condition, values


def words_of(search: str) -> list[str]:
    """Return the words to look for, few and short enough for SQLite when somebody pastes a whole text.

    Half a character can't be bound, and no text that is found holds one.
    """
    readable = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in search)
    return [word[:_LONGEST_WORD] for word in dict.fromkeys(readable.split())][:_MOST_WORDS]


def _in(column: str, number: int) -> str:
    near = f"{column} LIKE :net{number} ESCAPE '\\' OR instr({column}, char(0))"
    return f"(({near}) AND holds({column}, :word{number}))"


def _net(word: str) -> str:
    """Return a pattern that every text matches in which the word stands in any case, unless a NUL is before it."""
    plain = _BEYOND_LIKE.split(word)
    return f"%{'%'.join(_SPECIAL.sub(_ESCAPED, part) for part in plain)}%"


def _holds(text: str, folded: str) -> bool:
    return folded in text.casefold()
