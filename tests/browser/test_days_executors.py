"""A coordinator's day: what is owed, a word on where it stands, a report that nothing can lose, a reminder of a part.

And an official's, who comes by a letter. Both are told by the same register, so one demo serves them.
"""

from datetime import date
from pathlib import Path

import pytest

from app.domain.enums import ExecutorRole, Urgency
from app.services.execution import add_note, take_into_work
from tests.browser.visits import MOMENT, Register, Visit, known, numbered
from tests.browser.watched import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
REGION, CITY = "akimat_almaty_obl", "akimat_almaty"
COORDINATOR, OFFICIAL = "almaty-oblast@demo.example", "almaty-official@demo.example"
LATE = date(2026, 11, 18)
REPORT = "Маршруты открыты, приказ подписан; копия приложена."


@pytest.fixture
def owed(register: Register) -> str:
    """The number of a task that is late, taken into work."""
    number = register.task(REGION, due_on=LATE, title="Открыть автобусные маршруты к новым школам")
    with register.change() as session:
        take_into_work(session, numbered(session, number), by=known(session, COORDINATOR), now=MOMENT)
    return number


def test_a_status_in_two_taps_and_taken_back(visit: Visit, owed: str) -> None:
    page = visit.page
    visit.let(COORDINATOR)
    visit.open("/work")
    row = page.locator(f"#row-{owed}")
    if visit.way.width == PHONE:
        visit.picture("my-work")
    page.evaluate("document.body.dataset.same = 'yes'")
    opener, save = row.locator(".quick summary"), row.locator(".quick form button")
    # The first tap opens the sentence, the second saves it.
    if visit.way.width == PHONE:
        assert (opener.bounding_box() or {"height": 0})["height"] >= 24
    opener.click()
    row.locator("input[name=note-text]").fill("Два маршрута открыты, третий ждёт осмотра.")
    visit.press_in_place(save)
    said = page.locator(f"#row-{owed} .row-note .said")
    said.wait_for()
    assert said.inner_text() == "Два маршрута открыты, третий ждёт осмотра."
    assert page.locator("body[data-same]").count() == (1 if visit.way.script else 0)
    visit.check("my work, updated")
    if visit.way.script:
        assert row.locator(".row-told").evaluate("told => told === document.activeElement")

    visit.press_in_place(page.locator(f"#row-{owed} form.row-note button"))
    said.wait_for(state="detached")
    assert page.locator("body[data-same]").count() == (1 if visit.way.script else 0)
    visit.check("my work, taken back")


def test_a_word_that_came_too_late_is_not_lost(visit: Visit, register: Register, owed: str) -> None:
    page = visit.page
    visit.let(COORDINATOR)
    visit.open("/work")
    row = page.locator(f"#row-{owed}")
    row.locator(".quick summary").click()
    row.locator("input[name=note-text]").fill("Осталось подписать акт.")
    with register.change() as session:
        add_note(session, numbered(session, owed), "Акт подписан.", by=known(session, COORDINATOR), now=MOMENT)
    if visit.way.script:
        row.locator(".quick form button").click()
        row.locator("[role=alert]").wait_for()
        visit.forgive_refusal()
        typed = row.locator(".quick[open] input[name=note-text]")
    else:
        visit.be_refused(row.locator(".quick form button"))
        typed = page.locator("#do-note[open] textarea")
    assert "Акт подписан." in page.locator("main [role=alert]").first.inner_text()
    assert typed.input_value() == "Осталось подписать акт."
    visit.check("refused")


def test_a_report_survives_its_tab_and_is_filed(visit: Visit, owed: str, tmp_path: Path) -> None:
    visit.let(COORDINATOR)
    visit.open("/work")
    visit.press(visit.page.locator(f"#row-{owed} a.task-link"))
    visit.picture("task-of-coordinator")
    visit.page.locator("#do-submit > summary").click()
    visit.page.fill("#do-submit textarea[name=submit-text]", REPORT)
    if visit.way.script:
        # Leaving the field keeps the draft.
        visit.page.locator("h1").click()
        visit.page.locator("#do-submit .draft-status:not(.draft-status-bad)").wait_for()
        visit.come_back()
    else:
        visit.press(visit.page.locator("#do-submit noscript button, #do-submit button[formaction*='/drafts']"))
        visit.come_back()

    visit.open(f"/tasks/{owed}")
    form = visit.page.locator("#do-submit[open] form")
    assert form.locator("textarea[name=submit-text]").input_value() == REPORT
    assert form.locator(".draft-line").count() == 1
    act = tmp_path / "Приказ об открытии маршрутов.txt"
    act.write_text("Приказ № 7", encoding="utf8")
    form.locator("input[type=file]").set_input_files(act)
    visit.press(form.locator(".form-actions .btn-primary"))
    assert visit.page.locator(".task-state .status-submitted").count() == 1
    assert visit.saved(visit.page.locator("main a[href*='/attachments/']").first).read().decode() == "Приказ № 7"

    visit.open("/work")
    waiting = visit.page.locator("section[aria-labelledby=wait-heading]")
    assert waiting.locator(f"a[href='/tasks/{owed}']").count() >= 1
    visit.open("/drafts")
    assert visit.page.locator(f"main a[href*='{owed}']").count() == 0


def test_a_refused_request_keeps_its_words(visit: Visit, owed: str) -> None:
    page = visit.page
    visit.let(COORDINATOR)
    visit.open(f"/tasks/{owed}")
    page.locator("#do-request_extension > summary").click()
    form = page.locator("#do-request_extension form")
    form.locator("input[type=date]").fill("2026-11-01")
    form.locator("textarea").fill("Подрядчик сменился, нужен месяц.")
    visit.be_refused(form.locator(".form-actions .btn-primary"))
    again = page.locator("#do-request_extension[open] form")
    assert again.locator("textarea").input_value() == "Подрядчик сменился, нужен месяц."
    assert again.locator(".error-summary").is_visible()
    again.locator("input[type=date]").fill("2026-12-18")
    visit.press(again.locator(".form-actions .btn-primary"))
    assert "Подрядчик сменился" in page.locator("section[aria-labelledby=extensions-heading]").inner_text()


def test_a_part_is_asked_for_with_one_press(visit: Visit, register: Register) -> None:
    number = register.task(
        REGION,
        due_on=date(2026, 11, 27),
        others=((CITY, ExecutorRole.CO),),
        title="Свести предложения по пригородным поездам",
    )
    page = visit.page
    visit.let(COORDINATOR)
    visit.open("/contributions")
    visit.picture("contributions")
    nudge = page.locator(f"form[action*='/tasks/{number}/nudge'] button")
    visit.press(nudge)
    assert visit.path == "/contributions"
    assert visit.told()
    # Once a day and body: in place of the button stands when.
    assert nudge.count() == 0
    reminded = {"ru": "Сегодня уже напомнили", "kk": "Бүгін еске салынды"}[visit.way.locale]
    assert page.locator("main").get_by_text(reminded).first.is_visible()


def test_an_official_confirms_by_the_link_of_a_letter(visit: Visit, register: Register) -> None:
    page, title = visit.page, f"Проверить запас топлива котельной № {visit.place}"
    visit.let(OFFICIAL)
    visit.open_menu()
    visit.press(page.locator("form[action='/sign-out'] button"))
    number = register.task(CITY, due_on=date(2026, 11, 24), urgency=Urgency.URGENT, title=title)
    register.deliver()

    visit.open("/dev/mail")
    visit.press(page.locator("main tr", has_text=OFFICIAL).locator("a", has_text=title))
    visit.picture("letter")
    frame = page.locator("iframe")
    assert frame.get_attribute("sandbox") == ""
    assert page.frame_locator("iframe").locator("html").get_attribute("lang") == visit.way.locale
    link = page.frame_locator("iframe").locator("a[href*='/letter/']").first.get_attribute("href") or ""
    assert link == page.locator("pre a[href*='/letter/']").first.get_attribute("href")
    visit.open(link.removeprefix(visit.address))
    assert page.locator("main [role=status]").count() == 0
    visit.press(page.locator(f"main form[action='{link.removeprefix(visit.address)}'] button"))
    assert page.locator("main [role=status]").is_visible()
    visit.press(page.locator(f"main a[href='/tasks/{number}']"))
    assert visit.path == "/sign-in"


def test_an_official_makes_a_calendar_address_and_ends_it(visit: Visit) -> None:
    page = visit.page
    visit.let(OFFICIAL)
    visit.open("/profile")
    visit.press(page.locator("form[action='/profile/calendars']").last.locator("button"))
    address = page.locator("#new-address").input_value()
    assert address.startswith(visit.address)
    feed = visit.context.request.get(address)
    assert feed.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in feed.text()
    visit.press(page.locator("form[action$='/revoke'] button").last)
    assert visit.told()
    assert visit.context.request.get(address).status == 404
    assert page.locator("#new-address").count() == 0
