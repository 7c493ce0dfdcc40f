"""A supervisor's day: findings are decided, what is late is worked through, reports and dates are decided, figures are read."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator

from app.services.execution import submit_report, take_into_work
from app.services.review import extract_findings
from app.services.terms import request_extension
from tests.browser.sample_pages import TODAY
from tests.browser.visits import MOMENT, SUPERVISOR, Register, Visit, known, numbered
from tests.browser.watched import DESK
from tests.factories import document

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
REGION, COORDINATOR = "akimat_almaty_obl", "almaty-oblast@demo.example"
ORDERS = (
    "Премьер-министр поручил Министерству энергетики до 20 декабря 2026 года завершить ремонт котлов.",
    "Премьер-министр поручил Министерству финансов до 15 января 2027 года выделить средства на ремонт школ.",
    "Премьер-министр поручил акимату Алматинской области до 1 февраля 2027 года открыть новые маршруты автобусов.",
)


def minutes(register: Register, visit: Visit) -> int:
    """Minutes of a meeting with three findings that wait; the number of the document."""
    text = "\n\n".join((f"О подготовке к зиме: протокол № {visit.place}", *ORDERS))
    with register.change() as session:
        taken = document(session, text, published_on=TODAY, now=MOMENT)
        found = extract_findings(session, taken, now=MOMENT, auto_confirm=False)
        assert len(found) == len(ORDERS)
        return taken.id


def test_a_review_queue_is_cleared(visit: Visit, register: Register) -> None:
    page, keys = visit.page, visit.way.script and visit.way.width == DESK
    number = minutes(register, visit)
    visit.let(SUPERVISOR)
    visit.open("/review")
    visit.press(page.locator(f"main a[href='/review/{number}']"))
    waiting = page.locator(".found-list[data-waiting] > li")
    assert waiting.count() == len(ORDERS)
    assert page.locator("mark.found-open").count() >= 1

    if keys:
        walk_by_keys(visit)
    # The first is as it should be.
    if keys:
        page.keyboard.press("a")
        with page.expect_navigation():
            page.keyboard.press("a")
        visit.check("accepted by a key")
    else:
        visit.press(page.locator("form.accept [data-accept]"))
    assert visit.told()
    assert waiting.count() == 2

    # The next is no instruction.
    if keys:
        page.keyboard.press("r")
    else:
        page.locator("details[data-reject] > summary").click()
    rejection = page.locator("details[data-reject][open] form")
    rejection.locator("select").select_option(index=1)
    rejection.locator("textarea").fill("Это пересказ решения прошлого года.")
    visit.press(rejection.locator(".btn-outline-danger"))
    assert waiting.count() == 1

    # The last has another executor and another day.
    if keys:
        page.keyboard.press("e")
    page.locator("form.accept select").first.select_option("akimat_almaty")
    page.locator("form.accept input[type=date]").fill("2027-01-29")
    visit.press(page.locator("form.accept [data-accept]"))

    visit.open(f"/review/{number}")
    assert waiting.count() == 0
    tasks = page.locator("main .found-list a[href^='/tasks/']")
    assert tasks.count() == 2
    visit.press(tasks.last)
    assert "29.01.2027" in page.locator("main").inner_text()


def walk_by_keys(visit: Visit) -> None:
    """Forward and back again."""
    page, current = visit.page, visit.page.locator(".found-list[data-waiting] [aria-current]")
    first = current.inner_text()
    with page.expect_navigation():
        page.keyboard.press("j")
    assert current.inner_text() != first
    with page.expect_navigation():
        page.keyboard.press("k")
    assert current.inner_text() == first


@pytest.fixture
def late(register: Register, visit: Visit) -> list[str]:
    """The numbers of two tasks that are late, of nobody else's visit."""
    return [
        register.task(
            "sample_com_quality", due_on=date(2026, 11, 10 + day), title=f"Сверить сроки ответов, {visit.way}"
        )
        for day in (1, 2)
    ]


def ticks(visit: Visit, numbers: list[str]) -> Locator:
    """Tick the rows of these numbers; the boxes that are ticked."""
    for number in numbers:
        visit.page.locator(f"main tbody tr:has(a[href='/tasks/{number}']) input[name=task]").check()
    return visit.page.locator("input[name=task]:checked")


def test_the_overdue_list_is_worked_through(visit: Visit, late: list[str]) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/overdue?view=all")
    everything = page.locator("main tbody tr[data-row]").count()
    fold = page.locator(".filter-fold > summary")
    if fold.is_visible():  # on a phone
        fold.click()
    page.locator("form.filter-line select[name=agency]").select_option("sample_com_quality")
    visit.press(page.locator("form.filter-line .filter-buttons button"))
    rows = page.locator("main tbody tr[data-row]")
    assert 2 <= rows.count() < everything

    page.locator(".keep-view > summary").click()
    page.fill("#view-name", f"Качество {visit.place}")
    visit.press(page.locator(".keep-view form button"))
    visit.open("/overdue?view=all")
    visit.press(page.locator(".view-links a", has_text=f"Качество {visit.place}"))
    assert page.locator(".view-links a[aria-current=page]").inner_text() == f"Качество {visit.place}"
    assert page.locator("form.filter-line select[name=agency]").input_value() == "sample_com_quality"

    assert ticks(visit, late).count() == 2
    visit.press(page.locator("button[formaction*='/overdue/remind']"))
    assert page.locator("form[action='/overdue/remind'] input[name=task]").count() == 2
    page.fill("form[action='/overdue/remind'] textarea", "Жду ответа до вечера.")
    visit.picture("remind")
    visit.press(page.locator("form[action='/overdue/remind'] .btn-primary"))
    assert "2" in visit.told()
    visit.open(f"/tasks/{late[0]}")
    assert "Жду ответа до вечера." in page.locator("main").inner_text()


def test_ticked_rows_as_a_file_and_on_paper(visit: Visit, late: list[str]) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/overdue?view=all&agency=sample_com_quality")
    assert ticks(visit, late).count() == 2
    sheet = load_workbook(visit.saved(page.locator("button[name=as][value=xlsx]"))).active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [word for word in words if word.startswith("2026-00")] == late

    visit.press(page.locator("button[name=as][value=print]"))
    assert page.locator("table.print-table tbody tr").count() == 2
    assert page.locator("[data-print]").is_visible() is visit.way.script
    visit.picture("print")
    page.emulate_media(media="print")
    assert not page.locator(".site-header nav").is_visible()


@pytest.fixture
def reported(register: Register) -> str:
    """The number of a task whose report waits for a decision."""
    number = register.task(REGION, due_on=TODAY, title="Представить расписание автобусов")
    with register.change() as session:
        by = known(session, COORDINATOR)
        submit_report(session, numbered(session, number), "Расписание утверждено.", by=by, now=MOMENT)
    return number


def test_a_report_is_returned_with_a_reason(visit: Visit, reported: str) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/work")
    visit.press(page.locator("main .counters a[href*='waiting=']").first)
    visit.open(f"/tasks/{reported}")
    page.locator("#do-return > summary").click()
    form = page.locator("#do-return form")
    # A reason is chosen, or nothing is returned and nothing typed is lost.
    form.locator("textarea").fill("Нет расписания выходных дней.")
    visit.be_refused(form.locator(".form-actions .btn").first)
    assert page.locator("#do-return[open] textarea").input_value() == "Нет расписания выходных дней."
    form.locator("select").select_option(index=2)
    form.locator("input[type=date]").fill("2026-11-30")
    visit.press(form.locator(".form-actions .btn").first)
    assert page.locator(".task-state .status-returned").count() == 1
    assert "Нет расписания выходных дней." in page.locator("section[aria-labelledby=reports-heading]").inner_text()


def test_another_date_is_granted(visit: Visit, register: Register) -> None:
    number = register.task(REGION, due_on=date(2026, 12, 1), title="Обследовать мосты")
    with register.change() as session:
        by, obliged = known(session, COORDINATOR), numbered(session, number)
        take_into_work(session, obliged, by=by, now=MOMENT)
        request_extension(session, obliged, date(2026, 12, 22), "Паводок.", by=by, now=MOMENT)
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open(f"/tasks/{number}")
    decision = page.locator("details[id^='do-decide_extension-']")
    decision.locator("summary").click()
    decision.locator("input[type=date]").fill("2026-12-18")
    visit.press(decision.locator(".form-actions .btn-primary"))
    assert page.locator("details[id^='do-decide_extension-']").count() == 0
    visit.open(f"/tasks?view=all&q={number}")
    assert "18.12.2026" in page.locator("main tbody").inner_text()
    assert "01.12.2026" in page.locator("main tbody").inner_text()


def test_a_search_finds_other_forms_and_other_letters(visit: Visit, register: Register) -> None:
    russian = register.task(REGION, due_on=TODAY, title="Обеспечить освещение пешеходных переходов")
    kazakh = register.task(REGION, due_on=TODAY, title="Ауыл тұрғындарын ауыз сумен қамтамасыз ету")
    page = visit.page
    visit.let(SUPERVISOR)
    for typed, number in (("освещению переходам", russian), ("тургындарга камтамасыз", kazakh)):
        visit.open("/work")
        visit.open_menu()
        page.fill("#site-search", typed)
        visit.press(page.locator(".site-search button"))
        assert page.locator(".search-found mark").count() >= 2
        assert page.locator(f".search-found a[href='/tasks/{number}']").count() == 1
    visit.picture("search")


def test_the_calendar_leads_to_a_day(visit: Visit, register: Register) -> None:
    number = register.task(REGION, due_on=date(2027, 2, 10), title="Подвести итоги зимы")
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/calendar?month=2026-12&view=all")
    visit.picture("calendar")
    for _month in range(2):
        visit.press(page.locator(".month-line a[rel=next]"))
    visit.press(page.locator("time[datetime='2027-02-10'] a"))
    assert page.locator(f"main a[href='/tasks/{number}']").count() == 1


def test_discipline_as_a_page_and_as_files(visit: Visit) -> None:
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/discipline?period=all")
    visit.picture("discipline")
    assert page.locator("figure.chart-figure svg").count() >= 1
    assert page.locator("figure.chart-figure table").count() >= 1
    assert page.locator("table.figures").count() >= 1
    book = load_workbook(visit.saved(page.locator("a[href*='/discipline/figures.xlsx']")))
    assert len(book.sheetnames) >= 1
    texts = [read(visit.saved(page.locator(f"a[href*='report.docx'][hreflang={lang}]"))) for lang in ("ru", "kk")]
    assert "дисциплин" in texts[0]
    assert "тәртіп" in texts[1].lower()


def read(file: io.BytesIO) -> str:
    """The words of a Word file."""
    return "\n".join(paragraph.text for paragraph in Document(file).paragraphs)
