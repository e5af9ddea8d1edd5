import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cli.output import json_text, text_from, write_array, written_to
from desk.errors import Unreachable, WrongUsage

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


def _write_half(out: Path, broken_by: type[BaseException]) -> None:
    with written_to(str(out)) as file:
        file.write("half a li")
        raise broken_by


@pytest.mark.parametrize("before", [None, "as it was\n"])
@pytest.mark.parametrize("broken_by", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_what_is_interrupted_leaves_everything_as_it_was(
    tmp_path: Path, before: str | None, broken_by: type[BaseException]
) -> None:
    out = tmp_path / "out.jsonl"
    if before is not None:
        out.write_text(before)
    with pytest.raises(broken_by):
        _write_half(out, broken_by)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == ([(out.name, before)] if before else [])


def test_a_file_has_its_name_only_once_it_is_whole_and_is_its_owners_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with written_to(str(out)) as file:
        file.write("whole\n")
        file.flush()
        assert not out.exists()
    assert out.read_text() == "whole\n"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_one_and_what_is_no_file_is_written_to_directly(tmp_path: Path) -> None:
    link, target, pipe = tmp_path / "link", tmp_path / "target", tmp_path / "pipe"
    target.write_text("old")
    link.symlink_to(target)
    with written_to(str(link)) as file:
        file.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with written_to(str(pipe)) as file:
        file.write("new")
    assert os.read(reading, 10) == b"new"
    os.close(reading)
    assert pipe.is_fifo()


def test_a_folder_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(Unreachable), written_to(str(tmp_path)):
        pass
