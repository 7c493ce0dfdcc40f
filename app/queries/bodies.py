"""Bodies of the state for the administrator: one body with its acts, what it still holds, names that no body has.

The directory that texts are read with is in `app.queries.reference`; acts are entered by `app.services.bodies`.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.enums import ExecutorRole, Review, Role
from app.domain.errors import NotFound
from app.domain.workflow import OPEN
from app.models import Agency, AgencyAct, AgencyName, Document, Finding, ReferenceEvent, Task, TaskExecutor, User
from app.queries.reference import agency_directory

BODY, PROJECT = "body", "project"
UNKNOWN_LOOKED_AT = 5000
UNKNOWN_SHOWN = 100


class Named(Protocol):
    """Executors by code: what a reviewer's choice and the like have in common."""

    @property
    def lead(self) -> str: ...
    @property
    def others(self) -> tuple[tuple[str, ExecutorRole], ...]: ...


Executors = TypeVar("Executors", bound=Named)


@dataclass(frozen=True)
class Held:
    """An open task in which a body takes part."""

    task: Task
    role: ExecutorRole


@dataclass(frozen=True)
class UnknownBody:
    """Words in which the reader of texts saw a body that the register does not know. finding: the newest one."""

    text: str
    count: int
    document_id: int
    finding_id: int
    title: str
    seen_on: date


def body_of(session: Session, code: str) -> Agency:
    """A body with its names. Raises NotFound."""
    body = session.scalar(sa.select(Agency).where(Agency.code == code).options(selectinload(Agency.names)))
    if body is None:
        raise NotFound("not_found")
    return body


def acts(session: Session, code: str = "") -> list[AgencyAct]:
    """The acts entered, the newest first; with a code those that concern the body."""
    rows = session.scalars(sa.select(AgencyAct).options(joinedload(AgencyAct.entered_by)).order_by(AgencyAct.id.desc()))
    return [act for act in rows if not code or code in act.old or code in act.new]


def names_of(session: Session, codes: set[str]) -> dict[str, Agency]:
    """Bodies by code."""
    return {row.code: row for row in session.scalars(sa.select(Agency).where(Agency.code.in_(sorted(codes))))}


def held_by(session: Session, codes: tuple[str, ...]) -> list[Held]:
    """The open tasks of bodies in any part, by number; a task stands once for each of the bodies."""
    rows = session.execute(
        sa.select(Task, TaskExecutor.role)
        .join(TaskExecutor, TaskExecutor.task_id == Task.id)
        .join(Agency, Agency.id == TaskExecutor.agency_id)
        .where(Agency.code.in_(codes), Task.status.in_(OPEN))
        .options(selectinload(Task.executors))
        .order_by(Task.number, Agency.position)
    )
    return [Held(task, role) for task, role in rows]


def fingerprint(held: list[Held]) -> str:
    """A short name of a list of tasks as they are now: what was shown is compared with what is passed."""
    state = ";".join(f"{row.task.id}:{row.task.event_count}" for row in held)
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def left_behind(session: Session, day: date) -> list[tuple[Agency, int]]:
    """Bodies that have ended by that day and still hold open tasks, with how many."""
    rows = session.execute(
        sa.select(Agency, sa.func.count())
        .join(TaskExecutor, TaskExecutor.agency_id == Agency.id)
        .join(Task, Task.id == TaskExecutor.task_id)
        .where(Agency.valid_to < day, Task.status.in_(OPEN))
        .group_by(Agency.id)
        .order_by(Agency.position)
    )
    return [(agency, count) for agency, count in rows]


def people_at(session: Session, codes: tuple[str, ...]) -> list[User]:
    """Active coordinators and officials of bodies."""
    return list(
        session.scalars(
            sa.select(User)
            .join(Agency, Agency.id == User.agency_id)
            .where(Agency.code.in_(codes), User.disabled_at.is_(None))
            .where(User.role.in_([Role.COORDINATOR, Role.OFFICIAL]))
            .order_by(User.name, User.id)
        )
    )


def supervisors_of(session: Session, agency: Agency) -> list[User]:
    """Supervisors in whose scope a body stands by name."""
    return list(session.scalars(sa.select(User).where(User.supervises.any(Agency.id == agency.id)).order_by(User.id)))


def changes_of(session: Session, subject: str, subject_id: int) -> list[ReferenceEvent]:
    """What people changed in a body or a project, the newest first."""
    return list(
        session.scalars(
            sa.select(ReferenceEvent)
            .options(joinedload(ReferenceEvent.actor))
            .where(ReferenceEvent.subject == subject, ReferenceEvent.subject_id == subject_id)
            .order_by(ReferenceEvent.id.desc())
        )
    )


def unknown_bodies(session: Session) -> list[UnknownBody]:
    """Names of bodies in findings that wait, which no body of the register bears now; the most frequent first."""
    known = _known_names(session)
    rows = session.execute(
        sa.select(Finding.id, Finding.fields, Document.id, Document.title, Document.published_on)
        .join(Document, Document.id == Finding.document_id)
        .where(Finding.review == Review.PENDING)
        .order_by(Finding.id.desc())
        .limit(UNKNOWN_LOOKED_AT)
    )
    found: dict[str, UnknownBody] = {}
    for finding_id, fields, document_id, title, published_on in rows:
        for owner in fields.get("owners") or ():
            text = " ".join((owner.get("text") or "").split())
            if owner.get("code") or not text or text.casefold() in known:
                continue
            first = found.get(text.casefold()) or UnknownBody(text, 0, document_id, finding_id, title, published_on)
            found[text.casefold()] = UnknownBody(
                first.text, first.count + 1, first.document_id, first.finding_id, first.title, first.seen_on
            )
    return sorted(found.values(), key=lambda each: (-each.count, each.text))[:UNKNOWN_SHOWN]


def _known_names(session: Session) -> set[str]:
    official = (name for row in session.execute(sa.select(Agency.ru, Agency.kk, Agency.en)) for name in row)
    return {name.casefold() for name in (*official, *session.scalars(sa.select(AgencyName.name))) if name}


def standing(session: Session, choice: Executors, day: date) -> Executors:
    """The executors that an older text names, as they stand on a day: a body that has ended gives way to its successors.

    A lead with several successors becomes "": a person must choose. Bodies without a successor stay as they are.
    """
    directory = agency_directory(session)

    def heirs(code: str) -> tuple[str, ...]:
        return directory.heirs(code, day) or (code,)

    first = heirs(choice.lead) if choice.lead else ()
    others = tuple((heir, role) for code, role in choice.others for heir in heirs(code))
    return replace(choice, lead=first[0] if len(first) == 1 else "", others=others)  # type: ignore[type-var]
