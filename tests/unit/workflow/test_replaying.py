from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.workflow.replaying import arrivals
from tests.fakes import NOON, incoming

START = NOON + timedelta(days=30)
MINUTE = timedelta(minutes=1)


def minutes_after_start(*posted: int | None, speed: float) -> list[float]:
    posts = [
        incoming(f"p{number}", posted_at=None if minute is None else NOON + minute * MINUTE)
        for number, minute in enumerate(posted)
    ]
    return [(at - START) / MINUTE for _, at in arrivals(posts, START, speed)]


def test_at_once_every_post_comes_at_the_start() -> None:
    assert minutes_after_start(0, 60, None, 30, speed=0) == [0, 0, 0, 0]


def test_at_a_speed_of_sixty_an_hour_takes_a_minute() -> None:
    assert minutes_after_start(0, 60, 90, speed=60) == [0, 1, 1.5]


def test_a_post_without_a_time_comes_with_the_one_before() -> None:
    assert minutes_after_start(None, 0, 10, None, speed=1) == [0, 0, 10, 10]


def test_a_revision_comes_when_it_was_edited_or_deleted() -> None:
    posts = [
        incoming(posted_at=NOON),
        incoming(posted_at=NOON, edited_at=NOON + 5 * MINUTE),
        incoming(posted_at=NOON, edited_at=NOON + 5 * MINUTE, deleted_at=NOON + 9 * MINUTE),
    ]
    assert [at - START for _, at in arrivals(posts, START, 1)] == [0 * MINUTE, 5 * MINUTE, 9 * MINUTE]


@given(st.lists(st.none() | st.integers(0, 5000), max_size=20), st.sampled_from([0.0, 0.5, 1.0, 60.0, 1e6]))
def test_nothing_comes_before_the_start_and_the_order_of_the_file_is_kept(
    posted: list[int | None], speed: float
) -> None:
    found = minutes_after_start(*posted, speed=speed)
    assert len(found) == len(posted)
    assert found == sorted(found)
    assert all(minute >= 0 for minute in found)
