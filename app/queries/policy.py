"""The reference data as rules in force: what the policy page and the list of bodies show, unverified rows included."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.enums import Badge, CalendarDayKind
from app.domain.errors import NotFound
from app.domain.term_rules import TermRule as RuleValue
from app.models import Agency, CalendarDay, CalendarOverride, PolicyChange, Project
from app.queries.reference import term_rules


@dataclass(frozen=True)
class DayLine:
    """A day as the calendar has it now. kind None: withdrawn; change_id: the batch that entered it, None for the files."""

    day: date
    kind: CalendarDayKind | None
    name_ru: str
    name_kk: str
    name_en: str
    source: str
    badge: Badge
    note: str
    change_id: int | None

    def name(self, locale: str) -> str:
        """What the day is called in the reader's language."""
        return {"ru": self.name_ru, "kk": self.name_kk}.get(locale, self.name_en)


@dataclass(frozen=True)
class AgencyFilter:
    """Words of a name or alias; only bodies of one badge."""

    text: str = ""
    badge: Badge | None = None


def term_rules_in_force(session: Session, day: date) -> list[RuleValue]:
    """Rules of terms in force on that day, and those that come later, in the order in which codes were entered."""
    rules = term_rules(session).rules
    first: dict[str, int] = {}
    for rule in rules:
        first[rule.code] = min(first.get(rule.code, rule.id or 0), rule.id or 0)
    known = [rule for rule in rules if rule.valid_to is None or rule.valid_to >= day]
    return sorted(known, key=lambda rule: (first[rule.code], rule.valid_from))


def rule_versions(session: Session, code: str) -> tuple[RuleValue, ...]:
    """All versions of a rule, the oldest first; () for no such rule."""
    return term_rules(session).versions(code)


def calendar_days(session: Session, first_year: int, last_year: int) -> list[DayLine]:
    """Days of those years that differ from a plain five-day week, or did until an administrator withdrew them."""
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    rows = session.scalars(sa.select(CalendarDay).where(CalendarDay.day.between(first, last)))
    lines = {row.day: _line(row, None) for row in rows}
    entered = sa.select(CalendarOverride).where(CalendarOverride.day.between(first, last))
    lines |= {row.day: _line(row, row.change_id) for row in session.scalars(entered.order_by(CalendarOverride.id))}
    return [lines[day] for day in sorted(lines)]


def day_entered(session: Session, day: date) -> DayLine | None:
    """What the calendar says of a day; None where it says nothing, or where an administrator withdrew it."""
    newest = sa.select(CalendarOverride).where(CalendarOverride.day == day).order_by(CalendarOverride.id.desc())
    if entered := session.scalar(newest.limit(1)):
        return _line(entered, entered.change_id) if entered.kind else None
    row = session.get(CalendarDay, day)
    return _line(row, None) if row else None


def day_names(session: Session, kind: CalendarDayKind) -> tuple[str, str, str]:
    """What days of that kind are called in ru, kk and en: the words of the newest one; "" where none is known."""
    row = session.scalar(
        sa.select(CalendarDay).where(CalendarDay.kind == kind).order_by(CalendarDay.day.desc()).limit(1)
    )
    return (row.name_ru, row.name_kk, row.name_en) if row else ("", "", "")


def _line(row: CalendarDay | CalendarOverride, change_id: int | None) -> DayLine:
    return DayLine(row.day, row.kind, row.name_ru, row.name_kk, row.name_en, row.source, row.badge, row.note, change_id)


def policy_changes(session: Session) -> list[PolicyChange]:
    """All batches, the newest first."""
    query = sa.select(PolicyChange).options(joinedload(PolicyChange.by)).order_by(PolicyChange.id.desc())
    return list(session.scalars(query))


def policy_change(session: Session, change_id: int) -> PolicyChange:
    """One batch. Raises NotFound."""
    change = session.get(PolicyChange, change_id, options=[joinedload(PolicyChange.by)])
    if change is None:
        raise NotFound("not_found")
    return change


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
