"""The register: one line a task for lists, filters that all lists share, and one task with all that hangs on it.

Lists select columns, not entities: one statement a page, whatever the number of rows. What is late is defined in
`app.domain.lateness` and `app.queries.lateness`; who sees what in `app.queries.access`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.alphabet import by_alphabet
from app.domain.enums import (
    DueBasis,
    Evidence,
    ExtensionState,
    GiverLevel,
    GiverRole,
    LeadChangeState,
    Stage,
    TaskKind,
    TaskResult,
)
from app.domain.errors import NotFound
from app.domain.permissions import Relation
from app.domain.workflow import ENDED, OPEN, TaskStatus
from app.models import (
    Agency,
    Contribution,
    Document,
    Extension,
    LeadChange,
    Project,
    Question,
    Report,
    Task,
    TaskSource,
    User,
)
from app.models.search import SearchKind
from app.queries.access import agencies_of, relation, visible
from app.queries.keyset import INT_LIMIT, AnyRow, AnySelect, Order, Page, page
from app.queries.lateness import is_open
from app.queries.matching import matching

_NUMBER = re.compile(r"[0-9]{4}-[0-9]{5,9}")
# A date beyond all deadlines: tasks without one come last.
_NEVER = date.max
DOCUMENTS_TO_CHOOSE = 100


class KindFilter(StrEnum):
    """What a list shows: instructions, milestones of projects, or tasks whose term policy gave."""

    INSTRUCTION = "instruction"
    MILESTONE = "milestone"
    DEFAULT_TERM = "default_term"


class Waiting(StrEnum):
    """What a task waits for at a supervisor."""

    REPORT = "report"
    EXTENSION = "extension"
    QUESTION = "question"
    TERM = "term"
    LEAD = "lead"


class StatusGroup(StrEnum):
    """Statuses that people ask for together."""

    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True)
class Filters:
    """What narrows a list; None or "" leaves it wide. agency: code of the lead; document: id of a source."""

    agency: str = ""
    level: GiverLevel | None = None
    kind: KindFilter | None = None
    document: int | None = None
    status: TaskStatus | StatusGroup | None = None
    waiting: Waiting | None = None
    text: str = ""


@dataclass(frozen=True)
class TaskLine:
    """A task as a list shows it. lead: the name of its main executor in the reader's language."""

    id: int
    number: str
    title: str
    status: TaskStatus
    kind: TaskKind
    giver_role: GiverRole | None
    giver_name: str
    giver_level: GiverLevel
    evidence: Evidence
    due_on: date | None
    original_due_on: date | None
    due_basis: DueBasis | None
    term_confirmed: bool
    submitted_on: date | None
    result: TaskResult | None
    stage: Stage | None
    training: bool
    flagged: bool
    version: int
    lead_agency_id: int
    lead: str
    project: str | None

    @property
    def is_milestone(self) -> bool:
        """A stage of a project, watched by its monitoring body."""
        return self.kind is TaskKind.MILESTONE

    @property
    def default_term(self) -> bool:
        """The date comes from policy, and no supervisor has confirmed or changed it yet."""
        return self.due_basis is DueBasis.POLICY and not self.term_confirmed


_OWN = (
    Task.id,
    Task.number,
    Task.title,
    Task.status,
    Task.kind,
    Task.giver_role,
    Task.giver_name,
    Task.giver_level,
    Task.evidence,
    Task.due_on,
    Task.original_due_on,
    Task.due_basis,
    Task.term_confirmed,
    Task.submitted_on,
    Task.result,
    Task.stage,
    Task.training,
    Task.flagged,
    Task.version,
    Task.lead_agency_id,
)
LINE_COLUMNS = len(_OWN) + 2


def agency_name(locale: str) -> sa.ColumnElement[str]:
    """The column with a body's official name in a language."""
    columns: dict[str, Any] = {"ru": Agency.ru, "kk": Agency.kk}
    return columns.get(locale, Agency.en)


def lines(user: User, filters: Filters, locale: str) -> AnySelect:
    """Lines of the tasks that the person sees and the filters let through, in no order."""
    return bare_lines(locale).where(visible(user), *conditions(filters))


def bare_lines(locale: str) -> AnySelect:
    """Lines of all tasks, whoever may see them: the caller has asked that."""
    return (
        sa.select(*_OWN, agency_name(locale).label("lead"), Project.name.label("project"))
        .join(Agency, Agency.id == Task.lead_agency_id)
        .outerjoin(Project, Project.id == Task.project_id)
    )


def line(row: AnyRow) -> TaskLine:
    """A row of `lines()` as a value; what other queries added behind it is left out."""
    return TaskLine(*row[:LINE_COLUMNS])


def conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters as conditions on Task."""
    found: list[sa.ColumnElement[bool]] = []
    if filters.agency:
        found.append(Task.lead_agency_id == sa.select(Agency.id).where(Agency.code == filters.agency).scalar_subquery())
    if filters.level is not None:
        found.append(Task.giver_level == filters.level)
    if filters.kind is not None:
        found.append(_KINDS[filters.kind])
    if filters.document is not None:
        found.append(Task.id.in_(sa.select(TaskSource.task_id).where(TaskSource.document_id == filters.document)))
    if filters.status is not None:
        found.append(_status(filters.status))
    if filters.waiting is not None:
        found.append(waiting_for(filters.waiting))
    if filters.text:
        found.append(matching(SearchKind.TASK, filters.text, Task.id))
    return found


_KINDS: dict[KindFilter, sa.ColumnElement[bool]] = {
    KindFilter.INSTRUCTION: Task.kind != TaskKind.MILESTONE,
    KindFilter.MILESTONE: Task.kind == TaskKind.MILESTONE,
    KindFilter.DEFAULT_TERM: sa.and_(Task.due_basis == DueBasis.POLICY, Task.term_confirmed.is_(False)),
}


_SUBMITTED: sa.ColumnElement[bool] = sa.text(f"task.status = '{TaskStatus.SUBMITTED.value}'")  # type: ignore[assignment]
_UNCONFIRMED = sa.text(f"task.due_basis = '{DueBasis.POLICY.value}' AND NOT task.term_confirmed")


def _status(status: TaskStatus | StatusGroup) -> sa.ColumnElement[bool]:
    if isinstance(status, StatusGroup):
        return Task.status.in_(OPEN if status is StatusGroup.OPEN else ENDED)
    return Task.status == status


def waiting_for(what: Waiting) -> sa.ColumnElement[bool]:
    """Open tasks on which a supervisor's decision or answer is waited for.

    In literal form where a partial index is declared in it: a database does not look behind a parameter.
    """
    asked = sa.select(Question.task_id).where(Question.answered_at.is_(None))
    requested = sa.select(Extension.task_id).where(Extension.state == ExtensionState.REQUESTED)
    match what:
        case Waiting.REPORT:
            return _SUBMITTED
        case Waiting.EXTENSION:
            return sa.and_(is_open(), Task.id.in_(requested))
        case Waiting.QUESTION:
            return sa.and_(is_open(), Task.id.in_(asked))
        case Waiting.TERM:
            return sa.and_(is_open(), _UNCONFIRMED)
        case Waiting.LEAD:
            pending = LeadChange.state == LeadChangeState.REQUESTED
            return sa.and_(is_open(), Task.id.in_(sa.select(LeadChange.task_id).where(pending)))


REGISTER_SORTS: dict[str, Order] = {
    "newest": Order((Task.id,), descending=True),
    "due": Order((sa.func.coalesce(Task.due_on, sa.literal(_NEVER, sa.Date())), Task.id)),
    "agency": Order((Agency.position, sa.func.coalesce(Task.due_on, sa.literal(_NEVER, sa.Date())), Task.id)),
}


def register_page(
    session: Session, user: User, filters: Filters, *, sort: str, cursor: str, locale: str
) -> Page[TaskLine]:
    """A page of the register. A sort name that is not in REGISTER_SORTS means the first one."""
    order = REGISTER_SORTS.get(sort, REGISTER_SORTS["newest"])
    return page(session, lines(user, filters, locale), order, cursor, line)


def task_of(session: Session, user: User, number: str) -> tuple[Task, Relation]:
    """The task with all that its page shows, and how the person stands to it.

    Raises NotFound when there is none, or none for this person: the two look the same from outside.
    """
    task = session.scalar(_whole().where(Task.number == number)) if _NUMBER.fullmatch(number) else None
    stands = relation(user, task) if task is not None else Relation.NONE
    if task is None or stands is Relation.NONE:
        raise NotFound("not_found")
    return task, stands


def _whole() -> sa.Select[Task]:
    return sa.select(Task).options(
        joinedload(Task.official),
        selectinload(Task.executors),
        selectinload(Task.sources).options(joinedload(TaskSource.document), joinedload(TaskSource.finding)),
        selectinload(Task.reports).options(
            selectinload(Report.attachments), selectinload(Report.evidence), joinedload(Report.filed_by)
        ),
        selectinload(Task.requirements),
        selectinload(Task.contributions).options(
            selectinload(Contribution.attachments), joinedload(Contribution.filed_by)
        ),
        selectinload(Task.lead_changes).options(joinedload(LeadChange.proposed), joinedload(LeadChange.requested_by)),
        selectinload(Task.extensions),
        selectinload(Task.questions).options(joinedload(Question.asked_by), joinedload(Question.answered_by)),
    )


def leading_agencies(session: Session, user: User, locale: str) -> list[tuple[str, str]]:
    """(code, name) of the bodies that lead tasks and that the person may filter by."""
    leads = sa.exists().where(Task.lead_agency_id == Agency.id)
    rows = session.execute(agencies_of(user).where(leads).with_only_columns(Agency.code, agency_name(locale)))
    return [(code, name) for code, name in rows]


def source_documents(session: Session, user: User) -> list[tuple[int, str]]:
    """(id, title) of the newest documents behind tasks that the person sees: what a list filters by."""
    seen = (
        sa.select(TaskSource.id)
        .join(Task, Task.id == TaskSource.task_id)
        .where(TaskSource.document_id == Document.id, visible(user))
        .correlate(Document)
        .exists()
    )
    rows = session.execute(
        sa.select(Document.id, Document.title)
        .where(seen)
        .order_by(Document.published_on.desc(), Document.id.desc())
        .limit(DOCUMENTS_TO_CHOOSE)
    )
    return [(document_id, title) for document_id, title in rows]


def project_names(session: Session) -> list[str]:
    """The names of the projects whose stages are tracked."""
    return by_alphabet(session.scalars(sa.select(Project.name)), str, "kk")


def known_id(text: str) -> int | None:
    """An id from an address line; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) < INT_LIMIT else None


def week_ahead(day: date) -> tuple[date, date]:
    """The days that "due this week" shows: the day itself and the six after it."""
    return day, day + timedelta(days=6)
