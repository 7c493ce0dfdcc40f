"""Terms that policy adds where a text has none: default term, urgency, first occurrence of a series.

A rule is dated data with a source and a badge, so that a lawyer corrects it without a release. Reading a term in a text
belongs to `app.extraction` and `terms.py`; applying these rules to `app.services.register`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest

from app.domain.calendar import WorkCalendar
from app.domain.enums import Badge, Recurrence, Shift, TermUnit, Urgency
from app.domain.periods import WEEK_DAYS, add_months
from app.domain.schedule import PERIOD_MONTHS

# Terms from which a co-executor's contribution is asked so long ahead; shorter ones at half time.
LONG_TERM_WORKING_DAYS = 15
LAST_CONTRIBUTION_WORKING_DAYS = 2
# The day of independence: a rule that is dated so has no beginning of its own, it always held.
ALWAYS = date(1991, 12, 16)


@dataclass(frozen=True)
class TermRule:
    """One rule in one period.

    amount and unit: the length of the term; for `*_day` rules the day of the month. valid_from, valid_to: inclusive.
    id: of the row it was read from; None for one that stands in no table.
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
    id: int | None = field(default=None, compare=False)

    def valid_on(self, day: date) -> bool:
        """Whether the rule was in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def always_held(self) -> bool:
        """Whether no version of the rule came before: its first day then says nothing."""
        return self.valid_from <= ALWAYS


@dataclass(frozen=True)
class TermRules:
    """All rules, of all periods."""

    rules: tuple[TermRule, ...]

    @classmethod
    def of(cls, rules: Iterable[TermRule]) -> "TermRules":
        """Build from any iterable. Where rows of one code overlap, the later beginning ends the earlier row."""
        ordered = sorted(rules, key=lambda rule: (rule.code, rule.valid_from))
        return cls(tuple(_ended(rule, later) for rule, later in zip_longest(ordered, ordered[1:])))

    def get(self, code: str, day: date) -> TermRule:
        """The rule of that code in force on the day. Raises KeyError when the reference data lack it."""
        if (rule := self.find(code, day)) is None:
            raise KeyError(code)
        return rule

    def find(self, code: str, day: date) -> TermRule | None:
        """The rule of that code in force on the day, if there is one."""
        return next((rule for rule in self.rules if rule.code == code and rule.valid_on(day)), None)

    def versions(self, code: str) -> tuple[TermRule, ...]:
        """All rows of a code, the oldest first."""
        return tuple(rule for rule in self.rules if rule.code == code)


def _ended(rule: TermRule, later: TermRule | None) -> TermRule:
    if later is None or later.code != rule.code or (rule.valid_to is not None and rule.valid_to < later.valid_from):
        return rule
    return replace(rule, valid_to=later.valid_from - timedelta(days=1))


def apply_rule(rule: TermRule, start: date, calendar: WorkCalendar) -> date:
    """The last day on time of a term that starts with that day (the day itself is not counted).

    Raises ValueError for a rule that counts no days.
    """
    match rule.unit:
        case TermUnit.MONTHS:
            day = add_months(start, rule.amount)
        case TermUnit.WORKING_DAYS:
            day = calendar.add_working_days(start, rule.amount)
        case TermUnit.CALENDAR_DAYS:
            day = start + timedelta(days=rule.amount)
        case TermUnit.TIMES:
            raise ValueError(f"{rule.code} counts no days")
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
        return after + timedelta(days=WEEK_DAYS), rules.get("series_day", after)
    rule = rules.get(day_rule(recurrence), after)
    size = PERIOD_MONTHS[recurrence]
    begun = date(after.year, (after.month - 1) // size * size + 1, 1)
    return day_of(rule, add_months(begun, size)), rule


def day_rule(recurrence: Recurrence) -> str:
    """The rule that gives the day where the text of a series names none."""
    return "standing_day" if recurrence in (Recurrence.STANDING, Recurrence.YEARLY) else "series_day"


def day_of(rule: TermRule, month: date) -> date:
    """The day that a `*_day` rule gives in the month that begins on that day; never beyond the month's end."""
    return month.replace(day=min(rule.amount, (add_months(month, 1) - timedelta(days=1)).day))


def before(rule: TermRule, due: date, calendar: WorkCalendar) -> date:
    """The day that lies so much before a date as the rule says. Raises ValueError for a rule that counts no days."""
    match rule.unit:
        case TermUnit.MONTHS:
            return add_months(due, -rule.amount)
        case TermUnit.WORKING_DAYS:
            return calendar.add_working_days(due, -rule.amount)
        case TermUnit.CALENDAR_DAYS:
            return due - timedelta(days=rule.amount)
        case TermUnit.TIMES:
            raise ValueError(f"{rule.code} counts no days")


def contribution_day(start: date, due: date, rules: TermRules, calendar: WorkCalendar) -> date | None:
    """When a co-executor owes its part: policy `coexec_lead` before the date of a long term, half-way of a short one.

    Never later than two working days before the date; None when the term has no room.
    """
    term = calendar.working_days_between(start, due)
    if term >= LONG_TERM_WORKING_DAYS:
        ahead = rules.get("coexec_lead", start).amount
    else:
        ahead = max(LAST_CONTRIBUTION_WORKING_DAYS, term - term // 2)
    day = calendar.add_working_days(due, -ahead)
    return day if day > start else None


def below_minimum(start: date, due: date, rules: TermRules, calendar: WorkCalendar) -> TermRule | None:
    """The rule of the shortest term when the term from `start` to `due` is shorter than it says; a warning, no more."""
    rule = rules.find("minimum_term", start)
    return rule if rule is not None and due < apply_rule(rule, start, calendar) else None
