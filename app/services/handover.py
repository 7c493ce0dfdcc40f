"""A task that another one replaces: the link between the two, made when control ends and undone when it is put back."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import CancelReason
from app.domain.errors import InvalidInput
from app.domain.permissions import Relation
from app.models import Task, TaskLink, User
from app.queries.access import relation

LINKING = (CancelReason.DUPLICATE, CancelReason.REPLACED)


def link_to(session: Session, task: Task, reason: CancelReason, number: str, *, by: User | None) -> Task | None:
    """Link the task to the one that stays; None when no number is given. Permission is the caller's part.

    Raises InvalidInput: "other_task_needless", "other_task_unknown" (or not open to the person), "other_task_itself".
    """
    number = number.strip()
    if not number:
        return None
    if reason not in LINKING:
        raise InvalidInput("other_task_needless")
    other = session.scalar(sa.select(Task).where(Task.number == number))
    if other is None or (by is not None and relation(by, other) is Relation.NONE):
        raise InvalidInput("other_task_unknown", number=number[:40])
    if other.id == task.id:
        raise InvalidInput("other_task_itself")
    with session.no_autoflush:
        task.replaced_by = TaskLink(other=other, reason=reason)
    session.flush()
    return other


def unlink(session: Session, task: Task) -> None:
    """The task is on control again: nothing replaces it."""
    task.replaced_by = None
    session.flush()
