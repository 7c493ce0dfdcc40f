"""Projects: which bodies watch them (policy), under which names texts know them, which milestones are theirs.

Facts and forecasts of a milestone are recorded by `execution.py`.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, ReferenceChange, TaskKind
from app.domain.errors import ChangedMeanwhile, InvalidInput, NotFound
from app.domain.history import EventKind
from app.domain.permissions import Duty, Relation, Role
from app.domain.workflow import OPEN
from app.models import Agency, Project, ProjectMonitor, Task, User
from app.queries.access import relation
from app.queries.reference import term_rules, work_calendar
from app.services.facts import executor_facts
from app.services.guard import check_version, clean_line, require_duty
from app.services.history import record
from app.services.notes import note_reference
from app.services.notifying import tell_lead_changed
from app.services.register import real_agency, set_executors


def monitors_of(project: Project) -> list[str]:
    """The codes of the bodies that watch a project, the one that records facts first."""
    return [monitor.agency.code for monitor in project.monitors]


def change_monitors(
    session: Session,
    project: Project,
    codes: tuple[str, ...],
    *,
    by: User | None,
    now: datetime,
    seen: tuple[str, ...] | None = None,
) -> list[Task]:
    """Set the monitoring bodies. Open milestones that the first one watched pass to the new first one; returns them.

    seen: the bodies that the page showed. Raises InvalidInput, ChangedMeanwhile.
    """
    require_duty(by, Duty.MANAGE_PROJECTS)
    before = monitors_of(project)
    if seen is not None and list(seen) != before:
        raise ChangedMeanwhile("changed_meanwhile")
    chosen = [real_agency(session, code) for code in dict.fromkeys(code for code in codes if code)]
    if not chosen:
        raise InvalidInput("monitor_required")
    after = [agency.code for agency in chosen]
    if after == before:
        raise InvalidInput("monitors_same")
    project.monitors.clear()
    session.flush()
    project.monitors += [
        ProjectMonitor(agency_id=agency.id, agency=agency, position=n) for n, agency in enumerate(chosen)
    ]
    session.flush()
    note_reference(session, project, ReferenceChange.MONITORS_CHANGED, by=by, now=now, monitors=[before, after])
    tasks = _watched(session, project, before[0]) if before and before[0] != after[0] else []
    for task in tasks:
        _watch(session, task, chosen[0], by=by, now=now)
    return tasks


def add_alias(session: Session, project: Project, alias: str, *, by: User | None, now: datetime) -> None:
    """Another name under which texts know the project. Raises InvalidInput."""
    require_duty(by, Duty.MANAGE_PROJECTS)
    alias = clean_line(alias)
    if not alias:
        raise InvalidInput("name_required")
    for other in session.scalars(sa.select(Project)):
        names = {name.casefold() for name in (other.name, *other.aliases)}
        if alias.casefold() in names:
            raise InvalidInput("body_has_name" if other.id == project.id else "alias_taken", name=alias)
    before = list(project.aliases)
    project.aliases = [*before, alias]
    session.flush()
    note_reference(session, project, ReferenceChange.ALIASES_CHANGED, by=by, now=now, aliases=[before, project.aliases])


def move_milestone(
    session: Session, task: Task, project: Project, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Put a milestone under the project it belongs to; where the old one's body watched it, the new one's does from now on."""
    require_duty(by, Duty.MANAGE_PROJECTS)
    if by is not None and by.role is Role.SUPERVISOR and relation(by, task) is Relation.NONE:
        raise NotFound("not_found")
    if task.kind is not TaskKind.MILESTONE:
        raise InvalidInput("not_a_milestone")
    check_version(task, version)
    old = task.project
    if old is not None and old.id == project.id:
        raise InvalidInput("same_project")
    task.project, task.project_id = project, project.id
    record(
        session,
        task,
        EventKind.PROJECT_CHANGED,
        by=by,
        now=now,
        project_before=old.name if old else None,
        project_now=project.name,
    )
    was_watched = old is None or (old.monitors and old.monitors[0].agency_id == task.lead_agency_id)
    if task.status in OPEN and project.monitors and was_watched:
        _watch(session, task, project.monitors[0].agency, by=by, now=now)


def _watched(session: Session, project: Project, lead: str) -> list[Task]:
    query = (
        sa.select(Task)
        .join(Agency, Agency.id == Task.lead_agency_id)
        .where(Task.project_id == project.id, Task.kind == TaskKind.MILESTONE, Task.status.in_(OPEN))
        .where(Agency.code == lead)
        .order_by(Task.id)
    )
    return list(session.scalars(query))


def _watch(session: Session, task: Task, body: Agency, *, by: User | None, now: datetime) -> None:
    """Make a body the one that records the milestone's facts."""
    previous = task.lead_agency
    if previous.id == body.id:
        return
    old = [[row.agency.code, row.role.value] for row in task.executors]
    others = tuple((row.agency.code, row.role) for row in task.executors if row.role is not ExecutorRole.LEAD)
    for row in task.executors:
        row.role = ExecutorRole.CO if row.role is ExecutorRole.LEAD else row.role
    session.flush()  # the index "one lead a task" must not see two
    set_executors(session, task, body, others, work_calendar(session), term_rules(session))
    new = [[row.agency.code, row.role.value] for row in task.executors]
    record(session, task, EventKind.EXECUTORS_CHANGED, by=by, now=now, old=old, new=new, **executor_facts(task))
    tell_lead_changed(session, task, previous, by=by, now=now, note="")
