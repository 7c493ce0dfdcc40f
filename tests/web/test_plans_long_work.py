"""Long plans tell how far the work is; who sees plans at all."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Plan, User
from app.web.plans import carrying
from tests.factories import ALMATY_REGION, sign_in, user
from tests.plan_corpus import ROWS, long_plan
from tests.web.office import Office
from tests.web.plan_office import excel, office_of_plans, on_control, tasks, upload
from tests.web.real_forms import form_of

__all__ = ["office_of_plans"]


def test_long_work_tells_how_far_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "QUICK_ROWS", 20)
    upload(office, long_plan(31))
    plan = office.session.scalars(sa.select(Plan)).one()
    address = f"/plans/{plan.id}/carry-out"
    fields = form_of(office.html(f"/plans/{plan.id}/preview"), address)["fields"]
    answer = office.client.post(address, data=fields)
    assert answer.status_code == 200
    assert len(re.findall(r"<li>\s*\d+ \S+ 31", answer.text)) == 3
    assert f'href="/plans/{plan.id}"' in answer.text
    assert len(tasks(office.session)) == 31
    assert office.client.post(address, data=fields).status_code == 302
    assert len(tasks(office.session)) == 31


def test_long_work_that_fails_keeps_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "QUICK_ROWS", 2)
    upload(office, excel([*ROWS, ("4", "Дело без исполнителя", "", "", "2027 год")]))
    plan = office.session.scalars(sa.select(Plan)).one()
    address = f"/plans/{plan.id}/carry-out"
    answer = office.client.post(address, data=form_of(office.html(f"/plans/{plan.id}/preview"), address)["fields"])
    assert 'role="alert"' in answer.text
    assert not tasks(office.session)


def test_the_way_back_to_rows_that_were_taken_over_leads_to_the_plan(office: Office) -> None:
    plan = on_control(office, excel(ROWS))
    assert office.client.get(f"/plans/{plan.id}/preview").location == f"/plans/{plan.id}"


def test_rows_are_shown_fifty_a_page(office: Office) -> None:
    upload(office, long_plan(60))
    plan = office.session.scalars(sa.select(Plan)).one()
    first = office.html(f"/plans/{plan.id}/preview")
    assert first.count('id="row-') == 50
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    assert office.html(following[1].replace("&amp;", "&")).count('id="row-') == 10


def test_another_supervisor_of_some_bodies_sees_no_plan(office: Office) -> None:
    plan = on_control(office, excel(ROWS))
    office.let(user(office.session, Role.SUPERVISOR, supervises=(ALMATY_REGION,)))
    assert ROWS[0][1] not in office.reads("/plans")
    assert office.client.get(f"/plans/{plan.id}").status_code == 404
    assert office.client.get(f"/plans/{plan.id}/export").status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_plans_are_the_supervisors(role: Role, session: Session, client: FlaskClient) -> None:
    reader: User = user(session, role)
    sign_in(client, reader)
    assert client.get("/plans").status_code == 403
