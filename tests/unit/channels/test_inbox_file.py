import io
import json
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.channels.inbox_file import RefusedLine, parse, read_inbox
from desk.errors import WrongUsage
from desk.model.posts import IncomingPost

SECRET = "Geheimnis"
GOOD = {"id": "gut", "text": "Guten Tag"}


def line(**values: Any) -> bytes:
    return json.dumps(GOOD | values).encode()


def read(*lines: bytes) -> list[IncomingPost | RefusedLine]:
    return list(parse(io.BytesIO(b"\n".join(lines) + b"\n")))


def taken(*lines: bytes) -> IncomingPost:
    (post,) = read(*lines)
    assert isinstance(post, IncomingPost)
    return post


def test_a_line_says_everything_a_channel_knows() -> None:
    post = taken(
        line(
            parent="Frage",
            parent_id=7,
            thread=8,
            channel="forum",
            author="Mika",
            author_id=9,
            locale="de-AT",
            house="hospital",
            posted_at="2026-03-01T10:00:00+01:00",
            edited_at="2026-03-01T10:00:00Z",
            deleted_at=None,
            url="https://forum.example/1",
            attachments=["bild.jpg"],
            unheard_of={"a": [1]},
        )
    )
    nine = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert post == IncomingPost(
        key="gut",
        text="Guten Tag",
        channel="forum",
        house="hospital",
        parent="Frage",
        parent_key="7",
        thread="8",
        author="Mika",
        author_key="9",
        locale="de-AT",
        posted_at=nine,
        edited_at=nine + timedelta(hours=1),
        url="https://forum.example/1",
        attachments=("bild.jpg",),
        line=1,
    )


def test_only_id_and_text_are_compulsory_and_null_is_as_good_as_nothing() -> None:
    names = ("channel", "house", "parent", "parent_id", "thread", "author", "author_id", "locale", "url", "attachments")
    times = dict.fromkeys(("posted_at", "edited_at", "deleted_at"))
    assert taken(line(**dict.fromkeys(names), **times)) == taken(line()) == IncomingPost("gut", "Guten Tag", line=1)


def test_a_number_is_as_good_an_id_as_a_text() -> None:
    assert taken(line(id=12345678901234567890)).key == "12345678901234567890"


DEEP = b"[" * 200_000 + b"]" * 200_000
BROKEN = {
    "no json": SECRET.encode(),
    "half a line": line(text=SECRET)[:-4],
    "a list": json.dumps([SECRET]).encode(),
    "a text": json.dumps(SECRET).encode(),
    "no id": json.dumps({"text": SECRET}).encode(),
    "no text": json.dumps({"id": SECRET}).encode(),
    "an id of null": line(id=None, text=SECRET),
    "an empty id": line(id="", text=SECRET),
    "a blank id": line(id="  ", text=SECRET),
    "an id of two lines": line(id=f"{SECRET}\n1"),
    "an id with an escape sequence": line(id=f"{SECRET}\x1b[2J"),
    "an id that turns the direction": line(id=f"{SECRET}\u202e1"),
    "a very long id": line(id=SECRET * 100),
    "an id of true": line(id=True, text=SECRET),
    "an id with a fraction": line(id=1.5, text=SECRET),
    "a text that is a number": line(id=SECRET, text=5),
    "a text that is a list": line(text=[SECRET]),
    "an attachment that is a number": line(attachments=[SECRET, 5]),
    "a house nobody knows": line(text=SECRET, house="apotheke"),
    "a time in words": line(posted_at=SECRET),
    "a time without a zone": line(text=SECRET, posted_at="2026-03-01T10:00:00"),
    "an edit without a zone": line(text=SECRET, edited_at="2026-03-01T10:00:00"),
    "a deletion without a zone": line(text=SECRET, deleted_at="2026-03-01T10:00:00"),
    "a time that is a number": line(text=SECRET, posted_at=1_700_000_000),
    "a time before all times": line(text=SECRET, posted_at="0001-01-01T00:00:00+14:00"),
    "a time after all times": line(text=SECRET, edited_at="9999-12-31T23:59:59-14:00"),
    "a lone surrogate in the text": b'{"id": "1", "text": "' + SECRET.encode() + b' \\ud800"}',
    "a lone surrogate in the author": b'{"id": "1", "text": "x", "author": "' + SECRET.encode() + b'\\udfff"}',
    "bytes that are no UTF-8": b'{"id": "1", "text": "' + SECRET.encode() + b' \xff\xfe"}',
    "Latin-1": '{"id": "1", "text": "Geheimnis für Ärzte"}'.encode("latin-1"),
    "a NUL beside the JSON": b"\x00" + line(text=SECRET),
    "a bottomless list": b'{"id": "1", "text": "' + SECRET.encode() + b'", "x": ' + DEEP + b"}",
    "two objects": line(text=SECRET) + line(text=SECRET),
    "the mark of another encoding": line(text=SECRET).decode().encode("utf-16"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_is_reported_by_number_without_a_word_of_it_and_the_rest_goes_on(broken: bytes) -> None:
    first, refused, last = read(line(id="vorher"), broken.replace(b"\n", b""), line(id="nachher"))
    assert isinstance(first, IncomingPost)
    assert isinstance(last, IncomingPost)
    assert isinstance(refused, RefusedLine)
    assert (first.key, refused.number, last.key) == ("vorher", 2, "nachher")
    assert refused.why
    assert SECRET.lower() not in refused.why.lower()


def test_blank_lines_count_but_are_no_posts() -> None:
    post, refused = read(b"", b"   ", line(), b"\t", b"{")
    assert isinstance(post, IncomingPost)
    assert isinstance(refused, RefusedLine)
    assert (post.line, refused.number) == (3, 5)


def test_windows_line_ends_and_a_missing_last_one_are_no_matter() -> None:
    posts = list(parse(io.BytesIO(line(id="a") + b"\r\n" + line(id="b"))))
    assert [post.key for post in posts if isinstance(post, IncomingPost)] == ["a", "b"]


@pytest.mark.parametrize("before", [b"", b"\r\n"])
def test_a_byte_order_mark_at_the_start_is_no_matter(before: bytes) -> None:
    (post,) = parse(io.BytesIO(b"\xef\xbb\xbf" + before + line()))
    assert isinstance(post, IncomingPost)
    assert post.key == "gut"


def test_the_text_of_a_post_is_kept_to_the_last_character() -> None:
    text = " \x00\x1b[31m\u202eabc\u200b\r\n\t 👩‍👩‍👧 [bold]x[/bold] {{7*7}} '; DROP TABLE posts;--\u2028"
    assert taken(line(text=text)).text == text


MOST = 8 * 1024 * 1024


@pytest.mark.parametrize(
    ("length", "accepted"), [(MOST, True), (MOST + 1, False), (MOST + 2, False), (3 * MOST, False)]
)
def test_a_line_that_is_too_long_does_not_swallow_the_next(length: int, accepted: bool) -> None:  # noqa: FBT001
    padding = length - len(line(text=SECRET))
    long, following = read(line(text=SECRET + "x" * padding), line(id="nachher"))
    assert isinstance(long, IncomingPost) is accepted
    assert isinstance(following, IncomingPost)
    assert following.key == "nachher"
    if isinstance(long, RefusedLine):
        assert long.number == 1
        assert SECRET not in long.why


@given(st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"")), max_size=8))
def test_no_line_whatever_it_holds_stops_the_next(lines: list[bytes]) -> None:
    found = read(*lines, line(id="zuletzt"))
    assert isinstance(found[-1], IncomingPost)
    assert found[-1].key == "zuletzt"
    numbers = [refused.number for refused in found if isinstance(refused, RefusedLine)]
    assert numbers == sorted(set(numbers))


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "inbox.jsonl"
    file.write_bytes(line() + b"\n{\n")
    post, refused = read_inbox(str(file))
    assert isinstance(post, IncomingPost)
    assert isinstance(refused, RefusedLine)


def test_posts_are_handed_out_while_the_rest_is_still_being_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    first_was_read = threading.Event()
    release: list[bool] = []

    def write() -> None:
        with pipe.open("wb", buffering=0) as end:
            end.write(line(id="a") + b"\n")
            release.append(first_was_read.wait(10))
            end.write(line(id="b") + b"\n")

    writer = threading.Thread(target=write)
    writer.start()
    posts = read_inbox(str(pipe))
    assert next(posts) == IncomingPost("a", "Guten Tag", line=1)
    first_was_read.set()
    assert next(posts) == IncomingPost("b", "Guten Tag", line=2)
    writer.join()
    assert release == [True]


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_what_is_no_file_is_named_in_one_sentence(name: str, tmp_path: Path) -> None:
    place = str(tmp_path / name)
    with pytest.raises(WrongUsage) as refused:
        list(read_inbox(place))
    assert refused.value.values["file"] == place
