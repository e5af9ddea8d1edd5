import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlmodel import select

from desk.channels.file_sink import FileSink
from desk.companion import Companion, Order
from desk.errors import Unreachable
from desk.model.names import Action, State
from desk.model.tables import Post
from desk.settings import Settings
from desk.store.database import Store
from desk.workflow.desk import Desk
from desk.workflow.intake import Arrival
from desk.workflow.views import Decide
from tests.fakes import HOUSE, NOON, MarkerScreener, Network, StoppedClock, incoming

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def arriving(*minutes: int) -> Iterator[Arrival]:
    return iter([(incoming(f"p{minute}"), NOON + timedelta(minutes=minute)) for minute in minutes])


def keys(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.exec(select(Post.key)).all())


def test_posts_come_in_when_their_time_has_come(
    desk: Desk, store: Store, screener: MarkerScreener, clock: StoppedClock
) -> None:
    companion = Companion(desk, screener, arriving(0, 5, 5, 9))
    assert companion.turn()
    assert keys(store) == ["p0"]
    assert not companion.turn()
    clock.forward(minutes=5)
    assert companion.turn()
    assert keys(store) == ["p0", "p5"]
    clock.forward(minutes=5)
    companion.turn()
    assert keys(store) == ["p0", "p5", "p9"]
    assert not companion.turn()


def test_one_turn_takes_in_screens_wakes_and_delivers(
    desk: Desk, screener: MarkerScreener, clock: StoppedClock, network: Network
) -> None:
    companion = Companion(desk, screener, arriving(0, 1))
    companion.turn()
    desk.decide(Decide("p0", desk.case("p0").version, Action.REPLY, reply="Danke"))
    clock.forward(minutes=1)
    companion.turn()
    assert desk.case("p1").state is State.OPEN
    assert len(network.published) == 1
    desk.decide(Decide("p1", desk.case("p1").version, Action.SNOOZE, until=clock.now + timedelta(minutes=1)))
    clock.forward(minutes=1)
    assert companion.turn()
    assert desk.case("p1").state is State.OPEN


def test_the_first_posts_of_a_long_inbox_are_screened_before_the_last_came_in(
    desk: Desk, store: Store, screener: MarkerScreener
) -> None:
    posts = iter([(incoming(f"p{number}"), NOON) for number in range(1000)])
    companion = Companion(desk, screener, posts)
    companion.turn()
    assert 0 < len(keys(store)) < 1000
    assert len(screener.seen) == len(keys(store))
    while companion.turn():
        pass
    assert len(screener.seen) == len(keys(store)) == 1000


def test_posts_that_could_not_be_taken_in_now_are_taken_in_later(
    desk: Desk, store: Store, screener: MarkerScreener, network: Network
) -> None:
    class BusyDesk(Desk):
        busy = True

        def receive(self, *args: Any, **kwargs: Any) -> Any:
            if self.busy:
                raise Unreachable("errors.database_file", file="x", problem="locked")
            return super().receive(*args, **kwargs)

    busy = BusyDesk(store, desk.place, desk._templates, network)
    companion = Companion(busy, screener, arriving(0))
    with pytest.raises(Unreachable):
        companion.turn()
    busy.busy = False
    assert companion.turn()
    assert keys(store) == ["p0"]


def test_a_post_of_an_unknown_channel_is_told_and_the_rest_goes_on(
    desk: Desk, store: Store, screener: MarkerScreener, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = [(incoming("p1", channel="tiktok"), NOON), (incoming("p2"), NOON)]
    Companion(desk, screener, iter(posts)).turn()
    told = json.loads(capsys.readouterr().out)
    assert (told["event"], "p1" in told["sentence"]) == ("refused", True)
    assert keys(store) == ["p2"]


# the process


def order(tmp_path: Path, **more: Any) -> bytes:
    settings = Settings(lang="de", **{"rules": str(HOUSE)} | more.pop("settings", {}))
    return msgspec.json.encode(Order(settings, str(tmp_path / "data" / "desk.db"), sample=True, **more))


Started = Callable[[bytes], "subprocess.Popen[bytes]"]


@pytest.fixture
def started() -> Iterator[Started]:
    processes: list[subprocess.Popen[bytes]] = []

    def start(line: bytes) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "desk.companion"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        processes.append(process)
        assert process.stdin
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait(PATIENCE)
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe
            pipe.close()


def told(process: "subprocess.Popen[bytes]", event: str) -> dict[str, Any]:
    for line in process.stdout or ():
        found: dict[str, Any] = json.loads(line)
        if found["event"] == event:
            return found
    raise AssertionError(f"it ended without having told {event}")


def test_without_an_order_it_ends() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desk.companion"], input=b"", capture_output=True, cwd=ROOT, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_it_opens_the_desk_screens_the_inbox_and_ends_with_its_parents_pipe(tmp_path: Path, started: Started) -> None:
    inbox = tmp_path / "inbox.jsonl"
    inbox.write_text('{"id": "1", "text": "Danke"}\n{"id": "2"}\n{"id": "3", "text": "x", "house": "apotheke"}\n')
    process = started(order(tmp_path, inbox=str(inbox)))
    told(process, "screening")
    assert [told(process, "refused")["line"] for _ in range(2)] == [2, 3]
    assert process.stdin
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
    store = Store(tmp_path / "data" / "desk.db")
    assert keys(store) == ["1"]
    store.close()


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-m', 'desk.companion'], stdin=subprocess.PIPE)\n"
        "child.stdin.write(sys.argv[1].encode() + b'\\n')\nchild.stdin.flush()\nchild.wait()\n"
    )
    command = [sys.executable, "-c", parent, order(tmp_path).decode()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        told(process, "screening")
        process.send_signal(signal.SIGKILL)
        assert process.stdout
        assert process.stdout.read() == b"", "the end of the pipe that only the companion still held"


@pytest.mark.parametrize(
    "broken",
    [{"settings": {"rules": "/nowhere"}}, {"inbox": "/nowhere.jsonl"}, {"settings": {"policy": "/nowhere.toml"}}],
)
def test_a_failure_is_told_in_one_sentence_and_nothing_else(
    tmp_path: Path, started: Started, broken: dict[str, Any]
) -> None:
    process = started(order(tmp_path, **broken))
    sentence = told(process, "failed")["sentence"]
    assert "\n" not in sentence
    assert " " in sentence
    assert process.wait(PATIENCE) in {1, 2, 4}
    assert process.stderr
    assert process.stderr.read() == b""


def test_an_order_to_read_the_inbox_from_where_the_order_comes_is_refused(tmp_path: Path, started: Started) -> None:
    process = started(order(tmp_path, inbox="-"))
    assert "Standardeingabe" in told(process, "failed")["sentence"]
    assert process.wait(PATIENCE) == 2
    assert not (tmp_path / "data").exists()


def test_a_speed_at_which_the_inbox_takes_years_is_told_before_a_post_comes_in(
    tmp_path: Path, started: Started
) -> None:
    inbox = tmp_path / "inbox.jsonl"
    inbox.write_text(
        '{"id": "1", "text": "Danke", "posted_at": "2026-03-02T12:00:00Z"}\n'
        '{"id": "2", "text": "Danke", "posted_at": "2026-03-02T12:01:00Z"}\n'
    )
    process = started(order(tmp_path, inbox=str(inbox), speed=1e-300))
    assert "Zeile 2" in told(process, "failed")["sentence"]
    assert process.wait(PATIENCE) == 2


def test_a_file_that_is_no_database_is_told(tmp_path: Path, started: Started) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "desk.db").write_text("Brief " * 1000)
    process = started(order(tmp_path))
    assert "desk.db" in told(process, "failed")["sentence"]
    assert process.wait(PATIENCE) == 4


def test_a_sink_that_is_full_for_a_while_does_not_end_it(tmp_path: Path, desk: Desk, clock: StoppedClock) -> None:
    sink = FileSink(tmp_path / "gone" / "outbox.jsonl")
    companion = Companion(Desk(desk.store, desk.place, desk._templates, sink), MarkerScreener(), arriving(0))
    companion.turn()
    desk.decide(Decide("p0", desk.case("p0").version, Action.REPLY, reply="Danke"))
    clock.forward(minutes=1)
    with pytest.raises(Unreachable):
        companion.turn()
    sink.file.parent.mkdir()
    clock.forward(minutes=2)
    assert companion.turn()
    assert len(sink.file.read_bytes().splitlines()) == 1
