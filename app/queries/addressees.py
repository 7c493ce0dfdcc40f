"""Who gets a letter at the moment it is sent: days may have passed since it was written.

Its reader, while he is there; else who stands in for him or holds his office now; else nobody, and the letter is seen
among the dead ones. To whom letters are written in the first place is `recipients.py`'s.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Substitution, SuppressedAddress, User
from notifications.mime import single_address

GONE = "the recipient has left, and nobody holds the office"
NO_ADDRESS = "the recipient has no usable address"
SUPPRESSED = "the address refused letters before"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where a letter goes. problem: why it cannot go anywhere, one of the sentences above; empty when it can."""

    user_id: int
    address: str
    problem: str = ""


def addressees(
    session: Session, readers: Sequence[User], day: date, *, personal: Iterable[int] = ()
) -> list[Addressee]:
    """For each reader the addressee on that day, in order.

    personal: positions of letters that are nobody else's affair, such as a link to choose a password.
    """
    stand_ins = _stand_ins(session, {reader.id for reader in readers}, day)
    own = set(personal)
    holders = [
        reader if place in own else _holder(session, reader, stand_ins.get(reader.id))
        for place, reader in enumerate(readers)
    ]
    closed = suppressed(session, {holder.email for holder in holders if holder is not None})
    return [
        _addressee(reader, holder if holder is not None and holder.is_active else None, closed)
        for reader, holder in zip(readers, holders, strict=True)
    ]


def suppressed(session: Session, addresses: Iterable[str]) -> set[str]:
    """Those of the addresses to which nothing may be sent, folded as `folded()` does."""
    wanted = {folded(address) for address in addresses}
    query = sa.select(SuppressedAddress.address).where(SuppressedAddress.lifted_at.is_(None))
    return set(session.scalars(query.where(SuppressedAddress.address.in_(wanted)))) if wanted else set()


def folded(address: str) -> str:
    """An address in the form in which two spellings of one mailbox are equal."""
    return address.strip().lower()


def usable(address: str) -> bool:
    """Whether the address can be written on an envelope."""
    try:
        single_address(address)
    except ValueError:
        return False
    return True


def _addressee(reader: User, holder: User | None, closed: set[str]) -> Addressee:
    if holder is None:
        return Addressee(reader.id, reader.email, GONE)
    if not usable(holder.email):
        return Addressee(holder.id, holder.email, NO_ADDRESS)
    return Addressee(holder.id, holder.email, SUPPRESSED if folded(holder.email) in closed else "")


def _stand_ins(session: Session, ids: set[int], day: date) -> dict[int, User]:
    rows = session.execute(
        sa.select(Substitution.user_id, User)
        .join(User, User.id == Substitution.substitute_id)
        .where(Substitution.user_id.in_(ids), Substitution.since <= day, Substitution.until >= day)
        .where(User.disabled_at.is_(None))
        .order_by(Substitution.id.desc())
    )
    return dict(rows.all())


def _holder(session: Session, reader: User, stand_in: User | None) -> User | None:
    """The stand-in; the reader himself; the person at the same office; for executors a coordinator of the body."""
    if stand_in is not None and usable(stand_in.email):
        return stand_in
    if reader.is_active and usable(reader.email):
        return reader
    candidates = sa.select(User).where(User.disabled_at.is_(None), User.id != reader.id).order_by(User.id)
    if reader.office:
        same = candidates.where(
            User.role == reader.role,
            User.office == reader.office,
            User.agency_id.is_not_distinct_from(reader.agency_id),
        )
        if found := _first_usable(session, same):
            return found
    if reader.role in (Role.COORDINATOR, Role.OFFICIAL):
        coordinators = candidates.where(User.agency_id == reader.agency_id, User.role == Role.COORDINATOR)
        if found := _first_usable(session, coordinators):
            return found
    return reader if reader.is_active else None


def _first_usable(session: Session, query: sa.Select[User]) -> User | None:
    return next((user for user in session.scalars(query) if usable(user.email)), None)
