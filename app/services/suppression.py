"""Addresses that a server refused for good: suppressed at once, told to those who can mend it, lifted by a person.

Nothing is sent to a suppressed address; letters to it are dead ones, which can be sent again after it was lifted.
"""

from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import Role
from app.domain.permissions import Duty
from app.i18n import get_locale
from app.models import SuppressedAddress, User
from app.queries.addressees import folded
from app.queries.recipients import supervisors
from app.services.guard import require_duty
from app.services.letters import enqueue, page
from notifications.messages import AddressRefusedLetter

KIND = "address_refused"

log = structlog.get_logger("tapsyrma.letters")


def suppress(
    session: Session, address: str, reason: str, *, person: User, letter_id: int | None, now: datetime
) -> SuppressedAddress | None:
    """Send nothing to the address any more, and say so; None when it was suppressed already."""
    row = SuppressedAddress(address=folded(address), reason=reason, since=now, letter_id=letter_id)
    try:
        with session.begin_nested():
            session.add(row)
    except sa.exc.IntegrityError:
        return None
    log.warning("address_suppressed", user_id=person.id, letter=letter_id)
    for reader in _watchers(session, person):
        _tell(session, reader, row, person, now)
    return row


def lift(session: Session, row: SuppressedAddress, *, by: User | None, now: datetime) -> bool:
    """Allow letters to the address again; False when somebody did already."""
    require_duty(by, Duty.SEE_OUTBOX)
    if row.lifted_at is not None:
        return False
    row.lifted_at, row.lifted_by_id = now, by.id if by else None
    session.flush()
    log.info("address_allowed", suppression=row.id, by=row.lifted_by_id)
    return True


def _watchers(session: Session, person: User) -> list[User]:
    """Administrators, and supervisors of the person's body; never the person, whose address it is."""
    administrators = session.scalars(
        sa.select(User).where(User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None)).order_by(User.id)
    )
    found = list(administrators)
    if person.agency_id is not None:
        found += [
            each
            for each in supervisors(session)
            if not each.supervises or person.agency_id in {agency.id for agency in each.supervises}
        ]
    return [each for each in found if each.id != person.id]


def _tell(session: Session, reader: User, row: SuppressedAddress, person: User, now: datetime) -> None:
    def letter() -> AddressRefusedLetter:
        return AddressRefusedLetter(
            reader=reader.name,
            office=reader.office,
            day=today(now),
            language=get_locale(),
            person=person.name,
            address=row.address,
            answer=row.reason,
            url=page(session, "/outbox" if reader.role is Role.ADMINISTRATOR else "/"),
        )

    enqueue(session, reader, letter, kind=KIND, dedupe_key=f"{KIND}:{row.id}:{reader.id}", now=now)
