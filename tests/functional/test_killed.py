"""kill -9 at any moment loses no decision that was shown as taken, and publishes nothing twice."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlmodel import select

from desk.model.names import EffectState
from desk.model.tables import Decision, Effect
from desk.store import audit
from desk.store.database import Store
from desk.store.upgrade import is_current

CHILD = "tests.functional.deciding_child"
ROOT = Path(__file__).parents[2]
POSTS = 60
KILLS = 10


def decide_until(database: Path, hours: int, lines: int, spin: float) -> tuple[list[str], bool]:
    """Let the child work until it has told so many lines, then kill it; return what it told and if it had ended."""
    command = [sys.executable, "-m", CHILD, str(database), str(hours), str(POSTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as child:
        assert child.stdout
        told = [line.strip() for _, line in zip(range(lines), child.stdout, strict=False)]
        until = time.perf_counter() + spin
        while time.perf_counter() < until:
            pass
        child.kill()
        told += [line.strip() for line in child.stdout if line.endswith("\n")]
        return [line for line in told if line != "done"], "done" in told


def leave_half_a_line(outbox: Path) -> None:
    """Leave what a kill in the middle of a write would."""
    with outbox.open("ab") as lines:
        lines.write('{"idempotency_key": "1", "text": "Dankeschön'.encode()[:-2])


def whole_lines(outbox: Path) -> Iterator[dict[str, Any]]:
    """What somebody who reads the sink finds; half a line is none."""
    for line in outbox.read_bytes().splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def test_no_decision_that_was_shown_as_taken_is_lost_and_nothing_is_published_twice(tmp_path: Path) -> None:
    chance = random.Random(20260302)
    database = tmp_path / "data" / "desk.db"
    told: list[str] = []
    for hours in range(KILLS):
        lines, _ = decide_until(database, hours, chance.randint(0, 9), chance.uniform(0, 0.02))
        told += lines
    leave_half_a_line(database.with_name("outbox.jsonl"))
    lines, ended = decide_until(database, KILLS, POSTS + 1, 0)
    told += lines
    assert ended
    store = Store(database)
    assert is_current(store)
    with store.reading() as session:
        decisions = session.exec(select(Decision)).all()
        effects = session.exec(select(Effect)).all()
        verified = audit.verify(session)
    store.close()
    taken = {line.split()[1] for line in told}
    assert taken <= {str(decision.id) for decision in decisions}
    assert len(told) == len(taken)
    assert len(decisions) == len({decision.case_id for decision in decisions}) == POSTS
    assert verified.broken == 0
    assert {effect.state for effect in effects} == {EffectState.DELIVERED}
    sink = list(whole_lines(database.with_name("outbox.jsonl")))
    assert Counter(line["idempotency_key"] for line in sink) == Counter(effect.idempotency_key for effect in effects)
    assert {line["post"] for line in sink} == {f"p{number}" for number in range(POSTS)}
