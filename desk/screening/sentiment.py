"""The mood of a post: what speaks for it, weighed. Counted in balances, never a reason to hide anything."""

from collections.abc import Iterable

from desk.model.names import Sentiment
from desk.screening.context import quoted
from desk.screening.matching import Hit
from desk.screening.reading import Reading

_CLEARLY = 2


def mood(reading: Reading, hits: Iterable[Hit]) -> Sentiment:
    """Weigh the sentiment hits of a text; quoted words are somebody else's mood."""
    inside = quoted(reading)
    weighed: dict[Sentiment, int] = dict.fromkeys(Sentiment, 0)
    for hit in hits:
        if hit.rule.sentiment and hit.first not in inside:
            weighed[hit.rule.sentiment] += max(1, hit.rule.weight)
    good, bad = weighed[Sentiment.POSITIVE], weighed[Sentiment.NEGATIVE]
    if weighed[Sentiment.MIXED] or (good and bad and max(good, bad) < _CLEARLY * min(good, bad)):
        return Sentiment.MIXED
    if good == bad:
        return Sentiment.NEUTRAL
    return Sentiment.POSITIVE if good > bad else Sentiment.NEGATIVE
