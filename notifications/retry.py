"""When a letter that was put off is tried again, and when to give up.

Pure: the moment and the random share come in as arguments. Whether an answer of a server means "try again" is decided
in `transports`; a server that is down is no attempt of the letter's.
"""

from datetime import datetime, timedelta

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=4)
MAX_ATTEMPTS = 16
JITTER = 0.5


def next_attempt(attempt: int, now: datetime, jitter: float) -> datetime | None:
    """The moment of the next try after `attempt` tries have failed, or None: give up, the letter is dead.

    attempt: tries made so far, from 1. jitter: a random share in [0, 1) that spreads letters which failed together
    over 75 % to 125 % of the delay. Delays double from one minute to four hours; with 16 tries a letter lives for about
    a day and a half, longer than a greylist or a night without a server. Raises ValueError for values outside these
    ranges and for a moment without a zone.
    """
    if attempt < 1:
        raise ValueError(f"attempt counts from 1, got {attempt}")
    if not 0 <= jitter < 1:
        raise ValueError(f"jitter lies in [0, 1), got {jitter}")
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    if attempt >= MAX_ATTEMPTS:
        return None
    return now + delay(attempt) * (1 - JITTER / 2 + JITTER * jitter)


def delay(attempt: int) -> timedelta:
    """The undisturbed wait after that many failed tries."""
    return min(LONGEST_DELAY, FIRST_DELAY * (1 << attempt - 1))
