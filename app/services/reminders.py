"""Which tasks stand in whose letter of the day: the table of reminder rules applied to the open tasks.

Each (recipient, task, rule, deadline, week) is noticed once; the letter itself is `digests.py`'s.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.clock import today
from app.domain.enums import ExecutorRole, Role
from app.domain.lateness import working_days_left
from app.domain.workflow import EXECUTING
from app.models import Notice, Task, TaskExecutor, User
from app.queries.lateness import late
from app.queries.recipients import controllers, people_of, present
from app.queries.reference import work_calendar
from notifications.rules import HORIZON_WORKING_DAYS, Recipient, tightest_rule

RECIPIENT_OF_ROLE = {Role.COORDINATOR: Recipient.COORDINATOR, Role.OFFICIAL: Recipient.OFFICIAL}


def enqueue_reminders(session: Session, day: date, *, now: datetime) -> int:
    """Notice what the rules say for that day; nothing on a day off. Returns the number of new notices."""
    calendar = work_calendar(session)
    if not calendar.is_working_day(day):
        return 0
    # A date on a day off is counted by the working day before it, so it may lie some days past the tenth working day.
    horizon = calendar.add_working_days(day, HORIZON_WORKING_DAYS + 1) - timedelta(days=1)
    tasks = session.scalars(
        sa.select(Task)
        .where(sa.or_(late(day), sa.and_(Task.status.in_(EXECUTING), Task.due_on <= horizon)))
        .options(selectinload(Task.executors).selectinload(TaskExecutor.agency))
        .order_by(Task.due_on, Task.id)
    ).all()
    keys = sa.select(Notice.recipient_id, Notice.task_id, Notice.rule, Notice.due_on, Notice.week)
    known = {tuple(row) for row in session.execute(keys)}
    new = 0
    for task in tasks:
        for reader, recipient, due_on in _addressees(session, task, day):
            registered = working_days_left(due_on, today(task.registered_at), calendar)
            due = tightest_rule(recipient, working_days_left(due_on, day, calendar), registered)
            if due is None or (reader.id, task.id, due.code, due_on, due.week_key) in known:
                continue
            known.add((reader.id, task.id, due.code, due_on, due.week_key))
            session.add(
                Notice(
                    recipient_id=reader.id,
                    task_id=task.id,
                    rule=due.code,
                    due_on=due_on,
                    week=due.week_key,
                    noticed_at=now,
                )
            )
            new += 1
    session.flush()
    return new


def _addressees(session: Session, task: Task, day: date) -> Iterator[tuple[User, Recipient, date]]:
    """(person, part, date that counts for it); a milestone is escalated to supervisors, like an instruction."""
    if task.due_on is None:
        return
    for executor in task.executors:
        own = task.due_on if executor.role is ExecutorRole.LEAD else executor.contribution_due_on
        if own is None or executor.role is ExecutorRole.BY_AGREEMENT:
            continue
        for reader in present(session, people_of(session, executor.agency_id), day):
            if reader.role in RECIPIENT_OF_ROLE:
                yield reader, RECIPIENT_OF_ROLE[reader.role], own
    for reader in present(session, controllers(session, task), day):
        part = Recipient.DEPUTY if reader.deputy_of_id else Recipient.SUPERVISOR
        yield reader, part, task.due_on
