"""Whether a moment can be believed, beside the last one that was.

A clock that jumped would write hundreds of letters about days that never came. Which jobs rest meanwhile is decided where
jobs are declared; a person who knows better lets the clock go on.
"""

from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_GAP = timedelta(days=7)
# Time servers correct clocks by seconds; nothing sound moves one back by more than this.
TOLERANCE = timedelta(minutes=5)


class ClockTrouble(StrEnum):
    """gap: over a week since the last run; behind: the last run lies in the future."""

    GAP = "gap"
    BEHIND = "behind"


def clock_trouble(trusted_at: datetime | None, now: datetime) -> ClockTrouble | None:
    """What is wrong with `now`, given the last moment that was believed; None when nothing is, or there was none."""
    if trusted_at is None:
        return None
    if now - trusted_at > LONGEST_GAP:
        return ClockTrouble.GAP
    return ClockTrouble.BEHIND if trusted_at - now > TOLERANCE else None
