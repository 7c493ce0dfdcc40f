"""Absence: who stands in, from which day to which. The stand-in has the absent person's rights in those days, no longer.

A stand-in's own stand-in gets no rights of the first absent person: rights are lent once. What is done meanwhile is kept as
the deed of who did it, see `acting.py`.
"""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import PersonChange
from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Duty
from app.models import Substitution, User
from app.queries.substitutes import could_stand_in, overlapping
from app.services.guard import require_duty
from app.services.notes import note_person


def name_substitute(
    session: Session, absent: User, substitute: User | None, since: date, until: date, *, by: User | None, now: datetime
) -> Substitution:
    """Let somebody stand in for a person from one day to another, both inclusive. One's own affair, or the administrator's.

    Raises InvalidInput when the days are past, backwards or taken, or the other may not stand in.
    """
    _require_own_or_duty(absent, by)
    if substitute is None:
        raise InvalidInput("substitute_unknown")
    if substitute.id == absent.id:
        raise InvalidInput("substitute_self")
    if until < since:
        raise InvalidInput("period_backwards")
    if until < today(now):
        raise InvalidInput("date_in_past")
    # Two forms for the same person take turns, so that their days cannot overlap.
    session.execute(sa.select(User.id).where(User.id == absent.id).with_for_update())
    if substitute.id not in {person.id for person in could_stand_in(session, absent)}:
        raise InvalidInput("substitute_role")
    if overlapping(session, absent.id, since, until):
        raise InvalidInput("substitution_overlaps")
    row = Substitution(user_id=absent.id, substitute_id=substitute.id, since=since, until=until)
    session.add(row)
    session.flush()
    _note(session, absent, PersonChange.SUBSTITUTE_NAMED, row, substitute, by=by, now=now)
    return row


def end_substitution(session: Session, row: Substitution, *, by: User | None, now: datetime) -> None:
    """The person is back: the rights end at once. A substitution that has not begun, or began today, is forgotten."""
    absent, substitute = session.get(User, row.user_id), session.get(User, row.substitute_id)
    if absent is None or substitute is None:
        raise NotFound("not_found")
    _require_own_or_duty(absent, by)
    day = today(now)
    if row.until < day:
        raise InvalidInput("substitution_over")
    _note(session, absent, PersonChange.SUBSTITUTE_ENDED, row, substitute, by=by, now=now)
    if row.since >= day:
        session.delete(row)
    else:
        row.until = day - timedelta(days=1)
    session.flush()


def _require_own_or_duty(absent: User, by: User | None) -> None:
    if by is None or by.id != absent.id or not by.is_active:
        require_duty(by, Duty.MANAGE_PEOPLE)


def _note(
    session: Session,
    absent: User,
    kind: PersonChange,
    row: Substitution,
    substitute: User,
    *,
    by: User | None,
    now: datetime,
) -> None:
    days = {"since": row.since.isoformat(), "until": row.until.isoformat()}
    note_person(session, absent, kind, by=by, now=now, substitute=substitute.id, name=substitute.name, **days)
