"""How an instruction repeats: the schedule that its words give, its next date, the row that keeps both.

The occurrences themselves are put on control by `occurrences.py`; which words say how often, by `app.extraction`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.enums import Recurrence
from app.domain.schedule import Schedule, from_first, next_due, period_code
from app.domain.term_rules import TermRule, TermRules, next_occurrence
from app.extraction.deadlines.series_days import read_schedule, series_words
from app.models import Finding, Series


@dataclass(frozen=True)
class Repeating:
    """How something repeats. words: of the term; schedule None: they name no day, policy gives it."""

    recurrence: Recurrence
    words: str = ""
    schedule: Schedule | None = None


def repeating(
    session: Session,
    recurrence: Recurrence,
    text: str,
    issued_on: date,
    calendar: WorkCalendar,
    *,
    finding_id: int | None = None,
    first: date | None = None,
) -> Repeating:
    """How an instruction repeats: by the finding's words, else by those of the text, else from its first date on."""
    finding = session.get(Finding, finding_id) if finding_id else None
    words = ((finding.fields.get("deadline") or {}).get("text") or "") if finding else ""
    schedule = read_schedule(words, recurrence, issued_on) if words else None
    if schedule is None and (found := series_words(text, recurrence, issued_on, calendar)):
        words, schedule = words or found, read_schedule(found, recurrence, issued_on)
    if schedule is None and first is not None:
        schedule = from_first(recurrence, first)
    return Repeating(recurrence, words, schedule)


def following(
    recurrence: Recurrence, schedule: Schedule | None, after: date, rules: TermRules, calendar: WorkCalendar
) -> tuple[date, TermRule | None]:
    """The next date of a series strictly later than `after`, not shifted, and the rule of policy when that gave it."""
    if schedule is not None:
        return next_due(schedule, after, calendar), None
    return next_occurrence(recurrence, after, rules)


def period_of(recurrence: Recurrence, schedule: Schedule | None, due: date) -> str:
    """The code of the period that an occurrence due on that day is about."""
    after = schedule.after if schedule else recurrence is not Recurrence.WEEKLY
    return period_code(recurrence, due, after=after)


def steps_of(how: Repeating, after: date, due: date) -> tuple[dict[str, Any], ...]:
    """The explanation of a date that the words of a series gave."""
    return (
        {"code": "phrase", "data": {"text": how.words}},
        {"code": f"series.{how.recurrence.value}", "data": {}},
        {"code": "series.day", "data": {"after": after.isoformat(), "date": due.isoformat()}},
        {"code": "date", "data": {"date": due.isoformat()}},
    )


def begin_series(
    session: Session,
    how: Repeating,
    first: date,
    rules: TermRules,
    calendar: WorkCalendar,
    *,
    finding_id: int | None,
    now: datetime,
) -> Series:
    """The row of a series whose first occurrence is due on that day."""
    series = Series(
        recurrence=how.recurrence,
        schedule=how.schedule.as_data() if how.schedule else {},
        text=how.words,
        finding_id=finding_id,
        next_due=following(how.recurrence, how.schedule, first, rules, calendar)[0],
        created_at=now,
    )
    session.add(series)
    session.flush()
    return series
