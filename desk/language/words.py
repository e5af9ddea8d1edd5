"""Every sentence a person reads, in German and English, and the one place that looks it up.

A language is a folder of TOML files, one for each room (`de/tui.toml` holds the keys `tui.…`). `de-AT` and `de-CH`
hold only what differs from `de`. Catalogues are read when first spoken from: a command that prints nothing reads none.
"""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

FALLBACK = "de"
LANGUAGES = ("de", "en")


class Words:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        """Take a language tag; one without a folder of its own falls back to its language, then to German."""
        self.language = language
        self._rooms: dict[str, dict[str, str]] = {}

    @property
    def base(self) -> str:
        """`de` or `en`, without the region."""
        base = self.language.partition("-")[0]
        return base if base in LANGUAGES else FALLBACK

    def text(self, key: str, /, **values: object) -> str:
        """Return the sentence of a key with its values filled in. A key that nobody wrote is shown as it is."""
        sentence = self._room(key.partition(".")[0]).get(key, key)
        return sentence.format_map(_Shown(values)) if values else sentence

    def known(self, key: str) -> bool:
        """Whether somebody wrote a sentence for this key."""
        return key in self._room(key.partition(".")[0])

    def name(self, kind: str, value: str) -> str:
        """Return what people call a name of `desk.model.names`, such as `name("category", "sick_leave")`."""
        return self.text(f"names.{kind}.{value}")

    def _room(self, room: str) -> dict[str, str]:
        if room not in self._rooms:
            self._rooms[room] = _catalogue(self.base, room) | _catalogue(self.language, room)
        return self._rooms[room]


class _Shown(dict[str, object]):
    """Values for a sentence; a missing one stays visible as its name: a sentence must not fail while it is told."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def _catalogue(language: str, room: str) -> dict[str, str]:
    file = resources.files("desk.language") / language / f"{room}.toml"
    return dict(_flat(room, tomllib.loads(file.read_text(encoding="utf-8")))) if file.is_file() else {}


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}.{key}"
        rows += _flat(name, value) if isinstance(value, dict) else [(name, str(value))]
    return rows


_current: list[Words] = []


def words() -> Words:
    """Return the sentences in force: the language chosen by `speak`, else `DESK_LANG`, else the locale, else German."""
    if not _current:
        _current.append(Words(_from_environment()))
    return _current[0]


def speak(language: str) -> Words:
    """Choose the language of this process."""
    _current[:] = [Words(language)]
    return _current[0]


def _from_environment() -> str:
    for variable in ("DESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(variable, "").partition(".")[0].replace("_", "-")
        if tag.partition("-")[0] in LANGUAGES:
            return tag
    return FALLBACK
