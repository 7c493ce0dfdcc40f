"""Terms that policy adds where a text has none: default term, urgency, first occurrence of a series.

A rule is dated data with a source and a badge, so that a lawyer corrects it without a release. Reading a term in a text
belongs to `app.extraction` and `terms.py`; applying these rules to `app.services.register`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.enums import Badge, Recurrence, Shift, TermUnit, Urgency
from app.domain.periods import add_months


@dataclass(frozen=True)
class TermRule:
    """One rule in one period.

    amount and unit: the length of the term; for `*_day` rules the day of the month. valid_from, valid_to: inclusive.
    """

    code: str
    amount: int
    unit: TermUnit
    shift: Shift
    valid_from: date
    valid_to: date | None
    source: str
    badge: Badge
    note: str

    def valid_on(self, day: date) -> bool:
        """Whether the rule was in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class TermRules:
    """All rules, of all periods."""

    rules: tuple[TermRule, ...]

    @classmethod
    def of(cls, rules: Iterable[TermRule]) -> "TermRules":
        """Build from any iterable."""
        return cls(tuple(rules))

    def get(self, code: str, day: date) -> TermRule:
        """The rule of that code in force on the day. Raises KeyError when the reference data lack it."""
        for rule in self.rules:
            if rule.code == code and rule.valid_on(day):
                return rule
        raise KeyError(code)


def apply_rule(rule: TermRule, start: date, calendar: WorkCalendar) -> date:
    """The last day on time of a term that starts with that day (the day itself is not counted)."""
    match rule.unit:
        case TermUnit.MONTHS:
            day = add_months(start, rule.amount)
        case TermUnit.WORKING_DAYS:
            day = calendar.add_working_days(start, rule.amount)
        case TermUnit.CALENDAR_DAYS:
            day = start + timedelta(days=rule.amount)
    return calendar.shift(day, rule.shift)


URGENCY_RULE = {Urgency.NORMAL: "default_term", Urgency.URGENT: "urgent", Urgency.VERY_URGENT: "very_urgent"}


def default_due(
    start: date, rules: TermRules, calendar: WorkCalendar, urgency: Urgency = Urgency.NORMAL
) -> tuple[date, TermRule]:
    """The deadline of an instruction whose text has none, and the rule that gave it."""
    rule = rules.get(URGENCY_RULE[urgency], start)
    return apply_rule(rule, start, calendar), rule


def next_occurrence(recurrence: Recurrence, after: date, rules: TermRules) -> tuple[date, TermRule]:
    """The next date on which a series without a day of its own is due, strictly later than `after`.

    Weekly: a week later. Other periods: the policy day of the month after the period. Standing: the yearly checkpoint.
    """
    if recurrence is Recurrence.WEEKLY:
        return after + timedelta(days=7), rules.get("series_day", after)
    if recurrence in (Recurrence.STANDING, Recurrence.YEARLY):
        rule = rules.get("standing_day", after)
        january = date(after.year, 1, rule.amount)
        return (january if january > after else date(after.year + 1, 1, rule.amount)), rule
    rule = rules.get("series_day", after)
    months = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}[recurrence]
    start_of_period = date(after.year, (after.month - 1) // months * months + 1, 1)
    return add_months(start_of_period, months).replace(day=rule.amount), rule
