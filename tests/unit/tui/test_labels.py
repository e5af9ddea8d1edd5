"""Signs of channels, states, severity and labels."""

import pytest

from desk.language.words import LANGUAGES, speak, words
from desk.model.names import Axis, ChannelKind, State, Subject
from desk.tui import labels


def test_every_channel_has_a_short_name_of_its_own() -> None:
    names = [labels.channel(kind) for kind in ChannelKind]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 2 for name in names)
    assert labels.channel("telegraph") == "··"


def test_states_that_wait_for_something_have_signs_of_their_own() -> None:
    signs = [sign for state in State if (sign := labels.state(state)) != " "]
    assert len(set(signs)) == len(signs)
    assert labels.state("no such state") == " "


def test_severity_is_a_row_of_ten_signs() -> None:
    assert labels.severity(4) == "▮▮▮▮▯▯▯▯▯▯"
    assert labels.severity(99) == "▮" * 10


def test_conduct_and_dialogue_are_named_where_nothing_is_disclosed() -> None:
    assert labels.of_row({"conduct": ["insult"]}, screened=True).text == "■ Beleidigung"
    assert labels.of_row({"dialogue": ["praise"]}, screened=True).text == "○ Lob"
    assert labels.of_row({}, screened=True).text == "– ohne Befund"
    assert labels.of_row({}, screened=False).text == "? ungeprüft"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_has_a_letter_and_every_subject_a_short_name(language: str) -> None:
    speak(language)
    letters = [labels.letter(axis) for axis in Axis]
    assert len(set(letters)) == len(letters)
    assert all(words().known(f"tui.subject.{subject}") for subject in Subject)
