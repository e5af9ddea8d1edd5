import json
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.channels.file_sink import FileSink
from desk.channels.protocol import Publication
from desk.errors import Unreachable
from desk.model.names import Action


def reply(key: str = "k1", text: str = "Gute Besserung!\n– Ihr Team 👩‍⚕️") -> Publication:
    return Publication(key, Action.REPLY, "insurer-facebook", "p1", "https://x.example/1", text)


@pytest.fixture
def sink(tmp_path: Path) -> FileSink:
    return FileSink(tmp_path / "outbox.jsonl")


def test_a_publication_is_one_line_that_says_everything(sink: FileSink) -> None:
    publication = Publication("k1", Action.REDACT, "insurer-forum", "p1", spans=((0, 4), (9, 12)))
    assert sink.publish(publication) == "outbox.jsonl"
    (line,) = sink.file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "idempotency_key": "k1",
        "action": "redact",
        "channel": "insurer-forum",
        "post": "p1",
        "url": "",
        "text": "",
        "spans": [[0, 4], [9, 12]],
    }


def test_the_reply_stands_there_byte_for_byte(sink: FileSink) -> None:
    sink.publish(reply())
    assert json.loads(sink.file.read_bytes())["text"] == reply().text


def test_the_file_is_for_its_owner_only(sink: FileSink) -> None:
    sink.publish(reply())
    assert stat.S_IMODE(sink.file.stat().st_mode) == 0o600


def test_a_publication_is_found_by_its_key_and_no_other_is(sink: FileSink) -> None:
    assert sink.find("k1") is None
    sink.publish(reply("k1"))
    assert sink.find("k1") == "outbox.jsonl"
    assert sink.find("k2") is None
    assert sink.find("Gute Besserung!") is None


@pytest.mark.parametrize("cut", [1, 2, 20, 60])
def test_a_line_torn_by_a_killed_process_hides_neither_the_one_before_nor_the_one_after(
    sink: FileSink, cut: int
) -> None:
    sink.publish(reply("k1"))
    whole = sink.file.read_bytes()
    sink.publish(reply("k2"))
    sink.file.write_bytes(sink.file.read_bytes()[: len(whole) + cut])
    assert sink.find("k2") is None
    sink.publish(reply("k2"))
    assert [sink.find(key) for key in ("k1", "k2")] == ["outbox.jsonl"] * 2
    lines = sink.file.read_bytes().splitlines()
    assert [json.loads(line)["idempotency_key"] for line in (lines[0], lines[-1])] == ["k1", "k2"]


def test_a_torn_line_inside_a_character_is_no_matter(sink: FileSink) -> None:
    sink.file.write_bytes('{"idempotency_key": "k1", "text": "ä'.encode()[:-1])
    assert sink.find("k1") is None
    sink.publish(reply("k1"))
    assert sink.find("k1")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was_on_one_line(sink: FileSink, text: str) -> None:
    sink.file.unlink(missing_ok=True)
    sink.publish(reply("k1", text))
    raw = sink.file.read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["text"] == text


def test_a_folder_that_is_gone_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        FileSink(tmp_path / "gone" / "outbox.jsonl").publish(reply())


def test_a_full_disk_is_told_and_never_taken_for_delivered() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(Unreachable):
        FileSink(full).publish(reply())


def test_a_sink_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        FileSink(tmp_path).find("k1")
