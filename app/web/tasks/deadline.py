"""The deadline panel: phrase, rule and its source, calendar, extensions, date, each in a sentence.

Nothing is counted anew here: the steps were kept when the date was set, and the calendar only says what day it is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, ExtensionState, Shift, TermUnit
from app.domain.term_rules import TermRule
from app.domain.terms import Step
from app.explanations import RULE_NAMES, VETO_NAMES, explain_step
from app.i18n import N_, format_day, get_locale, gettext, ngettext
from app.models import CalendarDay, Extension, Task
from app.queries.reference import term_rules, work_calendar

# Rules that name a day rather than a length of time.
SERIES = {
    "series_day": N_("It is due again each period; where the text names no day, policy sets one (day %(day)s)."),
    "standing_day": N_("It has no end; policy sets a yearly checkpoint on %(day)s January."),
}


@dataclass(frozen=True)
class Panel:
    """What stands in the panel.

    steps: how the phrase, which stands above them, became a date; rule: the row of policy that gave the date.
    """

    phrase: str
    steps: list[str]
    rule: TermRule | None
    calendar: str
    extensions: list[Extension]
    pending: Extension | None


def panel(session: Session, task: Task) -> Panel:
    """The panel of a task."""
    return Panel(
        phrase=task.due_text,
        steps=steps([step for step in task.due_steps if step["code"] != "phrase"]),
        rule=_rule(session, task),
        calendar=_calendar_step(session, task.due_on) if task.due_on else "",
        extensions=[row for row in task.extensions if row.state is ExtensionState.APPROVED],
        pending=next((row for row in task.extensions if row.state is ExtensionState.REQUESTED), None),
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
        case TermUnit.CALENDAR_DAYS:
            return ngettext(
                "The text gives no date; policy adds a term of %(n)s calendar day.",
                "The text gives no date; policy adds a term of %(n)s calendar days.",
                amount,
            )


def _rule(session: Session, task: Task) -> TermRule | None:
    """The rule of policy behind the date; a rule that left the reference data is not shown."""
    if task.due_basis is not DueBasis.POLICY:
        return None
    known = (rule for rule in term_rules(session).rules if rule.code == task.due_rule and rule.valid_on(task.issued_on))
    return next(known, None)


def _calendar_step(session: Session, day: date) -> str:
    """What kind of day the deadline is, and by which day reminders count when nobody works on it."""
    calendar = work_calendar(session)
    if calendar.is_working_day(day):
        return gettext("%(weekday)s, a working day.", weekday=_weekday(day))
    before = calendar.shift(day, Shift.PRECEDING)
    row = session.get(CalendarDay, day)
    name = _name(row) if row else ""
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


def _name(row: CalendarDay) -> str:
    return {"ru": row.name_ru, "kk": row.name_kk}.get(get_locale(), row.name_en)
