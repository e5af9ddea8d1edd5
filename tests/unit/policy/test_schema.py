"""Spans of time as a policy writes them."""

from datetime import timedelta

import pytest

from desk.policy.schema import Span


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("15 min", timedelta(minutes=15)),
        ("4 h", timedelta(hours=4)),
        ("1 working day", timedelta(days=1)),
        ("2 working days", timedelta(days=2)),
        ("30 days", timedelta(days=30)),
        ("6 months", timedelta(days=180)),
        ("3 years", timedelta(days=1095)),
    ],
)
def test_a_span_of_time_has_its_length(written: str, duration: timedelta) -> None:
    assert Span(written).duration == duration


@pytest.mark.parametrize("written", ["", "soon", "4", "h 4", "four h", "4 fortnights"])
def test_what_is_no_span_of_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no span of time"):
        _ = Span(written).duration
