""" "Not ours": the main executor asks that another body lead, the controller decides.

A request later than policy `lead_change_request` after registration is taken, and flagged. Setting executors is
`executors.py`'s affair.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import ExecutorRole, LeadChangeState
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import LeadChange, Task, User
from app.queries.reference import term_rules, work_calendar
from app.services.executors import change_executors
from app.services.guard import require_action, written
from app.services.history import record
from app.services.register import real_agency


def pending_lead_change(task: Task) -> LeadChange | None:
    """The request that waits for a decision."""
    return next((row for row in task.lead_changes if row.state is LeadChangeState.REQUESTED), None)


def request_lead_change(
    session: Session,
    task: Task,
    reason: str,
    proposed: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> LeadChange:
    """Ask that another body lead. proposed: its code, where the asker knows it. The deadline counts on."""
    require_action(by, task, Action.REQUEST_LEAD_CHANGE, version)
    if pending_lead_change(task) is not None:
        raise InvalidInput("lead_change_pending")
    agency = real_agency(session, proposed) if proposed else None
    if agency is not None and agency.id == task.lead_agency_id:
        raise InvalidInput("lead_unchanged")
    request = LeadChange(
        reason=written(reason),
        proposed=agency,
        late_request=_is_late(session, task, today(now)),
        requested_by_id=by.id if by else None,
        requested_at=now,
    )
    task.lead_changes.append(request)
    session.flush()
    record(
        session,
        task,
        EventKind.LEAD_CHANGE_REQUESTED,
        by=by,
        now=now,
        lead_change=request.id,
        agency=task.lead_agency.code,
        proposed=agency.code if agency else None,
        late_request=request.late_request,
        text=request.reason,
    )
    return request


def _is_late(session: Session, task: Task, day: date) -> bool:
    passed = work_calendar(session).working_days_between(today(task.registered_at), day)
    return passed > term_rules(session).get("lead_change_request", day).amount


def decide_lead_change(
    session: Session,
    request: LeadChange,
    lead: str,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Grant: `lead` is the code of the body that leads from now on, the present one leaves the task. Refuse: "" and words.

    The other executors stay; both leads are told of a change.
    """
    task = request.task
    require_action(by, task, Action.DECIDE_LEAD_CHANGE, version)
    if request.state is not LeadChangeState.REQUESTED:
        raise InvalidInput("lead_change_not_pending")
    if lead == task.lead_agency.code:
        raise InvalidInput("lead_unchanged")
    request.state = LeadChangeState.ACCEPTED if lead else LeadChangeState.REFUSED
    request.decision_note = written(note, required=not lead)
    request.decided_by_id, request.decided_at = by.id if by else None, now
    record(
        session,
        task,
        EventKind.LEAD_CHANGE_DECIDED,
        by=by,
        now=now,
        lead_change=request.id,
        granted=bool(lead),
        text=request.decision_note or None,
    )
    if lead:
        others = tuple(
            (row.agency.code, row.role)
            for row in task.executors
            if row.role is not ExecutorRole.LEAD and row.agency.code != lead
        )
        change_executors(session, task, lead, others, note, by=by, now=now)
