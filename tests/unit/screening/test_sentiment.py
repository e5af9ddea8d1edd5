"""The mood of a post."""

from collections.abc import Callable

import pytest

from desk.model.findings import Screened
from desk.model.names import Sentiment


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Guten Tag.", Sentiment.NEUTRAL),
        ("Ihr seid toll.", Sentiment.POSITIVE),
        ("Alles schlecht.", Sentiment.NEGATIVE),
        ("Alles schlecht, trotzdem danke.", Sentiment.NEGATIVE),
        ("Alles schlecht, aber ihr seid toll, danke.", Sentiment.MIXED),
        ("Da stand „alles war sehr schlecht hier“, ihr seid toll.", Sentiment.POSITIVE),
    ],
)
def test_the_mood_is_what_weighs_more(screen: Callable[..., Screened], text: str, mood: Sentiment) -> None:
    assert screen(text).sentiment is mood
