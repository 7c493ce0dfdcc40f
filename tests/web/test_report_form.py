"""The form of a report: what proves completion stands beside the words; a late request for another date is told beforehand."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import EvidenceKind
from app.models import User
from app.services.requirements import NewRequirement, set_first_form
from tests.conftest import NOW, TODAY
from tests.factories import sign_in, task, user


@pytest.fixture
def coordinator(session: Session, client: FlaskClient) -> User:
    made = user(session, locale="en")
    sign_in(client, made)
    return made


def form(client: FlaskClient, number: str, action: str) -> str:
    page = client.get(f"/tasks/{number}?do={action}").text
    return page.split(f'id="do-{action}"')[1].split("</form>")[0]


def test_the_checklist_and_what_happens_next(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    wanted = [NewRequirement(EvidenceKind.INDICATOR, "Введено квартир", "120", "ед.")]
    set_first_form(session, made, wanted, by=None, now=NOW)
    shown = form(client, made.number, "submit")
    proof = shown.split('class="report-proof"')[1]
    assert "Введено квартир, plan: 120 ед." in proof
    assert "What happens next:" in shown
    assert "report-proof" not in form(client, made.number, "report_interim")


@pytest.mark.parametrize(("days", "late"), [(-3, True), (0, True), (30, False)])
def test_a_late_request_is_told_beforehand(
    session: Session, client: FlaskClient, coordinator: User, days: int, late: bool
) -> None:
    made = task(session, due_on=TODAY + timedelta(days=days))
    shown = form(client, made.number, "request_extension")
    assert ("marked as a late request" in shown) is late
    assert ("deadline has passed" in shown) is (days < 0)
