"""Posts are screened in this process or in several, with the same result, in order, in memory that does not grow."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from desk import bootstrap
from desk.channels.capabilities import CAPABILITIES, PREMODERATED
from desk.cli.output import json_text
from desk.errors import Unreachable
from desk.language.words import speak
from desk.model.findings import Screened, Utterance
from desk.model.names import ChannelKind, HouseKind
from desk.model.posts import IncomingPost
from desk.policy.assess import assess
from desk.policy.assessment import Assessment, Circumstances
from desk.policy.documents import PolicyBook, load
from desk.reports.screened_post import screened_post
from desk.settings import Settings
from desk.workflow.protocols import Screener

_AT_ONCE = 200
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Bench:
    """What a post is screened with: an engine and the policies of all houses."""

    engine: Screener
    policies: PolicyBook

    def look_at(self, posts: list[IncomingPost]) -> Iterator[tuple[IncomingPost, Screened, Assessment]]:
        """Screen posts and ask the policy of their house about each, in order."""
        for post, screened in zip(posts, self.engine.screen(map(utterance, posts)), strict=True):
            where = circumstances(post)
            yield post, screened, assess(screened, where, self.policies.of(where.house))


@dataclass(frozen=True, slots=True)
class Recipe:
    """What another process needs to know to set up the same bench."""

    rules: str
    policy: str
    language: str


def recipe(settings: Settings, language: str) -> Recipe:
    """Return the recipe of a bench for these settings, explaining itself in this language."""
    return Recipe(settings.rules, settings.policy, language)


@cache
def bench(made_by: Recipe) -> Bench:
    """Set up a bench, once in a process.

    Raises:
        RuleError: a rule or policy file does not hold.
    """
    speak(made_by.language)
    settings = Settings(rules=made_by.rules, policy=made_by.policy)
    policies = load(settings.rules_folder / "policy", Path(made_by.policy) if made_by.policy else None)
    return Bench(bootstrap.engine(settings), policies)


def utterance(post: IncomingPost) -> Utterance:
    """Return what screening has to know of a post."""
    return Utterance(post.text, post.parent or "", post.author, post.locale, house_of(post))


def circumstances(post: IncomingPost) -> Circumstances:
    """Return what the policy has to know of a post that belongs to no desk: what networks of its kind can do."""
    kind = ChannelKind(post.channel) if post.channel in set(ChannelKind) else ChannelKind.MAIL
    return Circumstances(house_of(post), kind, frozenset(CAPABILITIES[kind]), premoderated=kind in PREMODERATED)


def house_of(post: IncomingPost) -> HouseKind:
    """Return the house of a post; one that nobody knows has the policy of the insurer, like one that was not named."""
    return HouseKind(post.house) if post.house in set(HouseKind) else HouseKind.INSURER


def screened_lines(made_by: Recipe, posts: Iterable[IncomingPost], workers: int) -> Iterator[list[str]]:
    """Yield the lines of `desk screen` for all posts, in order, a few hundred at a time."""
    batches = _batches(posts)
    if workers == 1:
        return (lines_of(made_by, batch) for batch in batches)
    return _by_workers(made_by, batches, workers)


def lines_of(made_by: Recipe, posts: list[IncomingPost]) -> list[str]:
    """Screen posts and return the line of each. What comes back are plain strings: they are cheap between processes."""
    looked_at = bench(made_by).look_at(posts)
    return [
        json_text(screened_post(post.key, post.text, screened, assessment)) for post, screened, assessment in looked_at
    ]


def _batches(posts: Iterable[IncomingPost]) -> Iterator[list[IncomingPost]]:
    left = iter(posts)
    while batch := list(islice(left, _AT_ONCE)):
        yield batch


def _by_workers(made_by: Recipe, batches: Iterator[list[IncomingPost]], workers: int) -> Iterator[list[str]]:
    """No more than a few batches for each worker are under way, however fast the posts are read."""
    with _pool(workers) as pool:
        under_way: deque[Future[list[str]]] = deque()
        for batch in batches:
            with _interrupts_left_to_us():
                under_way.append(pool.submit(lines_of, made_by, batch))
            if len(under_way) >= workers * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield pool
    except BrokenProcessPool:
        raise Unreachable("cli.worker_died") from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_left_to_us() -> Iterator[None]:
    """A worker that starts meanwhile never hears of an interruption; ours arrives a moment later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
