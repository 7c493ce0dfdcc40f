"""Several rows of a waiting plan are corrected at once: nothing that was typed in one is lost by what becomes of another."""

from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from app.domain.errors import ChangedMeanwhile
from app.labels import error_sentence
from app.models import Plan
from tests.plan_corpus import ROWS
from tests.web.office import Office
from tests.web.pages import words
from tests.web.plan_office import draft_rows, excel, office_of_plans, upload
from tests.web.real_forms import form_of

__all__ = ["office_of_plans"]


@pytest.fixture(name="plan")
def waiting_plan(office: Office) -> Plan:
    """A plan of three rows that waits; the last one has no executor."""
    upload(office, excel([*ROWS[:2], (*ROWS[2][:3], "", ROWS[2][4])]))
    return office.session.scalars(sa.select(Plan)).one()


def shown(office: Office, plan: Plan, query: str = "") -> dict[str, Any]:
    """The form of the rows as the page fills it."""
    page = office.html(f"/plans/{plan.id}/preview{query}")
    return dict(form_of(page, f"/plans/{plan.id}/rows{query}")["fields"])


def save(office: Office, plan: Plan, fields: dict[str, Any], query: str = "", **typed: str) -> TestResponse:
    """Send the form. typed: r0_action is the action of the first row."""
    rows = draft_rows(office)
    changed = {f"r{rows[int(name[1])].id}-{name[3:]}": text for name, text in typed.items()}
    answer = office.client.post(f"/plans/{plan.id}/rows{query}", data={**fields, "once": "", **changed})
    office.session.expire_all()
    return answer


def test_one_button_saves_every_row_that_was_changed(office: Office, plan: Plan) -> None:
    answer = save(office, plan, shown(office, plan), r0_action="Первое дело", r1_term="2028 год", r2_lead="min_energy")
    assert answer.status_code == 302
    first, second, third = draft_rows(office)
    assert (first.action, second.term, third.lead) == ("Первое дело", "2028 год", "min_energy")
    assert {row.corrected_by_id for row in (first, second, third)} == {office.person.id}


def test_a_row_that_cannot_be_saved_keeps_its_words_and_the_others_are_saved(office: Office, plan: Plan) -> None:
    typed = {"r0_action": "Первое дело", "r1_due_on": "31.31.2027", "r2_lead": "Нет такого органа", "r2_form": "отчёт"}
    answer = save(office, plan, shown(office, plan), **typed)
    assert answer.status_code == 422
    assert draft_rows(office)[0].action == "Первое дело"
    fields = form_of(answer.text, f"/plans/{plan.id}/rows")["fields"]
    third = draft_rows(office)[2]
    assert (fields[f"r{third.id}-lead"], fields[f"r{third.id}-form"]) == ("Нет такого органа", "отчёт")
    assert "31.31.2027" in answer.text
    second = f"r{draft_rows(office)[1].id}-due_on"
    assert save(office, plan, {**fields, second: ""}, r2_lead="min_energy").status_code == 302
    assert (third.lead, third.form) == ("min_energy", "отчёт")


def test_a_row_that_nobody_touched_is_left_as_a_colleague_made_it(office: Office, plan: Plan) -> None:
    mine = shown(office, plan)
    assert save(office, plan, shown(office, plan), r1_form="Слова коллеги").status_code == 302
    assert save(office, plan, mine, r0_form="Мои слова").status_code == 302
    assert [row.form for row in draft_rows(office)][:2] == ["Мои слова", "Слова коллеги"]


def test_a_row_that_a_colleague_changed_comes_back_and_can_be_sent_on(office: Office, plan: Plan) -> None:
    mine = shown(office, plan, "?show=blocked")
    save(office, plan, shown(office, plan), r2_executors="МЭ")
    answer = save(office, plan, mine, "?show=blocked", r2_form="Мои слова")
    assert answer.status_code == 409
    assert draft_rows(office)[2].executors == "МЭ"
    assert error_sentence(ChangedMeanwhile("changed_meanwhile")) in words(answer)
    again = form_of(answer.text, f"/plans/{plan.id}/rows?show=blocked")["fields"]
    third = draft_rows(office)[2]
    assert again[f"r{third.id}-form"] == "Мои слова", "though the filter no longer shows the row"
    assert save(office, plan, again, "?show=blocked", r2_executors="МЭ, МФ").status_code == 302
    assert (third.form, third.executors) == ("Мои слова", "МЭ, МФ")


def test_nothing_changed_says_so(office: Office, plan: Plan) -> None:
    before = [row.version for row in draft_rows(office)]
    assert save(office, plan, shown(office, plan)).status_code == 302
    assert [row.version for row in draft_rows(office)] == before


def test_words_for_a_file_that_waits_no_more_are_shown_back(office: Office, plan: Plan) -> None:
    mine = shown(office, plan)
    rows = draft_rows(office)
    upload(office, excel(ROWS[:1]))
    mine[f"r{rows[0].id}-action"] = "Длинные слова, которые я напечатал"
    answer = office.client.post(f"/plans/{plan.id}/rows", data=mine)
    assert answer.status_code == 409
    assert "Длинные слова, которые я напечатал" in words(answer)
