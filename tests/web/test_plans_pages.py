"""Plans as a supervisor works with them: upload, look through, correct, put on control, export, compare a new edition."""

import io
import re
from typing import Any

import pytest
import sqlalchemy as sa
from docx import Document
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.domain.enums import CancelReason, ExecutorRole, GiverLevel, Recurrence
from app.domain.workflow import TaskStatus
from app.importing.plan_reading import read_plan
from app.importing.plan_rows import ReadRow
from app.models import Plan, PlanEdition, PlanRow
from tests.conftest import NOW
from tests.plan_corpus import CORPUS, ROWS, RU, Rows, saved, table_of
from tests.web.office import Office
from tests.web.pages import words
from tests.web.plan_office import excel, office_of_plans, on_control, tasks, upload
from tests.web.real_forms import form_of

SECOND = "Обновить перечень объектов газификации"
__all__ = ["office_of_plans"]
FIVE: Rows = [
    *ROWS,
    ("4", "Ввести систему мониторинга паводков", "акт ввода", "МЧС (свод), МВРИ", "2027 год"),
    ("5", "Утвердить перечень субсидий", "приказ", "МСХ", "I полугодие 2027 года"),
]


def compare(office: Office, plan: Plan, data: bytes) -> str:
    """Send a new edition; the words of the page with its differences."""
    page = f"/plans/{plan.id}"
    fields: dict[str, Any] = dict(form_of(office.html(page), f"{page}/editions")["fields"])
    answer = office.client.post(f"{page}/editions", data={**fields, "file": (io.BytesIO(data), "new.xlsx")})
    assert answer.status_code == 302, words(answer)
    office.session.expire_all()
    return office.reads(f"{page}/preview")


def take_over(office: Office, plan: Plan, *without: str) -> TestResponse:
    """Press the button of the page of differences; `without`: the ends of keys whose ticks are removed."""
    page = office.html(f"/plans/{plan.id}/preview")
    boxes = re.findall(r'name="take" value="([^"]+)"[^>]* checked', page)
    fields: dict[str, Any] = dict(form_of(page, f"/plans/{plan.id}/carry-out")["fields"])
    fields["take"] = [box for box in boxes if not box.startswith(without or "-")]
    answer = office.client.post(f"/plans/{plan.id}/carry-out", data=fields)
    office.session.expire_all()
    return answer


def test_an_empty_list_says_what_fills_it(office: Office) -> None:
    assert "/plans/new" in office.html("/plans")
    assert 'href="/plans"' in office.html("/overdue")


def test_a_plan_is_looked_through_and_put_on_control(office: Office) -> None:
    answer = upload(office, excel(ROWS))
    assert answer.status_code == 302
    page = office.reads(answer.location)
    assert "Разработать проект правил учёта воды" in page and "31.12.2026" in page
    assert "→ ежеквартально" in page, "what was understood of a term stands within a line"
    assert not tasks(office.session)
    plan = office.session.scalars(sa.select(Plan)).one()
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/carry-out")
    first, second, third = tasks(office.session)
    assert (
        first.lead_agency.code == "min_water" and first.due_on is not None and first.due_on.isoformat() == "2026-12-31"
    )
    assert [(each.agency.code, each.role) for each in first.executors] == [
        ("min_water", ExecutorRole.LEAD),
        ("min_finance", ExecutorRole.CO),
    ]
    assert first.form_of_completion == "приказ" and first.due_text == "декабрь 2026 года"
    assert first.giver_level is GiverLevel.PRIME_MINISTER and first.issued_on.isoformat() == "2026-10-01"
    assert second.due_on is not None and second.due_on.isoformat() == "2027-07-01"
    assert third.recurrence is Recurrence.QUARTERLY and third.series is not None
    assert first.number in office.reads(f"/plans/{plan.id}")
    assert office.session.scalars(sa.select(PlanEdition)).one().done_at == NOW


def test_a_task_of_a_plan_names_its_measure(office: Office) -> None:
    plan = on_control(office, excel([("1", "Очистить канал", "Акт", "Минводресурсов", "1 мая 2027 года")]))
    page = office.html(f"/tasks/{tasks(office.session)[0].number}")
    assert f'<a href="/plans/{plan.id}">{plan.title}</a>' in page


def test_the_same_button_twice_doubles_nothing(office: Office) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    address = f"/plans/{plan.id}/carry-out"
    fields = form_of(office.html(f"/plans/{plan.id}/preview"), address)["fields"]
    assert office.client.post(address, data=fields).status_code == 302
    assert office.client.post(address, data=fields).status_code == 302
    assert office.client.post(address, data={**fields, "once": ""}).status_code == 302
    assert len(tasks(office.session)) == 3


def test_a_row_with_a_problem_is_corrected_in_place(office: Office) -> None:
    rows = [(*ROWS[0][:3], "заинтересованные государственные органы", "весь период"), *ROWS[1:]]
    upload(office, excel(rows))
    plan = office.session.scalars(sa.select(Plan)).one()
    page = f"/plans/{plan.id}/preview"
    assert "disabled" in office.html(page)
    row = office.session.scalars(sa.select(PlanRow).order_by(PlanRow.position)).first()
    assert row is not None and row.blocked
    address = f"/plans/{plan.id}/rows"
    refused = office.sends(page, address, lead="Нет такого органа", refused=422)
    assert "Нет такого органа" in refused
    office.sends(page, address, lead="Министерство энергетики", due_on="2027-03-01", form="отчёт")
    office.session.refresh(row)
    assert (row.lead, row.form, row.blocked) == ("min_energy", "отчёт", False)
    assert row.others == [["grp_profile", "co"]]
    office.sends(page, f"/plans/{plan.id}/carry-out")
    first = tasks(office.session)[0]
    assert first.lead_agency.code == "min_energy" and first.due_on is not None
    assert first.due_on.isoformat() == "2027-03-01"
    assert [each.action for each in office.session.scalars(sa.select(PlanRow).order_by(PlanRow.position))] == [
        row[1] for row in ROWS
    ]


def test_two_people_on_one_row_overwrite_nothing(office: Office) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    row = office.session.scalars(sa.select(PlanRow).order_by(PlanRow.position)).first()
    assert row is not None
    page, address = f"/plans/{plan.id}/preview", f"/plans/{plan.id}/rows"
    mine = dict(form_of(office.html(page), address)["fields"])
    assert office.client.post(address, data={**mine, f"r{row.id}-action": "Слова коллеги"}).status_code == 302
    answer = office.client.post(address, data={**mine, f"r{row.id}-action": "Мои слова", "once": ""})
    assert answer.status_code == 409
    assert "Мои слова" in answer.text
    office.session.expire_all()
    assert row.action == "Слова коллеги"


def test_rows_with_problems_are_left_out_with_a_reason(office: Office) -> None:
    rows = [(*ROWS[0][:3], "", ROWS[0][4]), *ROWS[1:]]
    upload(office, excel(rows))
    plan = office.session.scalars(sa.select(Plan)).one()
    page = f"/plans/{plan.id}/preview"
    office.sends(page, f"/plans/{plan.id}/skip", reason="", refused=422)
    office.sends(page, f"/plans/{plan.id}/skip", reason="Исполнитель не назван")
    office.sends(page, f"/plans/{plan.id}/carry-out")
    assert len(tasks(office.session)) == 2
    assert "Исполнитель не назван" in office.reads(f"/plans/{plan.id}")


def test_a_plan_with_a_blocked_row_is_refused_as_a_whole(office: Office) -> None:
    rows = [*ROWS, ("4", "Дело без исполнителя", "", "", "2027 год")]
    upload(office, excel(rows))
    plan = office.session.scalars(sa.select(Plan)).one()
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/carry-out", refused=422)
    assert not tasks(office.session)


def test_a_file_that_is_no_plan_keeps_the_form(office: Office) -> None:
    answer = upload(office, b"no zip at all")
    assert answer.status_code == 422
    assert 'value="План по воде"' in answer.text


def test_a_form_that_comes_back_keeps_the_file(office: Office) -> None:
    answer = upload(office, excel(ROWS), approved_on="2026-12-01")
    assert answer.status_code == 422
    fields = dict(form_of(answer.text, "/plans/new")["fields"])
    fields.pop("file", None)
    again = office.client.post("/plans/new", data={**fields, "approved_on": "2026-10-01"})
    assert again.status_code == 302
    assert len(office.session.scalars(sa.select(PlanRow)).all()) == 3


def test_export_changed_in_three_rows_shows_three_differences(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    answer = office.client.get(f"/plans/{plan.id}/export?as=xlsx&lang=ru")
    book = load_workbook(io.BytesIO(answer.data))
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if row[0].value == RU[0])
    assert [cell.value for cell in heads] == [*RU, "Состояние контроля", "Действующий срок"]
    first = heads[0].row
    assert [sheet.cell(first + 1, 1).value, sheet.cell(first + 1, 7).value] == ["1", "31.12.2026"]
    sheet.cell(first + 2, 5).value = "до 1 сентября 2027 года"
    sheet.cell(first + 4, 4).value = "МЭ (свод), МВРИ"
    sheet.cell(first + 5, 3).value = "постановление"
    page = compare(office, plan, saved(book))
    shown = office.html(f"/plans/{plan.id}/preview")
    assert len(re.findall(r'name="take"', shown)) == 3
    assert "до 1 сентября 2027 года" in page and "до 1 июля 2027 года" in page
    assert take_over(office, plan).status_code == 302
    moved = tasks(office.session)[1]
    assert moved.due_on is not None and moved.due_on.isoformat() == "2027-09-01"
    assert moved.original_due_on is not None and moved.original_due_on.isoformat() == "2027-07-01"
    assert tasks(office.session)[3].lead_agency.code == "min_energy"
    assert tasks(office.session)[4].form_of_completion == "постановление"
    assert len(tasks(office.session)) == 5
    compare(office, plan, saved(book))
    assert 'name="take"' not in office.html(f"/plans/{plan.id}/preview")
    assert 'id="gone-rows"' not in office.html(f"/plans/{plan.id}/preview")


@pytest.mark.parametrize("make", CORPUS, ids=lambda make: make.__name__)
def test_a_plan_of_each_shape_comes_out_as_it_came_in(make: Any, office: Office) -> None:
    file = make()
    read = read_plan(file.data, file.name)
    shown = office.reads(upload(office, file.data, file.name).location)
    assert all(row[1] in shown for row in file.rows)
    plan = office.session.scalars(sa.select(Plan)).one()
    page = f"/plans/{plan.id}/preview"
    if f'action="/plans/{plan.id}/skip"' in office.html(page):
        office.sends(page, f"/plans/{plan.id}/skip", reason="Нет исполнителя")
    office.sends(page, f"/plans/{plan.id}/carry-out")
    for kind in ("xlsx", "docx"):
        for language in ("ru", "kk"):
            answer = office.client.get(f"/plans/{plan.id}/export?as={kind}&lang={language}")
            again = read_plan(answer.data, f"plan.{kind}")
            assert [field for field, _head in again.columns] == [field for field, _head in read.columns]
            assert list(map(_told, again.rows)) == list(map(_told, read.rows))


def _told(row: ReadRow) -> tuple[str, ...]:
    return row.number, row.action, row.form, row.executors, row.term, row.section


def test_an_exported_text_is_no_formula(office: Office) -> None:
    document = Document()
    table_of(document, [RU, (*ROWS[0][:2], "=1+1", *ROWS[0][3:])])
    plan = on_control(office, saved(document), "plan.docx")
    sheet = load_workbook(io.BytesIO(office.client.get(f"/plans/{plan.id}/export").data)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s" and cell.quotePrefix


def test_the_word_export_has_sections_across_the_table(office: Office) -> None:
    file = next(make() for make in CORPUS if make.__name__ == "sections_excel")
    plan = on_control(office, file.data)
    table = Document(io.BytesIO(office.client.get(f"/plans/{plan.id}/export?as=docx&lang=kk").data)).tables[0]
    assert table.rows[0].cells[4].text == "Орындау мерзімі"
    assert len({cell._tc for cell in table.rows[1].cells}) == 1


def test_new_and_gone_rows_and_those_left_as_they_are(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    new = ("6", "Открыть центр мониторинга ледников", "акт", "МЭПР", "декабрь 2027 года")
    page = compare(office, plan, excel([*FIVE[:2], ("3", *FIVE[3][1:]), ("4", *FIVE[4][1:]), new]))
    assert "Представлять сведения о ходе ремонта" in page and new[1] in page
    shown = office.html(f"/plans/{plan.id}/preview")
    assert len(re.findall(r'name="take"', shown)) == 2
    assert re.search(r'id="gone-rows">1 ', shown), (
        "what becomes of the tasks of rows that are left out is said above them"
    )
    assert take_over(office, plan, "gone").status_code == 302
    assert len(tasks(office.session)) == 6
    assert all(task.status is TaskStatus.ON_CONTROL for task in tasks(office.session))
    assert "Представлять сведения о ходе ремонта" in office.reads(f"/plans/{plan.id}")
    compare(office, plan, excel([*FIVE[:2], ("3", *FIVE[3][1:]), ("4", *FIVE[4][1:]), new]))
    assert take_over(office, plan).status_code == 302
    third = tasks(office.session)[2]
    assert (third.status, third.cancel_reason) == (TaskStatus.CANCELLED, CancelReason.WITHDRAWN)


def test_a_difference_without_a_tick_stays_and_is_shown_again(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    changed = [*FIVE[:1], (*FIVE[1][:4], "до 1 сентября 2027 года"), *FIVE[2:]]
    compare(office, plan, excel(changed))
    assert take_over(office, plan, "term").status_code == 302
    assert tasks(office.session)[1].due_on == tasks(office.session)[1].original_due_on
    assert "до 1 сентября 2027 года" in compare(office, plan, excel(changed))


def test_ticks_are_kept_for_later(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    compare(office, plan, excel([*FIVE[:1], (*FIVE[1][:4], "до 1 сентября 2027 года"), *FIVE[2:]]))
    page = f"/plans/{plan.id}/preview"
    fields = {**form_of(office.html(page), f"/plans/{plan.id}/choices")["fields"], "take": []}
    assert office.client.post(f"/plans/{plan.id}/choices", data=fields).status_code == 302
    assert not re.findall(r'name="take"[^>]* checked', office.html(page))


def test_an_earlier_date_says_what_to_do_instead(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    compare(office, plan, excel([*FIVE[:1], (*FIVE[1][:4], "до 1 июня 2027 года"), *FIVE[2:]]))
    shown = office.html(f"/plans/{plan.id}/preview")
    assert 'name="take"' not in shown and "field-errors" in shown
    assert take_over(office, plan).status_code == 302
    assert tasks(office.session)[1].due_on == tasks(office.session)[1].original_due_on


def test_other_words_for_the_same_date_change_the_plan_alone(office: Office) -> None:
    plan = on_control(office, excel(FIVE))
    before = tasks(office.session)[0].event_count
    compare(office, plan, excel([(*FIVE[0][:4], "до 31 декабря 2026 года"), *FIVE[1:]]))
    assert take_over(office, plan).status_code == 302
    assert tasks(office.session)[0].event_count == before
    assert "до 31 декабря 2026 года" in office.reads(f"/plans/{plan.id}")


def test_what_a_person_corrected_is_no_difference(office: Office) -> None:
    rows = [(*ROWS[0][:3], "ГУ «Вода», МФ", ROWS[0][4]), *ROWS[1:]]
    upload(office, excel(rows))
    plan = office.session.scalars(sa.select(Plan)).one()
    row = office.session.scalars(sa.select(PlanRow).order_by(PlanRow.position)).first()
    assert row is not None
    page = f"/plans/{plan.id}/preview"
    office.sends(page, f"/plans/{plan.id}/rows", executors="МВРИ, МФ")
    office.sends(page, f"/plans/{plan.id}/carry-out")
    compare(office, plan, excel(rows))
    assert 'name="take"' not in office.html(page)


def test_the_same_file_as_a_new_plan_is_compared_not_doubled(office: Office) -> None:
    data = excel(ROWS)
    plan = on_control(office, data)
    answer = upload(office, data, title="Другое название")
    assert answer.location.endswith(f"/plans/{plan.id}/preview")
    assert 'name="take"' not in office.html(answer.location)
    assert len(office.session.scalars(sa.select(Plan)).all()) == 1


def test_a_file_is_given_up(office: Office) -> None:
    upload(office, excel(ROWS))
    plan = office.session.scalars(sa.select(Plan)).one()
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/drop")
    assert not office.session.scalars(sa.select(Plan)).all()
    assert not office.session.scalars(sa.select(PlanRow)).all()


def test_a_new_edition_is_given_up_and_the_plan_stays(office: Office) -> None:
    plan = on_control(office, excel(ROWS))
    compare(office, plan, excel(FIVE))
    office.sends(f"/plans/{plan.id}/preview", f"/plans/{plan.id}/drop")
    assert len(office.session.scalars(sa.select(PlanRow)).all()) == 3
