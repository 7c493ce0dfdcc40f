"""A supervisor at work on plans: uploading one, taking it over."""

import io
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.domain.enums import GiverLevel, Role
from app.domain.plans import PlanState
from app.models import Plan, PlanEdition, PlanRow, Task
from tests.factories import user
from tests.plan_corpus import RU, Rows, saved, sheet_of
from tests.web.office import Office
from tests.web.pages import words
from tests.web.real_forms import form_of


@pytest.fixture(name="office")
def office_of_plans(
    session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """A supervisor who decides for all is signed in."""
    made = Office(session, client, settings, monkeypatch)
    return made.let(user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRESIDENT))


def excel(rows: Rows) -> bytes:
    """A plan as a workbook."""
    return saved(sheet_of([RU, *rows])[0])


def upload(office: Office, data: bytes, name: str = "plan.xlsx", **typed: str) -> TestResponse:
    """Send the form for a new plan."""
    fields: dict[str, Any] = dict(form_of(office.html("/plans/new"), "/plans/new")["fields"])
    fields |= {"title": "План по воде", "approved_on": "2026-10-01", "giver_role": "prime_minister", **typed}
    fields["file"] = (io.BytesIO(data), name)
    return office.client.post("/plans/new", data=fields)


def on_control(office: Office, data: bytes, name: str = "plan.xlsx", **typed: str) -> Plan:
    """A plan that was taken over at once."""
    answer = upload(office, data, name, **typed)
    assert answer.status_code == 302, words(answer)
    plan = office.session.scalars(sa.select(Plan).order_by(Plan.id.desc())).first()
    assert plan is not None
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/carry-out")
    return plan


def tasks(session: Session) -> list[Task]:
    """All tasks in the order of their registration."""
    return list(session.scalars(sa.select(Task).order_by(Task.id)))


def draft_rows(office: Office) -> list[PlanRow]:
    """The rows that wait, in their order."""
    waiting = sa.select(PlanEdition.id).where(PlanEdition.state == PlanState.DRAFT)
    return list(
        office.session.scalars(sa.select(PlanRow).where(PlanRow.edition_id.in_(waiting)).order_by(PlanRow.position))
    )
