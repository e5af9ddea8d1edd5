"""Every deed has one name: sentences, pages and the `:` line call it nothing else."""

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from desk.language.words import LANGUAGES, speak, words
from desk.model.names import Action, Role
from desk.tui.actions import DECIDING, Context, of_context
from desk.tui.keymap import Keymap
from desk.tui.sentences import done

_OTHER_NAMES = {
    "de": r"weitergeben|weitergegeben|abgeben|\bkürzen\b|um bearbeitung|wieder vorlegen|vier.augen",
    "en": r"four.eyes|\bshorten\b(?<!to shorten)|take(s|n)? back\b|ask to edit|second person\"|hand(s)? the case over",
}
_PAGES = ("README.md", "docs/keys.md")


def _sentences(language: str) -> list[tuple[str, str]]:
    folder = resources.files("desk.language") / language
    rooms = ("tui", "cli", "errors", "workflow", "names")
    return [
        (f"{room}.{key}", text)
        for room in rooms
        for key, text in _flat(tomllib.loads((folder / f"{room}.toml").read_text(encoding="utf-8")))
    ]


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    return [
        row
        for key, value in table.items()
        for row in (_flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", str(value))])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_calls_a_deed_by_another_name(language: str) -> None:
    other = re.compile(_OTHER_NAMES[language], re.IGNORECASE)
    assert [(key, text) for key, text in _sentences(language) if other.search(text)] == []


@pytest.mark.parametrize("page", _PAGES)
def test_no_page_calls_a_deed_by_another_name(page: str) -> None:
    text = (Path(__file__).parents[3] / page).read_text(encoding="utf-8")
    assert not re.findall(r"come back later|\bfour eyes\b|ask to edit", text, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisions_are_called_the_same_on_the_screen_and_by_the_commands(language: str) -> None:
    speak(language)
    for deed in DECIDING:
        assert deed.title == words().name("action", str(deed.choice))
        assert deed.command == deed.title.casefold().replace(" ", "-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_done_begins_with_the_key_that_does_it_and_with_no_other(language: str) -> None:
    speak(language)
    keymap = Keymap()
    for action in Action:
        text = done(action, keymap)
        letter, _, rest = text.partition(" ")
        if len(letter) == 1 and rest and letter != ":":
            deed = keymap.deed(Context.DESK, letter)
            assert deed is not None
            assert deed.id == action


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_a_role_stands_in_a_sentence(language: str) -> None:
    codes = re.compile(rf"\b({'|'.join(role.value.upper() for role in Role if role not in {Role.IT, Role.HR})})\b")
    assert [(key, text) for key, text in _sentences(language) if codes.search(text)] == []


def test_every_action_of_the_desk_has_a_command_of_one_word() -> None:
    assert all(deed.command and " " not in deed.command for deed in of_context(Context.DESK))
