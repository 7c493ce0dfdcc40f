"""Putting an instruction or a milestone on control: the task, its executors, its term.

Default and urgency terms are applied here, never by extraction. Which finding becomes a task is `review.py`'s affair.
"""

from dataclasses import dataclass, field, replace
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
    Shift,
    Stage,
    TaskKind,
    Urgency,
)
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.permissions import Duty
from app.domain.schedule import next_due, term_start
from app.domain.term_rules import URGENCY_RULE, TermRule, TermRules, apply_rule, contribution_day, next_occurrence
from app.models import Agency, Series, Task, TaskExecutor, User
from app.queries.reference import agency_by_code, project_named, term_rules, work_calendar
from app.services.facts import executor_facts
from app.services.guard import require_duty, written
from app.services.history import record
from app.services.notifying import tell_assigned
from app.services.search_index import index_task
from app.services.series import Repeating, begin_series, period_of, repeating, steps_of

TITLE_LENGTH = 200


@dataclass(frozen=True)
class Due:
    """A deadline and where it comes from.

    rule: id of the grammar's or the policy's rule; steps: the explanation; rule_id: the row of policy that gave it.
    """

    on: date | None = None
    basis: DueBasis | None = None
    rule: str = ""
    text: str = ""
    steps: tuple[dict[str, Any], ...] = ()
    rule_id: int | None = None


@dataclass(frozen=True)
class Occurrence:
    """The place of a later occurrence in its series. on: the date it is created for; period: its code."""

    series: Series
    on: date
    period: str


@dataclass(frozen=True)
class NewTask:
    """What a card needs. lead and others hold codes of bodies; due None = none in the text, policy adds a term.

    occurrence: None for the first one of a series, which begins it.
    """

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
    occurrence: Occurrence | None = None
    event_data: dict[str, Any] = field(default_factory=dict)


def register_task(session: Session, new: NewTask, *, by: User | None, now: datetime) -> Task:
    """Put on control. Raises InvalidInput when there is no text or no real lead, or the date lies before the instruction."""
    require_duty(by, Duty.REGISTER_BY_HAND)
    if new.recurrence is not None:
        # A finding that was stored a moment ago still holds the bare code.
        new = replace(new, recurrence=Recurrence(new.recurrence))
    if new.issued_on > today(now):
        raise InvalidInput("issued_in_future")
    calendar, rules = work_calendar(session), term_rules(session)
    lead = real_agency(session, new.lead)
    if by is not None:
        refuse_lead_among(lead, new.others)
    how = _repeating(session, new, calendar)
    due = new.due or _scheduled(how, new, calendar) or policy_due(new, rules, calendar)
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
        due_rule_id=due.rule_id,
        limit_on=new.limit_on,
        limit_text=new.limit_text,
        recurrence=new.recurrence,
        series=new.occurrence.series if new.occurrence else None,
        occurrence_on=new.occurrence.on if new.occurrence else None,
        period=new.occurrence.period if new.occurrence else "",
        form_of_completion=new.form_of_completion,
        project_id=project.id if project else None,
        stage=new.stage,
        lead_agency_id=lead.id,
        official_id=_official_of(session, lead),
        training=new.training,
    )
    if how is not None and due.on is not None:
        _begin_series(session, task, new, how, rules, calendar, now=now)
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
        kind_of_task=task.kind.value,
        series=task.series_id,
        period=task.period or None,
        **executor_facts(task),
        **new.event_data,
    )
    index_task(session, task)
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


def refuse_lead_among(lead: Agency, others: tuple[tuple[str, ExecutorRole], ...]) -> None:
    """A body has one part in a task. Raises InvalidInput when the lead stands among the others too."""
    if any(code == lead.code for code, _role in others):
        raise InvalidInput("co_is_lead", name=lead.ru)


def policy_due(new: NewTask, rules: TermRules, calendar: WorkCalendar) -> Due:
    """The term that policy adds where the text has none; a milestone gets none."""
    if new.kind is TaskKind.MILESTONE:
        return Due()
    if new.recurrence is not None:
        day, rule = next_occurrence(new.recurrence, new.issued_on, rules)
    else:
        rule = rules.get(URGENCY_RULE[new.urgency], new.issued_on)
        day = apply_rule(replace(rule, shift=Shift.NONE), new.issued_on, calendar)
    return by_rule(day, rule, calendar)


def by_rule(day: date, rule: TermRule, calendar: WorkCalendar, words: str = "") -> Due:
    """A deadline that a rule of policy gave; the explanation keeps the day before the rule's shift as well.

    words: of a series, which name no day.
    """
    due = calendar.shift(day, rule.shift)
    steps = [{"code": "policy_term", "data": {"rule": rule.code, "amount": rule.amount, "unit": rule.unit.value}}]
    if due != day:
        steps.append({"code": "shifted", "data": {"first": day.isoformat(), "date": due.isoformat()}})
    steps.append({"code": "result", "data": {"date": due.isoformat()}})
    return Due(due, DueBasis.POLICY, rule.code, words, tuple(steps), rule.id)


def _repeating(session: Session, new: NewTask, calendar: WorkCalendar) -> Repeating | None:
    """How a first occurrence repeats; None for what does not repeat, and for later occurrences."""
    if new.recurrence is None or new.kind is TaskKind.MILESTONE or new.occurrence is not None:
        return None
    finding_id, first = new.event_data.get("finding"), new.due.on if new.due else None
    return repeating(session, new.recurrence, new.text, new.issued_on, calendar, finding_id=finding_id, first=first)


def _scheduled(how: Repeating | None, new: NewTask, calendar: WorkCalendar) -> Due | None:
    """The first date of a series whose words name the day."""
    if how is None or how.schedule is None:
        return None
    day = next_due(how.schedule, new.issued_on, calendar)
    steps = steps_of(how, new.issued_on, day)
    return Due(day, DueBasis.TEXT, f"series.{how.recurrence.value}", how.words, steps)


def _begin_series(
    session: Session,
    task: Task,
    new: NewTask,
    how: Repeating,
    rules: TermRules,
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> None:
    """The task becomes the first occurrence."""
    assert task.due_on is not None
    finding_id = new.event_data.get("finding")
    task.series = begin_series(session, how, task.due_on, rules, calendar, finding_id=finding_id, now=now)
    task.occurrence_on, task.period = task.due_on, period_of(how.recurrence, how.schedule, task.due_on)
    task.due_text = task.due_text or how.words


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
    """When a co-executor owes its part; None when the task has no date or no room."""
    return contribution_day(start_of(task), task.due_on, rules, calendar) if task.due_on else None


def start_of(task: Task) -> date:
    """The day from which the term of a task runs."""
    return term_start(task.issued_on, task.recurrence if task.series_id else None, task.occurrence_on)


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
