"""What of a task was reminded of today: its page says so instead of offering a reminder that would be refused."""

from datetime import datetime

from app.models import Task
from app.queries.reminded import Reminded, nudged_on, reminded_on
from app.web.session import db, today


def reminded_today(task: Task) -> Reminded | None:
    """Today's reminder of a supervisor, of this task alone or among others."""
    return reminded_on(db(), [task.id], today()).get(task.id)


def nudges_today(task: Task) -> dict[int, datetime]:
    """By executor row: when the main executor reminded of its part today."""
    told = nudged_on(db(), [task.id], today())
    moments = {row.id: told.get((task.id, row.agency.code)) for row in task.executors}
    return {row_id: at for row_id, at in moments.items() if at is not None}
