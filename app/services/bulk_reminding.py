"""A supervisor's word about many tasks at once: one letter a person, whatever the number of tasks.

Who would be written to is planned first, without writing anything, so that the supervisor sees it before; reminding makes
the same plan again. A task of which anybody was reminded on that day is passed over. One task alone is `reminding.py`'s.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.clock import today
from app.domain.calendar import WorkCalendar
from app.domain.enums import ExecutorRole
from app.domain.errors import PermissionDenied
from app.domain.history import EventKind
from app.domain.permissions import Relation, may
from app.domain.workflow import Action, allows
from app.i18n import N_
from app.models import Task, User
from app.queries.access import relation
from app.queries.recipients import Directory, Holder, directory
from app.queries.reference import work_calendar
from app.queries.reminded import reminded_on
from app.services.guard import require_action, written
from app.services.history import record
from app.services.letters import enqueue, page
from app.services.notifying import NEWS_FOR, head, receipt, task_line
from notifications.messages import LINES_A_PART, RemindLetter, TaskLine

KIND = "remind"
# Tasks of one transaction; what is left is reminded of by doing it again, as these are passed over then.
MOST = 1000
CHUNK = 500
REASONS = {
    "reminded_today": N_("reminded today already"),
    "not_executed": N_("its report waits for a decision, or control has ended"),
    "nobody": N_("nobody of its executors can be written to"),
    "not_permitted": N_("not yours to remind of"),
}


@dataclass(frozen=True)
class Addressed:
    """A person and what the letter is about: (task, the absent person in whose place it comes, or None)."""

    person_id: int
    tasks: tuple[tuple[Task, int | None], ...]


@dataclass(frozen=True)
class Plan:
    """What reminding does. skipped: (task, a key of REASONS); people: who gets a letter, one each.

    left: how many more could be reminded of, as MOST were taken.
    """

    tasks: tuple[Task, ...] = ()
    skipped: tuple[tuple[Task, str], ...] = ()
    people: tuple[Addressed, ...] = ()
    users: dict[int, User] = field(default_factory=dict)
    left: int = 0


def plan_reminders(session: Session, ids: Sequence[int], *, by: User, now: datetime) -> Plan:
    """Who would be reminded of which of the tasks, of MOST of them at most; nothing is written.

    Tasks that the person does not see are not mentioned. Raises PermissionDenied for whoever reminds nobody.
    """
    if not may(by.role, Action.REMIND, Relation.OVERSEES):
        raise PermissionDenied("not_permitted", action=Action.REMIND)
    day = today(now)
    known = directory(session, day)
    ids = list(dict.fromkeys(ids))
    skipped: list[tuple[Task, str]] = []
    taken: list[Task] = []
    by_person: dict[int, dict[int, int | None]] = {}
    left = 0
    for start in range(0, len(ids), CHUNK):
        for task, holders, reason in _looked_at(session, ids[start : start + CHUNK], known, by=by, day=day):
            if len(taken) == MOST:
                left += not reason
            elif reason:
                skipped.append((task, reason))
            else:
                taken.append(task)
                for person_id, absent_id in holders.items():
                    by_person.setdefault(person_id, {})[task.id] = absent_id
    people = _addressed(taken, by_person)
    return Plan(tuple(taken), tuple(skipped), people, _users(session, people), left)


def remind_many(session: Session, ids: Sequence[int], note: str = "", *, by: User, now: datetime) -> Plan:
    """Remind the executors of all those tasks at once; what was done and what was not.

    Each task's history holds the word as that of one task does. Raises PermissionDenied, InvalidInput for the note.
    """
    text = written(note, required=False)
    plan = plan_reminders(session, ids, by=by, now=now)
    day, calendar = today(now), work_calendar(session)
    for task in plan.tasks:
        require_action(by, task, Action.REMIND)
        record(session, task, EventKind.REMINDED, by=by, now=now, text=text or None)
    for addressed in plan.people:
        _write(session, plan, addressed, day, calendar, text, by=by, now=now)
    return plan


def _write(
    session: Session,
    plan: Plan,
    addressed: Addressed,
    day: date,
    calendar: WorkCalendar,
    note: str,
    *,
    by: User,
    now: datetime,
) -> None:
    person = plan.users[addressed.person_id]
    absences = {absent for _, absent in addressed.tasks}
    # For one absent person the whole letter says so; of several each line does.
    absent = plan.users[absences.pop() or 0] if len(absences) == 1 and None not in absences else None

    def build() -> RemindLetter:
        named = addressed.tasks[:LINES_A_PART]
        shown = [_line(session, plan, task, each, day, calendar, absent) for task, each in named]
        only = addressed.tasks[0][0] if len(addressed.tasks) == 1 else None
        holder = Holder(person, absent)
        return RemindLetter(
            **head(holder, day, receipt(session, holder, only, KIND, day) if only else ""),
            tasks=tuple(shown),
            more=len(addressed.tasks) - len(named),
            reminded_by=by.name,
            home_url=page(session, "/"),
            comment=note,
        )

    enqueue(
        session,
        person,
        build,
        kind=KIND,
        dedupe_key=f"{KIND}:{_key(addressed)}:{by.id}:{day}:{person.id}",
        now=now,
        stale_after=now + NEWS_FOR,
        absent=absent,
    )


def _line(
    session: Session,
    plan: Plan,
    task: Task,
    absent_id: int | None,
    day: date,
    calendar: WorkCalendar,
    whole: User | None,
) -> TaskLine:
    line = task_line(session, task, day, calendar)
    if absent_id is None or whole is not None:
        return line
    return replace(line, stands_for=plan.users[absent_id].name)


def _key(addressed: Addressed) -> str:
    """The task's id as for one task alone; of several a digest: the same letter twice a day is one letter."""
    ids = sorted(task.id for task, _ in addressed.tasks)
    if len(ids) == 1:
        return str(ids[0])
    return "many-" + hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()[:24]


def _looked_at(
    session: Session, ids: Sequence[int], known: Directory, *, by: User, day: date
) -> list[tuple[Task, dict[int, int | None], str]]:
    """Of each task that the person sees: who hears of it, and a key of REASONS when nobody does."""
    tasks = [task for task in _tasks(session, ids) if relation(by, task) is not Relation.NONE]
    reminded = reminded_on(session, [task.id for task in tasks], day)
    found = []
    for task in tasks:
        holders = _holders(known, task)
        found.append((task, holders, _why_not(task, by, holders, task.id in reminded)))
    return found


def _addressed(taken: list[Task], by_person: dict[int, dict[int, int | None]]) -> tuple[Addressed, ...]:
    found = {task.id: task for task in taken}
    return tuple(
        Addressed(person_id, tuple((found[task_id], absent) for task_id, absent in about.items()))
        for person_id, about in by_person.items()
    )


def _tasks(session: Session, ids: Sequence[int]) -> list[Task]:
    rows = session.scalars(sa.select(Task).where(Task.id.in_(ids)).options(selectinload(Task.executors)))
    found = {task.id: task for task in rows}
    return [found[each] for each in ids if each in found]


def _holders(known: Directory, task: Task) -> dict[int, int | None]:
    """Person -> for whom he stands in; nobody twice, and for himself rather than for another."""
    found: dict[int, int | None] = {}
    for executor in task.executors:
        if executor.role is ExecutorRole.BY_AGREEMENT:
            continue
        for reader in known.executors(executor.agency_id, executor.official_id):
            person, absent_id = known.placed(reader)
            if absent_id is None or person.id not in found:
                found[person.id] = absent_id
    return found


def _why_not(task: Task, by: User, holders: dict[int, int | None], reminded: bool) -> str:
    if not allows(task.status, Action.REMIND, milestone=task.is_milestone):
        return "not_executed"
    if not may(by.role, Action.REMIND, relation(by, task)):
        return "not_permitted"
    if reminded:
        return "reminded_today"
    return "" if holders else "nobody"


def _users(session: Session, people: Sequence[Addressed]) -> dict[int, User]:
    ids = {each.person_id for each in people}
    ids |= {absent for each in people for _, absent in each.tasks if absent is not None}
    return {user.id: user for user in session.scalars(sa.select(User).where(User.id.in_(ids)))}
