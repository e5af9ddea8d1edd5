from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import WrongUsage
from desk.model.posts import IncomingPost
from desk.workflow.replaying import arrivals
from tests.fakes import NOON, incoming

START = NOON + timedelta(days=30)
MINUTE = timedelta(minutes=1)
YEAR = timedelta(days=365)


def written(*minutes: float | None) -> list[IncomingPost]:
    """Posts `p0`, `p1`, … of a file, each written so many minutes after noon."""
    return [
        incoming(f"p{number}", posted_at=None if minute is None else NOON + minute * MINUTE, line=number + 1)
        for number, minute in enumerate(minutes)
    ]


def arriving(*minutes: float | None, speed: float) -> dict[str, float]:
    """In which order the posts arrive, and how many minutes after the start."""
    return {post.key: (at - START) / MINUTE for post, at in arrivals(written(*minutes), START, speed)}


def test_at_once_every_post_comes_at_the_start_in_the_order_of_the_file() -> None:
    found = arriving(60, 0, None, 30, speed=0)
    assert list(found.items()) == [("p0", 0), ("p1", 0), ("p2", 0), ("p3", 0)]


def test_at_once_the_file_is_read_as_it_goes_on() -> None:
    def endless() -> Iterator[IncomingPost]:
        while True:
            yield incoming()

    assert next(arrivals(endless(), START, 0)) == (incoming(), START)


def test_at_a_speed_of_sixty_an_hour_takes_a_minute() -> None:
    assert arriving(0, 60, 90, speed=60) == {"p0": 0, "p1": 1, "p2": 1.5}


def test_posts_come_in_the_order_of_their_times() -> None:
    assert list(arriving(0, 90, 60, 60, 30, speed=1).items()) == [
        ("p0", 0),
        ("p4", 30),
        ("p2", 60),
        ("p3", 60),
        ("p1", 90),
    ]


@pytest.mark.parametrize("wrong", [200_000, -20_000_000])
def test_one_wrong_time_keeps_no_other_post_waiting(wrong: float) -> None:
    found = arriving(0, 1, wrong, 2, speed=1)
    assert {key: found[key] for key in ("p0", "p1", "p3")} == {"p0": 0, "p1": 1, "p3": 2}
    assert found["p2"] == max(wrong, 0)


def test_what_was_written_before_the_first_line_comes_at_the_start_the_oldest_first() -> None:
    assert list(arriving(30, 20, 10, 40, speed=1).items()) == [("p2", 0), ("p1", 0), ("p0", 0), ("p3", 10)]


def test_a_post_without_a_time_comes_with_the_line_before_it() -> None:
    assert list(arriving(None, 0, 10, None, 5, speed=1).items()) == [
        ("p0", 0),
        ("p1", 0),
        ("p4", 5),
        ("p2", 10),
        ("p3", 10),
    ]


def test_a_revision_comes_when_it_was_edited_or_deleted() -> None:
    posts = [
        incoming("p1", posted_at=NOON),
        incoming("p1", posted_at=NOON, edited_at=NOON + 5 * MINUTE),
        incoming("p1", posted_at=NOON, edited_at=NOON + 5 * MINUTE, deleted_at=NOON + 9 * MINUTE),
        incoming("p2", posted_at=NOON + 7 * MINUTE),
    ]
    found = [(post.key, (at - START) / MINUTE) for post, at in arrivals(posts, START, 1)]
    assert found == [("p1", 0), ("p1", 5), ("p2", 7), ("p1", 9)]


@pytest.mark.parametrize("speed", [5e-324, 1e-300, 1e-9, 0.99])
def test_a_speed_at_which_a_post_would_come_after_more_than_a_year_is_refused_with_its_line(speed: float) -> None:
    with pytest.raises(WrongUsage) as refused:
        list(arrivals(written(0, YEAR / MINUTE, 1), START, speed))
    assert refused.value.values["line"] == 2
    assert "Zeile 2" in str(refused.value)


@pytest.mark.parametrize("speed", [1, 1e300, float("inf")])
def test_a_speed_at_which_all_posts_come_within_a_year_is_taken(speed: float) -> None:
    assert max(arriving(0, YEAR / MINUTE, speed=speed).values()) <= YEAR / MINUTE


def test_an_empty_inbox_is_no_matter_at_any_speed() -> None:
    assert arriving(speed=5e-324) == {}
    assert arriving(None, 3, 3, speed=5e-324) == {"p0": 0, "p1": 0, "p2": 0}


@given(st.lists(st.none() | st.integers(0, 5000), max_size=20), st.sampled_from([0.0, 0.5, 1.0, 60.0, 1e6]))
def test_every_post_comes_once_none_before_the_start_and_none_before_an_earlier_one(
    minutes: list[int | None], speed: float
) -> None:
    found = arriving(*minutes, speed=speed)
    assert sorted(found) == sorted(f"p{number}" for number in range(len(minutes)))
    assert list(found.values()) == sorted(found.values())
    assert min(found.values(), default=0) >= 0
