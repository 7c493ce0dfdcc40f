"""Reference data of the tables as frozen values of the domain, the same that `app.reference` reads from files."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.directory import Agency as AgencyValue
from app.domain.directory import AgencyDirectory
from app.domain.directory import Region as RegionValue
from app.domain.enums import CalendarDayKind
from app.domain.term_rules import TermRule as TermRuleValue
from app.domain.term_rules import TermRules
from app.models import Agency, AgencyName, CalendarDay, CalendarOverride, PolicyChange, Project, Region, TermRule


def agency_directory(session: Session) -> AgencyDirectory:
    """All bodies and regions, in the order of the reference files."""
    aliases: dict[tuple[int, str], list[str]] = defaultdict(list)
    for agency, language, name in session.execute(_NAMES):
        aliases[agency, language].append(name)
    regions = session.scalars(sa.select(Region).order_by(Region.position))
    return AgencyDirectory.of(
        (_agency(row, aliases) for row in session.execute(_AGENCIES)), (_region(row) for row in regions)
    )


# Columns and not objects: every page that shows a body reads all of them.
_NAMES = sa.select(AgencyName.agency_id, AgencyName.language, AgencyName.name).order_by(AgencyName.position)
_AGENCIES = sa.select(*(column for column in Agency.__table__.columns if column.key != "position")).order_by(
    Agency.position
)


def _agency(row: sa.Row[Any], aliases: dict[tuple[int, str], list[str]]) -> AgencyValue:
    return AgencyValue(
        code=row.code,
        kind=row.kind,
        parent=row.parent_code,
        region=row.region_code,
        ru=row.ru,
        kk=row.kk,
        en=row.en,
        aliases_ru=tuple(aliases.get((row.id, "ru"), ())),
        aliases_kk=tuple(aliases.get((row.id, "kk"), ())),
        head_ru=row.head_ru,
        head_kk=row.head_kk,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successors=tuple(row.successors),
        subordinate=row.subordinate,
        source=row.source,
        badge=row.badge,
    )


def _region(row: Region) -> RegionValue:
    return RegionValue(row.code, row.iso, row.ru, row.kk, row.en, row.capital_ru, row.capital_kk, row.akimat)


def work_calendar(session: Session, *, before: datetime | None = None) -> WorkCalendar:
    """The work calendar of the tables: the days of the reference files, then what administrators entered for a day.

    before: leave out what they entered from that moment on.
    """
    days: dict[date, CalendarDayKind | None] = {
        row.day: row.kind for row in session.execute(sa.select(CalendarDay.day, CalendarDay.kind))
    }
    entered = sa.select(CalendarOverride.day, CalendarOverride.kind).order_by(CalendarOverride.id)
    if before is not None:
        earlier = sa.select(PolicyChange.id).where(PolicyChange.at < before)
        entered = entered.where(CalendarOverride.change_id.in_(earlier))
    days |= {row.day: row.kind for row in session.execute(entered)}
    years = frozenset(day.year for day in days)
    known = WorkCalendar.from_days((day, kind) for day, kind in days.items() if kind is not None)
    return replace(known, years=years)


def term_rules(session: Session) -> TermRules:
    """The rules of terms, of all periods."""
    rows = session.scalars(sa.select(TermRule).order_by(TermRule.code, TermRule.valid_from))
    return TermRules.of(
        TermRuleValue(r.code, r.amount, r.unit, r.shift, r.valid_from, r.valid_to, r.source, r.badge, r.note, r.id)
        for r in rows
    )


def agency_by_code(session: Session, code: str) -> Agency | None:
    """A body by its key."""
    return session.scalar(sa.select(Agency).where(Agency.code == code))


def agencies_for_choice(session: Session, day: date) -> list[Agency]:
    """Real bodies (no groups) that a person may choose as executors on that day."""
    return list(
        session.scalars(
            sa.select(Agency)
            .where(Agency.kind != "group")
            .where(sa.or_(Agency.valid_from.is_(None), Agency.valid_from <= day))
            .where(sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
            .order_by(Agency.position)
        )
    )


def project_named(session: Session, name: str) -> Project | None:
    """A project by its name or one of its aliases."""
    for project in session.scalars(sa.select(Project).order_by(Project.id)):
        if name and (project.name == name or name in project.aliases):
            return project
    return None
