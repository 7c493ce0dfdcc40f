"""The responsible official of an executor: the person at a body who answers for its part of a task."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, Role
from app.domain.errors import InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Task, User
from app.queries.recipients import people_of
from app.services.guard import require_action
from app.services.history import record


def choose_official(
    session: Session,
    task: Task,
    code: str,
    official_id: int | None,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Name who answers at a body for its part; None: nobody by name. A coordinator decides for his own body only."""
    require_action(by, task, Action.CHOOSE_OFFICIAL, version)
    row = next((each for each in task.executors if each.agency.code == code), None)
    if row is None:
        raise InvalidInput("not_an_executor")
    if by is not None and by.role is Role.COORDINATOR and by.agency_id != row.agency_id:
        raise PermissionDenied("not_permitted", action=Action.CHOOSE_OFFICIAL)
    chosen = next((user for user in people_of(session, row.agency_id) if user.id == official_id), None)
    if official_id is not None and chosen is None:
        raise InvalidInput("not_an_official")
    if row.official_id == official_id:
        raise InvalidInput("official_same")
    row.official, row.official_id = chosen, official_id
    if row.role is ExecutorRole.LEAD:
        task.official, task.official_id = chosen, official_id
    # The name stands in the event: offices change hands, and the history tells who answered then.
    record(
        session,
        task,
        EventKind.OFFICIAL_CHOSEN,
        by=by,
        now=now,
        agency=code,
        official=official_id,
        official_name=chosen.name if chosen else None,
    )
