"""What tests hand in where the desk meets the world: time, screening and networks that do what they are told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.channels.protocol import Publication
from desk.model.findings import Finding, Screened, Utterance
from desk.model.names import Axis, Category, Conduct, Identifiability, Sentiment, Subject, Urgency
from desk.model.posts import IncomingPost

HOUSE = Path(__file__).parent / "house"
"""A small house: one policy that has a row for each kind of decision."""

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class StoppedClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        """Stand at a moment."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move on, by the arguments of a timedelta."""
        self.now += timedelta(**span)
        return self.now


_MARKERS: dict[str, tuple[Axis, str, Subject, int]] = {
    "[ich]": (Axis.HEALTH, Category.DIAGNOSIS, Subject.SELF, 2),
    "[sie]": (Axis.HEALTH, Category.DIAGNOSIS, Subject.IDENTIFIED_PERSON, 2),
    "[krise]": (Axis.URGENCY, Urgency.SUICIDE, Subject.NOBODY, 0),
    "[reklame]": (Axis.CONDUCT, Conduct.SPAM, Subject.NOBODY, 0),
}
UNKNOWN_LANGUAGE = "[?]"


@dataclass
class MarkerScreener:
    """Finds markers such as `[ich]` and nothing else; `seen` are the utterances it was given."""

    rules_version: str = "markers-1"
    seen: list[Utterance] = field(default_factory=list)

    def screen(self, utterances: Iterable[Utterance]) -> Iterator[Screened]:
        """Say which markers each text holds, in order."""
        for utterance in utterances:
            self.seen.append(utterance)
            yield self._screened(utterance.text)

    def _screened(self, text: str) -> Screened:
        findings = tuple(_found(text, marker) for marker in _MARKERS if marker in text)
        return Screened(
            findings=findings,
            identifiability=Identifiability.NAMED if "[sie]" in text else Identifiability.NONE,
            sentiment=Sentiment.NEUTRAL,
            language="" if UNKNOWN_LANGUAGE in text else "de",
            checked=UNKNOWN_LANGUAGE not in text,
            rules_version=self.rules_version,
        )


def _found(text: str, marker: str) -> Finding:
    axis, category, subject, weight = _MARKERS[marker]
    start = text.index(marker)
    return Finding(f"test.{category}", axis, category, start, start + len(marker), subject=subject, weight=weight)


class PowerCut(Exception):
    """The process dies here."""


@dataclass
class Network:
    """A publisher in memory. `dies_before` and `dies_after` say at which call of `publish` the process dies, from 1."""

    dies_before: int = 0
    dies_after: int = 0
    refusal: Exception | None = None
    calls: int = 0
    published: list[Publication] = field(default_factory=list)

    def publish(self, publication: Publication) -> str:
        """Keep it, unless something was arranged to go wrong."""
        self.calls += 1
        if self.refusal:
            raise self.refusal
        if self.calls == self.dies_before:
            raise PowerCut
        self.published.append(publication)
        if self.calls == self.dies_after:
            raise PowerCut
        return "https://network.example/1"

    def find(self, idempotency_key: str) -> str | None:
        """Look among what was kept."""
        found = any(publication.idempotency_key == idempotency_key for publication in self.published)
        return "https://network.example/1" if found else None


def incoming(key: str = "p1", text: str = "Guten Tag", *, channel: str = "facebook", **more: Any) -> IncomingPost:
    """Return a post as a channel hands it over."""
    return IncomingPost(**{"key": key, "text": text, "channel": channel, "author": "Mika", **more})
