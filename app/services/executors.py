"""Who executes: another lead, other co-executors."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.enums import ContributionState, ExecutorRole, LeadChangeState, ReportDecision
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Agency, Task, User
from app.queries.reference import term_rules, work_calendar
from app.services.facts import executor_facts
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_lead_changed
from app.services.register import real_agency, refuse_lead_among, set_executors


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
    """Set the executors anew. Bodies that stay keep their contribution; a changed lead is told, and so is the old one.

    A waiting request for another lead is granted by a change of lead, whoever begins it. Raises InvalidInput
    (`co_is_lead`) when the lead stands among the co-executors too.
    """
    require_action(by, task, Action.CHANGE_EXECUTORS, version)
    old = [[executor.agency.code, executor.role.value] for executor in task.executors]
    previous = task.lead_agency
    agency = real_agency(session, lead)
    refuse_lead_among(agency, others)
    _replace(session, task, agency, others)
    text = written(note, required=False) or None
    new = [[executor.agency.code, executor.role.value] for executor in task.executors]
    if new == old:
        raise InvalidInput("nothing_changed")
    _drop_parts(task, by=by, now=now)
    granted = _grant_pending(task, by=by, now=now) if previous.id != agency.id else None
    session.flush()
    record(
        session,
        task,
        EventKind.EXECUTORS_CHANGED,
        by=by,
        now=now,
        old=old,
        new=new,
        lead_change=granted,
        text=text,
        **executor_facts(task),
    )
    if previous.id != agency.id:
        tell_lead_changed(session, task, previous, by=by, now=now, note=text or "")


def _replace(session: Session, task: Task, lead: Agency, others: tuple[tuple[str, ExecutorRole], ...]) -> None:
    for executor in task.executors:
        executor.role = ExecutorRole.CO if executor.role is ExecutorRole.LEAD else executor.role
    session.flush()  # the index "one lead a task" must not see the old lead beside the new one
    set_executors(session, task, lead, others, work_calendar(session), term_rules(session))


def _drop_parts(task: Task, *, by: User | None, now: datetime) -> None:
    """Parts that nobody can decide on any more: of bodies that left the task, and of the one that leads now."""
    deciding = {row.id for row in task.executors if row.role is not ExecutorRole.LEAD}
    task.executors[0].state = ContributionState.NONE
    for part in task.contributions:
        if part.decision is ReportDecision.PENDING and part.executor_id not in deciding:
            part.decision = ReportDecision.WITHDRAWN
            part.decided_by_id, part.decided_at = by.id if by else None, now


def _grant_pending(task: Task, *, by: User | None, now: datetime) -> int | None:
    """The waiting request for another lead is granted by the change itself; returns its id."""
    request = next((row for row in task.lead_changes if row.state is LeadChangeState.REQUESTED), None)
    if request is None:
        return None
    request.state = LeadChangeState.ACCEPTED
    request.decided_by_id, request.decided_at = by.id if by else None, now
    return request.id
