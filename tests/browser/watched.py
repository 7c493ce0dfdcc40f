"""A browser window that remembers what must not happen: console errors, foreign requests, a page wider than the window."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

DESK, PHONE = 1366, 390
WIDTHS = (DESK, PHONE)


class Watched:
    """A page of the demo that is served at an address."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.wrong = page, address, list[str]()
        self.watch()

    def watch(self) -> None:
        """Listen to the page."""
        page = self.page
        page.on("console", lambda message: message.type in ("error", "warning") and self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._own(request.url))

    def _own(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.address + "/"):
            self.wrong.append(f"foreign request: {url}")

    @property
    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def open(self, path: str) -> None:
        """Open a page, which must be there and be in order."""
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == 200, path
        self.check(path)

    def check(self, path: str) -> None:
        """The page that is open is in order."""
        assert self.wrong == [], path
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is too wide"
        assert self.page.locator("h1").count() == 1, path

    def press(self, control: Locator) -> None:
        """Press what leads to a page, which must be in order."""
        with self.page.expect_navigation():
            control.click()
        self.check(self.page.url)

    def open_menu(self) -> None:
        """On a phone the sections, the languages and the way out stand behind one word."""
        menu = self.page.locator(".phone-menu:not([open]) > summary")
        if menu.is_visible():
            menu.click()

    def take_role(self, email: str) -> None:
        """One click on the demo's page of roles; the password form has a limit of tries."""
        self.open("/demo")
        self.press(self.page.locator("tr", has_text=email).first.locator("button"))
        assert self.path != "/demo"

    def picture(self, name: str) -> None:
        """Photograph the page, when a folder for pictures is named."""
        if folder := os.environ.get("TAPSYRMA_SCREENSHOTS"):
            width = (self.page.viewport_size or {"width": 0})["width"]
            # A caret that is hidden for the picture leaves a style on each field, which htmx would copy against the policy.
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", caret="initial")
