"""From findings to tasks: what the extractor found is stored, the sure ones go on control, people decide the rest.

AUTO_CONFIRM is a policy: off in production by default, its state is shown on the policy page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.directory import AgencyDirectory
from app.domain.enums import (
    DueBasis,
    Evidence,
    ExecutorRole,
    FindingKind,
    GiverLevel,
    OwnerBasis,
    Recurrence,
    RejectReason,
    Review,
    Strength,
    TaskKind,
    Urgency,
)
from app.domain.errors import InvalidInput, NotFound
from app.domain.history import EventKind
from app.domain.permissions import Duty, Relation
from app.domain.sameness import Difference, differences
from app.domain.spans import trimmed_span
from app.extraction import extract
from app.extraction.attribution import title_of
from app.extraction.record import to_record
from app.models import Document, Finding, Task, TaskSource, User
from app.queries.access import relation
from app.queries.bodies import standing
from app.queries.duplicates import same_tasks, version_of_finding, version_of_task
from app.queries.reference import agency_directory, work_calendar
from app.services.guard import check_version, require_duty, written
from app.services.history import record
from app.services.register import Due, NewTask, register_task

BY_A_PERSON = "person"


@dataclass(frozen=True)
class Choice:
    """What the reviewer settled. due_on None: as found, or the default term where the text has none."""

    lead: str
    others: tuple[tuple[str, ExecutorRole], ...] = ()
    due_on: date | None = None
    title: str = ""
    giver_level: GiverLevel | None = None
    urgency: Urgency = Urgency.NORMAL
    form_of_completion: str = ""
    project: str = ""


def find_in(session: Session, document: Document) -> Sequence[Any]:
    """What the document holds, refused candidates included; nothing is stored. Seconds for hundreds of pages.

    The bodies are those of the day of publication, the calendar is the table's.
    """
    directory = agency_directory(session).on(document.published_on)
    calendar = work_calendar(session)
    return extract(document.text, document.published_on, directory, calendar, title=document.title, refused=True)


def extract_findings(
    session: Session, document: Document, *, now: datetime, auto_confirm: bool, found: Sequence[Any] | None = None
) -> list[Finding]:
    """Find what the document holds and store it. Done once a document.

    found: of `find_in`, for a caller that keeps the long reading out of the transaction that writes.
    """
    if document.extracted_at is not None:
        return list(document.findings)
    directory = agency_directory(session).on(document.published_on)
    if found is None:
        found = find_in(session, document)
    rows = [stored(document, _with_groups(to_record(item, str(document.id)), directory)) for item in found]
    session.add_all(rows)
    document.extracted_at = now
    session.flush()
    if auto_confirm:
        for row in rows:
            confirm_sure(session, row, now=now)
    return rows


def confirm_sure(session: Session, finding: Finding, *, now: datetime) -> None:
    """Put a finding on control without a person, where AUTO_CONFIRM's condition holds and nobody has decided on it.

    What is on control already waits for a person, who merges it or keeps both.
    """
    if finding.review is not Review.PENDING or not is_sure(finding.document, finding):
        return
    if not same_tasks(session, finding, None):
        choice = standing(session, proposed(finding), today(now))
        if choice.lead:
            _accept(session, finding, choice, by=None, now=now, auto=True)


def _with_groups(record: dict[str, Any], directory: AgencyDirectory) -> dict[str, Any]:
    """Mark owners that are generic bodies: a person must choose who leads."""
    for owner in record.get("owners") or []:
        agency = directory.by_code.get(owner.get("code") or "")
        owner["group"] = agency.is_group if agency else False
    return record


def stored(document: Document, record: dict[str, Any]) -> Finding:
    """A row of a finding as extraction describes it, not added yet."""
    giver, deadline, limit = record.get("giver") or {}, record.get("deadline") or {}, record.get("limit") or {}
    kind = FindingKind(record["kind"])
    return Finding(
        document_id=document.id,
        document=document,
        kind=kind,
        start=record["start"],
        end=record["end"],
        quote=record["quote"],
        giver_role=giver.get("role"),
        giver_name=giver.get("name") or "",
        strength=Strength(record.get("strength") or Strength.ORDER),
        evidence=Evidence.SECONDARY if document.secondary else Evidence(record.get("evidence") or Evidence.PRIMARY),
        confidence=record.get("confidence") or 0.0,
        rule=record.get("rule") or "",
        due_on=date.fromisoformat(deadline["date"]) if deadline.get("date") else None,
        limit_on=date.fromisoformat(limit["date"]) if limit.get("date") else None,
        recurrence=record.get("recurrence"),
        stage=record.get("stage"),
        project=record.get("project") or "",
        fields=record,
        review=Review.REJECTED if kind is FindingKind.REFUSED else Review.PENDING,
    )


def is_sure(document: Document, finding: Finding) -> bool:
    """AUTO_CONFIRM's condition: an order that a rule found, of a known giver in a primary source, led by one real body.

    What was only weighed (it has reasons of its own) is for a person. The lead must be named in the instruction itself or
    in the same paragraph; a date before publication is a doubt.
    """
    owners = finding.fields.get("owners") or []
    leads = [owner for owner in owners if owner["role"] == ExecutorRole.LEAD]
    return (
        finding.kind is FindingKind.INSTRUCTION
        and not finding.fields.get("reasons")
        and finding.strength is Strength.ORDER
        and finding.evidence is Evidence.PRIMARY
        and finding.giver_role is not None
        and len(leads) == 1
        and bool(leads[0].get("code"))
        and not leads[0].get("group")
        and (finding.due_on is None or finding.due_on >= document.published_on)
        and (leads[0]["basis"] == OwnerBasis.EXPLICIT or _same_paragraph(document.text, leads[0], finding))
    )


def _same_paragraph(text: str, owner: dict[str, Any], finding: Finding) -> bool:
    if owner.get("start") is None:
        return False
    first, last = sorted((owner["start"], finding.start))
    return "\n" not in text[first:last]


def proposed(finding: Finding) -> Choice:
    """What the extractor proposes, as a reviewer's choice. The lead is empty when the text names none."""
    owners = finding.fields.get("owners") or []
    lead = next((o for o in owners if o["role"] == ExecutorRole.LEAD and o.get("code") and not o.get("group")), None)
    others = tuple(
        (owner["code"], ExecutorRole(owner["role"]))
        for owner in owners
        if owner.get("code") not in (None, "", lead and lead["code"]) and owner["role"] != ExecutorRole.LEAD
    )
    return Choice(lead=lead["code"] if lead else "", others=others, project=finding.project)


def accept_finding(
    session: Session, finding: Finding, choice: Choice, *, by: User | None, now: datetime, version: int | None = None
) -> Task:
    """Put a finding on control as the reviewer settled it."""
    require_duty(by, Duty.REVIEW_FINDINGS)
    check_version(finding, version)
    return _accept(session, finding, choice, by=by, now=now)


def _accept(
    session: Session, finding: Finding, choice: Choice, *, by: User | None, now: datetime, auto: bool = False
) -> Task:
    _require_pending(finding)
    document = finding.document
    new = NewTask(
        text=finding.quote,
        title=choice.title or _title(finding, choice.project or finding.project),
        issued_on=document.published_on,
        lead=choice.lead,
        others=choice.others,
        kind=_task_kind(finding),
        giver_role=finding.giver_role,
        giver_name=finding.giver_name,
        giver_level=choice.giver_level,
        evidence=finding.evidence,
        urgency=choice.urgency,
        due=_due(finding, choice),
        limit_on=finding.limit_on,
        limit_text=(finding.fields.get("limit") or {}).get("text", ""),
        recurrence=finding.recurrence,
        form_of_completion=choice.form_of_completion,
        project=choice.project or finding.project,
        stage=finding.stage,
        training=document.training,
        auto_confirmed=auto,
        event_data={"document": document.id, "finding": finding.id},
    )
    task = register_task(session, new, by=by, now=now)
    session.add(
        TaskSource(
            task_id=task.id, document_id=document.id, finding_id=finding.id, start=finding.start, end=finding.end
        )
    )
    _reviewed(finding, Review.ACCEPTED, by=by, now=now)
    finding.auto_confirmed = auto
    session.flush()
    return task


def _task_kind(finding: Finding) -> TaskKind:
    if finding.kind in (FindingKind.MILESTONE, FindingKind.GOAL):
        return TaskKind.MILESTONE
    if finding.recurrence is Recurrence.STANDING:
        return TaskKind.STANDING
    return TaskKind.SERIES if finding.recurrence else TaskKind.ONE_OFF


def _title(finding: Finding, project: str) -> str:
    if finding.kind is not FindingKind.INSTRUCTION:
        return f"{project}: {finding.quote}" if project else finding.quote
    return title_of({**finding.fields, "quote": finding.quote, "start": finding.start})


def _due(finding: Finding, choice: Choice) -> Due | None:
    deadline = finding.fields.get("deadline") or {}
    if choice.due_on is not None and choice.due_on != finding.due_on:
        return Due(choice.due_on, DueBasis.PERSON, "person", deadline.get("text") or "")
    if finding.due_on is None:
        return None
    return Due(
        finding.due_on,
        DueBasis.TEXT,
        deadline.get("rule") or "",
        deadline.get("text") or "",
        tuple(deadline.get("steps") or ()),
    )


def reject_finding(
    session: Session,
    finding: Finding,
    reason: RejectReason,
    note: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Keep the finding, with the reason why it is no task."""
    require_duty(by, Duty.REVIEW_FINDINGS)
    check_version(finding, version)
    _require_pending(finding)
    finding.review_reason, finding.review_note = reason, written(note, required=False)
    _reviewed(finding, Review.REJECTED, by=by, now=now)
    session.flush()


def merge_finding(
    session: Session, finding: Finding, task: Task, *, by: User, now: datetime, version: int | None = None
) -> tuple[Difference, ...]:
    """The finding is an instruction that is on control already: the task gets another source.

    Returns in what the two texts disagree; a disagreement is written into the history and flags the task.
    """
    require_duty(by, Duty.REVIEW_FINDINGS)
    check_version(finding, version)
    _require_pending(finding)
    if relation(by, task) is Relation.NONE:
        raise NotFound("not_found")
    mine = version_of_finding(finding)
    found = differences(mine, version_of_task(task))
    session.add(
        TaskSource(
            task_id=task.id,
            document_id=finding.document_id,
            finding_id=finding.id,
            start=finding.start,
            end=finding.end,
        )
    )
    _reviewed(finding, Review.MERGED, by=by, now=now)
    task.flagged = task.flagged or bool(found)
    record(
        session,
        task,
        EventKind.SOURCE_ADDED,
        by=by,
        now=now,
        document=finding.document_id,
        finding=finding.id,
        differences=[difference.value for difference in found] or None,
        due_on=mine.due_on if Difference.DATE in found else None,
        lead=mine.lead if Difference.LEAD in found else None,
    )
    return found


def restore_finding(
    session: Session, finding: Finding, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Undo a rejection: the finding waits for review again. A refused candidate becomes one to decide on."""
    require_duty(by, Duty.REVIEW_FINDINGS)
    check_version(finding, version)
    if finding.review is not Review.REJECTED:
        raise InvalidInput("already_reviewed")
    if finding.kind is FindingKind.REFUSED:
        # A person says that it is one: the rule that refused it and how sure it was are no longer what makes it a finding.
        finding.kind, finding.rule, finding.confidence = FindingKind.INSTRUCTION, BY_A_PERSON, 1.0
    finding.review, finding.review_reason, finding.review_note = Review.PENDING, None, ""
    finding.reviewed_by_id, finding.reviewed_at = None, None
    session.flush()


def split_finding(
    session: Session,
    finding: Finding,
    parts: list[tuple[int, int]],
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> list[Finding]:
    """Replace one finding by several, each with its own words; giver, owners and deadline are carried over."""
    require_duty(by, Duty.REVIEW_FINDINGS)
    check_version(finding, version)
    _require_pending(finding)
    if len(parts) < 2:
        raise InvalidInput("split_needs_two")
    rows = []
    for start, end in parts:
        start, end = trimmed_span(finding.document.text, start, end)
        quote = finding.document.text[start:end]
        fields = {
            **finding.fields,
            "start": start,
            "end": end,
            "quote": quote,
            "actions": [{"text": quote, "start": start, "end": end}],
        }
        rows.append(stored(finding.document, fields))
    finding.review_reason = RejectReason.SPLIT
    _reviewed(finding, Review.REJECTED, by=by, now=now)
    session.add_all(rows)
    session.flush()
    return rows


def _require_pending(finding: Finding) -> None:
    if finding.review is not Review.PENDING:
        raise InvalidInput("already_reviewed")


def _reviewed(finding: Finding, review: Review, *, by: User | None, now: datetime) -> None:
    finding.review, finding.reviewed_by_id, finding.reviewed_at = review, by.id if by else None, now
