"""The main tasks by the keyboard alone, and the single keys of lists and of the review queue.

Also what a page must do without the reader: not jump while it loads, and stand well on paper.
"""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from tests.browser.watched import DESK, WIDTHS, Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "tapsyrma-demo"
STEPS_AT_MOST = 150


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window at a desk, without yesterday's cookies."""
    opened = browser.new_context(viewport={"width": DESK, "height": 860})
    yield opened
    opened.close()


@pytest.fixture
def supervisor(context: BrowserContext, served: str) -> Watched:
    """A supervisor signed in."""
    watched = Watched(context.new_page(), served)
    watched.take_role("supervisor@demo.example")
    return watched


def focused(page: Page, selector: str) -> bool:
    """Whether the focus is on such an element."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until such an element has the focus; it must be seen then."""
    for _ in range(STEPS_AT_MOST):
        page.keyboard.press("Tab")
        if focused(page, selector):
            assert page.locator(":focus").is_visible(), selector
            return
    raise AssertionError(f"Tab does not lead to {selector} on {page.url}")


def enter(page: Page) -> None:
    """Press Enter on a link or button that leads to a page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_main_tasks_without_a_mouse(context: BrowserContext, served: str) -> None:
    watched = Watched(context.new_page(), served)
    page = watched.page
    watched.open("/sign-in")
    tab_to(page, "input[name=email]")
    page.keyboard.type("zhambyl@demo.example")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    enter(page)
    assert watched.path == "/work"

    tab_to(page, ".work-list summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=note-text]")
    page.keyboard.type("Обновлено с клавиатуры.")
    tab_to(page, ".quick button")
    page.keyboard.press("Enter")
    page.locator(".row-told, .notice-done").first.wait_for()

    watched.open("/work")
    tab_to(page, ".work-list a[data-open]")
    enter(page)
    assert "Обновлено с клавиатуры." in page.locator("main").inner_text()

    tab_to(page, "#do-submit > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#do-submit textarea")
    page.keyboard.type("Исполнено полностью, подтверждающий документ направлен.")
    tab_to(page, "#do-submit .btn-primary")
    enter(page)
    watched.check("task page")
    assert page.locator(".task-state .status-submitted").count() == 1

    tab_to(page, "form[action='/sign-out'] button")
    enter(page)
    assert watched.path == "/sign-in"


def test_the_first_key_skips_the_menu(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/overdue")
    page.keyboard.press("Tab")
    assert focused(page, ".skip-link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keys_move_through_a_list(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/tasks")
    links = page.locator("main tbody td:first-child > a")
    for keys, row in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(keys)
        assert links.nth(row).evaluate("link => link === document.activeElement"), (keys, row)
    # The same key of a Russian keyboard writes another letter.
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))"
    )
    assert links.nth(2).evaluate("link => link === document.activeElement")
    page.keyboard.press("Control+k")
    assert links.nth(2).evaluate("link => link === document.activeElement")
    number = links.nth(2).locator("span").first.inner_text()
    enter(page)
    assert supervisor.path == f"/tasks/{number}"


def test_a_key_selects_a_row(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/overdue")
    page.keyboard.press("j")
    page.keyboard.press("x")
    boxes = page.locator("main tbody input[type=checkbox]")
    assert boxes.first.is_checked()
    page.keyboard.press("x")
    assert not boxes.first.is_checked()


def test_letters_are_typed_where_one_types(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/tasks")
    page.keyboard.press("/")
    assert focused(page, "input[name=q]")
    page.keyboard.type("jk/?x")
    assert page.evaluate("document.activeElement.value") == "jk/?x"
    assert not page.locator("dialog#keys").evaluate("dialog => dialog.open")


def test_the_list_of_keys_says_what_the_page_has(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/tasks")
    page.keyboard.press("Shift+Slash")
    keys = page.locator("dialog#keys")
    assert keys.evaluate("dialog => dialog.open")
    assert keys.locator("[data-keys=list]").is_visible()
    assert keys.locator("[data-keys=search]").first.is_visible()
    page.keyboard.press("Escape")
    assert not keys.evaluate("dialog => dialog.open")
    supervisor.open("/profile")
    page.locator("#keys-link").click()
    assert keys.evaluate("dialog => dialog.open")
    assert not keys.locator("[data-keys=list]").is_visible()


def test_single_keys_can_be_turned_off(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/overdue")
    page.locator("#keys-link").click()
    page.locator("#keys-on").uncheck()
    supervisor.open("/tasks")
    page.keyboard.press("j")
    assert focused(page, "body, main")
    page.locator("#keys-link").click()
    assert not page.locator("#keys-on").is_checked()
    page.locator("#keys-on").check()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert focused(page, "tbody a")


def test_the_review_queue_by_keys(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/review")
    page.keyboard.press("j")
    enter(page)
    finding = page.locator(".found-list[data-waiting] [aria-current]")
    first = finding.inner_text()
    with page.expect_navigation():
        page.keyboard.press("j")
    second = finding.inner_text()
    assert second != first
    with page.expect_navigation():
        page.keyboard.press("k")
    assert finding.inner_text() == first
    page.keyboard.press("e")
    assert focused(page, "form.accept select, form.accept input")
    page.locator("h1").click()
    page.keyboard.press("r")
    assert focused(page, "details[data-reject][open] select")


def test_a_finding_is_accepted_by_keys_and_the_next_one_opens(supervisor: Watched) -> None:
    page = supervisor.page
    supervisor.open("/review")
    supervisor.press(page.locator("main tbody a").first)
    waiting = page.locator(".found-list[data-waiting] > li").count()
    lead = page.locator("form.accept select").first
    if not lead.input_value():
        lead.select_option(index=1)
    page.locator("h1").click()
    page.keyboard.press("a")
    assert focused(page, "[data-accept]")
    assert page.locator(".found-list[data-waiting] > li").count() == waiting
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator(".notice-done").count() == 1
    assert page.locator("main [data-accept]").count() == 1 or supervisor.path == "/review"


def test_without_a_script_the_keys_and_the_theme_are_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "/sign-in")
    page.locator("#keys-link").click()
    assert page.locator("dialog#keys").is_visible()
    with page.expect_navigation():
        page.locator("button[name=theme][value=dark]").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/work", "/overdue", "/tasks/2026-00002", "/review/1"])
def test_a_page_does_not_jump_while_it_loads(supervisor: Watched, path: str, width: int) -> None:
    page = supervisor.page
    page.set_viewport_size({"width": width, "height": 860})
    # A page that arrives slowly is drawn piece by piece, if it may be.
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    tools.send("Network.enable")
    line = {"offline": False, "latency": 20, "downloadThroughput": 50_000, "uploadThroughput": -1}
    tools.send("Network.emulateNetworkConditions", line)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    supervisor.open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == 0


@pytest.mark.parametrize(("path", "across"), [("/overdue", True), ("/tasks/2026-00002", False)])
def test_pages_on_paper(supervisor: Watched, path: str, across: bool) -> None:
    page = supervisor.page
    supervisor.open(path)
    supervisor.press(page.locator("button[name=theme][value=dark]"))
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 36, 48)"
    assert not any(button.is_visible() for button in page.locator("button, summary, select").all())
    sheet = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0]
    assert (sheet.mediabox.width > sheet.mediabox.height) is across
    assert page.locator("h1").inner_text()[:20] in sheet.extract_text()
