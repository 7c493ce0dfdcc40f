"""Reads seeds/reference/* as package data into frozen values of the domain.

Commands without a database (`tapsyrma extract`, `tapsyrma deadline`) and the loader of `seeds` start here; the web
process and the scheduler use the tables. Nothing of SQLAlchemy belongs here.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from app.domain.calendar import WorkCalendar
from app.domain.directory import Agency, AgencyDirectory, Region
from app.domain.enums import Badge, CalendarDayKind, Shift, TermUnit
from app.domain.term_rules import TermRule, TermRules


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of seeds/reference/NAME: tab-separated, UTF-8, unquoted, empty = unknown or none."""
    path = resources.files("seeds") / "reference" / name
    yield from csv.DictReader(path.read_text(encoding="utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def day(text: str) -> date | None:
    """A date of a reference file; empty = unknown or open."""
    return date.fromisoformat(text) if text else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def agency(row: dict[str, str]) -> Agency:
    """A body from its row."""
    return Agency(
        code=row["code"],
        kind=row["kind"],
        parent=row["parent"] or None,
        region=row["region"] or None,
        ru=row["ru"],
        kk=row["kk"],
        en=row["en"],
        aliases_ru=_parts(row["abbr_ru"]),
        aliases_kk=_parts(row["abbr_kk"]),
        head_ru=row["head_ru"],
        head_kk=row["head_kk"],
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        successors=_parts(row["successor"]),
        subordinate=row["subordinate"] == "yes",
        source=row["source"],
        badge=Badge(row["badge"]),
    )


@cache
def agency_directory() -> AgencyDirectory:
    """All bodies and regions of the reference files."""
    agencies = (agency(row) for row in rows("agencies.tsv"))
    return AgencyDirectory.of(agencies, (Region(**row) for row in rows("regions.tsv")))


@cache
def work_calendar() -> WorkCalendar:
    """The work calendar of the reference files."""
    return WorkCalendar.from_days(
        (date.fromisoformat(row["date"]), CalendarDayKind(row["kind"])) for row in rows("calendar.tsv")
    )


@cache
def term_rules() -> TermRules:
    """The rules of terms of the reference files."""
    return TermRules.of(
        TermRule(
            code=row["code"],
            amount=int(row["amount"]),
            unit=TermUnit(row["unit"]),
            shift=Shift(row["shift"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            source=row["source"],
            badge=Badge(row["badge"]),
            note=row["note"],
        )
        for row in rows("term_rules.tsv")
    )
