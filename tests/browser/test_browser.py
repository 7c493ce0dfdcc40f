"""A real browser walks the demo: every main page of each role at two widths and in three languages.

Held on each page: no console error, no foreign request, no CSP report, nothing wider than the window. With
TAPSYRMA_SCREENSHOTS set to a folder the main pages are photographed there (the README's pictures).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import missing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTHS = (1366, 390)
PASSWORD = "tapsyrma-demo"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served by a process of its own; yields its address."""
    data = tmp_path_factory.mktemp("browser")
    command = [sys.executable, "-u", "-m", "seeds", "demo", "--port", "0", "--today", "2026-11-22"]
    environment = {"TAPSYRMA_DEMO": "1", "TAPSYRMA_DATA": str(data), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            address = found[0] if (found := re.findall(r"http://127\.0\.0\.1:\d+", line)) else address
            if line.startswith("Serving"):
                break
        try:
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a screen."""
    program = shutil.which("chromium")
    if program is None:
        missing("chromium is not installed: apt-get install chromium")
    flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # Chromium's sandbox refuses root; the pages are our own.
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=flags)
        yield launched
        launched.close()


class Watched:
    """A page that remembers what must not happen."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.wrong = page, address, list[str]()
        page.on("console", lambda message: message.type in ("error", "warning") and self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._own(request.url))

    def _own(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.address + "/"):
            self.wrong.append(f"foreign request: {url}")

    def open(self, path: str) -> None:
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == 200, path
        self.check(path)

    def check(self, path: str) -> None:
        assert self.wrong == [], path
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is too wide"
        assert self.page.locator("h1").count() == 1, path

    def take_role(self, email: str) -> None:
        """One click on the demo's page of roles; the password form has a limit of tries."""
        self.open("/demo")
        self.page.locator("tr", has_text=email).first.locator("button").click()
        self.page.wait_for_load_state()
        assert urlsplit(self.page.url).path != "/demo"

    def picture(self, name: str) -> None:
        if folder := os.environ.get("TAPSYRMA_SCREENSHOTS"):
            width = (self.page.viewport_size or {"width": 0})["width"]
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png")


@pytest.fixture(params=WIDTHS)
def watched(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Watched]:
    """A browser window of one width, without yesterday's cookies."""
    context = browser.new_context(viewport={"width": request.param, "height": 860})
    yield Watched(context.new_page(), served)
    context.close()


def test_the_password_form_signs_in(browser: Browser, served: str) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page(), served)
    watched.open("/sign-in")
    watched.page.fill("input[name=email]", "supervisor@demo.example")
    watched.page.fill("input[name=password]", PASSWORD)
    watched.page.locator("main form button").click()
    watched.page.wait_for_load_state()
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
    watched.page.locator(f"button[name=locale][value={locale}]").click()
    watched.page.wait_for_load_state()
    assert watched.page.locator("html").get_attribute("lang") == locale
    watched.open("/overdue")
    watched.picture(f"overdue-{locale}")


def test_a_supervisor_reads_a_task_and_its_sentence(watched: Watched) -> None:
    watched.take_role("supervisor@demo.example")
    watched.open("/overdue")
    watched.picture("overdue")
    watched.page.get_by_role("link", name="2026-00002").first.click()
    watched.page.wait_for_load_state()
    watched.check("task page")
    assert "16" in watched.page.locator("main").inner_text()
    watched.picture("task")
    watched.page.locator("main mark").first.wait_for()
    watched.open("/review")
    watched.page.locator("main a[href^='/review/']").first.click()
    watched.page.wait_for_load_state()
    watched.check("review page")
    watched.picture("review")


def test_a_coordinator_updates_a_status_with_a_sentence(watched: Watched) -> None:
    width = watched.page.viewport_size
    assert width is not None
    watched.take_role("zhambyl@demo.example")
    watched.page.locator("main summary").first.click()
    sentence = f"Назначен ответственный, ширина окна {width['width']}."
    watched.page.locator("main details[open] textarea, main details[open] input[name=note-text]").first.fill(sentence)
    watched.page.locator("main details[open] button").first.click()
    watched.page.wait_for_load_state()
    watched.open("/tasks/2025-00001")
    assert sentence in watched.page.locator("main").inner_text()


def test_letters_of_the_demo_are_read_in_a_sandboxed_frame(watched: Watched) -> None:
    watched.open("/dev/mail")
    watched.page.locator("main a[href^='/dev/mail/']").first.click()
    watched.page.wait_for_load_state()
    frame = watched.page.locator("iframe").first
    assert frame.get_attribute("sandbox") is not None
    watched.check("letter")
