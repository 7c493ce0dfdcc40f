"""What may be entered as policy: a new version of a rule, a day of the calendar. What that moves is `impact.py`'s."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import SATURDAY
from app.domain.enums import Badge, CalendarDayKind, TermUnit
from app.domain.errors import InvalidInput
from app.domain.term_rules import URGENCY_RULE, TermRule, TermRules

# Rules whose number is a day of the month, and rules that may be counted in other units; the rest keep their unit.
DAYS_OF_MONTH = frozenset({"series_day", "standing_day"})
FREE_UNIT = frozenset({*URGENCY_RULE.values(), "minimum_term", "series_ahead"})
LENGTH_UNITS = (TermUnit.CALENDAR_DAYS, TermUnit.WORKING_DAYS, TermUnit.MONTHS)
MOST = {TermUnit.CALENDAR_DAYS: 3660, TermUnit.WORKING_DAYS: 2500, TermUnit.MONTHS: 120, TermUnit.TIMES: 20}
LAST_DAY_OF_MONTH = 31


@dataclass(frozen=True)
class Entered:
    """What the calendar says of a day. kind None: nothing, the weekday decides."""

    kind: CalendarDayKind | None = None
    name_ru: str = ""
    name_kk: str = ""
    name_en: str = ""

    def as_data(self) -> dict[str, Any]:
        """The day as JSON; {} where nothing is said."""
        if self.kind is None:
            return {}
        return {
            "kind": self.kind.value,
            "name_ru": self.name_ru,
            "name_kk": self.name_kk,
            "name_en": self.name_en,
        }


def check_rule(new: TermRule, rules: TermRules) -> TermRule:
    """The version in force that the new one follows.

    Raises InvalidInput: "rule_too_early", "rule_followed", "unit_fixed", "amount_outside", "source_required",
    "rule_unchanged".
    """
    versions = rules.versions(new.code)
    present = rules.find(new.code, new.valid_from)
    if present is None or new.valid_from <= present.valid_from:
        raise InvalidInput("rule_too_early", day=(present or versions[0]).valid_from)
    if present is not versions[-1]:
        raise InvalidInput("rule_followed", day=versions[versions.index(present) + 1].valid_from)
    if new.unit is not present.unit and not (new.code in FREE_UNIT and new.unit in LENGTH_UNITS):
        raise InvalidInput("unit_fixed", unit=present.unit)
    most = LAST_DAY_OF_MONTH if new.code in DAYS_OF_MONTH else MOST[new.unit]
    if not 1 <= new.amount <= most:
        raise InvalidInput("amount_outside", first=1, last=most)
    if not new.source and new.badge is not Badge.POLICY:
        raise InvalidInput("source_required")
    if _words(new) == _words(present):
        raise InvalidInput("rule_unchanged")
    return present


def _words(rule: TermRule) -> tuple[object, ...]:
    return rule.amount, rule.unit, rule.shift, rule.source, rule.badge, rule.note


def check_day(day: date, before: Entered, after: Entered, act: str) -> None:
    """Refuse what cannot be entered. Raises InvalidInput: "source_required", "day_unchanged", "day_name_required",
    "day_working_already".
    """
    if not act:
        raise InvalidInput("source_required")
    if after == before:
        raise InvalidInput("day_unchanged")
    if after.kind is CalendarDayKind.WORKING_WEEKEND and day.weekday() < SATURDAY:
        raise InvalidInput("day_working_already")
    if after.kind is not None and not all((after.name_ru, after.name_kk, after.name_en)):
        raise InvalidInput("day_name_required")
