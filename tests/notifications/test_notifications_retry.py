"""Back-off: growing, spread, bounded, and over at some point."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.retry import LONGEST_DELAY, MAX_ATTEMPTS, next_attempt

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def wait(attempt: int, jitter: float = 0.5) -> timedelta:
    moment = next_attempt(attempt, NOW, jitter)
    assert moment is not None
    return moment - NOW


@pytest.mark.parametrize(("attempt", "minutes"), [(1, 1), (2, 2), (3, 4), (8, 128), (9, 240), (15, 240)])
def test_delays_double_up_to_four_hours(attempt: int, minutes: int) -> None:
    assert wait(attempt) == timedelta(minutes=minutes)


def test_each_wait_is_longer_than_the_one_before_whatever_the_jitter() -> None:
    growing = range(1, MAX_ATTEMPTS - 8)
    assert all(wait(attempt, 0.999) < wait(attempt + 1, 0.0) for attempt in growing)


def test_jitter_spreads_letters_that_failed_together() -> None:
    assert wait(4, 0.0) == timedelta(minutes=6)
    assert timedelta(minutes=9) < wait(4, 0.999) < timedelta(minutes=10)


def test_it_gives_up_after_the_last_attempt() -> None:
    assert next_attempt(MAX_ATTEMPTS - 1, NOW, 0.0) is not None
    assert next_attempt(MAX_ATTEMPTS, NOW, 0.0) is None
    assert next_attempt(MAX_ATTEMPTS + 5, NOW, 0.0) is None


def test_a_letter_outlives_a_night_without_a_server() -> None:
    life = sum((wait(attempt, 0.0) for attempt in range(1, MAX_ATTEMPTS)), timedelta())
    assert timedelta(hours=12) < life < timedelta(days=2)
    assert max(wait(attempt, 0.999) for attempt in range(1, MAX_ATTEMPTS)) < LONGEST_DELAY * 1.25


@pytest.mark.parametrize(
    ("attempt", "now", "jitter"),
    [(0, NOW, 0.5), (-1, NOW, 0.5), (1, NOW, 1.0), (1, NOW, -0.1), (1, NOW.replace(tzinfo=None), 0.5)],
)
def test_values_outside_their_range_are_refused(attempt: int, now: datetime, jitter: float) -> None:
    with pytest.raises(ValueError):
        next_attempt(attempt, now, jitter)
