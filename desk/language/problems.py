"""What readers, systems and databases complain of, in the language in force: their own words are English.

Nothing of a value is repeated: it may be the text of a post. Knows readers by what they say, and imports none of them.
"""

import errno
import re
import tomllib
from collections.abc import Callable

from desk.language.words import words

_SYSTEM = {
    errno.ENOENT: "not_found",
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "long_name",
    errno.EEXIST: "exists",
    errno.EPIPE: "closed",
}
_DATABASE = {
    "locked": "locked",
    "not a database": "no_database",
    "unable to open": "not_opened",
    "readonly": "read_only",
    "full": "full",
    "malformed": "damaged",
    "disk i/o": "disk",
    "no such": "incomplete",
}
_LINE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)$")
_PLACE = re.compile(r"^(?P<said>.*?)(?: - at `(?:key in )?\$\.?(?P<place>[^`]*)`)?$", re.DOTALL)
_TYPES = re.compile(r"^Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`$")
_LIMIT = re.compile(r"^Expected `(?P<wanted>[^`]+)` (?P<limit>[<>]=?) (?P<bound>[-\d.]+)$")
_FIELD = re.compile(r"^Object (?P<what>missing required|contains unknown) field `(?P<name>\w+)`$")


def problem(error: Exception) -> str:
    """Return in a few words what is wrong."""
    if isinstance(error, OSError):
        return _say(_SYSTEM.get(error.errno or 0, "system"))
    if isinstance(error, UnicodeDecodeError):
        return _say("no_utf8")
    if isinstance(error, tomllib.TOMLDecodeError):
        place = _LINE.search(str(error))
        return _say("toml", **place.groupdict()) if place else _say("toml_end")
    return value_problem(str(error))


def database_problem(message: str) -> str:
    """Return in a few words what a database means by its message."""
    said = message.casefold()
    return _say(next((key for part, key in _DATABASE.items() if part in said), "database"))


def unfit(place: str, key: str, **values: object) -> str:
    """Return in a few words why a value does not fit in its place."""
    return _say("at", place=place, problem=_say(key, **values))


def value_problem(message: str) -> str:
    """Return in a few words what a reader of typed values says: `Expected …, got … - at …`."""
    parts = _PLACE.match(message)
    said, place = (parts["said"], parts["place"]) if parts else (message, "")
    sentence = next((told for form in _FORMS if (told := form(said))), "") or _say("value")
    return _say("at", place=place, problem=sentence) if place else sentence


def _of_types(said: str) -> str:
    found = _TYPES.match(said)
    return _say("types", wanted=_types(found["wanted"]), got=_types(found["got"])) if found else ""


def _of_limit(said: str) -> str:
    found = _LIMIT.match(said)
    if not found:
        return ""
    wanted, bound = _types(found["wanted"]), found["bound"].removesuffix(".0")
    return _say("limit", wanted=wanted, limit={">=": "≥", "<=": "≤"}.get(found["limit"], found["limit"]), bound=bound)


def _of_field(said: str) -> str:
    found = _FIELD.match(said)
    return _say("missing" if found["what"].startswith("m") else "unknown", name=found["name"]) if found else ""


def _of_time(said: str) -> str:
    return _say("time") if said.startswith("Invalid RFC3339") else ""


_FORMS: tuple[Callable[[str], str], ...] = (_of_types, _of_limit, _of_field, _of_time)


def _types(names: str) -> str:
    """Return what people call the types of a value: `int | null`."""
    kinds = [name for name in names.split(" | ") if name != "null"] or ["null"]
    known = [f"problems.type.{name}" for name in kinds]
    return _say("or").join(words().text(key if words().known(key) else "problems.type.other") for key in known)


def _say(key: str, **values: object) -> str:
    return words().text(f"problems.{key}", **values)
