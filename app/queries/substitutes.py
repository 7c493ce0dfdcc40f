"""Who stands in for whom, for pages and for the session; letters ask `app.queries.recipients`."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.enums import Role
from app.models import Substitution, User

EXECUTORS = (Role.COORDINATOR, Role.OFFICIAL)
Named = tuple[Substitution, User]


def stood_in_for(session: Session, user_id: int, day: date) -> list[Named]:
    """The substitutions of that day in which the person stands in, with the absent people; disabled ones have no rights."""
    absent = aliased(User)
    rows = session.execute(
        sa.select(Substitution, absent)
        .join(absent, absent.id == Substitution.user_id)
        .where(Substitution.substitute_id == user_id, Substitution.since <= day, Substitution.until >= day)
        .where(absent.disabled_at.is_(None))
        .order_by(Substitution.until, Substitution.id)
    )
    return [(row, person) for row, person in rows]


def substitutions_of(session: Session, user_id: int, day: date) -> list[Named]:
    """Who stands in for the person on that day or later, in the order of days."""
    rows = session.execute(
        sa.select(Substitution, User)
        .join(User, User.id == Substitution.substitute_id)
        .where(Substitution.user_id == user_id, Substitution.until >= day)
        .order_by(Substitution.since, Substitution.id)
    )
    return [(row, person) for row, person in rows]


def overlapping(session: Session, user_id: int, since: date, until: date) -> bool:
    """Whether somebody stands in for the person on one of these days."""
    query = sa.select(Substitution.id).where(
        Substitution.user_id == user_id, Substitution.since <= until, Substitution.until >= since
    )
    return session.scalar(query.limit(1)) is not None


def could_stand_in(session: Session, absent: User) -> list[User]:
    """Active people who may stand in: of the same body for coordinators and officials, of the same role for others."""
    query = sa.select(User).where(User.disabled_at.is_(None), User.id != absent.id)
    if absent.role in EXECUTORS:
        query = query.where(User.role.in_(EXECUTORS), User.agency_id == absent.agency_id)
    else:
        query = query.where(User.role == absent.role)
    return sorted(session.scalars(query), key=lambda user: (user.name.casefold(), user.id))
