"""The life of a task after registration: taken into work, reported on, accepted or returned, ended, put back."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import CancelReason, ReportDecision, ReportKind, ReturnReason, TaskResult
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import ENDED, Action, TaskStatus, next_status
from app.models import Report, Task, User
from app.queries.own_notes import own_note
from app.services.acting import actor_of
from app.services.attachments import facts_of
from app.services.contributions import not_contributed
from app.services.evidence import NOTHING, Filing, check_proofs, keep_proofs
from app.services.guard import require_action, written
from app.services.handover import link_to, unlink
from app.services.history import record
from app.services.interim import meet_earliest
from app.services.notifying import tell_report_returned
from app.services.reports import file_report, last_submission, pending_report, pending_report_or_none


def take_into_work(session: Session, task: Task, *, by: User | None, now: datetime, version: int | None = None) -> None:
    """The lead's coordinator begins."""
    require_action(by, task, Action.TAKE_INTO_WORK, version)
    _move(task, Action.TAKE_INTO_WORK)
    record(session, task, EventKind.TAKEN_INTO_WORK, by=by, now=now)


def add_note(
    session: Session,
    task: Task,
    text: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    take: bool = False,
) -> None:
    """A sentence on where the task stands; with `take` a task not yet begun is taken into work in the same step."""
    require_action(by, task, Action.NOTE, version)
    text = written(text)
    if take and task.status is TaskStatus.ON_CONTROL:
        take_into_work(session, task, by=by, now=now)
    record(session, task, EventKind.NOTED, by=by, now=now, text=text)


def take_back_note(
    session: Session, task: Task, seq: int, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Undo one's own note shortly after it was written and before anything else happens. Both stay in the history.

    seq: the number of the note's event. A task that was taken into work in the same step stays there. Raises
    InvalidInput (`note_settled`).
    """
    require_action(by, task, Action.NOTE, version)
    note = own_note(session, actor_of(session, by)[0], task, now=now)
    if note is None or note.seq != seq:
        raise InvalidInput("note_settled")
    record(session, task, EventKind.NOTE_TAKEN_BACK, by=by, now=now, note=seq)


def report_interim(
    session: Session,
    task: Task,
    text: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    filing: Filing = NOTHING,
) -> Report:
    """Interim information: an event, never a ground for removal from control; it meets the earliest interim date.

    Of the filing its files are taken.
    """
    require_action(by, task, Action.REPORT_INTERIM, version)
    report = file_report(session, task, ReportKind.INTERIM, text, filing, by=by, now=now)
    report.decision = ReportDecision.ACCEPTED
    meet_earliest(session, task, report)
    files = facts_of(report.attachments)
    record(
        session, task, EventKind.INTERIM_REPORTED, by=by, now=now, report=report.id, text=report.text, attachments=files
    )
    return report


def submit_report(
    session: Session,
    task: Task,
    text: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    filing: Filing = NOTHING,
) -> Report:
    """Submit the completion report. Filed on or before the deadline it stops lateness while it waits.

    Raises InvalidInput (`evidence_missing`) while the form of completion wants more than is given. Co-executors who did
    not contribute stop nobody: the report names them.
    """
    require_action(by, task, Action.SUBMIT, version)
    checked = check_proofs(task, filing.proofs, today(now))
    report = file_report(session, task, ReportKind.COMPLETION, text, filing, by=by, now=now)
    report.missing = not_contributed(task)
    evidence = keep_proofs(session, report, checked, filing.store, by=by, now=now)
    _move(task, Action.SUBMIT)
    task.submitted_on = report.filed_on
    record(
        session,
        task,
        EventKind.SUBMITTED,
        by=by,
        now=now,
        report=report.id,
        text=report.text,
        attempt=report.attempt,
        missing=report.missing or None,
        evidence=evidence,
        attachments=facts_of(report.attachments),
    )
    return report


def withdraw_report(
    session: Session, task: Task, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """The executor takes the pending report back."""
    require_action(by, task, Action.WITHDRAW, version)
    report = pending_report(session, task)
    report.decision, report.decided_at, report.decided_by_id = ReportDecision.WITHDRAWN, now, by.id if by else None
    _move(task, Action.WITHDRAW)
    task.submitted_on = None
    record(session, task, EventKind.WITHDRAWN, by=by, now=now, report=report.id)


def accept_report(
    session: Session, task: Task, note: str = "", *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Accept and remove from control; done or done late by the day the accepted report was filed."""
    require_action(by, task, Action.ACCEPT, version)
    report = _decide(session, task, ReportDecision.ACCEPTED, note, by=by, now=now)
    late = task.due_on is not None and report.filed_on > task.due_on
    _end(task, Action.ACCEPT, TaskResult.DONE_LATE if late else TaskResult.DONE, now)
    record(
        session,
        task,
        EventKind.ACCEPTED,
        by=by,
        now=now,
        report=report.id,
        attempt=report.attempt,
        result=task.result.value if task.result else None,
        text=report.decision_note or None,
    )


def return_report(
    session: Session,
    task: Task,
    reason: ReturnReason,
    note: str,
    *,
    by: User | None,
    now: datetime,
    interim_due_on: date | None = None,
    version: int | None = None,
) -> None:
    """Return for completion with a reason and an interim date; the deadline stays what it was."""
    require_action(by, task, Action.RETURN, version)
    if interim_due_on is not None and interim_due_on < today(now):
        raise InvalidInput("date_in_past")
    report = _decide(session, task, ReportDecision.RETURNED, written(note), by=by, now=now)
    report.reason, report.interim_due_on = reason, interim_due_on
    _move(task, Action.RETURN)
    task.submitted_on = None
    record(
        session,
        task,
        EventKind.RETURNED,
        by=by,
        now=now,
        report=report.id,
        attempt=report.attempt,
        reason=reason.value,
        text=report.decision_note,
        interim_due_on=interim_due_on,
    )
    tell_report_returned(session, task, report, by=by, now=now)


def close_not_done(
    session: Session, task: Task, note: str, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """End control without execution having taken place: the giver's level decides that."""
    require_action(by, task, Action.CLOSE_NOT_DONE, version)
    note = written(note)
    report = _withdraw_pending(session, task, now)
    _end(task, Action.CLOSE_NOT_DONE, TaskResult.NOT_DONE, now)
    record(session, task, EventKind.CLOSED_NOT_DONE, by=by, now=now, report=report, text=note)


def cancel_task(
    session: Session,
    task: Task,
    reason: CancelReason,
    note: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    other: str = "",
) -> None:
    """Remove from control without execution: duplicate, obsolete, withdrawn, replaced.

    other: for a duplicate or a replaced instruction, the number of the task that stays; both are linked.
    """
    require_action(by, task, Action.CANCEL, version)
    note = written(note)
    linked = link_to(session, task, reason, other, by=by)
    report = _withdraw_pending(session, task, now)
    _end(task, Action.CANCEL, None, now)
    task.cancel_reason = reason
    record(
        session,
        task,
        EventKind.CANCELLED,
        by=by,
        now=now,
        reason=reason.value,
        report=report,
        other=linked.number if linked else None,
        text=note,
    )


def reopen_task(
    session: Session, task: Task, note: str, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Undo an ending made by mistake: the task returns to the open status it had.

    A task whose report waited, or was accepted, waits again: the same report, filed on its own day, is to be decided.
    """
    require_action(by, task, Action.REOPEN, version)
    note = written(note)
    before = task.status_before_end or TaskStatus.IN_PROGRESS
    report = last_submission(session, task) if before is TaskStatus.SUBMITTED else None
    if report is not None:
        report.decision, report.decision_note = ReportDecision.PENDING, ""
        report.decided_by_id, report.decided_at = None, None
    task.status = next_status(task.status, Action.REOPEN, milestone=task.is_milestone, before_end=before)
    task.ended_on, task.result, task.cancel_reason, task.fact_on = None, None, None, None
    task.submitted_on = report.filed_on if report else None
    unlink(session, task)
    record(
        session,
        task,
        EventKind.REOPENED,
        by=by,
        now=now,
        status=task.status.value,
        report=report.id if report else None,
        submitted_on=task.submitted_on,
        text=note,
    )


def record_fact(
    session: Session,
    task: Task,
    fact_on: date,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """The monitoring body says on which day a milestone was reached; control ends."""
    require_action(by, task, Action.RECORD_FACT, version)
    if fact_on > today(now):
        raise InvalidInput("date_in_future")
    if fact_on < task.issued_on:
        raise InvalidInput("date_before_issue")
    late = task.due_on is not None and fact_on > task.due_on
    _end(task, Action.RECORD_FACT, TaskResult.DONE_LATE if late else TaskResult.DONE, now)
    task.fact_on = fact_on
    text = written(note, required=False) or None
    record(session, task, EventKind.FACT_RECORDED, by=by, now=now, fact_on=fact_on, text=text)


def record_forecast(
    session: Session,
    task: Task,
    forecast_on: date | None,
    note: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """A new forecast for a milestone, or None: "not started", with the reason. The original date stays."""
    require_action(by, task, Action.RECORD_FORECAST, version)
    note = written(note)
    if forecast_on is not None and forecast_on < today(now):
        raise InvalidInput("date_in_past")
    task.forecast_on = forecast_on
    kind = EventKind.FORECAST_RECORDED if forecast_on else EventKind.NOT_STARTED
    record(session, task, kind, by=by, now=now, forecast_on=forecast_on, text=note)


def _withdraw_pending(session: Session, task: Task, now: datetime) -> int | None:
    """The end of control takes a waiting report back; returns its id."""
    report = pending_report_or_none(session, task)
    if report is None:
        return None
    report.decision, report.decided_at = ReportDecision.WITHDRAWN, now
    return report.id


def _decide(
    session: Session, task: Task, decision: ReportDecision, note: str, *, by: User | None, now: datetime
) -> Report:
    report = pending_report(session, task)
    report.decision, report.decision_note = decision, written(note, required=False)
    report.decided_by_id, report.decided_at = by.id if by else None, now
    return report


def _move(task: Task, action: Action) -> None:
    task.status = next_status(task.status, action, milestone=task.is_milestone)


def _end(task: Task, action: Action, result: TaskResult | None, now: datetime) -> None:
    before = task.status
    _move(task, action)
    assert task.status in ENDED
    task.status_before_end, task.ended_on, task.result = before, today(now), result
