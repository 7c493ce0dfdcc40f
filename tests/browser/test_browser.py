"""A real browser walks the demo: every main page of each role at two widths and in three languages.

Held on each page: no console error, no foreign request, no CSP report, nothing wider than the window. With
TAPSYRMA_SCREENSHOTS set to a folder the main pages are photographed there (the README's pictures).
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "tapsyrma-demo"


def test_the_password_form_signs_in(browser: Browser, served: str) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page(), served)
    watched.open("/sign-in")
    watched.page.fill("input[name=email]", "supervisor@demo.example")
    watched.page.fill("input[name=password]", PASSWORD)
    watched.press(watched.page.locator("main form button"))
    assert urlsplit(watched.page.url).path == "/work"
    context.close()


PAGES = {
    "supervisor@demo.example": [
        "/",
        "/overdue",
        "/review",
        "/documents",
        "/documents/new",
        "/tasks",
        "/tasks/new",
        "/policy",
    ],
    "almaty-oblast@demo.example": ["/", "/overdue", "/tasks", "/tasks/2026-00004", "/profile"],
    "admin@demo.example": ["/people", "/people/new", "/outbox", "/policy", "/agencies"],
}


@pytest.mark.parametrize("email", PAGES)
def test_each_role_opens_its_pages(watched: Watched, email: str) -> None:
    watched.take_role(email)
    for path in PAGES[email]:
        watched.open(path)


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_three_languages(watched: Watched, locale: str) -> None:
    watched.take_role("supervisor@demo.example")
    watched.open_menu()
    watched.press(watched.page.locator(f"button[name=locale][value={locale}]"))
    assert watched.page.locator("html").get_attribute("lang") == locale
    watched.open("/overdue")
    watched.picture(f"overdue-{locale}")


def test_a_supervisor_reads_a_task_and_its_sentence(watched: Watched) -> None:
    watched.take_role("supervisor@demo.example")
    watched.open("/overdue")
    watched.picture("overdue")
    watched.press(watched.page.get_by_role("link", name="2026-00002").first)
    assert "16" in watched.page.locator("main").inner_text()
    watched.picture("task")
    watched.page.locator("main mark").first.wait_for()
    watched.open("/review")
    watched.press(watched.page.locator("main a[href^='/review/']").first)
    watched.picture("review")


def test_letters_of_the_demo_are_read_in_a_sandboxed_frame(watched: Watched) -> None:
    watched.open("/dev/mail")
    watched.press(watched.page.locator("main a[href^='/dev/mail/']").first)
    frame = watched.page.locator("iframe").first
    assert frame.get_attribute("sandbox") is not None
    watched.check("letter")
