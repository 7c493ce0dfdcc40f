"""Changing policy as logged batches: a version of a rule of terms, a day of the work calendar.

Each change is previewed and then applied; what is applied is computed anew and must be what the preview showed. Which
tasks move is said by `recompute.py`. Only administrators change policy.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Badge, CalendarDayKind, PolicyChangeKind, Shift, TermUnit
from app.domain.errors import ChangedMeanwhile, NotFound
from app.domain.history import EventKind
from app.domain.impact import Impact, Move, digest
from app.domain.permissions import Duty
from app.domain.policy import Entered, check_day, check_rule
from app.domain.term_rules import TermRule, TermRules
from app.models import CalendarOverride, PolicyChange, Task, User
from app.models import TermRule as TermRuleRow
from app.queries.policy import day_entered, day_names
from app.queries.reference import term_rules, work_calendar
from app.services.facts import executor_facts
from app.services.guard import clean_line, require_duty, written
from app.services.history import record
from app.services.recompute import World, impact_of_day, impact_of_rule


@dataclass(frozen=True)
class RuleDraft:
    """A new version of a rule as it was typed. ground: the act or the reason, for the log."""

    code: str
    amount: int
    unit: TermUnit
    shift: Shift
    valid_from: date
    source: str
    badge: Badge
    note: str = ""
    ground: str = ""


@dataclass(frozen=True)
class DayDraft:
    """A day of the calendar as it was typed. kind None: it is withdrawn; act: what it is entered by."""

    day: date
    kind: CalendarDayKind | None
    act: str
    badge: Badge = Badge.STATUTORY
    name_ru: str = ""
    name_kk: str = ""
    name_en: str = ""
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """What a change would do. before, after: the values of the row; digest: what the apply is compared with."""

    kind: PolicyChangeKind
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]
    impact: Impact
    digest: str


def preview_rule(session: Session, draft: RuleDraft, *, by: User | None) -> Preview:
    """What a new version of a rule would do. Raises InvalidInput when it cannot be entered, NotFound for no such rule."""
    require_duty(by, Duty.CHANGE_POLICY)
    rules = term_rules(session)
    if not rules.versions(draft.code):
        raise NotFound("rule_unknown")
    new = TermRule(
        code=draft.code,
        amount=draft.amount,
        unit=draft.unit,
        shift=draft.shift,
        valid_from=draft.valid_from,
        valid_to=None,
        source=clean_line(draft.source),
        badge=draft.badge,
        note=written(draft.note, required=False),
    )
    present = check_rule(new, rules)
    world = World(TermRules.of([*rules.rules, new]), work_calendar(session))
    impact = impact_of_rule(session, new, world)
    return _preview(PolicyChangeKind.TERM_RULE, new.code, rule_data(present), rule_data(new), impact)


def apply_rule_change(
    session: Session, draft: RuleDraft, expected: str, *, by: User | None, now: datetime
) -> PolicyChange:
    """Enter the version and move the tasks of its preview, as one batch.

    expected: the digest of the preview. Raises ChangedMeanwhile (`preview_outdated`) when it is no longer that.
    """
    preview = preview_rule(session, draft, by=by)
    change = _log(session, preview, expected, written(draft.ground), by=by, now=now)
    present = session.scalars(
        sa.select(TermRuleRow)
        .where(TermRuleRow.code == draft.code, TermRuleRow.valid_from < draft.valid_from)
        .order_by(TermRuleRow.valid_from.desc())
        .limit(1)
    ).one()
    present.valid_to = draft.valid_from - timedelta(days=1)
    row = TermRuleRow(
        code=draft.code,
        amount=draft.amount,
        unit=draft.unit,
        shift=draft.shift,
        valid_from=draft.valid_from,
        valid_to=None,
        source=preview.after["source"],
        badge=draft.badge,
        note=preview.after["note"],
        change_id=change.id,
    )
    session.add(row)
    session.flush()
    _move_all(session, change, preview.impact, row, by=by, now=now)
    return change


def preview_day(session: Session, draft: DayDraft, *, by: User | None) -> Preview:
    """What another kind of day would do. Raises InvalidInput when it cannot be entered."""
    require_duty(by, Duty.CHANGE_POLICY)
    known = day_entered(session, draft.day)
    before = Entered(known.kind, known.name_ru, known.name_kk, known.name_en) if known else Entered()
    names = (clean_line(draft.name_ru), clean_line(draft.name_kk), clean_line(draft.name_en))
    if draft.kind is None:
        names = ("", "", "")
    elif draft.kind is not CalendarDayKind.HOLIDAY and not any(names):
        names = day_names(session, draft.kind)
    after = Entered(draft.kind, *names)
    check_day(draft.day, before, after, clean_line(draft.act))
    rules, calendar = term_rules(session), work_calendar(session)
    new = World(rules, calendar.with_day(draft.day, draft.kind))
    impact = impact_of_day(session, draft.day, World(rules, calendar), new)
    entered = {**after.as_data(), "source": clean_line(draft.act), "badge": draft.badge.value, "note": draft.note}
    return _preview(PolicyChangeKind.CALENDAR_DAY, draft.day.isoformat(), before.as_data(), entered, impact)


def apply_day_change(
    session: Session, draft: DayDraft, expected: str, *, by: User | None, now: datetime
) -> PolicyChange:
    """Enter the day and move the tasks of its preview, as one batch.

    expected: the digest of the preview. Raises ChangedMeanwhile (`preview_outdated`) when it is no longer that.
    """
    preview = preview_day(session, draft, by=by)
    change = _log(session, preview, expected, clean_line(draft.act), by=by, now=now)
    names = {key: preview.after.get(key, "") for key in ("name_ru", "name_kk", "name_en")}
    session.add(
        CalendarOverride(
            day=draft.day,
            kind=draft.kind,
            source=preview.after["source"],
            badge=draft.badge,
            note=written(draft.note, required=False),
            change_id=change.id,
            **names,
        )
    )
    session.flush()
    _move_all(session, change, preview.impact, None, by=by, now=now)
    return change


def rule_data(rule: TermRule) -> dict[str, Any]:
    """A version of a rule as JSON."""
    return {
        "amount": rule.amount,
        "unit": rule.unit.value,
        "shift": rule.shift.value,
        "valid_from": rule.valid_from.isoformat(),
        "source": rule.source,
        "badge": rule.badge.value,
        "note": rule.note,
    }


def _preview(
    kind: PolicyChangeKind, subject: str, before: dict[str, Any], after: dict[str, Any], impact: Impact
) -> Preview:
    change = {"kind": kind.value, "subject": subject, "before": before, "after": after}
    return Preview(kind, subject, before, after, impact, digest(change, impact))


def _log(
    session: Session, preview: Preview, expected: str, ground: str, *, by: User | None, now: datetime
) -> PolicyChange:
    if preview.digest != expected:
        raise ChangedMeanwhile("preview_outdated")
    change = PolicyChange(
        kind=preview.kind,
        subject=preview.subject,
        before=preview.before,
        after=preview.after,
        note=ground,
        by_id=by.id if by else None,
        at=now,
        moved=[move.as_data() for move in preview.impact.moved],
        kept=[kept.as_data() for kept in preview.impact.kept],
        digest=preview.digest,
    )
    session.add(change)
    session.flush()
    return change


def _move_all(
    session: Session,
    change: PolicyChange,
    impact: Impact,
    rule: TermRuleRow | None,
    *,
    by: User | None,
    now: datetime,
) -> None:
    for move in impact.moved:
        task = session.get_one(Task, move.task_id)
        _move(task, move, rule)
        record(
            session,
            task,
            EventKind.TERM_RECOMPUTED,
            by=by,
            now=now,
            batch=change.id,
            old=move.old if move.due_moves else None,
            new=move.new if move.due_moves else None,
            parts=move.as_data()["parts"] or None,
            **executor_facts(task),
        )


def _move(task: Task, move: Move, rule: TermRuleRow | None) -> None:
    """The deadline moves, the original one stays; a task keeps the version that it is computed with now."""
    if move.due_moves:
        task.due_on = move.new
        if rule is not None:
            task.due_rule_row = rule
            step = {"rule": rule.code, "amount": rule.amount, "unit": rule.unit.value}
            task.due_steps = [{"code": "policy_term", "data": step}]
        else:
            task.due_steps = [step for step in task.due_steps if step["code"] not in ("date", "result")]
        task.due_steps = [*task.due_steps, {"code": "date", "data": {"date": move.new.isoformat()}}]
    days = {part.agency: part.new for part in move.parts}
    for row in task.executors:
        if row.agency.code in days:
            row.contribution_due_on = days[row.agency.code]
