"""A file for a plan that has another one waiting: somebody's work in it is not lost without a question."""

import io
import re
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from app.domain.enums import Role
from app.models import Plan, PlanRow
from tests.factories import user
from tests.plan_corpus import ROWS
from tests.web.office import Office
from tests.web.pages import words
from tests.web.plan_office import draft_rows, excel, office_of_plans, on_control, upload
from tests.web.real_forms import form_of, send_form

__all__ = ["office_of_plans"]


@pytest.fixture(name="plan")
def waiting_plan(office: Office) -> Plan:
    """A plan whose first file waits, with one row that was corrected and one that was left out."""
    upload(office, excel([ROWS[0], (*ROWS[1][:3], "", ROWS[1][4]), ROWS[2]]), "первый.xlsx")
    plan = office.session.scalars(sa.select(Plan)).one()
    page, row = f"/plans/{plan.id}/preview", draft_rows(office)[0]
    typed: dict[str, Any] = {f"r{row.id}-action": "Исправлено человеком"}
    office.sends(page, f"/plans/{plan.id}/rows", **typed)
    office.sends(page, f"/plans/{plan.id}/skip", reason="Исполнителя нет")
    return plan


def test_another_file_asks_before_corrections_are_lost(office: Office, plan: Plan) -> None:
    first = office.person
    answer = upload(office.let(user(office.session, Role.SUPERVISOR)), excel(ROWS[:2]), "второй.xlsx")
    assert answer.status_code == 409
    said = words(answer)
    assert "первый.xlsx" in said and "второй.xlsx" in said
    assert lost(answer) == [(first.name, "2")]
    assert draft_rows(office)[0].action == "Исправлено человеком"
    assert f'href="/plans/{plan.id}/preview"' in answer.text


def test_who_says_yes_replaces_it(office: Office, plan: Plan) -> None:
    answer = upload(office, excel(ROWS[:2]), "второй.xlsx")
    taken = send_form(office.client, answer.text, f"/plans/{plan.id}/editions")
    assert taken.location == f"/plans/{plan.id}/preview"
    assert [row.action for row in draft_rows(office)] == [row[1] for row in ROWS[:2]]


def test_what_was_corrected_since_the_question_is_asked_for_again(office: Office, plan: Plan) -> None:
    answer = upload(office, excel(ROWS[:2]), "второй.xlsx")
    typed: dict[str, Any] = {f"r{draft_rows(office)[2].id}-form": "отчёт"}
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/rows", **typed)
    again = send_form(office.client, answer.text, f"/plans/{plan.id}/editions")
    assert again.status_code == 409
    assert lost(again) == [(office.person.name, "3")]
    assert draft_rows(office)[2].form == "отчёт"
    assert send_form(office.client, again.text, f"/plans/{plan.id}/editions").status_code == 302
    assert len(draft_rows(office)) == 2


def test_a_form_without_the_question_replaces_nothing(office: Office, plan: Plan) -> None:
    """An old page of the plan, or a script of somebody's own."""
    fields = form_of(office.html("/plans/new"), "/plans/new")["fields"]
    sent: dict[str, Any] = {name: fields[name] for name in ("csrf_token", "once")}
    sent |= {"file": (io.BytesIO(excel(ROWS[:2])), "второй.xlsx"), "replacing": "0" * 20}
    assert office.client.post(f"/plans/{plan.id}/editions", data=sent).status_code == 409
    assert len(draft_rows(office)) == 3


def test_ticks_that_were_kept_are_work_too(office: Office) -> None:
    plan = on_control(office, excel(ROWS))
    address = f"/plans/{plan.id}"
    assert edition(office, plan, ROWS[:2]).status_code == 302
    fields = {**form_of(office.html(f"{address}/preview"), f"{address}/choices")["fields"], "take": []}
    assert office.client.post(f"{address}/choices", data=fields).status_code == 302
    answer = edition(office, plan, ROWS[1:])
    assert answer.status_code == 409
    assert [row.action for row in draft_rows(office)] == [row[1] for row in ROWS[:2]]


def test_an_untouched_file_of_ones_own_gives_way_at_once_a_colleagues_does_not(office: Office) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    assert upload(office, excel(ROWS[:2])).location == f"/plans/{plan.id}/preview"
    assert upload(office.let(user(office.session, Role.SUPERVISOR)), excel(ROWS)).status_code == 409
    assert len(office.session.scalars(sa.select(PlanRow)).all()) == 2


def lost(answer: TestResponse) -> list[tuple[str, str]]:
    """Whose corrections on how many rows the question names."""
    return re.findall(r"<li>([^<:]+): \D*(\d+)[^<]*</li>", answer.text)


def edition(office: Office, plan: Plan, rows: Any) -> TestResponse:
    """Send another file from the plan's page."""
    address = f"/plans/{plan.id}"
    fields: dict[str, Any] = dict(form_of(office.html(address), f"{address}/editions")["fields"])
    return office.client.post(f"{address}/editions", data={**fields, "file": (io.BytesIO(excel(rows)), "new.xlsx")})
