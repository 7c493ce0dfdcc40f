"""Takes seeds/reference into the tables: idempotent, under natural keys, nothing is ever deleted.

Rows that a person added or that left the files stay. Demo data do not belong here (`seeds.demo`).
"""

import csv
from collections.abc import Iterable
from importlib import resources
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import reference
from app.domain.directory import Agency as AgencyValue
from app.domain.enums import Badge, CalendarDayKind
from app.domain.term_rules import TermRule as TermRuleValue
from app.models import Agency, AgencyAct, AgencyName, CalendarDay, Project, ProjectMonitor, Region, TermRule
from app.services.search_index import index_bodies

T = TypeVar("T")


def load_reference(session: Session) -> dict[str, int]:
    """Bring the reference tables up to the files. Returns how many rows of each table the files hold."""
    directory = reference.agency_directory()
    counts = {"regions": 0, "agencies": 0, "calendar_days": 0, "term_rules": 0, "projects": 0}
    for position, region in enumerate(directory.regions):
        _upsert(session, Region, {"code": region.code}, {**vars(region), "position": position})
        counts["regions"] += 1
    session.flush()
    counts["agencies"] = load_agencies(session, directory.agencies)
    for row in reference.rows("calendar.tsv"):
        values = {**row, "kind": CalendarDayKind(row["kind"]), "badge": Badge(row["badge"])}
        day = reference.day(values.pop("date"))
        _upsert(session, CalendarDay, {"day": day}, values)
        counts["calendar_days"] += 1
    for rule in reference.term_rules().rules:
        _load_rule(session, rule)
        counts["term_rules"] += 1
    session.flush()
    for row in reference.rows("projects.tsv"):
        _load_project(session, row)
        counts["projects"] += 1
    session.flush()
    return counts


def load_agencies(session: Session, agencies: Iterable[AgencyValue], *, first: int = 0) -> int:
    """Bodies and their aliases; `first` is the position of the first one in lists. Returns how many."""
    loaded: list[Agency] = []
    # What an act entered by a person says of a body's period and successors outweighs the files.
    acted = {code for act in session.scalars(sa.select(AgencyAct)) for code in (*act.old, *act.new)}
    for position, value in enumerate(agencies, first + 1):
        period = {"valid_from": value.valid_from, "valid_to": value.valid_to, "successors": list(value.successors)}
        agency = _upsert(
            session,
            Agency,
            {"code": value.code},
            {
                **({} if value.code in acted else period),
                "kind": value.kind,
                "parent_code": value.parent,
                "region_code": value.region,
                "ru": value.ru,
                "kk": value.kk,
                "en": value.en,
                "head_ru": value.head_ru,
                "head_kk": value.head_kk,
                "subordinate": value.subordinate,
                "source": value.source,
                "badge": value.badge,
                "position": position,
            },
        )
        known = {(name.language, name.name) for name in agency.names}
        for language, aliases in (("ru", value.aliases_ru), ("kk", value.aliases_kk)):
            for place, alias in enumerate(aliases):
                if (language, alias) not in known:
                    agency.names.append(AgencyName(language=language, name=alias, position=place))
        loaded.append(agency)
    index_bodies(session, loaded)
    return len(loaded)


def _load_rule(session: Session, rule: TermRuleValue) -> None:
    """A version of a rule; one that an administrator's version has ended since stays ended."""
    values = {name: value for name, value in vars(rule).items() if name != "id"}
    key = {"code": rule.code, "valid_from": rule.valid_from}
    later = (TermRule.code == rule.code, TermRule.valid_from > rule.valid_from, TermRule.change_id.is_not(None))
    if session.scalar(sa.select(TermRule.id).where(*later).limit(1)):
        del values["valid_to"]
    _upsert(session, TermRule, key, values)


def _load_project(session: Session, row: dict[str, str]) -> None:
    known = session.scalar(sa.select(Project).where(Project.name == row["name"]))
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    # Names that a person added stay beside those of the file.
    aliases += [alias for alias in (known.aliases if known else ()) if alias not in aliases]
    project = _upsert(
        session,
        Project,
        {"name": row["name"]},
        {
            "aliases": aliases,
            "place": row["place"],
            "badge": Badge(row["badge"]),
            "source": row["source"],
            "note": row["note"],
        },
    )
    session.flush()
    if project.monitors:
        return
    for position, code in enumerate(code for code in row["monitoring"].split("|") if code):
        agency = session.scalars(sa.select(Agency).where(Agency.code == code)).one()
        project.monitors.append(ProjectMonitor(agency_id=agency.id, position=position))


def _upsert(session: Session, model: type[T], key: dict[str, Any], values: dict[str, Any]) -> T:
    row = session.scalar(sa.select(model).filter_by(**key))
    if row is None:
        row = model(**{**values, **key})
        session.add(row)
        return row
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def sample_agencies() -> list[AgencyValue]:
    """The neutral bodies of the training document, marked as such."""
    text = (resources.files("seeds") / "demo" / "agencies.tsv").read_text(encoding="utf8")
    return [reference.agency(row) for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]
