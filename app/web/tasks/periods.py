"""The period that an occurrence of a series is about, in words. Its codes are made in `app.domain.schedule`."""

from babel.dates import format_date

from app.domain.schedule import period_start
from app.i18n import format_day, get_locale, gettext


def period_name(code: str) -> str:
    """A period in words; "" for none."""
    if not code:
        return ""
    first = period_start(code)
    part = code.partition("-")[2]
    if part.startswith("W"):
        return gettext("week from %(day)s", day=format_day(first))
    if part.startswith("Q"):
        return gettext("quarter %(number)s of %(year)s", number=part[1:], year=first.year)
    if part.startswith("H"):
        return gettext("half-year %(number)s of %(year)s", number=part[1:], year=first.year)
    if part:
        name = format_date(first, "LLLL y", locale=get_locale())
        return name[:1].upper() + name[1:]
    return gettext("year %(year)s", year=first.year)
