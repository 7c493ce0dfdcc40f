"""Typed functions that make rows for tests, through the services wherever a service exists."""

from datetime import date, datetime
from itertools import count

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, ExecutorRole, GiverLevel, GiverRole, Role, Urgency
from app.models import Agency, Document, Task, User
from app.services.documents import NewDocument, ingest_document
from app.services.register import Due, NewTask, register_task
from tests.conftest import NOW, TODAY

_numbers = count(1)

ENERGY, FINANCE, ALMATY_REGION = "min_energy", "min_finance", "akimat_almaty_obl"


def agency(session: Session, code: str = ENERGY) -> Agency:
    """A body of the reference data."""
    return session.scalars(sa.select(Agency).where(Agency.code == code)).one()


def user(
    session: Session,
    role: Role = Role.COORDINATOR,
    code: str | None = ENERGY,
    *,
    email: str = "",
    locale: str = "ru",
    decides_up_to: GiverLevel | None = None,
    supervises: tuple[str, ...] = (),
    now: datetime = NOW,
) -> User:
    """A person; supervisors decide up to the President unless told otherwise."""
    has_agency = role in (Role.COORDINATOR, Role.OFFICIAL) and code is not None
    made = User(
        email=email or f"user{next(_numbers)}@example.kz",
        name=f"{role.value}, {code}",
        role=role,
        agency=agency(session, code) if has_agency and code else None,
        locale=locale,
        decides_up_to=(decides_up_to or GiverLevel.PRESIDENT) if role is Role.SUPERVISOR else None,
        supervises=[agency(session, each) for each in supervises],
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def task(
    session: Session,
    lead: str = ENERGY,
    *,
    due_on: date | None = TODAY,
    others: tuple[tuple[str, ExecutorRole], ...] = (),
    title: str = "Завершить ремонт котла",
    issued_on: date = date(2026, 1, 16),
    giver_level: GiverLevel = GiverLevel.PRIME_MINISTER,
    urgency: Urgency = Urgency.NORMAL,
    by: User | None = None,
    now: datetime = NOW,
    **more: object,
) -> Task:
    """A task on control; due_on None = no date in the text, so policy gives one."""
    return register_task(
        session,
        NewTask(
            text=title,
            issued_on=issued_on,
            lead=lead,
            others=others,
            giver_role=GiverRole.PRIME_MINISTER,
            giver_level=giver_level,
            urgency=urgency,
            due=Due(due_on, DueBasis.TEXT, "until.day", "до срока") if due_on else None,
            **more,  # type: ignore[arg-type]
        ),
        by=by,
        now=now,
    )


def document(
    session: Session, text: str, *, published_on: date = date(2026, 1, 16), secondary: bool = False, now: datetime = NOW
) -> Document:
    """A text that was taken in, not yet read."""
    from pathlib import Path

    new = NewDocument(text=text, title="", published_on=published_on, secondary=secondary)
    made, _ = ingest_document(session, new, by=None, now=now, data=Path("/nonexistent"))
    return made


def sign_in(client: FlaskClient, person: User, now: datetime = NOW) -> None:
    """Sign in without the password form, as the web session keeps it."""
    with client.session_transaction() as cookies:
        cookies.clear()
        cookies.permanent = True
        cookies["_user_id"] = f"{person.id}:{person.session_epoch}"
        cookies["_fresh"] = True
        cookies["since"] = cookies["seen"] = int(now.timestamp())
