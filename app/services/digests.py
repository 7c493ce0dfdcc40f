"""The one letter of a working day: what the reader must do, what he waits for, what changed since the last one.

A person gets at most one, at his hour, in his language; nothing to say, nothing sent. Supervisors get the overdue list by
agency with the seal of the last day.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.clock import local_moment
from app.domain.calendar import WorkCalendar
from app.domain.enums import ExtensionState, Role
from app.domain.permissions import may
from app.domain.workflow import Action, TaskStatus
from app.i18n import N_, get_locale
from app.models import Extension, Notice, OutboxMessage, Question, Seal, Task, TaskEvent, User
from app.queries.access import relation, visible
from app.queries.lateness import late
from app.queries.reference import work_calendar
from app.services.letters import enqueue, page
from app.services.notifying import task_line
from notifications.messages import LINES_A_PART, LINES_AN_AGENCY, AgencyOverdue, DigestLetter, TaskLine

DIGEST_ROLES = (Role.COORDINATOR, Role.OFFICIAL, Role.SUPERVISOR)
# The first digest of a person tells of changes of the last week, not of the whole past.
FIRST_LOOK_BACK = timedelta(days=7)


def enqueue_digests(session: Session, day: date, hour: int, *, now: datetime) -> int:
    """Write the digests of that local day for everybody whose hour has come. Returns how many letters are new."""
    calendar = work_calendar(session)
    if not calendar.is_working_day(day):
        return 0
    readers = session.scalars(
        sa.select(User)
        .where(User.role.in_(DIGEST_ROLES), User.disabled_at.is_(None), User.digest_hour <= hour)
        .order_by(User.id)
    ).all()
    return sum(_write(session, reader, day, calendar, now) for reader in readers)


def dedupe_key(reader: User, day: date) -> str:
    """One digest a person and local day."""
    return f"digest:{reader.id}:{day.isoformat()}"


def _write(session: Session, reader: User, day: date, calendar: WorkCalendar, now: datetime) -> bool:
    key = dedupe_key(reader, day)
    if session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == key)):
        return False
    notices = session.scalars(
        sa.select(Notice).where(Notice.recipient_id == reader.id, Notice.message_id.is_(None)).order_by(Notice.id)
    ).all()
    changed = _changed(session, reader, now)
    waiting = _decisions(session, reader) if reader.role is Role.SUPERVISOR else {}
    if not (notices or changed or waiting):
        return False
    message = enqueue(
        session,
        reader,
        lambda: _letter(session, reader, day, calendar, notices, waiting, changed),
        kind="digest",
        dedupe_key=key,
        now=now,
        stale_after=local_moment(day + timedelta(days=1)),
    )
    if message is None:
        return False
    for notice in notices:
        notice.message_id = message.id
    session.flush()
    return True


def _letter(
    session: Session,
    reader: User,
    day: date,
    calendar: WorkCalendar,
    notices: Sequence[Notice],
    waiting: dict[int, tuple[str, ...]],
    changed: dict[int, tuple[str, ...]],
) -> DigestLetter:
    reasons: dict[int, tuple[str, ...]] = {}
    for notice in notices:
        reasons[notice.task_id] = (*reasons.get(notice.task_id, ()), notice.rule)
    for task_id, codes in waiting.items():
        reasons[task_id] = (*reasons.get(task_id, ()), *codes)
    tasks = _tasks(session, reader, {*reasons, *changed})
    act = [
        task for task in tasks if (task.id in reasons and task.status is not TaskStatus.SUBMITTED) or task.id in waiting
    ]
    act = [task for task in act if reader.role is not Role.SUPERVISOR or task.id in waiting]
    others = _waits(session, reader)
    news = [task for task in tasks if task.id in changed and task not in act]
    lines = [
        task_line(
            session,
            task,
            day,
            calendar,
            reasons=reasons.get(task.id, ()),
            next_action=_next_action(reader, task, reasons.get(task.id, ())),
        )
        for task in act
    ]
    waits = [task_line(session, task, day, calendar, reasons=("report_pending",)) for task in others]
    told = [task_line(session, task, day, calendar, reasons=changed[task.id]) for task in news]
    seal = (
        session.scalar(sa.select(Seal).order_by(Seal.day.desc()).limit(1)) if reader.role is Role.SUPERVISOR else None
    )
    return DigestLetter(
        reader=reader.name,
        office=reader.office,
        day=day,
        language=get_locale(),
        home_url=page(session, "/"),
        must_act=_cut(lines),
        must_act_more=_more(lines),
        waits=_cut(waits),
        waits_more=_more(waits),
        changed=_cut(told),
        changed_more=_more(told),
        overdue_by_agency=_overdue(session, reader, day, calendar) if reader.role is Role.SUPERVISOR else (),
        seal=seal.hash if seal else "",
        sealed_on=seal.day if seal else None,
    )


def _cut(lines: list[TaskLine]) -> tuple[TaskLine, ...]:
    return tuple(lines[:LINES_A_PART])


def _more(lines: list[TaskLine]) -> int:
    return max(0, len(lines) - LINES_A_PART)


DECISIONS = {
    "report_to_review": N_("Accept or return the report"),
    "extension_to_decide": N_("Decide on the extension"),
    "question_to_answer": N_("Answer the question"),
}
NEXT_STEPS = {
    TaskStatus.ON_CONTROL: (Action.TAKE_INTO_WORK, N_("Take into work")),
    TaskStatus.IN_PROGRESS: (Action.SUBMIT, N_("Submit the report")),
    TaskStatus.RETURNED: (Action.SUBMIT, N_("Complete and submit again")),
}


def _next_action(reader: User, task: Task, reasons: tuple[str, ...]) -> str:
    """The reader's next step, when it is his to take."""
    for reason, step in DECISIONS.items():
        if reason in reasons:
            return step
    stands = relation(reader, task)
    if task.is_milestone and may(reader.role, Action.RECORD_FACT, stands):
        return N_("Record the fact or a forecast")
    action, step = NEXT_STEPS.get(task.status, (Action.NOTE, N_("See the task")))
    return step if not task.is_milestone and may(reader.role, action, stands) else N_("See the task")


def _tasks(session: Session, reader: User, ids: Iterable[int]) -> list[Task]:
    return list(
        session.scalars(
            sa.select(Task)
            .where(Task.id.in_(list(ids)), visible(reader))
            .options(joinedload(Task.lead_agency), selectinload(Task.executors))
            .order_by(Task.due_on, Task.id)
        )
    )


def _waits(session: Session, reader: User) -> list[Task]:
    """What an executor waits for: its reports that are with the controller."""
    if reader.role is Role.SUPERVISOR:
        return []
    query = sa.select(Task).where(visible(reader), Task.status == TaskStatus.SUBMITTED).order_by(Task.due_on, Task.id)
    return list(session.scalars(query))


def _decisions(session: Session, reader: User) -> dict[int, tuple[str, ...]]:
    """Tasks that wait for a supervisor's decision, with the reasons."""
    found: dict[int, tuple[str, ...]] = {}
    queries = {
        "report_to_review": sa.select(Task.id).where(Task.status == TaskStatus.SUBMITTED),
        "extension_to_decide": sa.select(Task.id).where(
            Task.id.in_(sa.select(Extension.task_id).where(Extension.state == ExtensionState.REQUESTED))
        ),
        "question_to_answer": sa.select(Task.id).where(
            Task.id.in_(sa.select(Question.task_id).where(Question.answered_at.is_(None)))
        ),
    }
    for reason, query in queries.items():
        for task_id in session.scalars(query.where(visible(reader)).order_by(Task.id)):
            found[task_id] = (*found.get(task_id, ()), reason)
    return found


def _changed(session: Session, reader: User, now: datetime) -> dict[int, tuple[str, ...]]:
    """Other people's acts on the reader's tasks since his last digest: the kinds of events are the reasons."""
    last = session.scalar(
        sa.select(sa.func.max(OutboxMessage.created_at)).where(
            OutboxMessage.recipient_id == reader.id, OutboxMessage.kind == "digest"
        )
    )
    rows = session.execute(
        sa.select(TaskEvent.task_id, TaskEvent.kind)
        .join(Task, Task.id == TaskEvent.task_id)
        .where(TaskEvent.at > (last or now - FIRST_LOOK_BACK), TaskEvent.at <= now, visible(reader))
        .where(sa.or_(TaskEvent.actor_id.is_(None), TaskEvent.actor_id != reader.id))
        .order_by(TaskEvent.task_id, TaskEvent.seq)
    )
    return {
        task_id: tuple(dict.fromkeys(kind.value for _, kind in events))
        for task_id, events in groupby(rows, key=lambda row: row.task_id)
    }


def _overdue(session: Session, reader: User, day: date, calendar: WorkCalendar) -> tuple[AgencyOverdue, ...]:
    tasks = session.scalars(
        sa.select(Task)
        .where(visible(reader), late(day))
        .options(joinedload(Task.lead_agency))
        .order_by(Task.lead_agency_id, Task.due_on, Task.id)
    ).all()
    groups = []
    for _, members in groupby(tasks, key=lambda task: task.lead_agency_id):
        rows = list(members)
        lines = tuple(task_line(session, task, day, calendar) for task in rows[:LINES_AN_AGENCY])
        name = rows[0].lead_agency.name(get_locale())
        url = page(session, f"/overdue?agency={rows[0].lead_agency.code}")
        groups.append(AgencyOverdue(agency=name, lines=lines, more=len(rows) - len(lines), url=url))
    return tuple(sorted(groups, key=lambda group: -(len(group.lines) + group.more)))
