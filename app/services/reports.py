"""Reports as rows: filing one with its files, finding the one that waits. What they do to a task is `execution.py`'s."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import ReportDecision, ReportKind
from app.domain.errors import InvalidInput
from app.models import Report, Task, User
from app.services.attachments import attach
from app.services.evidence import Filing
from app.services.guard import written


def file_report(
    session: Session, task: Task, kind: ReportKind, text: str, filing: Filing, *, by: User | None, now: datetime
) -> Report:
    """Store a report with the files beside it. Its attempt is 1 until a completion report of the task was returned."""
    report = Report(
        task=task,
        kind=kind,
        text=written(text),
        filed_by_id=by.id if by else None,
        filed_at=now,
        filed_on=today(now),
        attempt=1 + (_returned(session, task) if kind is ReportKind.COMPLETION else 0),
        missing=[],
    )
    session.add(report)
    session.flush()
    attach(session, task, filing.files, filing.store, by=by, now=now, report=report)
    return report


def pending_report(session: Session, task: Task) -> Report:
    """The completion report that waits for a decision. Raises InvalidInput when there is none."""
    report = pending_report_or_none(session, task)
    if report is None:
        raise InvalidInput("no_pending_report")
    return report


def pending_report_or_none(session: Session, task: Task) -> Report | None:
    """The completion report that waits for a decision."""
    return session.scalar(_submissions(task).where(Report.decision == ReportDecision.PENDING))


def last_submission(session: Session, task: Task) -> Report | None:
    """The newest completion report, whatever was decided on it."""
    return session.scalar(_submissions(task))


def _submissions(task: Task) -> sa.Select[Report]:
    completion = sa.select(Report).where(Report.task_id == task.id, Report.kind == ReportKind.COMPLETION)
    return completion.order_by(Report.id.desc()).limit(1)


def _returned(session: Session, task: Task) -> int:
    count = sa.select(sa.func.count()).select_from(Report)
    mine = count.where(Report.task_id == task.id, Report.kind == ReportKind.COMPLETION)
    return session.scalar(mine.where(Report.decision == ReportDecision.RETURNED)) or 0
