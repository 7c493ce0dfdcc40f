"""The occurrences of series: the next ones are put on control ahead, each a task of its own; a series ends by decision.

Selected by state, never by a window of time: after a pause all that were missed are created, with their true dates. What
a schedule means is said in `app.domain.schedule`, when an occurrence opens by the rule of policy `series_ahead`.
"""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.clock import today
from app.domain.calendar import ONE_DAY, WorkCalendar
from app.domain.enums import CancelReason, DueBasis, ExecutorRole
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.schedule import Schedule
from app.domain.term_rules import TermRule, TermRules, before
from app.domain.workflow import OPEN, Action
from app.models import Series, Task, TaskSource, User
from app.queries.bodies import standing
from app.queries.reference import term_rules, work_calendar
from app.services.execution import cancel_task
from app.services.guard import require_action, written
from app.services.history import record
from app.services.register import Due, NewTask, Occurrence, by_rule, register_task
from app.services.requirements import NewRequirement, add_requirements, current
from app.services.series import Repeating, following, period_of, steps_of


def create_occurrences(session: Session, day: date, *, now: datetime) -> int:
    """Put on control every occurrence that opens by that day and is not there yet. Returns how many."""
    rules, calendar = term_rules(session), work_calendar(session)
    last = (
        sa.select(Task.series_id, sa.func.max(Task.occurrence_on).label("on"))
        .where(Task.series_id.is_not(None))
        .group_by(Task.series_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Series, last.c.on)
        .join(last, last.c.series_id == Series.id)
        .where(Series.ended_on.is_(None))
        .order_by(Series.id)
    ).all()
    return sum(_continue(session, series, on, day, rules, calendar, now) for series, on in rows)


def _continue(
    session: Session,
    series: Series,
    last: date,
    day: date,
    rules: TermRules,
    calendar: WorkCalendar,
    now: datetime,
) -> int:
    """The occurrences of one series after its last one."""
    schedule = Schedule.of_data(series.schedule)
    ahead = rules.get("series_ahead", day)
    count = 0
    while True:
        on, rule = following(series.recurrence, schedule, last, rules, calendar)
        series.next_due = on
        if max(before(ahead, on, calendar), last + ONE_DAY) > day:
            return count
        _create(session, series, schedule, _due(series, schedule, last, on, rule, calendar), on, now=now)
        last, count = on, count + 1


def _due(
    series: Series, schedule: Schedule | None, last: date, on: date, rule: TermRule | None, calendar: WorkCalendar
) -> Due:
    if rule is not None:
        return by_rule(on, rule, calendar, series.text)
    how = Repeating(series.recurrence, series.text, schedule)
    return Due(on, DueBasis.TEXT, f"series.{series.recurrence.value}", series.text, steps_of(how, last, on))


def _create(session: Session, series: Series, schedule: Schedule | None, due: Due, on: date, *, now: datetime) -> Task:
    """One occurrence, made after the newest one before it."""
    model = session.scalars(_newest(series).limit(1)).one()
    place = Occurrence(series, on, period_of(series.recurrence, schedule, on))
    new = _like(model, due, place)
    heirs = standing(session, new, today(now))
    # A lead that was split up has several heirs: the old one stays until a person chooses.
    task = register_task(session, heirs if heirs.lead else replace(heirs, lead=new.lead), by=None, now=now)
    _copy_people(session, model, task)
    for source in model.sources:
        # A finding belongs to one task; the others point at the same words of the document.
        session.add(TaskSource(task=task, document_id=source.document_id, start=source.start, end=source.end))
    lines = [NewRequirement(row.kind, row.label, row.plan, row.unit) for row in current(model)]
    add_requirements(session, task, lines, by=None, now=now)
    session.flush()
    return task


def _newest(series: Series) -> sa.Select[Task]:
    return (
        sa.select(Task)
        .where(Task.series_id == series.id)
        .order_by(Task.occurrence_on.desc())
        .options(selectinload(Task.executors), selectinload(Task.sources))
    )


def _like(model: Task, due: Due, place: Occurrence) -> NewTask:
    """The card of the next occurrence: all that is not of one period alone."""
    return NewTask(
        text=model.text,
        title=model.title,
        issued_on=model.issued_on,
        lead=model.lead_agency.code,
        others=tuple((row.agency.code, row.role) for row in model.executors if row.role is not ExecutorRole.LEAD),
        kind=model.kind,
        giver_role=model.giver_role,
        giver_name=model.giver_name,
        giver_level=model.giver_level,
        evidence=model.evidence,
        urgency=model.urgency,
        due=due,
        recurrence=model.recurrence,
        form_of_completion=model.form_of_completion,
        project=model.project.name if model.project else "",
        stage=model.stage,
        training=model.training,
        occurrence=place,
    )


def _copy_people(session: Session, model: Task, task: Task) -> None:
    """Who was responsible stays so, while the person is still there; whom the body itself charged, too."""
    known = {row.agency_id: row for row in model.executors}
    for row in task.executors:
        old = known.get(row.agency_id)
        if old is None:
            continue
        row.internal_executor = old.internal_executor
        official = session.get(User, old.official_id) if old.official_id else None
        if official is not None and official.is_active and official.agency_id == row.agency_id:
            row.official_id = official.id
            if row.role is ExecutorRole.LEAD:
                task.official_id = official.id


def end_series(
    session: Session,
    task: Task,
    reason: str,
    *,
    cancel_open: bool,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """End the series of an occurrence: no further ones are created. Open ones stay, or are removed as withdrawn.

    Raises InvalidInput: "no_series", "series_ended".
    """
    require_action(by, task, Action.END_SERIES, version)
    series = task.series
    if series is None:
        raise InvalidInput("no_series")
    if series.ended_on is not None:
        raise InvalidInput("series_ended")
    reason = written(reason)
    series.ended_on, series.ended_by_id, series.reason = today(now), by.id if by else None, reason
    others = session.scalars(_newest(series).where(Task.status.in_(OPEN), Task.id != task.id)).all()
    for each in (task, *others):
        record(session, each, EventKind.SERIES_ENDED, by=by, now=now, series=series.id, text=reason)
    for each in (task, *others):
        if cancel_open and each.status in OPEN:
            cancel_task(session, each, CancelReason.WITHDRAWN, reason, by=by, now=now)
