"""The letters that go out at once, each enqueued in the transaction of what it tells of.

A letter is built in its reader's language from finished values. Which letters exist and how they read is `notifications`'
affair; the one letter of the day is `digests.py`'s.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.calendar import WorkCalendar
from app.domain.enums import Evidence, ExecutorRole, Urgency
from app.domain.lateness import days_late, late, working_days_left
from app.domain.workflow import OPEN
from app.i18n import get_locale
from app.labels import label
from app.models import Agency, Extension, Question, Report, Task, User
from app.queries.recipients import Holder, answering_for, answers_to, executors_people, people_of, present
from app.queries.reference import work_calendar
from app.services.letters import enqueue, page
from app.services.signed_links import Purpose, letter_link
from notifications import messages
from notifications.rules import at_once

# A letter of its own tells news; after a week in the queue it no longer is.
NEWS_FOR = timedelta(days=7)


def task_line(
    session: Session,
    task: Task,
    day: date,
    calendar: WorkCalendar,
    *,
    reasons: tuple[str, ...] = (),
    next_action: str = "",
) -> messages.TaskLine:
    """A task as letters show it, in the language that is set."""
    is_late = late(task.status, task.due_on, day, task.submitted_on)
    is_open = task.status in OPEN and task.due_on is not None
    ahead = is_open and not is_late and task.due_on is not None and task.due_on >= day
    return messages.TaskLine(
        number=task.number,
        title=task.title,
        url=page(session, f"/tasks/{task.number}"),
        due_on=task.due_on,
        days_left=max(0, working_days_left(task.due_on, day, calendar)) if ahead and task.due_on else None,
        days_late=days_late(task.status, task.due_on, day, task.submitted_on) or None,
        owner=task.lead_agency.name(get_locale()),
        reasons=reasons,
        next_action=next_action,
        default_term=task.default_term,
        milestone=task.is_milestone,
        source_secondary=task.evidence is Evidence.SECONDARY,
    )


def tell_assigned(session: Session, task: Task, calendar: WorkCalendar, *, now: datetime) -> None:
    """Put on control, and urgent or due within three working days: the executors hear at once."""
    day = today(now)
    left = working_days_left(task.due_on, day, calendar) if task.due_on and task.due_on >= day else None
    urgent = task.urgency is not Urgency.NORMAL
    if task.is_milestone or not at_once(left, urgent=urgent and left is not None):
        return
    reasons = ("urgent",) if urgent else ("due_soon",)
    for executor in task.executors:
        if executor.role is ExecutorRole.BY_AGREEMENT:
            continue
        part = executor.role.value

        def build(holder: Holder, part: str = part) -> messages.Letter:
            return messages.TaskAssignedLetter(
                **head(holder, day, receipt(session, holder, task, "task_assigned", day)),
                task=task_line(session, task, day, calendar, reasons=reasons),
                giver=task.giver_name or label(task.giver_level),
                part=part,
                text=task.text,
            )

        tell(session, answering_for(session, executor), build, "task_assigned", str(task.id), now)


def tell_report_returned(session: Session, task: Task, report: Report, *, by: User | None, now: datetime) -> None:
    """The lead's people hear why their report came back."""
    day, calendar = today(now), work_calendar(session)

    def build(holder: Holder) -> messages.Letter:
        return messages.ReportReturnedLetter(
            **head(holder, day, receipt(session, holder, task, "report_returned", day)),
            task=task_line(session, task, day, calendar, reasons=("rework",)),
            returned_by=by.name if by else "",
            reason=label(report.reason),
            comment=report.decision_note,
            interim_on=report.interim_due_on,
        )

    tell(session, executors_people(session, task, lead_only=True), build, "report_returned", str(report.id), now)


def tell_extension_decided(
    session: Session, task: Task, extension: Extension, *, by: User | None, now: datetime
) -> None:
    """All executors hear the new date, or that it stays."""
    day, calendar = today(now), work_calendar(session)

    def build(holder: Holder) -> messages.Letter:
        return messages.ExtensionDecidedLetter(
            **head(holder, day, receipt(session, holder, task, "extension_decided", day)),
            task=task_line(session, task, day, calendar),
            granted=extension.granted_due_on is not None,
            decided_by=by.name if by else "",
            previous_due_on=extension.old_due_on,
            asked_due_on=extension.asked_due_on,
            comment=extension.decision_note,
        )

    tell(session, executors_people(session, task), build, "extension_decided", str(extension.id), now)


def tell_lead_changed(
    session: Session, task: Task, previous: Agency, *, by: User | None, now: datetime, note: str = ""
) -> None:
    """The new lead and the one before hear of the change."""
    day, calendar = today(now), work_calendar(session)
    for agency in (task.lead_agency, previous):
        yours = agency.id == task.lead_agency_id

        def build(holder: Holder, yours: bool = yours) -> messages.Letter:
            return messages.LeadChangedLetter(
                **head(holder, day, receipt(session, holder, task, "lead_changed", day)),
                task=task_line(session, task, day, calendar),
                previous_lead=previous.name(get_locale()),
                new_lead=task.lead_agency.name(get_locale()),
                changed_by=by.name if by else "",
                yours=yours,
                comment=note,
            )

        tell(session, people_of(session, agency.id), build, "lead_changed", f"{task.id}:{task.event_count}", now)


def tell_question_asked(session: Session, task: Task, question: Question, *, now: datetime) -> None:
    """Those who may answer hear the question."""
    day, calendar = today(now), work_calendar(session)

    def build(holder: Holder) -> messages.Letter:
        return messages.QuestionAskedLetter(
            **head(holder, day),
            task=task_line(session, task, day, calendar, reasons=("question_to_answer",)),
            asked_by=question.asked_by.name,
            question=question.text,
        )

    tell(session, answers_to(session, task), build, "question_asked", str(question.id), now)


def tell_question_answered(session: Session, task: Task, question: Question, *, now: datetime) -> None:
    """The one who asked hears the answer."""
    day, calendar = today(now), work_calendar(session)

    def build(holder: Holder) -> messages.Letter:
        return messages.QuestionAnsweredLetter(
            **head(holder, day),
            task=task_line(session, task, day, calendar),
            question=question.text,
            answered_by=question.answered_by.name if question.answered_by else "",
            answer=question.answer,
        )

    tell(session, [question.asked_by], build, "question_answered", str(question.id), now)


def tell_reminded(session: Session, task: Task, *, by: User, now: datetime, note: str = "") -> None:
    """The executors hear the supervisor's word; once a day, task and supervisor."""
    day, calendar = today(now), work_calendar(session)

    def build(holder: Holder) -> messages.Letter:
        return messages.RemindLetter(
            **head(holder, day, receipt(session, holder, task, "remind", day)),
            tasks=(task_line(session, task, day, calendar),),
            reminded_by=by.name,
            home_url=page(session, "/"),
            comment=note,
        )

    tell(session, executors_people(session, task), build, "remind", f"{task.id}:{by.id}:{day}", now)


def head(holder: Holder, day: date, receipt_url: str = "") -> dict[str, Any]:
    """What every letter says of its reader, in the language that is set."""
    reader, absent = holder.person, holder.absent
    return {
        "reader": reader.name,
        "office": reader.office,
        "day": day,
        "language": get_locale(),
        "stands_for": absent.name if absent else "",
        "receipt_url": receipt_url,
    }


def receipt(session: Session, holder: Holder, task: Task, letter: str, day: date) -> str:
    """Where the reader confirms that he has the letter."""
    for_id = holder.absent.id if holder.absent else 0
    return letter_link(session, Purpose.RECEIVED, holder.person.id, day, task_id=task.id, for_id=for_id, letter=letter)


def tell(
    session: Session,
    people: Iterable[User],
    build: Callable[[Holder], messages.Letter],
    kind: str,
    key: str,
    now: datetime,
) -> None:
    """Enqueue the letter for each of the people, or for who stands in; once a kind, key and reader."""
    for holder in present(session, people, today(now)):
        enqueue(
            session,
            holder.person,
            lambda holder=holder: build(holder),  # type: ignore[misc]
            kind=kind,
            dedupe_key=f"{kind}:{key}:{holder.person.id}",
            now=now,
            stale_after=now + NEWS_FOR,
            absent=holder.absent,
        )
