"""Long plans tell how far the work is; two people, or two clicks, at one plan; who sees plans at all."""

import gc
import io
import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import Role
from app.domain.errors import NotFound
from app.labels import error_sentence
from app.models import Plan, PlanEdition, User
from app.web.plans import carrying
from tests.factories import ALMATY_REGION, sign_in, user
from tests.plan_corpus import ROWS, long_plan
from tests.web.office import Office
from tests.web.pages import words
from tests.web.plan_office import draft_rows, excel, office_of_plans, on_control, tasks, upload
from tests.web.real_forms import form_of, send_form

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


def test_the_same_file_again_keeps_what_was_corrected(office: Office) -> None:
    file = excel(ROWS)
    upload(office, file)
    plan, row = office.session.scalars(sa.select(Plan)).one(), draft_rows(office)[0]
    typed = {f"r{row.id}-action": "Исправлено человеком"}
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/rows", **typed)
    colleague = user(office.session, Role.SUPERVISOR)
    answer = upload(office.after(1).let(colleague), file, title="План под другим названием")
    assert answer.location == f"/plans/{plan.id}/preview"
    assert "Исправлено человеком" in office.html(answer.location)


def test_a_file_that_came_meanwhile_is_not_given_up(office: Office) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    address, page = f"/plans/{plan.id}/drop", office.html(f"/plans/{plan.id}/preview")
    upload(office, excel(ROWS[:2]))
    assert send_form(office.client, page, address).status_code == 409
    assert len(draft_rows(office)) == 2
    assert send_form(office.client, office.html(f"/plans/{plan.id}/preview"), address).location == "/plans"


def test_a_second_click_during_the_work_is_led_to_the_plan(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    address, page = f"/plans/{plan.id}/carry-out", office.html(f"/plans/{plan.id}/preview")
    carry_out = carrying.carry_out

    def after_the_first(edition: PlanEdition) -> BaseResponse:
        """Both clicks found the plan waiting; the second one comes to its turn when the first is done."""
        monkeypatch.setattr(carrying, "carry_out", carry_out)
        other = office.client.application.test_client()
        sign_in(other, office.person)
        first = send_form(other, other.get(f"/plans/{plan.id}/preview").text, address)
        assert first.location == f"/plans/{plan.id}"
        return carry_out(edition)

    monkeypatch.setattr(carrying, "carry_out", after_the_first)
    assert send_form(office.client, page, address).location == f"/plans/{plan.id}"
    assert len(tasks(office.session)) == len(ROWS)


def test_differences_take_as_many_statements_for_many_rows_as_for_few(office: Office) -> None:
    few, many = (_statements(office, rows) for rows in (5, 25))
    assert few == many


def _statements(office: Office, rows: int) -> int:
    """Statements of the page that compares an edition with its plan, each row of which has changed."""
    measures = [(str(n), f"Мера {n}", "приказ", "МФ", "2027 год") for n in range(1, rows + 1)]
    plan_id = on_control(office, excel(measures), title=f"План на {rows}").id
    fields: dict[str, Any] = dict(form_of(office.html(f"/plans/{plan_id}"), f"/plans/{plan_id}/editions")["fields"])
    fields["file"] = (io.BytesIO(excel([(*row[:2], "отчёт", *row[3:]) for row in measures])), "plan.xlsx")
    assert office.client.post(f"/plans/{plan_id}/editions", data=fields).status_code == 302
    office.session.expunge_all()
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    connection, usual = office.session.connection(), gc.get_threshold()
    sa.event.listen(connection, "before_cursor_execute", note)
    # What nobody holds goes at once, as it may at any time.
    gc.set_threshold(50, 2, 2)
    try:
        page = office.html(f"/plans/{plan_id}/preview")
    finally:
        gc.set_threshold(*usual)
        sa.event.remove(connection, "before_cursor_execute", note)
    assert page.count('name="take"') == rows
    return len(found)


def test_a_second_click_on_giving_up_says_that_it_is_gone(office: Office) -> None:
    upload(office, excel(ROWS))
    plan_id = office.session.scalars(sa.select(Plan.id)).one()
    address, page = f"/plans/{plan_id}/drop", office.html(f"/plans/{plan_id}/preview")
    again = page.replace('name="once" value="', 'name="once" value="other')
    assert send_form(office.client, page, address).location == "/plans"
    answer = send_form(office.client, again, address)
    assert answer.status_code == 404
    assert error_sentence(NotFound("plan_gone")) in words(answer)
    assert 'class="btn btn-primary" href="/plans"' in answer.text
    old = office.client.get(f"/plans/{plan_id}/preview")
    assert error_sentence(NotFound("plan_gone")) in words(old)


def test_a_second_click_on_giving_up_an_edition_leads_to_the_plan(office: Office) -> None:
    plan = on_control(office, excel(ROWS))
    page = f"/plans/{plan.id}"
    fields: dict[str, Any] = dict(form_of(office.html(page), f"{page}/editions")["fields"])
    office.client.post(f"{page}/editions", data={**fields, "file": (io.BytesIO(excel(ROWS[:2])), "new.xlsx")})
    shown = office.html(f"{page}/preview")
    again = shown.replace('name="once" value="', 'name="once" value="other')
    assert send_form(office.client, shown, f"{page}/drop").location == page
    assert send_form(office.client, again, f"{page}/drop").location == page
    assert office.client.get(page).status_code == 200
