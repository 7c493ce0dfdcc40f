"""Sentences that tell why: the steps from the words of a deadline to its date, the names of rules and of vetoes.

Tables only, and one function that fills a sentence. Which steps there are is decided in `app.domain.terms`; which rule
or veto applies, in `app.extraction`. Other parts of the product add their rows to RULE_NAMES and VETO_NAMES.
"""

from collections.abc import Callable
from datetime import date

from app.domain.terms import Step
from app.i18n import N_

STEP_MESSAGES: dict[str, str] = {
    "phrase": N_("The text says: “{text}”."),
    "unit.hour": N_("It names an hour."),
    "unit.day": N_("It names a day."),
    "unit.weekday": N_("It names a day of the week."),
    "unit.week": N_("It names a week."),
    "unit.ten_days": N_("It names ten days of a month."),
    "unit.month": N_("It names a month."),
    "unit.quarter": N_("It names a quarter."),
    "unit.half_year": N_("It names a half-year."),
    "unit.season": N_("It names a season."),
    "unit.year": N_("It names a year."),
    "unit.decade": N_("It names a decade."),
    "part.start": N_("Of that, the beginning."),
    "part.middle": N_("Of that, the middle."),
    "part.end": N_("Of that, the end."),
    "part.half": N_("Of that, one half: {number}."),
    "part.ten_days": N_("Of that, one of the ten-day parts: {number}."),
    "part.week": N_("Of that, one week: {number}."),
    "part.month": N_("Of that, one month: {number}."),
    "part.quarter": N_("Of that, one quarter: {number}."),
    "part.day": N_("Of that, one day: {number}."),
    "part.working_day": N_("Of that, one working day by the work calendar: {number}."),
    "part.weekday": N_("Of that, one day of the week: {number}."),
    "part.weekend": N_("Of that, the weekend."),
    "year.said": N_("The year is named: {year}."),
    "year.relative": N_("It is seen from the day of publication, {published}."),
    "year.nearest": N_("No year is named: seen from {published}, the nearest term that is not over is meant ({year})."),
    "interval": N_("That is {first} to {last}."),
    "bound.day_itself": N_("The day itself is still on time: {date}."),
    "bound.last_day": N_("The last day of the period is still on time: {date}."),
    "bound.end": N_("“By the end” is the last day of the period: {date}."),
    "bound.middle": N_("“By the middle” is the middle day of the period: {date}."),
    "bound.before_start": N_("The term is over on the day before the period begins: {date}."),
    "bound.day_before": N_("The term is the day before: {date}."),
    "bound.start": N_("This is the beginning of something: {date}."),
    "count.months": N_("Months to count: {amount}."),
    "count.days": N_("Calendar days to count: {amount}."),
    "count.working_days": N_("Working days to count, by the work calendar: {amount}."),
    "count.hours": N_("Hours to count: {amount}."),
    "count.from": N_("Counted from {date}; that day itself does not count."),
    "count.uncovered": N_("The work calendar has no rows for {year}: holidays of that year are not known."),
    "date": N_("Last day on time: {date}."),
    "series.weekly": N_("It is due again every week."),
    "series.monthly": N_("It is due again every month."),
    "series.quarterly": N_("It is due again every quarter."),
    "series.half_yearly": N_("It is due again every half-year."),
    "series.yearly": N_("It is due again every year."),
    "series.standing": N_("It is a standing instruction without an end."),
    "series.other": N_("It repeats at an interval that the register does not keep."),
    "none.series": N_("A series has no single date."),
    "none.start": N_("A beginning is no deadline, so no date follows."),
    "none.event": N_("It depends on “{event}”, which no calendar fixes, so no date follows."),
    "none.vague": N_("It says that it is urgent or due, but not when, so no date follows."),
    "same": N_("It refers to “{text}”, named before."),
    "none.same": N_("It refers to a term named elsewhere, so no date follows from these words."),
    "none.impossible": N_("There is no such day, so no date follows."),
    "none.out_of_range": N_("The day lies too far away, so no date follows."),
}

RULE_NAMES: dict[str, str] = {
    "until.day": N_("“Until” a day, which is included"),
    "until.weekday": N_("“Until” a day of the week, which is included"),
    "until.week": N_("“Until” a week: the day before it begins"),
    "until.month": N_("“Until” a month: the day before it begins"),
    "until.quarter": N_("“Until” a quarter: the day before it begins"),
    "until.half_year": N_("“Until” a half-year: the day before it begins"),
    "until.season": N_("“Until” a season: the day before it begins"),
    "until.year": N_("“Until” a year: the day before it begins"),
    "until.decade": N_("“Until” a decade: the day before it begins"),
    "until.start": N_("“Until the beginning”: the day before it"),
    "until.middle": N_("“Until the middle”: the middle day"),
    "until.end": N_("“Until the end”: the last day"),
    "until.part": N_("“Until” a part of a period: the day before it begins"),
    "not_later.day": N_("“Not later than” a day, which is included"),
    "not_later.period": N_("“Not later than” a period: its last day"),
    "within.day": N_("On a day"),
    "within.period": N_("Within a period: its last day"),
    "before.day": N_("Just before a day or a period"),
    "from.period": N_("A beginning, which is no deadline"),
    "range.until": N_("From one day up to another"),
    "range.within": N_("From one day to another, which is included"),
    "count.calendar": N_("A length of time from the day of publication"),
    "count.over": N_("A length of time that the act takes, from the day of publication"),
    "count.working_days": N_("Working days from the day of publication"),
    "count.from_day": N_("A length of time from a day that is named"),
    "count.from_event": N_("A length of time from an event without a date"),
    "event.open": N_("An event whose day is decided each time"),
    "vague.term": N_("Urgency without a date"),
    "same.term": N_("A term named elsewhere in the text"),
    "series.weekly": N_("A weekly series"),
    "series.monthly": N_("A monthly series"),
    "series.quarterly": N_("A quarterly series"),
    "series.half_yearly": N_("A half-yearly series"),
    "series.yearly": N_("A yearly series"),
    "series.standing": N_("A standing instruction"),
    "series.other": N_("A series at another interval"),
}

VETO_NAMES: dict[str, str] = {}

DATES = frozenset({"date", "first", "last", "published"})


def explain_step(step: Step, gettext: Callable[[str], str], format_date: Callable[[date], str]) -> str:
    """The sentence of a step in the reader's language; a code without a sentence is shown as it is."""
    message = STEP_MESSAGES.get(step.code)
    if message is None:
        return step.code
    values = dict(step.data)
    for name in DATES & values.keys():
        values[name] = format_date(date.fromisoformat(values[name]))
    return gettext(message).format(**values)
