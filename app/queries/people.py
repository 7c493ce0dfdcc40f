"""Lists of people for the administrator.

Sorted and searched in Python: databases fold and collate Cyrillic differently, and people are some thousand at most.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.alphabet import sort_key
from app.domain.enums import Role
from app.models import Agency, PersonEvent, SuppressedAddress, User

PAGE_ROWS = 100
# The Kazakh alphabet holds the Russian one in its order: one order of names for readers of both languages.
NAMES = "kk"
STATES = ("active", "invited", "disabled")


@dataclass(frozen=True)
class PeopleFilter:
    """What is looked for: words in name, address or office; a role; a body's code; a state of `STATES`."""

    text: str = ""
    role: Role | None = None
    agency: str = ""
    state: str = ""


@dataclass(frozen=True)
class PersonLine:
    """One person of the list. invited: has not chosen a password yet; unreachable: a server refused the address."""

    id: int
    name: str
    email: str
    office: str
    role: Role
    agency: Agency | None
    disabled_at: datetime | None
    invited: bool
    unreachable: bool

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.disabled_at is not None:
            return "disabled"
        return "invited" if self.invited else "active"


@dataclass(frozen=True)
class PeoplePage:
    """A page, how many people match, and the ids after which the neighbouring pages begin (None = no such page)."""

    rows: list[PersonLine]
    total: int
    next_after: int | None
    previous_after: int | None


def people(session: Session, wanted: PeopleFilter, *, after: int = 0, rows: int = PAGE_ROWS) -> PeoplePage:
    """People in the order of their names; `after`: the last person of the page before, 0 = the first page."""
    found = sorted(_matching(session, wanted), key=lambda line: (sort_key(line.name, NAMES), line.id))
    ids = [line.id for line in found]
    start = ids.index(after) + 1 if after in ids else 0
    page = found[start : start + rows]
    before = start - rows
    return PeoplePage(
        rows=page,
        total=len(found),
        next_after=page[-1].id if start + rows < len(found) else None,
        previous_after=None if start == 0 else (ids[before - 1] if before > 0 else 0),
    )


def person(session: Session, user_id: int) -> User | None:
    """A person with the bodies supervised."""
    return session.scalar(sa.select(User).where(User.id == user_id).options(selectinload(User.supervises)))


def person_events(session: Session, user: User) -> list[PersonEvent]:
    """What happened to a person, the newest first, with who did it."""
    query = sa.select(PersonEvent).options(joinedload(PersonEvent.actor)).where(PersonEvent.user_id == user.id)
    return list(session.scalars(query.order_by(PersonEvent.id.desc())))


def could_be_deputised(session: Session, but_not: int = 0) -> list[tuple[str, str]]:
    """(address, name) of the active people one may be deputy of, by name."""
    rows = session.execute(sa.select(User.email, User.name).where(User.disabled_at.is_(None), User.id != but_not))
    return sorted(rows, key=lambda row: sort_key(row[1], NAMES))


def addresses(session: Session) -> set[str]:
    """All addresses in the register."""
    return set(session.scalars(sa.select(User.email)))


def people_to_try(session: Session) -> list[User]:
    """Active people by role, for the demo's role switch."""
    order = list(Role)
    rows = session.scalars(sa.select(User).where(User.disabled_at.is_(None)).options(selectinload(User.supervises)))
    return sorted(rows, key=lambda user: (order.index(user.role), user.id))


def refusal_of(session: Session, user: User) -> SuppressedAddress | None:
    """Why nothing is sent to a person's address; None when letters go there."""
    return session.scalar(_refused().where(User.id == user.id))


def _refused() -> sa.Select[SuppressedAddress]:
    # Addresses are ASCII by rule, so that every database folds their case alike.
    address = sa.func.lower(User.email) == SuppressedAddress.address
    return sa.select(SuppressedAddress).where(address, SuppressedAddress.lifted_at.is_(None))


def _matching(session: Session, wanted: PeopleFilter) -> list[PersonLine]:
    query = sa.select(
        User.id,
        User.name,
        User.email,
        User.office,
        User.role,
        Agency,
        User.disabled_at,
        (User.password_hash == "").label("invited"),
        _refused().exists(),
    ).outerjoin(Agency, Agency.id == User.agency_id)
    if wanted.role is not None:
        query = query.where(User.role == wanted.role)
    if wanted.agency:
        query = query.where(Agency.code == wanted.agency)
    lines = [PersonLine(*row) for row in session.execute(query)]
    words = wanted.text.casefold().split()
    return [
        line
        for line in lines
        if (not wanted.state or line.state == wanted.state)
        and all(word in f"{line.name} {line.email} {line.office}".casefold() for word in words)
    ]
