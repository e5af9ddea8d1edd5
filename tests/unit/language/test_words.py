import string
import tomllib
from importlib import resources
from typing import Any

import pytest

from desk.language import words as language
from desk.language.words import Words, speak, words

FOLDER = resources.files("desk.language")
ROOMS = sorted(file.name for file in (FOLDER / "de").iterdir() if file.name.endswith(".toml"))


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        found |= flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def catalogue(tag: str, room: str) -> dict[str, str]:
    return flat(tomllib.loads((FOLDER / tag / room).read_text(encoding="utf-8")))


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_room_speaks_both_languages() -> None:
    assert sorted(file.name for file in (FOLDER / "en").iterdir() if file.name.endswith(".toml")) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_the_same_things_with_the_same_slots_in_both_languages(room: str) -> None:
    german, english = catalogue("de", room), catalogue("en", room)
    assert set(german) == set(english)
    assert {key: slots(text) for key, text in german.items()} == {key: slots(text) for key, text in english.items()}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("tag", ["de", "en"])
def test_no_sentence_fails_when_a_value_is_missing(room: str, tag: str) -> None:
    spoken = Words(tag)
    for key in catalogue(tag, room):
        assert spoken.text(f"{room.removesuffix('.toml')}.{key}", nothing="x")


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("tag", ["de", "en"])
def test_no_sentence_is_empty(room: str, tag: str) -> None:
    assert not [key for key, text in catalogue(tag, room).items() if not str(text).strip()]


def test_a_sentence_is_filled_with_its_values() -> None:
    assert "p1" in Words("de").text("errors.no_such_post", key="p1")


def test_a_value_is_inserted_as_it_stands() -> None:
    hostile = "{key} {0} {x.__class__} %s [bold]"
    assert hostile in Words("de").text("errors.no_such_post", key=hostile)


def test_a_key_that_nobody_wrote_is_shown_as_it_is() -> None:
    assert Words("de").text("errors.nirgends") == "errors.nirgends"
    assert Words("de").text("nirgends") == "nirgends"
    assert not Words("de").known("errors.nirgends")
    assert Words("de").known("errors.no_such_post")


def test_a_missing_value_stays_visible_as_its_name() -> None:
    assert "{key}" in Words("de").text("errors.no_such_post", other="x")


@pytest.mark.parametrize(("tag", "base"), [("de", "de"), ("de-AT", "de"), ("en-GB", "en"), ("fr", "de"), ("", "de")])
def test_a_region_speaks_its_language_and_an_unknown_one_german(tag: str, base: str) -> None:
    assert Words(tag).base == base
    assert Words(tag).text("errors.empty_note") == Words(base).text("errors.empty_note")


def test_a_name_is_what_people_call_it() -> None:
    assert Words("de").name("action", "approve") not in {"approve", "names.action.approve"}


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"DESK_LANG": "en"}, "en"),
        ({"DESK_LANG": "de-CH", "LANG": "en_US.UTF-8"}, "de-CH"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, "en-GB"),
        ({"LANG": "de_AT.UTF-8"}, "de-AT"),
        ({"LANG": "C.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "de"),
        ({"LC_ALL": "C", "LANG": "en_US"}, "en-US"),
        ({}, "de"),
    ],
)
def test_the_language_is_that_of_the_variable_else_the_locale_else_german(
    environment: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    language._current.clear()
    assert words().language == spoken


def test_to_speak_another_language_holds_from_then_on() -> None:
    speak("en")
    assert words().base == "en"
    assert words() is words()
