"""The reference data as rules in force: what the policy page and the list of bodies show, unverified rows included."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.domain.enums import Badge
from app.models import Agency, CalendarDay, Project, TermRule


@dataclass(frozen=True)
class AgencyFilter:
    """Words of a name or alias; only bodies of one badge."""

    text: str = ""
    badge: Badge | None = None


def term_rules_in_force(session: Session, day: date) -> list[TermRule]:
    """Rules of terms in force on that day, and those that come later."""
    return list(
        session.scalars(
            sa.select(TermRule)
            .where(sa.or_(TermRule.valid_to.is_(None), TermRule.valid_to >= day))
            .order_by(TermRule.id)
        )
    )


def calendar_days(session: Session, first_year: int, last_year: int) -> list[CalendarDay]:
    """Days of those years that differ from a plain five-day week."""
    return list(
        session.scalars(
            sa.select(CalendarDay)
            .where(CalendarDay.day.between(date(first_year, 1, 1), date(last_year, 12, 31)))
            .order_by(CalendarDay.day)
        )
    )


def projects(session: Session) -> list[Project]:
    """Projects with the bodies that watch them."""
    return list(session.scalars(sa.select(Project).order_by(Project.name)))


def agencies(session: Session, wanted: AgencyFilter) -> list[Agency]:
    """Bodies with their aliases, in the order of the reference files; searched in Python, which folds Cyrillic."""
    query = sa.select(Agency).options(selectinload(Agency.names)).order_by(Agency.position)
    if wanted.badge is not None:
        query = query.where(Agency.badge == wanted.badge)
    words = wanted.text.casefold().split()
    return [agency for agency in session.scalars(query) if all(word in _names(agency) for word in words)]


def badge_counts(session: Session) -> dict[Badge, int]:
    """How many bodies have which badge."""
    rows = session.execute(sa.select(Agency.badge, sa.func.count()).group_by(Agency.badge))
    return dict(rows.all())


def _names(agency: Agency) -> str:
    aliases = (name.name for name in agency.names)
    return " ".join((agency.code, agency.ru, agency.kk, agency.en, *aliases)).casefold()
