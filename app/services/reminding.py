"""A supervisor's own word to the executors of a task."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Task, User
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_reminded


def remind(session: Session, task: Task, note: str = "", *, by: User, now: datetime) -> None:
    """Send a reminder at once; once a day, task and supervisor."""
    require_action(by, task, Action.REMIND)
    text = written(note, required=False)
    record(session, task, EventKind.REMINDED, by=by, now=now, text=text or None)
    tell_reminded(session, task, by=by, now=now, note=text)
