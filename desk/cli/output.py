"""What commands write: data to standard output, all else to standard error, nothing that could act on a terminal."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from desk.errors import Unreachable, WrongUsage
from desk.language.problems import problem
from desk.language.words import words
from desk.plain_text import harmless


class _Escapes(dict[int, str]):
    """For `str.translate`: characters that act instead of showing, in JSON's own escapes."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        acts = unicodedata.category(char)[0] == "C" or char in "\u2028\u2029"
        self[code] = json.dumps(char)[1:-1] if acts else char
        return self[code]


_ESCAPES = _Escapes()


def json_text(value: object) -> str:
    """Return a value as JSON on one line, in which no character can act on a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else text.translate(_ESCAPES)


def write_json(value: object) -> None:
    """Write one value to standard output."""
    sys.stdout.write(json_text(value) + "\n")


def write_array(values: Iterable[object]) -> None:
    """Write an array to standard output, a line for each value, so that it never has to be held as a whole."""
    sys.stdout.write("[")
    for number, value in enumerate(values):
        sys.stdout.write((",\n" if number else "\n") + json_text(value))
    sys.stdout.write("\n]\n")


def say(key: str, /, **values: object) -> None:
    """Tell a person something on standard error."""
    sys.stderr.write(harmless(words().text(key, **values), keep_lines=False) + "\n")


def answer(key: str, /, **values: object) -> None:
    """Write the answer of a command to standard output, as a sentence."""
    sys.stdout.write(harmless(words().text(key, **values), keep_lines=False) + "\n")


@contextmanager
def written_to(place: str) -> Iterator[TextIO]:
    """Open what `-o` names: a file that only its owner may read, or standard output.

    A file has its name once all of it is written: until then a neighbour takes what comes, and vanishes if
    that is interrupted. What is no file, such as a pipe, is written to directly.

    Raises:
        Unreachable: it can't be written.
    """
    if place == "-":
        yield sys.stdout
        return
    try:
        path = Path(place).resolve()
        direct = path.exists() and not path.is_file()
        with path.open("w", encoding="utf-8") if direct else _whole(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unreachable("cli.cannot_write", file=place, problem=problem(error)) from None


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    handle, fresh = mkstemp(prefix=".desk-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def text_from(place: str) -> str:
    """Read a text that a person wrote, from a file or standard input (`-`), without the line feed at its end.

    Raises:
        WrongUsage: it can't be read.
    """
    try:
        raw = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n")
    except UnicodeDecodeError:
        raise WrongUsage("cli.cannot_read", file=place, problem="UTF-8") from None
    except OSError as error:
        raise WrongUsage("cli.cannot_read", file=place, problem=problem(error)) from None
