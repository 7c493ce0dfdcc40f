"""The day of the period that a series is due on: from «ежеквартально, до 10 числа» to a schedule.

The grammar of deadlines finds the words and says how often; here the same pieces of it read which day is meant. Where the
words name none, policy gives one (`app.domain.term_rules`), not this module.
"""

import re
from datetime import date, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.enums import Recurrence
from app.domain.periods import YEAR_MONTHS, PartKind, Period, Unit, months
from app.domain.schedule import PERIOD_MONTHS, Schedule, from_first, in_period
from app.extraction.deadlines.kk_periods import cased
from app.extraction.deadlines.reading import find_deadlines
from app.extraction.deadlines.ru_periods import core
from app.extraction.deadlines.tokens import Tokens

_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})")
_FOLLOWING = re.compile(r"следующ\w*,? за (?:отчетн|истекш)|(?:есепті|өткен)\s\w+(?:нан|нен|дан|ден|тан|тен) кейінгі")
LAST_MONTH, LAST_DAY = 12, 31
PLAIN_YEAR = 2001  # any that is no leap year


def series_words(text: str, recurrence: Recurrence, published: date, calendar: WorkCalendar) -> str:
    """The words of a text that say how often something is due; "" when it has none of that frequency."""
    found = find_deadlines(text, published, calendar)
    return next((deadline.text for deadline in found if deadline.recurrence is recurrence), "")


def read_schedule(words: str, recurrence: Recurrence, published: date) -> Schedule | None:
    """The schedule that the words name; None where they name no day, or say that there is no end."""
    if recurrence is Recurrence.STANDING:
        return None
    t = Tokens(words, published, lenient=True)
    if recurrence is Recurrence.WEEKLY:
        weekday = next((day for day in (_weekday(t, i) for i in range(t.count)) if day), None)
        return Schedule(recurrence, weekday=weekday) if weekday else None
    if dates := _dates(t):
        if len(dates) * PERIOD_MONTHS[recurrence] == YEAR_MONTHS:
            return Schedule(recurrence, days=tuple(sorted(dates)))
        month, day = dates[0]
        first, last = months(PLAIN_YEAR, month, 1)
        return from_first(recurrence, min(first + timedelta(days=day - 1), last))
    after = _FOLLOWING.search(words.lower().replace("ё", "е").replace(",", "")) is not None
    for i in range(t.count):
        if found := _day_of_month(t, i):
            day, working = found
            named = _month_of_period(t)
            place = named or (-1 if day < 0 else None)
            whole = after or (named is None and recurrence is not Recurrence.MONTHLY and day > 0)
            return in_period(recurrence, day, month=place, working=working, after=whole)
    return None


def _weekday(t: Tokens, i: int) -> int | None:
    lex = t.lex[i]
    if "k_weekday" in lex:
        return int(lex["k_weekday"][0])
    return lex.get("weekday") or lex.get("weekdays")


def _periods(t: Tokens, i: int) -> list[Period]:
    """What either language reads at a word."""
    russian, kazakh = core(t, i), cased(t, i)
    return [found for found in (russian and russian.period, kazakh and kazakh.core.period) if found]


def _dates(t: Tokens) -> list[tuple[int, int]]:
    """(month, day) of every date named: «25 января и 25 июля», «01.03»."""
    found: dict[tuple[int, int], None] = {}
    for i in range(t.count):
        if match := _DAY_MONTH.fullmatch(t.words[i]):
            day, month = int(match[1]), int(match[2])
            if 1 <= month <= LAST_MONTH and 1 <= day <= LAST_DAY:
                found[month, day] = None
        for period in _periods(t, i):
            if period.unit is Unit.DAY and period.number and period.month:
                found[period.month, period.number] = None
    return list(found)


def _day_of_month(t: Tokens, i: int) -> tuple[int, bool] | None:
    """The day of a month at a word, and whether it counts working days; below 0 it counts from the end."""
    number = t.numbers[i] or t.lex[i].get("ord")
    if number:
        j = i + 1 + 2 * (t.words[i + 1] == "-")
        if "working" in t.lex[j]:
            return int(number), True
        if number == -1 and t.lex[j].get("unit") == "day":
            return -1, False
    if t.lex[i].get("edge") == "end":
        return -1, False
    for period in _periods(t, i):
        if period.unit is Unit.DAY and period.number and not period.month:
            return period.number, False
        last = period.parts[-1] if period.parts else None
        if last is not None and last.kind in (PartKind.DAY, PartKind.WORKING_DAY):
            return last.number, last.kind is PartKind.WORKING_DAY
    return None


def _month_of_period(t: Tokens) -> int | None:
    """«последнего месяца (квартала)», «первого месяца»: which month of the period."""
    for i in range(t.count):
        if t.lex[i].get("ord") and t.lex[i + 1].get("unit") == "month":
            return int(t.lex[i]["ord"])
    return None
