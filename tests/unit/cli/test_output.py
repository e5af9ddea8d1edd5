import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cli.output import json_text, text_from, write_array
from desk.errors import WrongUsage

JSON = st.recursive(
    st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(JSON)
def test_json_keeps_every_value_and_shows_no_character_that_acts(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert not any(char in "\u2028\u2029" or (not char.isprintable() and not char.isspace()) for char in text)


@pytest.mark.parametrize("char", "\x1b\x7f\x9b\u202e\u200b\u2066\ufeff\U000e0041\ud800\u2028")
def test_a_character_that_acts_is_escaped(char: str) -> None:
    assert json_text(char).isascii()


def test_letters_and_emoji_stay_readable() -> None:
    assert json_text("Grüße 🌻 ß") == '"Grüße 🌻 ß"'


def test_an_array_is_valid_json_with_a_line_for_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    write_array({"n": n} for n in range(3))
    told = capsys.readouterr().out
    assert json.loads(told) == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert len(told.splitlines()) == 5
    write_array([])
    assert json.loads(capsys.readouterr().out) == []


def test_a_text_loses_only_the_line_feed_that_ends_it(tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_bytes("\ufeffeins\r\n\r\nzwei\r\n".encode())
    assert text_from(str(file)) == "eins\n\nzwei"
    with pytest.raises(WrongUsage):
        text_from(str(file.with_name("none")))
