"""A list of people from a CSV file: read, shown with every problem, then added all or none.

Columns are found by their heads; roles and levels may be written as codes or in words of any of the three languages,
bodies as codes or names. Semicolons, commas and tabs separate; the encodings that offices use are recognised.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.domain.enums import GiverLevel, Role
from app.domain.errors import DomainError, InvalidInput
from app.domain.permissions import Duty
from app.i18n import LOCALES, N_, locale_of
from app.importing.charsets import decode
from app.importing.errors import ImportRefused
from app.labels import label
from app.models import Agency, User
from app.queries.people import addresses
from app.services.guard import require_duty
from app.services.links import send_invitation
from app.services.passwords import normal_address
from app.services.people import LINE_LIMIT, PersonData, PersonRefused, add_person, change_person, usable_address

MAX_ROWS = 1000
MAX_BYTES = 1024 * 1024
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "email", "адрес", "эл. почта", "электронная почта", "эл. пошта", "электрондық пошта"),
    "name": ("name", "фио", "имя", "аты-жөні", "тегі, аты"),
    "office": ("office", "должность", "лауазымы"),
    "role": ("role", "роль", "рөлі"),
    "agency": ("agency", "body", "орган", "госорган", "государственный орган", "мемлекеттік орган"),
    "locale": ("language", "locale", "язык", "тілі"),
    "digest_hour": ("digest_hour", "hour", "час", "час письма", "сағаты"),
    "supervises": ("supervises", "курирует", "жетекшілік етеді"),
    "decides_up_to": ("decides_up_to", "level", "уровень", "деңгейі"),
    "deputy_of": ("deputy_of", "заместитель", "замещает", "орынбасары"),
}
REQUIRED = ("email", "name", "role")

SENTENCES = {
    "csv_empty": N_("The file has no rows of people."),
    "csv_too_large": N_("The list is larger than %(limit)s people or one megabyte. Split it."),
    "csv_column_missing": N_("There is no column “%(column)s”. The first line must name the columns."),
    "csv_has_problems": N_("Nobody was added. Rows with problems: %(count)s. Correct the file and send it again."),
    "csv_binary": N_("This file is not a table of text. Save the spreadsheet as CSV and choose that file."),
    "csv_role": N_("There is no role “%(word)s”."),
    "csv_level": N_("There is no level “%(word)s”."),
    "csv_agency": N_("There is no body “%(word)s”."),
    "csv_repeated": N_("The address %(email)s stands in the file twice."),
    "csv_unreadable": N_("The file cannot be read as a table: a quotation mark is never closed."),
    "csv_cells": N_("The row has more cells than there are columns."),
}

Member = TypeVar("Member", bound=Enum)


class ListRefused(InvalidInput):
    """The list cannot be taken, or a row has a problem; `code` is a key of `SENTENCES`."""

    sentences = SENTENCES


@dataclass(frozen=True)
class CsvRow:
    """A row of the file: its line, what stands in it by column, and what is wrong; `person` only when nothing is."""

    line: int
    values: Mapping[str, str]
    problems: tuple[DomainError, ...] = ()
    person: PersonData | None = None


@dataclass
class _Reader:
    """What rows are compared with."""

    roles: Mapping[str, Role]
    levels: Mapping[str, GiverLevel]
    agencies: Mapping[str, str]
    taken: set[str]
    deputised: set[str]
    seen: set[str] = field(default_factory=set)


def read_people(session: Session, data: bytes) -> list[CsvRow]:
    """The rows of the file with their problems. Raises ListRefused when it is no list at all."""
    if len(data) > MAX_BYTES:
        raise ListRefused("csv_too_large", limit=MAX_ROWS)
    lines = _table(text_of(data))
    heads = _heads(lines[0][1]) if lines else []
    if len(lines) < 2:
        raise ListRefused("csv_empty")
    if len(lines) > MAX_ROWS + 1:
        raise ListRefused("csv_too_large", limit=MAX_ROWS)
    for needed in REQUIRED:
        if needed not in heads:
            raise ListRefused("csv_column_missing", column=needed)
    taken = addresses(session)
    column = heads.index("email")
    listed = {normal_address(cells[column]) for _, cells in lines[1:] if len(cells) > column}
    reader = _Reader(_words(Role), _words(GiverLevel), _agency_names(session), taken, taken | listed)
    return [_row(reader, line, heads, cells) for line, cells in lines[1:]]


def import_people(session: Session, data: bytes, *, by: User | None, now: datetime, invite: bool = False) -> list[User]:
    """Add everybody of the list, or nobody. invite: send each a one-time link. Raises ListRefused, PersonRefused."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    rows = read_people(session, data)
    wrong = [row for row in rows if row.problems]
    if wrong:
        raise ListRefused("csv_has_problems", count=len(wrong))
    # Somebody may be deputy of a person further down the list: first everybody, then who deputises for whom.
    added = [(add_person(session, replace(new, deputy_of=""), by=by, now=now), new) for new in _persons(rows)]
    for user, new in added:
        if new.deputy_of:
            change_person(session, user, new, by=by, now=now)
        if invite:
            send_invitation(session, user, by=by, now=now)
    return [user for user, _ in added]


def text_of(data: bytes) -> str:
    """The letters of a list. Raises ListRefused: what is no text is no CSV either."""
    try:
        return decode(data).text
    except ImportRefused as error:
        raise ListRefused("csv_binary") from error


def _persons(rows: Iterable[CsvRow]) -> Iterator[PersonData]:
    return (row.person for row in rows if row.person is not None)


def _table(text: str) -> list[tuple[int, list[str]]]:
    """(line of the file, cells) of the lines that hold something."""
    text = text.removeprefix("\ufeff")
    head = text.strip("\r\n").partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";,\t", key=head.count))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise ListRefused("csv_unreadable") from error
    return [(line, cells) for line, cells in lines if any(cells)]


def _heads(cells: Sequence[str]) -> list[str]:
    names = {alias: column for column, aliases in COLUMNS.items() for alias in (column, *aliases)}
    return [names.get(cell.casefold(), "") for cell in cells]


def _row(reader: _Reader, line: int, heads: Sequence[str], cells: Sequence[str]) -> CsvRow:
    values = {head: cell for head, cell in zip(heads, cells, strict=False) if head}
    problems: list[DomainError] = []
    if len(cells) > len(heads) and any(cells[len(heads) :]):
        problems.append(ListRefused("csv_cells"))
    email = _address(reader, values.get("email", ""), problems)
    role = _word(reader.roles, values.get("role", ""), "csv_role", problems)
    level = _word(reader.levels, values.get("decides_up_to", ""), "csv_level", problems, optional=True)
    agency = _agency(reader, values.get("agency", ""), problems)
    scope = [_agency(reader, name, problems) for name in values.get("supervises", "").split("|") if name.strip()]
    hour = values.get("digest_hour", "") or "8"
    if not (hour.isascii() and hour.isdecimal() and int(hour[:4]) <= 23):
        problems.append(PersonRefused("hour_unusable"))
    locale = (values.get("locale", "") or "ru").lower()
    if locale not in LOCALES:
        problems.append(PersonRefused("locale_unknown", locale=locale))
    deputy_of = values.get("deputy_of", "")
    if deputy_of and normal_address(deputy_of) not in reader.deputised:
        problems.append(PersonRefused("deputy_unknown", email=deputy_of))
    _check_required(values, role, level, agency, problems)
    if problems or role is None:
        return CsvRow(line, values, tuple(problems))
    person = PersonData(
        email=email,
        name=values["name"],
        role=role,
        office=values.get("office", ""),
        agency=agency,
        locale=locale,
        digest_hour=int(hour),
        supervises=tuple(scope),
        decides_up_to=level,
        deputy_of=deputy_of,
    )
    return CsvRow(line, values, (), person)


def _check_required(
    values: Mapping[str, str], role: Role | None, level: GiverLevel | None, agency: str, problems: list[DomainError]
) -> None:
    if not values.get("name"):
        problems.append(PersonRefused("name_required"))
    for text in (values.get("name", ""), values.get("office", "")):
        if len(text) > LINE_LIMIT or not text.isprintable():
            problems.append(PersonRefused("line_unusable", limit=LINE_LIMIT))
    if role in (Role.COORDINATOR, Role.OFFICIAL) and not agency and not values.get("agency"):
        problems.append(PersonRefused("agency_required"))
    if role is Role.SUPERVISOR and level is None and not values.get("decides_up_to"):
        problems.append(PersonRefused("level_required"))


def _address(reader: _Reader, text: str, problems: list[DomainError]) -> str:
    try:
        email = usable_address(text)
    except PersonRefused as error:
        problems.append(error)
        return ""
    if email in reader.taken:
        problems.append(PersonRefused("email_taken", email=email))
    if email in reader.seen:
        problems.append(ListRefused("csv_repeated", email=email))
    reader.seen.add(email)
    return email


def _word(
    words: Mapping[str, Member], text: str, code: str, problems: list[DomainError], *, optional: bool = False
) -> Member | None:
    found = words.get(text.casefold())
    if found is None and (text or not optional):
        problems.append(ListRefused(code, word=text[:80]))
    return found


def _agency(reader: _Reader, text: str, problems: list[DomainError]) -> str:
    text = text.strip()
    code = reader.agencies.get(text.casefold(), "")
    if text and not code:
        problems.append(ListRefused("csv_agency", word=text[:120]))
    return code


def _words(members: type[Member]) -> dict[str, Member]:
    """A vocabulary's codes and words in every language."""
    words = {str(member.value).casefold(): member for member in members}
    for locale in LOCALES:
        with locale_of(locale):
            words.update({label(member).casefold(): member for member in members})
    return words


def _agency_names(session: Session) -> dict[str, str]:
    """Code by code, official name and alias; a name that two bodies share is left out."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    bodies = sa.select(Agency).where(Agency.kind != "group").order_by(Agency.position)
    for agency in session.scalars(bodies.options(selectinload(Agency.names))):
        for name in {agency.ru, agency.kk, agency.en, *(alias.name for alias in agency.names)}:
            if names.setdefault(name.casefold(), agency.code) != agency.code:
                shared.add(name.casefold())
    codes = {code.casefold(): code for code in names.values()}
    return {**{name: code for name, code in names.items() if name not in shared}, **codes}
