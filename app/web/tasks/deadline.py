"""The deadline panel: phrase, rule and its source, calendar, what moved the date and who decided, date, in sentences.

Nothing is counted anew here: the steps were kept when the date was set, and the calendar only says what day it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from babel.dates import format_date
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, ExtensionState, Shift, TermUnit
from app.domain.extensions import marked_red
from app.domain.history import EventKind
from app.domain.term_rules import TermRule, TermRules, below_minimum
from app.domain.terms import Step
from app.explanations import RULE_NAMES, VETO_NAMES, explain_step
from app.i18n import N_, format_day, format_moment, get_locale, gettext, ngettext
from app.models import Extension, Task, TaskEvent, User
from app.queries.policy import day_entered
from app.queries.reference import term_rules, work_calendar
from app.web.session import today

# Rules that name a day rather than a length of time.
SERIES = {
    "series_day": N_("It is due again each period; where the text names no day, policy sets one (day %(day)s)."),
    "standing_day": N_("It has no end; policy sets a yearly checkpoint on %(day)s January."),
}


@dataclass(frozen=True)
class Panel:
    """What stands in the panel.

    steps: how the phrase, which stands above them, became a date; reading: the rule by which the words were read; rule:
    the row of policy that gave the date; calendar: of the first date; moves: what moved it since, one by one, and then
    the calendar of the present date; warning: the term is shorter than the shortest one; often: extended so often that
    supervisors see it in red.
    """

    phrase: str
    steps: list[str]
    reading: str
    rule: TermRule | None
    calendar: str
    moves: list[str]
    moved_calendar: str
    pending: Extension | None
    granted: int
    warning: str
    often: bool


def panel(session: Session, task: Task) -> Panel:
    """The panel of a task."""
    rules = term_rules(session)
    first = task.original_due_on or task.due_on
    moves = _moves(session, task)
    granted = sum(row.state is ExtensionState.APPROVED for row in task.extensions)
    return Panel(
        phrase=task.due_text,
        steps=steps([step for step in task.due_steps if step["code"] != "phrase"]),
        reading=rule_name(task.due_rule) if task.due_basis is DueBasis.TEXT and task.due_rule in RULE_NAMES else "",
        rule=_rule(task, rules),
        calendar=_calendar_step(session, first) if first else "",
        moves=[sentence for _, sentence in moves],
        moved_calendar=_calendar_step(session, task.due_on) if moves and task.due_on else "",
        pending=next((row for row in task.extensions if row.state is ExtensionState.REQUESTED), None),
        granted=granted,
        warning=_warning(session, task, rules),
        often=marked_red(granted, rules, today()),
    )


def steps(kept: list[Any]) -> list[str]:
    """The kept steps as sentences."""
    return [_sentence(step["code"], step.get("data") or {}) for step in kept]


def rule_name(code: str) -> str:
    """A rule or a veto in words; its code where it has none."""
    name = RULE_NAMES.get(code) or VETO_NAMES.get(code)
    return gettext(name) if name else code


def _sentence(code: str, data: dict[str, Any]) -> str:
    match code:
        case "policy_term":
            if message := SERIES.get(data["rule"]):
                return gettext(message, day=data["amount"])
            return _policy_term(data["amount"], TermUnit(data["unit"]))
        case "result":
            code = "date"
    return explain_step(Step(code, data), gettext, format_day)


def _policy_term(amount: int, unit: TermUnit) -> str:
    match unit:
        case TermUnit.MONTHS:
            return ngettext(
                "The text gives no date; policy adds a term of %(n)s month.",
                "The text gives no date; policy adds a term of %(n)s months.",
                amount,
            )
        case TermUnit.WORKING_DAYS:
            return ngettext(
                "The text gives no date; policy adds a term of %(n)s working day.",
                "The text gives no date; policy adds a term of %(n)s working days.",
                amount,
            )
    return ngettext(
        "The text gives no date; policy adds a term of %(n)s calendar day.",
        "The text gives no date; policy adds a term of %(n)s calendar days.",
        amount,
    )


def _rule(task: Task, rules: TermRules) -> TermRule | None:
    """The version of the rule of policy behind the date; a rule that left the reference data is not shown."""
    if task.due_basis is not DueBasis.POLICY:
        return None
    if task.due_rule_id is not None:
        return next((rule for rule in rules.rules if rule.id == task.due_rule_id), None)
    return rules.find(task.due_rule, task.issued_on)


def _moves(session: Session, task: Task) -> list[tuple[datetime, str]]:
    """Extensions and changes of policy that moved the date, in their order, each with who decided."""
    granted = [row for row in task.extensions if row.granted_due_on is not None and row.decided_at is not None]
    names: dict[int | None, str] = {}
    if granted:
        deciders = sa.select(User).where(User.id.in_({row.decided_by_id for row in granted}))
        names = {user.id: user.name for user in session.scalars(deciders)}
    found: list[tuple[datetime, str]] = []
    for number, row in enumerate(granted, 1):
        assert row.granted_due_on is not None
        assert row.decided_at is not None
        sentence = gettext(
            "Extension %(number)s: from %(old)s to %(new)s, granted by %(who)s on %(at)s.",
            number=number,
            old=format_day(row.old_due_on),
            new=format_day(row.granted_due_on),
            who=names.get(row.decided_by_id) or gettext("the register"),
            at=format_moment(row.decided_at),
        )
        found.append((row.decided_at, sentence))
    return sorted([*found, *_recomputed(session, task)])


def _recomputed(session: Session, task: Task) -> list[tuple[datetime, str]]:
    """What batches of policy did to the deadline."""
    events = session.scalars(
        sa.select(TaskEvent)
        .where(TaskEvent.task_id == task.id, TaskEvent.kind == EventKind.TERM_RECOMPUTED)
        .order_by(TaskEvent.seq)
    )
    message = N_("A change of policy (batch %(batch)s) moved it from %(old)s to %(new)s, entered by %(who)s on %(at)s.")
    return [
        (
            event.at,
            gettext(
                message,
                batch=event.data.get("batch"),
                old=format_day(date.fromisoformat(event.data["old"])),
                new=format_day(date.fromisoformat(event.data["new"])),
                who=event.actor.name if event.actor else gettext("the register"),
                at=format_moment(event.at),
            ),
        )
        for event in events
        if event.data.get("old") and event.data.get("new")
    ]


def _warning(session: Session, task: Task, rules: TermRules) -> str:
    """That the term is shorter than the shortest one; nothing is changed by it."""
    if task.original_due_on is None or task.is_milestone or task.series_id is not None:
        return ""
    rule = below_minimum(task.issued_on, task.original_due_on, rules, work_calendar(session))
    if rule is None:
        return ""
    return ngettext(
        "The term is shorter than %(n)s working day, the shortest one. Nothing was changed.",
        "The term is shorter than %(n)s working days, the shortest one. Nothing was changed.",
        rule.amount,
    )


def _calendar_step(session: Session, day: date) -> str:
    """What kind of day the deadline is, and by which day reminders count when nobody works on it."""
    calendar = work_calendar(session)
    if calendar.is_working_day(day):
        return gettext("%(weekday)s, a working day.", weekday=_weekday(day))
    before = calendar.shift(day, Shift.PRECEDING)
    row = day_entered(session, day)
    name = row.name(get_locale()) if row else ""
    return gettext(
        "%(weekday)s, a day off%(name)s; the working day before it is %(before)s. "
        "Reminders count by that day, lateness by the deadline itself.",
        weekday=_weekday(day),
        name=f" ({name})" if name else "",
        before=format_day(before),
    )


def _weekday(day: date) -> str:
    word = format_date(day, "EEEE", locale=get_locale())
    return word[:1].upper() + word[1:]
