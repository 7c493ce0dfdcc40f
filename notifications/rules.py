"""When a task stands in a person's letter of the day: the one table of reminder rules.

A rule decides only *that* a task stands in the letter and why; a person gets one letter with all of them. Counting
working days, knowing people and remembering what was noticed belong to the caller: it keeps a notice for each
(recipient, task, rule, due_on, week) and leaves out what it has noticed already. Because `due_on` is part of that key,
an extension arms all rules anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

AT_ONCE_WORKING_DAYS = 3


class Recipient(StrEnum):
    """The part in which somebody is reminded. A co-executor's people are these too, counted by its own date."""

    COORDINATOR = "coordinator"
    OFFICIAL = "official"
    DEPUTY = "deputy"
    SUPERVISOR = "supervisor"


EXECUTORS = frozenset({Recipient.COORDINATOR, Recipient.OFFICIAL})
DEPUTY = frozenset({Recipient.DEPUTY})
SUPERVISOR = frozenset({Recipient.SUPERVISOR})
EVERYBODY = frozenset(Recipient)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `at`: working days after the reminder day, negative before it; `every`: repeated, 0 = once.

    optional: a person may switch it off.
    """

    code: str
    at: int
    to: frozenset[Recipient]
    every: int = 0
    optional: bool = False


RULES = (
    Rule("before_10", -10, EXECUTORS, optional=True),
    Rule("before_5", -5, EXECUTORS, optional=True),
    Rule("before_3", -3, EXECUTORS),
    Rule("before_1", -1, EXECUTORS),
    Rule("on_the_day", 0, EXECUTORS),
    Rule("late_1", 1, EXECUTORS),
    Rule("late_3", 3, DEPUTY),
    Rule("late_7", 7, SUPERVISOR),
    Rule("late_weekly", 12, EVERYBODY, every=5),
)

# No row of the time table: said once, instead of every rule whose moment had passed before the task was on control.
REGISTERED_LATE = Rule("registered_late", 1, EXECUTORS)

RULE_BY_CODE = {rule.code: rule for rule in (*RULES, REGISTERED_LATE)}

# A task further away than this many working days is in nobody's letter: the bound for a query.
HORIZON_WORKING_DAYS = -min(rule.at for rule in RULES)


@dataclass(frozen=True, slots=True)
class DueRule:
    """A rule that has been reached. `week` counts the repetitions from 1; 0 for a rule that comes once."""

    rule: Rule
    week: int = 0

    @property
    def code(self) -> str:
        """The rule's name in a notice and among the reasons of a line."""
        return self.rule.code

    @property
    def week_key(self) -> str:
        """The repetition as a notice stores it: empty for a rule that comes once."""
        return str(self.week) if self.week else ""

    @property
    def reached_at(self) -> int:
        """Working days after the reminder day at which this (repetition of the) rule came due."""
        return self.rule.at + max(0, self.week - 1) * self.rule.every


def tightest_rule(recipient: Recipient, days_left: int, registered_days_left: int | None = None) -> DueRule | None:
    """The one rule that speaks for a task today, or None when none has been reached.

    days_left: working days from today to the reminder day (the deadline, or the working day before it when it falls on
    a day off); 0 on that day, negative after it. registered_days_left: the same distance on the day the task was put on
    control, None when that does not matter.

    Of all rules reached for that recipient the latest one is returned, so a clock that stood still for three days
    writes one line and not three; whether it has been noticed already is the caller's question. Rules whose moment lay
    before a registration after the deadline are silent: the executors get `registered_late` once, the others wait for
    the next rule.
    """
    reached = max(_reached(recipient, -days_left), key=lambda due: due.reached_at, default=None)
    if registered_days_left is None or registered_days_left >= 0:
        return reached
    if reached is not None and reached.reached_at > -registered_days_left:
        return reached
    return DueRule(REGISTERED_LATE) if recipient in REGISTERED_LATE.to else None


def at_once(days_left: int | None, *, urgent: bool = False) -> bool:
    """Whether putting a task on control is worth a letter of its own: urgent, or due within 3 working days.

    days_left: as in `tightest_rule`, None without a deadline. A task already late waits for the letter of the day.
    """
    return urgent or (days_left is not None and 0 <= days_left <= AT_ONCE_WORKING_DAYS)


def _reached(recipient: Recipient, position: int) -> Iterator[DueRule]:
    for rule in RULES:
        if recipient in rule.to and rule.at <= position:
            yield DueRule(rule, (position - rule.at) // rule.every + 1 if rule.every else 0)
