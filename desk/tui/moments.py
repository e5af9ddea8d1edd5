"""Times as people say them: how long until a deadline, when a post was written, until when something rests."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from desk.language.words import words

_SOON = timedelta(minutes=30)
_A_MINUTE = timedelta(minutes=1)
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_HOURS_AS_SUCH = 48 * _HOUR
_MORNING = 8
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Countdown:
    """Time left, short enough for a column, and the role it is painted in."""

    text: str
    role: str


def countdown(deadline: datetime, now: datetime) -> Countdown:
    """Return the time left until a deadline: `12m`, `4h`, `3d`; overdue with a minus and an exclamation mark."""
    left = deadline - now
    if left < timedelta(0):
        return Countdown(f"!−{span(-left)}", "late")
    return Countdown(span(left), "soon" if left <= _SOON else "muted")


def span(length: timedelta) -> str:
    """Return a span of time in its largest sensible unit."""
    seconds = int(length.total_seconds())
    if seconds < _HOUR:
        return words().text("tui.unit.minutes", count=seconds // _MINUTE)
    if seconds < _HOURS_AS_SUCH:
        return words().text("tui.unit.hours", count=seconds // _HOUR)
    return words().text("tui.unit.days", count=seconds // _DAY)


def ago(at: datetime, now: datetime) -> str:
    """Return how long ago something was."""
    passed = now - at
    return words().text("tui.moment.ago", span=span(passed)) if passed >= _A_MINUTE else words().text("tui.moment.now")


def moment(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Return a point of time: only the hour today, else day and hour."""
    here, today = at.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date():
        return f"{here:%H:%M}"
    shape = "tui.moment.this_year" if here.year == today.year else "tui.moment.other_year"
    return here.strftime(words().text(shape))


@dataclass(frozen=True, slots=True)
class Rest:
    """A time to snooze until, under a name."""

    name: str
    until: datetime


def rests(now: datetime, zone: tzinfo | None) -> list[Rest]:
    """Return the times offered for snoozing: in an hour, in three, tomorrow morning, Monday morning."""
    here = now.astimezone(zone)
    morning = here.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    monday = morning + timedelta(days=(_MONDAY - here.weekday() - 1) % 7 + 1)
    return [
        Rest("hour", now + timedelta(hours=1)),
        Rest("three_hours", now + timedelta(hours=3)),
        Rest("tomorrow", morning + timedelta(days=1)),
        Rest("monday", monday),
    ]
