"""The letter that goes out at once about a co-executor's part. Other letters are `notifying.py`'s."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.clock import today
from app.i18n import get_locale
from app.models import TaskExecutor, User
from app.queries.recipients import Holder, answering_for
from app.queries.reference import work_calendar
from app.services.notifying import head, receipt, task_line, tell
from notifications import messages

KIND = "contribution_awaited"


def tell_part_awaited(session: Session, executor: TaskExecutor, *, by: User, now: datetime, note: str = "") -> None:
    """The people of a co-executor hear that the main executor waits for their part; once a day and body."""
    day, calendar, task = today(now), work_calendar(session), executor.task

    def build(holder: Holder) -> messages.Letter:
        return messages.ContributionAwaitedLetter(
            **head(holder, day, receipt(session, holder, task, KIND, day)),
            task=task_line(session, task, day, calendar, reasons=("contribution_pending",)),
            lead=task.lead_agency.name(get_locale()),
            reminded_by=by.name,
            part_due_on=executor.contribution_due_on,
            comment=note,
        )

    tell(session, answering_for(session, executor), build, KIND, f"{executor.id}:{day}", now)
