"""Moments in a document's metadata -> the day in Kazakhstan. Days in the text itself: `datelines`."""

from datetime import date, datetime

from app.clock import ZONE

_EARLIEST_YEAR = 1991
"""Properties with older dates hold a program's zero (1601, 1970, 1980), not a day of writing."""


def local_day(moment: datetime | None) -> date | None:
    """The local date of a moment (one without a zone is taken as local); None for zeros and for nonsense."""
    if moment is None:
        return None
    try:
        day = moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()
    except (OverflowError, ValueError):
        return None
    return day if day.year >= _EARLIEST_YEAR else None
