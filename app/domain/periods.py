"""Stretches of the calendar named by their parts: from "the second half of May" to a first and a last day.

A `Period` holds what a phrase says and nothing more; what it leaves out (the year, the month) is chosen by whoever asks,
from the candidates that `candidates` lists. No words of a language, no preposition and no clock belong here.
"""

import calendar as months_of_the_year
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.domain.calendar import ONE_DAY, WorkCalendar

YEARS_AHEAD = 9
WEEK_DAYS = 7
YEAR_MONTHS = 12
QUARTER_MONTHS = 3
HALF_MONTHS = 6
DECADE_YEARS = 10
WINTER = 1


class Unit(StrEnum):
    """Grain of a period. TEN_DAYS is a third of a month (декада)."""

    HOUR = "hour"
    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


class Ref(StrEnum):
    """Which one, seen from the day of publication. COMING is the year that begins (наступающий, новый)."""

    THIS = "this"
    NEXT = "next"
    LAST = "last"
    BEFORE_LAST = "before_last"
    NEAREST = "nearest"
    COMING = "coming"


class PartKind(StrEnum):
    """A piece of a period; START, MIDDLE and END have no number."""

    START = "start"
    MIDDLE = "middle"
    END = "end"
    HALF = "half"
    TEN_DAYS = "ten_days"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEKDAY = "weekday"
    WEEKEND = "weekend"


EDGES = frozenset({PartKind.START, PartKind.MIDDLE, PartKind.END})
DAY_PARTS = frozenset({PartKind.DAY, PartKind.WORKING_DAY, PartKind.WEEKDAY})


class Interval(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Part:
    """One step inwards. number: 1-based, negative from the end; weekday: 1 (Monday) to 7, for PartKind.WEEKDAY."""

    kind: PartKind
    number: int = 1
    weekday: int = 0


@dataclass(frozen=True)
class Period:
    """What a phrase says of a stretch of the calendar.

    number: day of month, weekday 1-7, month 1-12, quarter 1-4, half 1-2, season 1-4 (1 = winter), first year of a decade;
    None where the phrase names only the grain. year, year_ref: the year as a number or as «текущий»; month, month_ref:
    of a day of a month; ref: said of the grain itself («следующая неделя»); offset: days from publication («завтра» 1).
    """

    unit: Unit
    number: int | None = None
    year: int | None = None
    year_ref: Ref | None = None
    month: int | None = None
    month_ref: Ref | None = None
    ref: Ref | None = None
    offset: int | None = None
    parts: tuple[Part, ...] = ()

    @property
    def is_day(self) -> bool:
        """Whether the phrase names one day, which is itself on time."""
        if self.parts:
            return self.parts[-1].kind in DAY_PARTS
        return self.unit in (Unit.DAY, Unit.WEEKDAY)


SHIFTS = {Ref.THIS: 0, Ref.NEXT: 1, Ref.LAST: -1, Ref.BEFORE_LAST: -2, Ref.NEAREST: 1}


def shifted(ref: Ref | None, today: date) -> int:
    """Years between the year of `today` and the year that the reference names."""
    if ref is Ref.COMING:
        return 1 if today.month > HALF_MONTHS else 0
    return SHIFTS[ref] if ref else 0


def add_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day. Raises ValueError or OverflowError out of range."""
    year, month = divmod(day.year * YEAR_MONTHS + day.month - 1 + count, YEAR_MONTHS)
    return day.replace(year=year, month=month + 1, day=min(day.day, months_of_the_year.monthrange(year, month + 1)[1]))


def months(year: int, month: int, count: int) -> Interval:
    """`count` whole months beginning with that one."""
    first = date(year, month, 1)
    return Interval(first, add_months(first, count) - ONE_DAY)


def open_year(period: Period) -> bool:
    """Whether the phrase leaves to its reader which year (or month) is meant."""
    if period.year or period.year_ref or period.ref or period.offset is not None or period.month_ref:
        return period.unit is Unit.SEASON and period.number == WINTER and not period.ref
    if period.number is None:
        return period.unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR)
    return period.unit not in (Unit.WEEKDAY, Unit.YEAR, Unit.DECADE)


def candidates(period: Period, today: date, calendar: WorkCalendar) -> Iterator[Interval]:
    """Every interval that the phrase may mean, the likeliest first to be tried first; impossible dates are left out."""
    for whole in _wholes(period, today):
        try:
            inner = whole
            for part in period.parts:
                inner = piece(part, inner, period.unit, calendar)
        except (ValueError, OverflowError):
            continue
        yield inner


def enclosing(period: Period, today: date, calendar: WorkCalendar, inner: Interval) -> Interval:
    """The interval around the last part of `period`, for the candidate that gave `inner`; itself where it has no parts."""
    if not period.parts:
        return inner
    outer = Period(**{**period.__dict__, "parts": period.parts[:-1]})
    for whole in candidates(outer, today, calendar):
        if whole.first <= inner.first and inner.last <= whole.last:
            return whole
    return inner


def _wholes(period: Period, today: date) -> Iterator[Interval]:
    """Candidates before the parts are applied."""
    if period.unit in (Unit.DAY, Unit.WEEKDAY, Unit.WEEK):
        source = _days(period, today)
    elif period.unit is Unit.YEAR or period.unit is Unit.DECADE:
        source = _years(period, today)
    elif period.number is None:
        source = _shifted(period, today)
    elif period.ref is not None:
        source = _referred(period, today)
    else:
        source = _numbered(period, today)
    try:
        yield from source
    except (ValueError, OverflowError):
        return


def _days(period: Period, today: date) -> Iterator[Interval]:
    if period.unit is Unit.DAY and period.number is not None:
        yield from _month_days(period, today)
        return
    if period.unit is Unit.DAY:
        if period.ref is not None and period.ref not in SHIFTS:
            return  # «с наступающим Днём учителя»
        day = today + timedelta(days=period.offset or (SHIFTS[period.ref] if period.ref else 0))
        yield Interval(day, day)
        return
    monday = today - timedelta(days=today.weekday())
    near = period.ref is Ref.NEAREST and period.unit is Unit.WEEKDAY
    shift = SHIFTS.get(period.ref, 0) if period.ref and not near else 0
    monday += timedelta(weeks=shift)
    if period.unit is Unit.WEEK:
        for later in (0,) if period.ref else range(2):
            first = monday + timedelta(weeks=later)
            yield Interval(first, first + timedelta(days=WEEK_DAYS - 1))
        return
    day = monday + timedelta(days=(period.number or 1) - 1)
    if period.ref in (None, Ref.NEAREST) and day <= today:
        day += timedelta(weeks=1)
    yield Interval(day, day)


def _month_days(period: Period, today: date) -> Iterator[Interval]:
    """«1 июля» in every year it may mean, «15 числа» in every month."""
    number = period.number or 1
    if period.month is not None:
        for year in _year_numbers(period, today):
            if number <= months_of_the_year.monthrange(year, period.month)[1]:
                yield Interval(date(year, period.month, number), date(year, period.month, number))
        return
    shift = SHIFTS.get(period.month_ref, 0) if period.month_ref else None
    for count in range(YEAR_MONTHS) if shift is None else (shift,):
        first = add_months(today.replace(day=1), count)
        if number <= months_of_the_year.monthrange(first.year, first.month)[1]:
            yield Interval(first.replace(day=number), first.replace(day=number))


def _years(period: Period, today: date) -> Iterator[Interval]:
    if period.unit is Unit.DECADE:
        start = period.number if period.number is not None else today.year // DECADE_YEARS * DECADE_YEARS
        start += DECADE_YEARS * (SHIFTS.get(period.ref, 0) if period.ref else 0)
        yield months(start, 1, DECADE_YEARS * YEAR_MONTHS)
        return
    year = period.year or today.year + shifted(period.year_ref or period.ref, today)
    for later in (0,) if period.year or period.year_ref or period.ref else range(2):
        yield months(year + later, 1, YEAR_MONTHS)


def _shifted(period: Period, today: date) -> Iterator[Interval]:
    """A grain without a number: «этот месяц», «следующий квартал», «конец полугодия»."""
    size = {Unit.MONTH: 1, Unit.QUARTER: QUARTER_MONTHS, Unit.HALF_YEAR: HALF_MONTHS, Unit.SEASON: QUARTER_MONTHS}[
        period.unit
    ]
    lead = 1 if period.unit is Unit.SEASON else 0
    first = add_months(today.replace(day=1), -((today.month - 1 + lead) % size))
    for shift in (SHIFTS.get(period.ref, 0),) if period.ref else range(2):
        start = add_months(first, size * shift)
        yield months(start.year, start.month, size)


def _year_numbers(period: Period, today: date) -> range:
    """Years in which the phrase may lie."""
    if period.year or period.year_ref:
        year = period.year or today.year + shifted(period.year_ref, today)
        return range(year, year + 1)
    if period.ref is not None:
        return range(today.year - 2, today.year + 3)
    return range(today.year - 1, today.year + YEARS_AHEAD)


def _numbered(period: Period, today: date) -> Iterator[Interval]:
    """A numbered month, quarter, half or season in every year it may mean."""
    number = period.number or 1
    for year in _year_numbers(period, today):
        if period.unit is Unit.MONTH:
            yield months(year, number, 1)
        elif period.unit is Unit.QUARTER:
            yield months(year, number * QUARTER_MONTHS - 2, QUARTER_MONTHS)
        elif period.unit is Unit.HALF_YEAR:
            yield months(year, number * HALF_MONTHS - 5, HALF_MONTHS)
        elif number != WINTER:
            yield months(year, number * QUARTER_MONTHS - QUARTER_MONTHS, QUARTER_MONTHS)
        else:
            yield months(year - 1, YEAR_MONTHS, QUARTER_MONTHS)
            if period.year or period.year_ref:
                yield months(year, YEAR_MONTHS, 1)


def _referred(period: Period, today: date) -> Iterator[Interval]:
    """«этой осенью», «следующий март», «прошлой зимой»."""
    found = list(_numbered(period, today))
    if period.ref is Ref.NEXT:
        yield from [i for i in found if i.first > today][:1]
    elif period.ref in (Ref.LAST, Ref.BEFORE_LAST):
        back = -1 if period.ref is Ref.LAST else -2
        yield from [i for i in found if i.last < today][back:][:1]
    elif period.ref is Ref.THIS:
        around = [i for i in found if i.first <= today <= i.last]
        yield from (around or [i for i in found if i.first.year == today.year])[:1]
    else:
        yield from [i for i in found if i.last >= today][:1]


def piece(part: Part, whole: Interval, unit: Unit, calendar: WorkCalendar) -> Interval:
    """The part of an interval. Raises ValueError when there is no such part («31-й день апреля»)."""
    days = (whole.last - whole.first).days + 1
    if part.kind is PartKind.END:
        return Interval(whole.last - timedelta(days=days // 3), whole.last)
    if part.kind is PartKind.START:
        return Interval(whole.first, _early(whole, days))
    if part.kind is PartKind.MIDDLE:
        return Interval(whole.first + timedelta(days=days // 3), middle(whole))
    if part.kind is PartKind.HALF:
        half = middle(whole)
        return Interval(whole.first, half) if part.number == 1 else Interval(half + ONE_DAY, whole.last)
    if part.kind in (PartKind.MONTH, PartKind.QUARTER):
        return _inner_months(part, whole, 1 if part.kind is PartKind.MONTH else QUARTER_MONTHS)
    if part.kind is PartKind.TEN_DAYS:
        return _ten_days(part.number, whole, unit)
    return _inner_days(part, whole, calendar)


def middle(whole: Interval) -> date:
    """The middle day as people mean it: 30 June of a year, the 15th of a month, Wednesday of a week."""
    days = (whole.last - whole.first).days + 1
    if days == WEEK_DAYS:
        return whole.first + timedelta(days=2)
    count = (whole.last.year - whole.first.year) * YEAR_MONTHS + whole.last.month - whole.first.month + 1
    if whole.first.day != 1 or (whole.last + ONE_DAY).day != 1:
        return whole.first + timedelta(days=(days - 1) // 2)
    half = add_months(whole.first, count // 2)
    return half.replace(day=15) if count % 2 else half - ONE_DAY


def _early(whole: Interval, days: int) -> date:
    """Last day of the beginning: the first quarter of a year, the first month of a quarter, ten days of a month."""
    if days > 3650:
        return add_months(whole.first, 3 * YEAR_MONTHS) - ONE_DAY
    if days > 360:
        return add_months(whole.first, QUARTER_MONTHS) - ONE_DAY
    if days > 80:
        return add_months(whole.first, 1) - ONE_DAY
    if days > 27:
        return whole.first + timedelta(days=9)
    return whole.first + timedelta(days=max(days // 3 - 1, 0))


def _inner_months(part: Part, whole: Interval, size: int) -> Interval:
    start = (
        add_months(whole.first, size * (part.number - 1))
        if part.number > 0
        else (add_months(whole.last + ONE_DAY, size * part.number))
    )
    if not whole.first <= start <= whole.last:
        raise ValueError("no such month in the period")
    return months(start.year, start.month, size)


def _ten_days(number: int, whole: Interval, unit: Unit) -> Interval:
    """Thirds of a month, as декада counts them; in a longer period the last month's or the first one's."""
    month = months(whole.first.year, whole.first.month, 1)
    if unit is not Unit.MONTH and number in (-1, 3):
        month = months(whole.last.year, whole.last.month, 1)
    if number in (-1, 3):
        return Interval(month.first + timedelta(days=20), month.last)
    first = month.first + timedelta(days=10 * (number - 1))
    return Interval(first, first + timedelta(days=9))


def _inner_days(part: Part, whole: Interval, calendar: WorkCalendar) -> Interval:
    if part.kind is PartKind.WEEKEND:
        return Interval(whole.last - ONE_DAY, whole.last)
    if part.kind is PartKind.WEEK:
        first = whole.first + timedelta(weeks=part.number - 1) if part.number > 0 else whole.last - timedelta(days=6)
        return Interval(first, min(first + timedelta(days=6), whole.last))
    step = ONE_DAY if part.number > 0 else -ONE_DAY
    day = whole.first if part.number > 0 else whole.last
    left = abs(part.number)
    while whole.first <= day <= whole.last:
        fits = part.kind is PartKind.DAY or (
            day.isoweekday() == part.weekday if part.kind is PartKind.WEEKDAY else calendar.is_working_day(day)
        )
        left -= fits
        if left <= 0:
            return Interval(day, day)
        day += step
    raise ValueError("no such day in the period")
