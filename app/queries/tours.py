"""Whom and what the guided tours of the demonstration show: an overdue task, and the people around it."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Role, TaskKind
from app.models import Task, User
from app.queries.lateness import is_open, late


@dataclass(frozen=True)
class Cast:
    """A person for each tour, None where the register has nobody; number: of a late task of their body, "" for none."""

    coordinator: User | None
    supervisor: User | None
    official: User | None
    number: str


def cast(session: Session, day: date) -> Cast:
    """The longest overdue instruction of a body with a coordinator and an official, and the supervisor who decides highest."""
    overdue = _overdue(session, day)
    body = overdue.lead_agency_id if overdue else None
    return Cast(
        coordinator=_of_body(session, Role.COORDINATOR, body),
        supervisor=_supervisor(session),
        official=_of_body(session, Role.OFFICIAL, body),
        number=overdue.number if overdue else "",
    )


def _overdue(session: Session, day: date) -> Task | None:
    coordinated, served = (
        sa.select(User.agency_id).where(User.role == role, User.disabled_at.is_(None))
        for role in (Role.COORDINATOR, Role.OFFICIAL)
    )
    query = sa.select(Task).where(is_open(), late(day), Task.kind != TaskKind.MILESTONE)
    query = query.where(Task.lead_agency_id.in_(coordinated), Task.lead_agency_id.in_(served))
    return session.scalars(query.order_by(Task.training, Task.due_on, Task.id).limit(1)).first()


def _of_body(session: Session, role: Role, agency_id: int | None) -> User | None:
    """The first of that role, of that body where one is given."""
    query = sa.select(User).where(User.role == role, User.disabled_at.is_(None))
    if agency_id is not None:
        query = query.where(User.agency_id == agency_id)
    return session.scalars(query.order_by(User.id).limit(1)).first()


def _supervisor(session: Session) -> User | None:
    found = session.scalars(sa.select(User).where(User.role == Role.SUPERVISOR, User.disabled_at.is_(None)))
    return min(found, key=lambda user: (user.decides_up_to.rank if user.decides_up_to else 99, user.id), default=None)
