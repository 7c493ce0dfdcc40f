"""Who executes: another lead, other co-executors."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Task, User
from app.queries.reference import term_rules, work_calendar
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_lead_changed
from app.services.register import real_agency, set_executors


def change_executors(
    session: Session,
    task: Task,
    lead: str,
    others: tuple[tuple[str, ExecutorRole], ...],
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Set the executors anew. Bodies that stay keep their contribution; a changed lead is told, and so is the old one."""
    require_action(by, task, Action.CHANGE_EXECUTORS, version)
    old = [[executor.agency.code, executor.role.value] for executor in task.executors]
    previous = task.lead_agency
    agency = real_agency(session, lead)
    for executor in task.executors:
        executor.role = ExecutorRole.CO if executor.role is ExecutorRole.LEAD else executor.role
    session.flush()  # the index "one lead a task" must not see the old lead beside the new one
    set_executors(session, task, agency, others, work_calendar(session), term_rules(session))
    text = written(note, required=False) or None
    new = [[executor.agency.code, executor.role.value] for executor in task.executors]
    if new == old:
        raise InvalidInput("nothing_changed")
    record(session, task, EventKind.EXECUTORS_CHANGED, by=by, now=now, old=old, new=new, text=text)
    if previous.id != agency.id:
        tell_lead_changed(session, task, previous, by=by, now=now, note=text or "")
