"""Putting an instruction or a milestone on control: the task, its executors, its term.

Default and urgency terms are applied here, never by extraction. Which finding becomes a task is `review.py`'s affair.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.calendar import WorkCalendar
from app.domain.enums import (
    LEVEL_OF_ROLE,
    DueBasis,
    Evidence,
    ExecutorRole,
    GiverLevel,
    GiverRole,
    Recurrence,
    Role,
    Stage,
    TaskKind,
    Urgency,
)
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.permissions import Duty
from app.domain.term_rules import TermRule, TermRules, default_due, next_occurrence
from app.models import Agency, Task, TaskExecutor, User
from app.queries.reference import agency_by_code, project_named, term_rules, work_calendar
from app.services.guard import require_duty, written
from app.services.history import record
from app.services.notifying import tell_assigned

TITLE_LENGTH = 200
# Terms from which a co-executor's contribution is asked five working days ahead; shorter ones at half time.
LONG_TERM_WORKING_DAYS = 15
LAST_CONTRIBUTION_WORKING_DAYS = 2


@dataclass(frozen=True)
class Due:
    """A deadline and where it comes from. rule: id of the grammar's or the policy's rule; steps: the explanation."""

    on: date | None = None
    basis: DueBasis | None = None
    rule: str = ""
    text: str = ""
    steps: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class NewTask:
    """What a card needs. lead and others hold codes of bodies; due None = none in the text, policy adds a term."""

    text: str
    issued_on: date
    lead: str
    others: tuple[tuple[str, ExecutorRole], ...] = ()
    title: str = ""
    kind: TaskKind = TaskKind.ONE_OFF
    giver_role: GiverRole | None = None
    giver_name: str = ""
    giver_level: GiverLevel | None = None
    evidence: Evidence = Evidence.PRIMARY
    urgency: Urgency = Urgency.NORMAL
    due: Due | None = None
    limit_on: date | None = None
    limit_text: str = ""
    recurrence: Recurrence | None = None
    form_of_completion: str = ""
    project: str = ""
    stage: Stage | None = None
    training: bool = False
    auto_confirmed: bool = False
    event_data: dict[str, Any] = field(default_factory=dict)


def register_task(session: Session, new: NewTask, *, by: User | None, now: datetime) -> Task:
    """Put on control. Raises InvalidInput when there is no text or no real lead, or the date lies before the instruction."""
    require_duty(by, Duty.REGISTER_BY_HAND)
    if new.issued_on > today(now):
        raise InvalidInput("issued_in_future")
    calendar, rules = work_calendar(session), term_rules(session)
    lead = real_agency(session, new.lead)
    due = new.due or policy_due(new, rules, calendar)
    if due.on is not None and due.basis is DueBasis.PERSON and due.on < new.issued_on:
        raise InvalidInput("date_before_issue")
    project = project_named(session, new.project)
    task = Task(
        number="",
        title=short_title(new.title or new.text),
        text=written(new.text),
        kind=new.kind,
        giver_role=new.giver_role,
        giver_name=new.giver_name,
        giver_level=new.giver_level or LEVEL_OF_ROLE[new.giver_role or GiverRole.OTHER],
        evidence=new.evidence,
        urgency=new.urgency,
        issued_on=new.issued_on,
        registered_at=now,
        changed_at=now,
        executor_event_on=today(now),
        original_due_on=due.on,
        due_on=due.on,
        due_basis=due.basis,
        due_rule=due.rule,
        due_text=due.text,
        due_steps=list(due.steps),
        limit_on=new.limit_on,
        limit_text=new.limit_text,
        recurrence=new.recurrence,
        form_of_completion=new.form_of_completion,
        project_id=project.id if project else None,
        stage=new.stage,
        lead_agency_id=lead.id,
        official_id=_official_of(session, lead),
        training=new.training,
    )
    task.number = f"{today(now).year}-{_next_number(session, today(now).year):05d}"
    session.add(task)
    set_executors(session, task, lead, new.others, calendar, rules)
    record(
        session,
        task,
        EventKind.REGISTERED,
        by=by,
        now=now,
        due_on=due.on,
        due_basis=due.basis.value if due.basis else None,
        lead=lead.code,
        giver_level=task.giver_level.value,
        auto=new.auto_confirmed or None,
        executors=[[executor.agency.code, executor.role.value] for executor in task.executors],
        **new.event_data,
    )
    tell_assigned(session, task, calendar, now=now)
    return task


def real_agency(session: Session, code: str) -> Agency:
    """The body of that code. Raises InvalidInput for none, an unknown one, or a generic group."""
    if not code:
        raise InvalidInput("lead_required")
    agency = agency_by_code(session, code)
    if agency is None:
        raise InvalidInput("agency_unknown", name=code)
    if agency.kind == "group":
        raise InvalidInput("lead_is_group", name=agency.ru)
    return agency


def policy_due(new: NewTask, rules: TermRules, calendar: WorkCalendar) -> Due:
    """The term that policy adds where the text has none; a milestone gets none."""
    if new.kind is TaskKind.MILESTONE:
        return Due()
    rule: TermRule
    if new.recurrence is not None:
        day, rule = next_occurrence(new.recurrence, new.issued_on, rules)
    else:
        day, rule = default_due(new.issued_on, rules, calendar, new.urgency)
    step = {"code": "policy_term", "data": {"rule": rule.code, "amount": rule.amount, "unit": rule.unit.value}}
    result = {"code": "result", "data": {"date": day.isoformat()}}
    return Due(day, DueBasis.POLICY, rule.code, "", (step, result))


def short_title(text: str) -> str:
    """The first words of an instruction, cut at a word."""
    text = " ".join(text.split())
    if len(text) > TITLE_LENGTH:
        text = text[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
    return text[:1].upper() + text[1:]


def set_executors(
    session: Session,
    task: Task,
    lead: Agency,
    others: tuple[tuple[str, ExecutorRole], ...],
    calendar: WorkCalendar,
    rules: TermRules,
) -> None:
    """Replace the executors: the lead first, then the others in the order given, each body once."""
    keep = {executor.agency_id: executor for executor in task.executors}
    rows: list[TaskExecutor] = []
    for code, role in ((lead.code, ExecutorRole.LEAD), *others):
        agency = lead if code == lead.code else real_agency_or_group(session, code)
        if any(row.agency_id == agency.id for row in rows):
            continue
        row = keep.get(agency.id) or TaskExecutor(agency_id=agency.id, agency=agency)
        row.role = ExecutorRole.BY_AGREEMENT if role is ExecutorRole.CO and not agency.subordinate else role
        row.position = len(rows)
        row.official_id = row.official_id or _official_of(session, agency)
        row.contribution_due_on = (
            contribution_due(task, calendar, rules) if row.role is ExecutorRole.CO and not task.is_milestone else None
        )
        rows.append(row)
    task.lead_agency_id, task.lead_agency, task.official_id = lead.id, lead, rows[0].official_id
    task.executors = rows


def real_agency_or_group(session: Session, code: str) -> Agency:
    """A body that takes part; groups are allowed beside a real lead."""
    agency = agency_by_code(session, code)
    if agency is None:
        raise InvalidInput("agency_unknown", name=code)
    return agency


def contribution_due(task: Task, calendar: WorkCalendar, rules: TermRules) -> date | None:
    """When a co-executor owes its part: policy `coexec_lead` before the date of a long term, half-way of a short one.

    Never later than two working days before the date; None when the task has no date or no room.
    """
    if task.due_on is None:
        return None
    start = task.issued_on
    term = calendar.working_days_between(start, task.due_on)
    if term >= LONG_TERM_WORKING_DAYS:
        ahead = rules.get("coexec_lead", start).amount
    else:
        ahead = max(LAST_CONTRIBUTION_WORKING_DAYS, term - term // 2)
    day = calendar.add_working_days(task.due_on, -ahead)
    return day if day > start else None


def _official_of(session: Session, agency: Agency) -> int | None:
    """The responsible official of a body: the first active one of that body."""
    return session.scalar(
        sa.select(User.id)
        .where(User.agency_id == agency.id, User.role == Role.OFFICIAL, User.disabled_at.is_(None))
        .order_by(User.id)
        .limit(1)
    )


def _next_number(session: Session, year: int) -> int:
    last = session.scalar(
        sa.select(Task.number).where(Task.number.startswith(f"{year}-")).order_by(Task.number.desc()).limit(1)
    )
    return int(last.split("-")[1]) + 1 if last else 1
