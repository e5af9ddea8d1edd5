"""The engine with the shipped rules: loading, posts a second on one core, and texts that try to make it run away.

A hostile text costs what its length says: the factor between a text and its tenth part is to be near ten.
"""

import time
from collections.abc import Callable

from benchmarks.pairs import machine
from desk import bootstrap
from desk.channels.inbox_file import RefusedLine, read_inbox
from desk.locations import sample_inbox
from desk.model.findings import Utterance
from desk.screening.engine import Engine
from desk.settings import Settings

HOSTILE = {
    "one letter": "a" * 100_000,
    "one megabyte": "Ich habe kein Rheuma, aber meine Schwester. " * 23_000,
    "brackets": "(" * 100_000,
    "marks": "?!" * 50_000,
    "hyphens": "a-" * 50_000,
    "combining marks": "z\u0335\u0336\u0337\u0338" * 20_000,
    "compounds": "krebs" * 20_000,
    "hypotheses": "wenn ich " * 10_000,
    "kin": "meine schwester " * 6_000 + "hat krebs",
    "numbers": "A12345678" * 10_000,
    "handles": "@" * 100_000,
}


def seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of three runs."""
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _hostile(engine: Engine) -> None:
    for name, text in HOSTILE.items():
        whole = seconds(lambda text=text: engine.screen_one(Utterance(text)))  # type: ignore[misc]  # bound now, not later
        tenth = seconds(lambda text=text: engine.screen_one(Utterance(text[: len(text) // 10])))  # type: ignore[misc]
        print(f"{name}, {len(text):,} characters: {whole * 1000:.0f} ms, {whole / tenth:.1f} times its tenth part")


if __name__ == "__main__":
    print(machine())
    print(f"load and compile: {seconds(lambda: bootstrap.engine(Settings())):.2f} s")
    engine = bootstrap.engine(Settings())
    lines = [line for line in read_inbox(str(sample_inbox())) if not isinstance(line, RefusedLine)]
    utterances = [Utterance(line.text, line.parent or "", line.author, line.locale, line.house) for line in lines]
    print(f"sample inbox: {len(lines) / seconds(lambda: list(engine.screen(utterances))):.0f} posts/s")
    _hostile(engine)
