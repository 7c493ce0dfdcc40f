"""The pages of the search: tasks, documents and bodies that a person may see and that have all words of a text.

How a text is matched is in `app.queries.matching`; where its words stand in what was found, in `app.domain.search_marks`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.domain.permissions import Duty, may
from app.domain.search_marks import LOOKED_THROUGH
from app.models import Agency, AgencyName, Document, Task, User
from app.models.search import SearchKind
from app.queries.access import visible
from app.queries.keyset import PAGE_ROWS, AnyRow, AnySelect, Count, Order, Page, capped_count, page
from app.queries.matching import matching
from app.queries.tasks import LINE_COLUMNS, TaskLine, bare_lines, line

DOCUMENT_ROWS = 20
"""Documents a page: their texts are looked through for a snippet."""


@dataclass(frozen=True)
class FoundTask:
    """A line of the register with the whole text of the instruction."""

    line: TaskLine
    text: str


@dataclass(frozen=True)
class FoundDocument:
    """A document with as much of its text as a snippet is looked for in."""

    id: int
    title: str
    published_on: date
    secondary: bool
    training: bool
    text: str


@dataclass(frozen=True)
class FoundBody:
    """A body with all names under which texts know it, the official ones first. ended_on: its last day, if it has one."""

    code: str
    ru: str
    kk: str
    en: str
    ended_on: date | None
    aliases: tuple[str, ...]

    def name(self, locale: str) -> str:
        """The official name in the reader's language."""
        return {"ru": self.ru, "kk": self.kk}.get(locale, self.en)


def kinds_for(user: User) -> tuple[SearchKind, ...]:
    """What the person may look for."""
    allowed = {
        SearchKind.TASK: user.role is not Role.ADMINISTRATOR,
        SearchKind.DOCUMENT: may(user.role, Duty.SEE_DOCUMENTS),
        SearchKind.BODY: may(user.role, Duty.SEE_POLICY),
    }
    return tuple(kind for kind, is_so in allowed.items() if is_so)


def found_count(session: Session, user: User, kind: SearchKind, text: str) -> Count:
    """How many of a kind are found, as far as it is counted; none of a kind that is not the person's."""
    return capped_count(session, _found(user, kind, text))


def found_tasks(
    session: Session, user: User, text: str, *, cursor: str = "", locale: str, rows: int = PAGE_ROWS
) -> Page[FoundTask]:
    """The tasks found, the newest first."""
    query = bare_lines(locale).add_columns(Task.text).where(*_conditions(user, SearchKind.TASK, text))
    order = Order((Task.id,), descending=True)
    return page(session, query, order, cursor, lambda row: FoundTask(line(row), row[LINE_COLUMNS]), rows)


def found_documents(
    session: Session, user: User, text: str, *, cursor: str = "", rows: int = DOCUMENT_ROWS
) -> Page[FoundDocument]:
    """The documents found, the newest publication first."""
    query = sa.select(
        Document.id,
        Document.title,
        Document.published_on,
        Document.secondary,
        Document.training,
        sa.func.substr(Document.text, 1, LOOKED_THROUGH),
    ).where(*_conditions(user, SearchKind.DOCUMENT, text))
    order = Order((Document.published_on, Document.id), descending=True)
    return page(session, query, order, cursor, lambda row: FoundDocument(*row[:6]), rows)


def found_bodies(
    session: Session, user: User, text: str, *, cursor: str = "", rows: int = PAGE_ROWS
) -> Page[FoundBody]:
    """The bodies found, in the order of the reference files."""
    query = sa.select(Agency.id, Agency.code, Agency.ru, Agency.kk, Agency.en, Agency.valid_to)
    query = query.where(*_conditions(user, SearchKind.BODY, text))
    found: Page[AnyRow] = page(session, query, Order((Agency.position, Agency.id)), cursor, lambda row: row, rows)
    aliases = _aliases(session, [row[0] for row in found.rows])
    bodies = [
        FoundBody(code, ru, kk, en, ended_on, aliases.get(body_id, ()))
        for body_id, code, ru, kk, en, ended_on, *_order in found.rows
    ]
    return Page(bodies, found.next, found.previous)


def _aliases(session: Session, ids: list[int]) -> dict[int, tuple[str, ...]]:
    names = sa.select(AgencyName.agency_id, AgencyName.name).where(AgencyName.agency_id.in_(ids))
    found: dict[int, tuple[str, ...]] = {}
    for agency_id, name in session.execute(names.order_by(AgencyName.agency_id, AgencyName.position, AgencyName.id)):
        found[agency_id] = (*found.get(agency_id, ()), name)
    return found


_IDS: dict[SearchKind, Any] = {
    SearchKind.TASK: Task.id,
    SearchKind.DOCUMENT: Document.id,
    SearchKind.BODY: Agency.id,
}


def _found(user: User, kind: SearchKind, text: str) -> AnySelect:
    return sa.select(_IDS[kind]).where(*_conditions(user, kind, text))


def _conditions(user: User, kind: SearchKind, text: str) -> list[sa.ColumnElement[bool]]:
    """What the row has, and that the person may see it."""
    if kind not in kinds_for(user):
        return [sa.false()]
    found = [matching(kind, text, _IDS[kind])]
    return [*found, visible(user)] if kind is SearchKind.TASK else found
