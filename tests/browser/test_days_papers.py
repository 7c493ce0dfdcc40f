"""What comes in on paper: a document that is uploaded and read, and a plan that is looked through, put on control, changed."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator

from tests.browser.visits import SUPERVISOR, Visit
from tests.plan_corpus import RU, saved, sheet_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MEASURES = (
    ("Обновить карту водопроводов района № {n}", "карта", "МВРИ (свод), МФ", "декабрь 2026 года"),
    ("Открыть класс робототехники в школе № {n}", "акт", "Управление без имени", "до 1 июля 2027 года"),
    ("Отчитаться о ремонте теплотрасс очереди {n}", "информация", "Минпромстрой", "до 1 сентября 2027 года"),
    ("Утвердить порядок осмотра мостов участка {n}", "приказ", "МЭ", "до 1 февраля 2027 года"),
)


@pytest.fixture
def letter(tmp_path: Path, visit: Visit) -> Path:
    """A Word file with one instruction, without a day of publication."""
    made = Document()
    made.add_paragraph(f"О лекарствах для сельских больниц, письмо {visit.place}")
    made.add_paragraph(
        "Премьер-министр поручил Министерству здравоохранения до 25 декабря 2026 года завершить закупку "
        f"лекарств для сельских больниц по списку № {visit.place}."
    )
    path = tmp_path / "Письмо о лекарствах.docx"
    made.save(str(path))
    return path


def test_a_document_is_uploaded_and_read(visit: Visit, letter: Path) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/documents")
    visit.press(page.locator("main a[href='/documents/new']").first)
    form = page.locator("form[action='/documents/new']")
    form.locator("input[type=file]").set_input_files(letter)
    # The text says no day, and none is guessed: the form comes back, and the file need not be sought again.
    visit.be_refused(form.locator(".form-actions .btn-primary"))
    assert form.locator("input[name=kept]").input_value()
    form.locator("input[name=published_on]").fill("2026-11-20")
    visit.press(form.locator(".form-actions .btn-primary"))
    assert visit.path.startswith("/documents/")
    assert page.locator("main mark.found").count() == 1
    visit.picture("document")
    # It is the same text the second time.
    visit.open("/documents/new")
    form.locator("input[type=file]").set_input_files(letter)
    form.locator("input[name=published_on]").fill("2026-11-20")
    visit.press(form.locator(".form-actions .btn-primary"))
    assert page.locator(".notice-error").is_visible()
    assert page.locator("main mark.found").count() == 1


@pytest.fixture
def plan(tmp_path: Path, visit: Visit) -> Path:
    """An Excel file of four measures; nobody knows the executor of the second."""
    rows = [(str(at), action.format(n=visit.place), *rest) for at, (action, *rest) in enumerate(MEASURES, 1)]
    book, _sheet = sheet_of([RU, *rows])
    path = tmp_path / "План.xlsx"
    path.write_bytes(saved(book))
    return path


def test_a_plan_is_looked_through_put_on_control_and_changed(visit: Visit, plan: Path, tmp_path: Path) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/plans")
    visit.press(page.locator("main a[href='/plans/new']").first)
    form = page.locator("form[action='/plans/new']")
    form.locator("input[type=file]").set_input_files(plan)
    form.locator("input[name=title]").fill(f"План подготовки к весне, часть {visit.place}")
    form.locator("input[name=approved_on]").fill("2026-11-20")
    form.locator("select[name=giver_role]").select_option("prime_minister")
    visit.press(form.locator(".form-actions .btn-primary"))

    rows, carry = page.locator("main tr[id^='row-']"), page.locator("form[action$='/carry-out'] .btn-primary")
    assert rows.count() == 4
    assert page.locator("main tr[id^='row-'].row-problem").count() == 1
    assert carry.is_disabled()
    visit.picture("plan-preview")
    correct_the_row(visit)
    assert page.locator("main tr.row-problem").count() == 0
    visit.press(carry)
    assert visit.told()
    assert page.locator("main a[href^='/tasks/']").count() == 4
    visit.picture("plan")

    changed = tmp_path / "Новая редакция.xlsx"
    changed.write_bytes(three_changes(visit.saved(page.locator("a[href*='export'][href*='xlsx'][href*='ru']")), visit))
    page.locator("form[action$='/editions'] input[type=file]").set_input_files(changed)
    visit.press(page.locator("form[action$='/editions'] button[class*=btn]"))
    differences = page.locator("input[name=take]")
    assert differences.count() == 3
    visit.picture("plan-differences")
    # What is not ticked stays as it is.
    row_of(page.locator("main"), "Утвердить порядок").locator("input[name=take]").uncheck()
    visit.press(carry)
    assert visit.told()
    assert "15.01.2027" in row_of(page.locator("main"), "Обновить карту").inner_text()
    assert "01.02.2027" in row_of(page.locator("main"), "Утвердить порядок").inner_text()
    assert page.locator("main a[href^='/tasks/']").count() == 4


def row_of(place: Locator, words: str) -> Locator:
    """The row of a table that has these words."""
    return place.locator("tbody tr", has_text=words).first


def correct_the_row(visit: Visit) -> None:
    """Give the row with a problem an executor that is known."""
    correction = visit.page.locator("tr.plan-correct.row-problem details[open]")
    correction.locator("textarea[name$=executors]").fill("Минпросвещения")
    visit.press(correction.locator(".form-actions .btn"))


def three_changes(file: io.BytesIO, visit: Visit) -> bytes:
    """The plan as it was given out, with another term, another executor and another term in three of its rows."""
    wanted = {
        MEASURES[0][0].format(n=visit.place): ("декабрь 2026 года", "до 15 января 2027 года"),
        MEASURES[2][0].format(n=visit.place): ("Минпромстрой", "МЭ"),
        MEASURES[3][0].format(n=visit.place): ("до 1 февраля 2027 года", "до 1 марта 2027 года"),
    }
    book = load_workbook(file)
    sheet = book.active
    assert sheet is not None
    done = 0
    for row in sheet.iter_rows():
        before, after = next((wanted[str(cell.value)] for cell in row if str(cell.value) in wanted), ("", ""))
        for cell in row:
            if before and cell.value == before:
                cell.value = after
                done += 1
    assert done == len(wanted)
    return saved(book)
