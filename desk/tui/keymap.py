"""Which key does what: the defaults of the action table and the keys a person set, checked before the screen opens."""

import string
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

from desk.errors import Refused
from desk.tui.actions import TABLE, Context, Deed, by_id

_SAME_ON_A_TERMINAL = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
    "return": "enter",
}
_NAMED = {key.value for key in Keys if "<" not in key.value}
_DISPLAYED = {"space": "␣", "pagedown": "pgdn", "pageup": "pgup", "escape": "esc", "enter": "⏎"}


class Keymap:
    """The keys in force."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """Lay the chosen keys over the defaults.

        Args:
            chosen: action id to comma-separated keys; an empty string takes the keys away.

        Raises:
            Refused: an unknown id, an impossible key, or one key claimed twice in a context.
        """
        chosen = chosen or {}
        _refuse_unknown(chosen)
        self._keys = {deed.id: parsed(deed.id, chosen.get(deed.id, deed.keys)) for deed in TABLE}
        self._deeds = _by_context(self._keys)

    def deed(self, context: Context, key: str) -> Deed | None:
        """Return what a key does in a place."""
        return self._deeds[context].get(key)

    def keys(self, deed: str) -> tuple[str, ...]:
        """Return the keys of an action, as Textual names them."""
        return self._keys[deed]

    def all_shown(self, deed: str) -> list[str]:
        """Return all keys of an action as people write them."""
        return [display(key) for key in self._keys[deed]]

    def shown(self, deed: str) -> str:
        """Return the first key of an action as people write it, empty if it has none."""
        keys = self._keys[deed]
        return display(keys[0]) if keys else ""


def parsed(deed: str, keys: str) -> tuple[str, ...]:
    """Return the keys of one action in Textual's spelling; refuse what no terminal sends."""
    found = tuple(dict.fromkeys(_spelled(key) for key in _split(keys)))
    for key in found:
        if same := _SAME_ON_A_TERMINAL.get(key):
            raise Refused("tui.keymap.same", deed=deed, pressed=key, same=same)
        if not _possible(key):
            raise Refused("tui.keymap.impossible", deed=deed, pressed=key)
    return found


def display(key: str) -> str:
    """Return a key as people write it: `?`, `ctrl+d`, `esc`."""
    if key in _DISPLAYED:
        return _DISPLAYED[key]
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, format_key(last)])


def _split(keys: str) -> list[str]:
    return [","] if keys.strip() == "," else [key.strip() for key in keys.split(",") if key.strip()]


def _spelled(key: str) -> str:
    if len(key) == 1:
        return key if key.isalnum() else _named(key)
    modifiers, plus, last = key.rpartition("+")
    keeps_case = modifiers.lower() == "alt" and len(last) == 1  # alt and a capital is a key of its own, ctrl is not
    return modifiers.lower() + plus + (last if keeps_case else last.lower())


def _named(character: str) -> str:
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _possible(key: str) -> bool:
    if len(key) == 1 or key in _NAMED:
        return True
    modifiers, _, last = key.rpartition("+")
    if modifiers == "alt":
        return len(last) == 1 or last in _NAMED
    return key in {_named(character) for character in string.punctuation}


def _refuse_unknown(chosen: Mapping[str, str]) -> None:
    for deed in chosen:
        if deed not in by_id():
            near = get_close_matches(deed, by_id(), n=1)
            raise Refused("tui.keymap.unknown", deed=deed, near=near[0] if near else "–")


def _by_context(keys: Mapping[str, tuple[str, ...]]) -> dict[Context, dict[str, Deed]]:
    table: dict[Context, dict[str, Deed]] = {context: {} for context in Context}
    for deed in TABLE:
        for key in keys[deed.id]:
            if other := table[deed.context].get(key):
                raise Refused("tui.keymap.twice", pressed=display(key), deed=deed.id, other=other.id)
            table[deed.context][key] = deed
    return table
