"""Word lists that rules name in their patterns, conditions and shapes."""

from collections.abc import Mapping

_ANY = "any"
_LANGUAGES = ("any", "de", "en")


class Lists:
    """The lists that a rule of one language may use. Two of them are equal only if they are the same."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = entries

    def __call__(self, name: str) -> tuple[str, ...] | None:
        """Return the entries of a list, None if there is none of this name."""
        return self._entries.get(name)

    @property
    def names(self) -> list[str]:
        """The names of all lists."""
        return sorted(self._entries)


class WordLists:
    """The word lists of all languages."""

    def __init__(self, by_language: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        """Take the entries by language and name."""
        self._open_to = {language: Lists(_merged(by_language, language)) for language in _LANGUAGES}

    def of(self, language: str) -> Lists:
        """Return what a rule of this language sees: its own lists and those of `any`; one for any language sees all."""
        return self._open_to[language]


def _merged(by_language: Mapping[str, Mapping[str, tuple[str, ...]]], language: str) -> dict[str, tuple[str, ...]]:
    seen = _LANGUAGES if language == _ANY else (language, _ANY)
    merged: dict[str, dict[str, None]] = {}
    for one in seen:
        for name, entries in by_language.get(one, {}).items():
            merged.setdefault(name, {}).update(dict.fromkeys(entries))
    return {name: tuple(entries) for name, entries in merged.items() if entries}
