"""A supervisor's own word to the executors of one task. About many tasks at once it is `bulk_reminding.py`'s."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Task, User
from app.queries.reminded import reminded_on
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_reminded


def remind(session: Session, task: Task, note: str = "", *, by: User, now: datetime) -> None:
    """Send a reminder at once. Raises InvalidInput when the task was reminded of that day, by whomever, also among others."""
    require_action(by, task, Action.REMIND)
    if reminded_on(session, [task.id], today(now)):
        raise InvalidInput("reminded_today")
    text = written(note, required=False)
    record(session, task, EventKind.REMINDED, by=by, now=now, text=text or None)
    tell_reminded(session, task, by=by, now=now, note=text)
