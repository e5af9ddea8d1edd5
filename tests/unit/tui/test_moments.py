"""Times as people say them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from desk.language.words import speak
from desk.tui.moments import ago, countdown, moment, rests, span

NOW = datetime(2025, 11, 21, 13, 0, tzinfo=UTC)  # a Friday
ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "0m"),
        (timedelta(minutes=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=47), "47h"),
        (timedelta(hours=48), "2T"),
        (timedelta(days=9), "9T"),
    ],
)
def test_a_span_is_said_in_its_largest_sensible_unit(length: timedelta, said: str) -> None:
    assert span(length) == said


@pytest.mark.parametrize(
    ("left", "text", "role"),
    [
        (timedelta(hours=4), "4h", "muted"),
        (timedelta(minutes=30), "30m", "soon"),
        (timedelta(0), "0m", "soon"),
        (-timedelta(minutes=5), "!−5m", "late"),
    ],
)
def test_a_countdown_says_soon_and_late_by_sign_too(left: timedelta, text: str, role: str) -> None:
    shown = countdown(NOW + left, NOW)
    assert (shown.text, shown.role) == (text, role)


@pytest.mark.parametrize(
    ("passed", "said"),
    [(timedelta(seconds=59), "gerade eben"), (timedelta(minutes=1), "vor 1m"), (timedelta(hours=3), "vor 3h")],
)
def test_how_long_ago_something_was_is_said_in_one_unit(passed: timedelta, said: str) -> None:
    assert ago(NOW - passed, NOW) == said


def test_a_moment_today_is_only_its_hour_in_the_zone_of_the_desk() -> None:
    assert moment(NOW, NOW, ZONE) == "14:00"


def test_another_day_has_its_date_and_another_year_its_year() -> None:
    assert moment(NOW - timedelta(days=1), NOW, ZONE) == "20.11. 14:00"
    assert moment(NOW - timedelta(days=400), NOW, ZONE) == "17.10.2024 14:00"
    speak("en")
    assert moment(NOW - timedelta(days=1), NOW, ZONE) == "20 Nov 14:00"


def test_what_rests_comes_back_in_the_morning() -> None:
    offered = {rest.name: rest.until for rest in rests(NOW, ZONE)}
    assert offered["hour"] == NOW + timedelta(hours=1)
    assert offered["tomorrow"] == datetime(2025, 11, 22, 8, tzinfo=ZONE)
    assert offered["monday"] == datetime(2025, 11, 24, 8, tzinfo=ZONE)


def test_monday_is_next_week_when_today_is_monday() -> None:
    monday = datetime(2025, 11, 24, 6, tzinfo=UTC)
    assert {rest.name: rest.until for rest in rests(monday, ZONE)}["monday"] == datetime(2025, 12, 1, 8, tzinfo=ZONE)
