"""The only reader of the time.

Services take `now` (aware UTC) and `today` (local date) as arguments; entry points ask here. `TAPSYRMA_CLOCK` moves the
clock of a whole process: `@2026-11-22T06:00+05:00` stands still, `+12h` / `-3d` is an offset, and a path is a file that
holds one of these and is read again each time. Settings refuse it in production.
"""

import os
import re
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Almaty")

_OFFSET = re.compile(r"([+-]\d+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class UnusableClock(ValueError):
    """TAPSYRMA_CLOCK cannot be read."""


def now() -> datetime:
    """The present moment, aware UTC, moved by TAPSYRMA_CLOCK."""
    setting = os.environ.get("TAPSYRMA_CLOCK", "").strip()
    return _moved(setting) if setting else datetime.now(UTC)


def today(moment: datetime | None = None) -> date:
    """The local date in Kazakhstan of a moment (by default the present one)."""
    return (moment or now()).astimezone(ZONE).date()


def monotonic() -> float:
    """Seconds for measuring durations; never moved."""
    return time.monotonic()


def local_moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The UTC moment of a local date and time in Kazakhstan."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def check_tzdata() -> str | None:
    """A sentence when the zone data are older than 2024a (Almaty moved to UTC+5 on 1 March 2024), else None."""
    offset = datetime(2024, 3, 2, tzinfo=ZONE).utcoffset()
    if offset == timedelta(hours=5):
        return None
    return f"The time zone data of this machine are old: Asia/Almaty is {offset} in March 2024, not 5:00:00. Update tzdata."


def _moved(setting: str) -> datetime:
    if setting.startswith("@"):
        try:
            moment = datetime.fromisoformat(setting[1:])
        except ValueError as error:
            raise UnusableClock(f"TAPSYRMA_CLOCK: {setting!r} is no moment such as @2026-11-22T06:00+05:00") from error
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(UTC)
    if match := _OFFSET.fullmatch(setting):
        return datetime.now(UTC) + timedelta(**{_UNITS[match[2]]: int(match[1])})
    path = Path(setting)
    if not path.is_file():
        raise UnusableClock(f"TAPSYRMA_CLOCK: {setting!r} is neither @moment, +offset nor a file")
    content = path.read_text(encoding="utf8").strip()
    return _moved(content) if content and content != setting else datetime.now(UTC)
