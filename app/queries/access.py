"""What a person may see, and how a person stands to a task. Roles and acts are in `app.domain.permissions`."""

from typing import Any

import sqlalchemy as sa

from app.domain.enums import ExecutorRole, Role
from app.domain.permissions import Relation
from app.models import Agency, Task, TaskExecutor, User, user_supervises


def relation(user: User, task: Task) -> Relation:
    """How the person stands to the task; NONE means that the person does not see it."""
    match user.role:
        case Role.SUPERVISOR:
            scope = {agency.id for agency in user.supervises}
            if scope and not scope & {executor.agency_id for executor in task.executors}:
                return Relation.NONE
            reaches = user.decides_up_to is not None and user.decides_up_to.reaches(task.giver_level)
            return Relation.CONTROLS if reaches else Relation.OVERSEES
        case Role.COORDINATOR | Role.OFFICIAL:
            for executor in task.executors:
                if executor.agency_id == user.agency_id:
                    return Relation.LEAD if executor.role is ExecutorRole.LEAD else Relation.CO_EXECUTOR
    return Relation.NONE


def visible(user: User) -> sa.ColumnElement[bool]:
    """The condition on Task under which the person sees it."""
    match user.role:
        case Role.SUPERVISOR if not user.supervises:
            return sa.true()
        case Role.SUPERVISOR:
            return _executed_by(sa.select(user_supervises.c.agency_id).where(user_supervises.c.user_id == user.id))
        case Role.COORDINATOR | Role.OFFICIAL if user.agency_id is not None:
            return _executed_by([user.agency_id])
    return sa.false()


def _executed_by(agencies: Any) -> sa.ColumnElement[bool]:
    return Task.id.in_(sa.select(TaskExecutor.task_id).where(TaskExecutor.agency_id.in_(agencies)))


def agencies_of(user: User) -> sa.Select[Agency]:
    """The bodies a person may filter by: a supervisor's scope, or one's own."""
    query = sa.select(Agency).order_by(Agency.position)
    if user.role is Role.SUPERVISOR:
        return query.where(Agency.id.in_([agency.id for agency in user.supervises])) if user.supervises else query
    return query.where(Agency.id == user.agency_id)
