"""What a deadline expression means: from its parsed parts to the last day on time, with every step that led there.

The words are read in `app.extraction.deadlines.reading`; the sentences that tell the steps are in `app.explanations`. No default
term is applied and no date is shifted here: both are the register's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain.calendar import ONE_DAY, WorkCalendar
from app.domain.enums import Bound, Recurrence
from app.domain.periods import (
    YEAR_MONTHS,
    Interval,
    PartKind,
    Period,
    add_months,
    candidates,
    enclosing,
    open_year,
)

Day = date  # the field `date` of Resolved hides the type
DAY_HOURS = 24
LONGEST_MONTHS = 100 * YEAR_MONTHS
LONGEST_DAYS = 36_600
LONGEST_WORKING_DAYS = 5_000


class TermKind(StrEnum):
    """What sort of expression it is; all but PERIOD and COUNT give no date of their own."""

    PERIOD = "period"
    COUNT = "count"
    EVENT = "event"
    VAGUE = "vague"
    SERIES = "series"
    SAME = "same"


class Prep(StrEnum):
    """How an expression bounds an act.

    UNTIL: «до», «к»; NOT_LATER: «не позднее», «по»; WITHIN: «в», «на», «в течение»; BEFORE: «перед»; FROM: «с»;
    AFTER: «после», «не ранее».
    """

    UNTIL = "until"
    NOT_LATER = "not_later"
    WITHIN = "within"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"


@dataclass(frozen=True)
class Step:
    """One step of an explanation: a code of `app.explanations.STEP_MESSAGES` and values (dates in ISO)."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """A length of time. hours below a day count as the same day; backward: counted before the anchor."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0
    backward: bool = False


@dataclass(frozen=True)
class Term:
    """The parsed parts of a deadline expression.

    period: what the expression bounds; start: the first part of a range; count, anchor: a length of time and the day it
    is counted from (None = the day of publication); event: words of an event that no calendar fixes; recurrence: a
    series, alone or after a first date; text: the words themselves.
    """

    kind: TermKind
    prep: Prep = Prep.WITHIN
    period: Period | None = None
    start: Period | None = None
    count: Count | None = None
    anchor: Period | None = None
    event: str = ""
    recurrence: Recurrence | None = None
    text: str = ""


@dataclass(frozen=True)
class Resolved:
    """date: last day on time, None where none follows; start: first day of the interval (of a start: that day)."""

    date: Day | None
    bound: Bound
    recurrence: Recurrence | None
    steps: tuple[Step, ...]
    start: Day | None = None


def resolve(term: Term, published: date, calendar: WorkCalendar) -> Resolved:
    """The last day on time of a term in a text of that day; never raises for a date out of range or impossible."""
    steps = [Step("phrase", {"text": term.text})] if term.text else []
    if term.kind is TermKind.PERIOD and term.period is not None:
        return _of_period(term, term.period, published, calendar, steps)
    if term.kind is TermKind.COUNT and term.count is not None:
        return _of_count(term, term.count, published, calendar, steps)
    if term.kind is TermKind.SERIES:
        name = term.recurrence.value if term.recurrence else "other"
        return _undated(term, [*steps, Step(f"series.{name}"), Step("none.series")])
    if term.kind is TermKind.EVENT:
        bound = Bound.FROM if term.prep in (Prep.FROM, Prep.AFTER) else Bound.NONE
        return Resolved(None, bound, term.recurrence, (*steps, Step("none.event", {"event": term.event})))
    return _undated(term, [*steps, Step("none.same" if term.kind is TermKind.SAME else "none.vague")])


def _undated(term: Term, steps: list[Step]) -> Resolved:
    return Resolved(None, Bound.NONE, term.recurrence, tuple(steps))


def _of_period(term: Term, period: Period, published: date, calendar: WorkCalendar, steps: list[Step]) -> Resolved:
    today = published
    start = None
    if term.start is not None and term.start.year and not period.year:
        start = _choose(term.start, Prep.WITHIN, published, published, calendar)
        today = max(published, start.first) if start else published
    found = _choose(period, term.prep, published, today, calendar)
    if found is None:
        return _undated(term, [*steps, *_parts(period), Step("none.impossible")])
    if term.start is not None and start is None:
        start = _start_of_range(term.start, found, published, calendar)
    outer = enclosing(period, today, calendar, found)
    steps += [
        *_parts(period),
        *_chosen(period, found, published, outer if _edge_of_whole(term.prep, period) else found),
    ]
    if term.prep in (Prep.FROM, Prep.AFTER):
        first = _first_day(term.prep, period, found)
        steps += [Step("bound.start", {"date": first.isoformat()}), Step("none.start")]
        return Resolved(None, Bound.FROM, term.recurrence, tuple(steps), first)
    day, code = _bound(term.prep, period, found, outer)
    steps += [Step(code, {"date": day.isoformat()}), Step("date", {"date": day.isoformat()})]
    first_day = start.first if start else found.first if term.prep is Prep.WITHIN else None
    if term.recurrence:
        steps.append(Step(f"series.{term.recurrence.value}"))
    return Resolved(day, Bound.UNTIL, term.recurrence, tuple(steps), first_day)


def _first_day(prep: Prep, period: Period, found: Interval) -> date:
    """The day on which something that is said to begin «с …» or «после …» begins."""
    if prep is Prep.FROM or (period.is_day and found.last == date.max):
        return found.first
    return found.last + ONE_DAY if found.last < date.max else found.last


def _choose(period: Period, prep: Prep, published: date, today: date, calendar: WorkCalendar) -> Interval | None:
    """The candidate that a reader of that day means: where no year is said, the first whose term is not over."""
    last = None
    past = period.year is not None and period.year < published.year
    for found in candidates(period, today, calendar):
        if not open_year(period):
            return found
        last = found
        day = found.first if prep in (Prep.FROM, Prep.AFTER) else _bound(prep, period, found, found)[0]
        if period.parts and prep is Prep.UNTIL:
            day = _bound(prep, period, found, enclosing(period, today, calendar, found))[0]
        if day >= today and not past:
            return found
    return last if period.year or period.year_ref else None


def _start_of_range(start: Period, end: Interval, published: date, calendar: WorkCalendar) -> Interval | None:
    """The first part of a range, nearest before its end: «с 1 декабря по 15 января 2027 года»."""
    for year in (end.last.year, end.last.year - 1):
        dated = start if start.year or start.year_ref or start.ref else replace(start, year=year)
        for found in candidates(dated, published, calendar):
            if found.first <= end.last:
                return found
    return None


def _bound(prep: Prep, period: Period, found: Interval, outer: Interval) -> tuple[date, str]:
    """Last day on time within or before an interval, and the code of the reason."""
    try:
        if prep is Prep.BEFORE:
            return found.first - ONE_DAY, "bound.day_before"
        if period.is_day:
            return found.last, "bound.day_itself"
        if prep is not Prep.UNTIL:
            return found.last, "bound.last_day"
        edge = period.parts[-1].kind if period.parts else None
        if edge in (PartKind.END, PartKind.MIDDLE):
            return found.last, f"bound.{edge.value}"
        if edge is PartKind.START:
            return outer.first - ONE_DAY, "bound.before_start"
        return found.first - ONE_DAY, "bound.before_start"
    except OverflowError:
        return found.first, "bound.before_start"


def _parts(period: Period) -> list[Step]:
    """Which parts the phrase names."""
    steps = [Step(f"unit.{period.unit.value}", {"number": period.number} if period.number is not None else {})]
    steps += [Step(f"part.{part.kind.value}", {"number": part.number}) for part in period.parts]
    return steps


def _edge_of_whole(prep: Prep, period: Period) -> bool:
    """Whether the term is the edge of a whole period: what «до конца года» bounds is the year, not its last third."""
    return prep is Prep.UNTIL and bool(period.parts) and period.parts[-1].kind in (PartKind.END, PartKind.MIDDLE)


def _chosen(period: Period, found: Interval, published: date, shown: Interval) -> list[Step]:
    """How the year was found, and the interval that follows. shown: the interval that a reader is told of."""
    steps = []
    if period.year:
        steps.append(Step("year.said", {"year": period.year}))
    elif period.year_ref or period.ref or period.offset is not None or period.month_ref:
        steps.append(Step("year.relative", {"published": published.isoformat()}))
    elif open_year(period):
        steps.append(Step("year.nearest", {"published": published.isoformat(), "year": found.last.year}))
    else:
        steps.append(Step("year.relative", {"published": published.isoformat()}))
    if shown.first != shown.last:
        steps.append(Step("interval", {"first": shown.first.isoformat(), "last": shown.last.isoformat()}))
    return steps


def _of_count(term: Term, count: Count, published: date, calendar: WorkCalendar, steps: list[Step]) -> Resolved:
    if term.event:
        steps += [*_amounts(count), Step("none.event", {"event": term.event})]
        return Resolved(None, Bound.NONE, term.recurrence, tuple(steps))
    base = published
    if term.anchor is not None:
        found = _choose(term.anchor, Prep.WITHIN, published, published, calendar)
        if found is None:
            return _undated(term, [*steps, Step("none.impossible")])
        ends = term.anchor.parts and term.anchor.parts[-1].kind is PartKind.END
        base = found.first if count.backward and not ends else found.last
    steps += [*_amounts(count), Step("count.from", {"date": base.isoformat()})]
    day = counted(base, count, calendar)
    if day is None:
        return _undated(term, [*steps, Step("none.out_of_range")])
    if count.working_days and not all(calendar.covers(d) for d in (base, day)):
        steps.append(Step("count.uncovered", {"year": day.year}))
    if term.prep in (Prep.FROM, Prep.AFTER):
        steps += [Step("bound.start", {"date": day.isoformat()}), Step("none.start")]
        return Resolved(None, Bound.FROM, term.recurrence, tuple(steps), day)
    steps.append(Step("date", {"date": day.isoformat()}))
    if term.recurrence:
        steps.append(Step(f"series.{term.recurrence.value}"))
    return Resolved(day, Bound.UNTIL, term.recurrence, tuple(steps), base if term.anchor else None)


def counted(base: date, count: Count, calendar: WorkCalendar) -> date | None:
    """The day that lies `count` after (or before) `base`, which is not counted; None out of range."""
    if count.months > LONGEST_MONTHS or count.days > LONGEST_DAYS or count.working_days > LONGEST_WORKING_DAYS:
        return None
    sign = -1 if count.backward else 1
    try:
        day = add_months(base, sign * count.months)
        day += timedelta(days=sign * (count.days + count.hours // DAY_HOURS))
        return calendar.add_working_days(day, sign * count.working_days) if count.working_days else day
    except (ValueError, OverflowError):
        return None


def _amounts(count: Count) -> list[Step]:
    named: Iterable[tuple[str, int]] = (
        ("months", count.months),
        ("days", count.days),
        ("working_days", count.working_days),
        ("hours", count.hours),
    )
    return [Step(f"count.{name}", {"amount": amount}) for name, amount in named if amount]
