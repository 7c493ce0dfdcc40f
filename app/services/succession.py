"""What a body leaves behind when others follow it: its open tasks, its people, its place in scopes and projects.

One logged batch that may be repeated: what has passed already is not passed again, so tasks that came later to a body that
has ended are passed by the same act. Tasks that have ended keep the body that executed them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import ExecutorRole, PersonChange, ReferenceChange, Role
from app.domain.errors import ChangedMeanwhile, InvalidInput
from app.domain.history import EventKind
from app.domain.permissions import Duty
from app.models import Agency, ProjectMonitor, Task, TaskExecutor, User
from app.queries.bodies import acts, body_of, fingerprint, held_by, people_at, supervisors_of
from app.queries.reference import agency_directory
from app.services.facts import executor_facts
from app.services.guard import require_duty
from app.services.history import record
from app.services.notes import note_person, note_reference

STRENGTH = (ExecutorRole.LEAD, ExecutorRole.CO, ExecutorRole.BY_AGREEMENT)


@dataclass(frozen=True)
class Passing:
    """Who takes over. default: the successor where nothing else is said; tasks: successor by id of the task; people:
    successor by id of the person, "" = stays; seen: the fingerprint of the tasks that were shown ("" = not compared).
    """

    default: str
    tasks: Mapping[int, str]
    people: Mapping[int, str]
    seen: str = ""


def heirs_of(session: Session, code: str, now: datetime) -> tuple[str, ...]:
    """The bodies that may take over from one today; empty while it lasts."""
    return tuple(each for each in agency_directory(session).heirs(code, today(now)) if each != code)


def pass_on(session: Session, old: Agency, passing: Passing, *, by: User | None, now: datetime) -> list[Task]:
    """Pass the open tasks of a body that has ended, the people chosen, scopes and projects. Returns the tasks passed.

    Raises InvalidInput (the body lasts, or the successor is none of its own) and ChangedMeanwhile (other tasks than shown).
    """
    require_duty(by, Duty.MANAGE_BODIES)
    heirs = heirs_of(session, old.code, now)
    if not heirs:
        raise InvalidInput("body_has_no_heir", name=old.ru)
    for code in (passing.default, *passing.tasks.values(), *filter(None, passing.people.values())):
        if code not in heirs:
            raise InvalidInput("not_its_heir", name=code)
    held = held_by(session, (old.code,))
    if passing.seen and passing.seen != fingerprint(held):
        raise ChangedMeanwhile("changed_meanwhile")
    new = {code: body_of(session, code) for code in heirs}
    act = next((row.id for row in acts(session, old.code) if old.code in row.old), None)
    moved = _move_people(session, old, new, passing, by=by, now=now)
    _widen_scopes(session, old, list(new.values()), by=by, now=now)
    _move_projects(session, old, new[passing.default])
    tasks = [row.task for row in held]
    for task in tasks:
        _pass(session, task, old, new[passing.tasks.get(task.id, passing.default)], act, by=by, now=now)
    if tasks or moved:
        note_reference(
            session,
            old,
            ReferenceChange.TASKS_PASSED,
            by=by,
            now=now,
            act=act,
            tasks=[task.number for task in tasks],
            people=moved,
            default=passing.default,
        )
    return tasks


def _pass(
    session: Session, task: Task, old: Agency, new: Agency, act: int | None, *, by: User | None, now: datetime
) -> None:
    """Put the successor in the body's place; where it takes part already, the stronger of the two parts remains."""
    before = _parts(task)
    row = next(each for each in task.executors if each.agency_id == old.id)
    twin = next((each for each in task.executors if each.agency_id == new.id), None)
    if twin is None:
        row.agency_id, row.agency = new.id, new
    else:
        row = _join(session, task, row, twin)
    if row.role is ExecutorRole.CO and not new.subordinate:
        row.role = ExecutorRole.BY_AGREEMENT
    row.official_id = _official(session, row.official_id, new)
    if row.role is ExecutorRole.LEAD:
        task.lead_agency_id, task.lead_agency, task.official_id = new.id, new, row.official_id
    session.flush()
    record(
        session,
        task,
        EventKind.AGENCY_SUCCEEDED,
        by=by,
        now=now,
        act=act,
        body_before=old.code,
        body_now=new.code,
        lead=task.lead_agency.code,
        old=before,
        new=_parts(task),
        **executor_facts(task),
    )


def _join(session: Session, task: Task, row: TaskExecutor, twin: TaskExecutor) -> TaskExecutor:
    role = min(row.role, twin.role, key=STRENGTH.index)
    if row.role is role:
        twin.position, twin.internal_executor = row.position, row.internal_executor or twin.internal_executor
        twin.official_id = row.official_id or twin.official_id
    twin.contribution_due_on = (
        (twin.contribution_due_on or row.contribution_due_on) if role is ExecutorRole.CO else None
    )
    task.executors.remove(row)
    session.flush()  # the index "one lead a task" must not see two
    twin.role = role
    return twin


def _parts(task: Task) -> list[list[str]]:
    return [[row.agency.code, row.role.value] for row in sorted(task.executors, key=lambda each: each.position)]


def _official(session: Session, present: int | None, body: Agency) -> int | None:
    """Who answers there: the person who did before, when he moved along; else the body's first official."""
    person = session.get(User, present) if present else None
    if person is not None and person.is_active and person.agency_id == body.id:
        return person.id
    return session.scalar(
        sa.select(User.id)
        .where(User.agency_id == body.id, User.role == Role.OFFICIAL, User.disabled_at.is_(None))
        .order_by(User.id)
        .limit(1)
    )


def _move_people(
    session: Session, old: Agency, new: Mapping[str, Agency], passing: Passing, *, by: User | None, now: datetime
) -> list[int]:
    moved = []
    for person in people_at(session, (old.code,)):
        code = passing.people.get(person.id, "")
        if not code:
            continue
        person.agency, person.agency_id = new[code], new[code].id
        person.session_epoch += 1
        note_person(session, person, PersonChange.MOVED, by=by, now=now, agency=[old.code, code])
        moved.append(person.id)
    session.flush()
    return moved


def _widen_scopes(session: Session, old: Agency, new: list[Agency], *, by: User | None, now: datetime) -> None:
    """Who supervised the body supervises its successors too; the old one stays for what has ended."""
    for person in supervisors_of(session, old):
        added = [body for body in new if body not in person.supervises]
        if added:
            before = [body.code for body in person.supervises]
            person.supervises = [*person.supervises, *added]
            after = [*before, *(body.code for body in added)]
            note_person(session, person, PersonChange.CHANGED, by=by, now=now, supervises=[before, after])
    session.flush()


def _move_projects(session: Session, old: Agency, new: Agency) -> None:
    """A project that the body watched is watched by the successor, once."""
    for row in session.scalars(sa.select(ProjectMonitor).where(ProjectMonitor.agency_id == old.id)).all():
        if session.get(ProjectMonitor, (row.project_id, new.id)) is None:
            session.execute(
                sa.update(ProjectMonitor)
                .where(ProjectMonitor.project_id == row.project_id, ProjectMonitor.agency_id == old.id)
                .values(agency_id=new.id)
                .execution_options(synchronize_session=False)
            )
            session.expunge(row)
        else:
            session.delete(row)
    session.flush()
