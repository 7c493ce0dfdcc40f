"""Every page is looked at by axe: light and dark, at the width of a desk and of a phone; nothing may be found.

The pages come from the url map and the demo's links (`sample_pages`). About six by default; all of them with CI=true or
TAPSYRMA_AXE=1. And each page says in a sentence what it is for.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.sample_pages import ROLES, VISITOR, Crawl, add_what_the_demo_lacks, demo_app, endpoints
from tests.browser.watched import WIDTHS, Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ALL_PAGES = os.environ.get("CI") == "true" or os.environ.get("TAPSYRMA_AXE") == "1"
ALL_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
# The themes differ in their colours alone.
RULES = {"light": ALL_RULES, "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The same to everybody, so they are looked at as a visitor sees them.
PUBLIC_SECTIONS = ("auth.", "demo.", "links.")
MAIN_PAGES = {
    VISITOR: {"auth.sign_in"},
    "supervisor@demo.example": {"overdue.index", "tasks.show", "review.show", "discipline.index"},
    "almaty-oblast@demo.example": {"mywork.index"},
}


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, for its url map."""
    return demo_app(tmp_path_factory.mktemp("urls"))


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of its own, played where it is served: links of its letters are pages too."""
    return tmp_path_factory.mktemp("axe")


@pytest.fixture(scope="module")
def further(demo_folder: Path, served: str) -> list[str]:
    """Addresses that no page of the demo links to."""
    return add_what_the_demo_lacks(demo_folder, served)


@pytest.fixture(scope="module")
def crawled(browser: Browser, urls: Flask, served: str, further: list[str]) -> dict[str, Crawl]:
    """What each role can open; without all pages, until the main ones are found."""
    crawls = {}
    for email in ROLES if ALL_PAGES else MAIN_PAGES:
        context = browser.new_context()
        _signed_in(context, served, email)
        crawls[email] = Crawl(urls, context, served, further)
        crawls[email].run(None if ALL_PAGES else MAIN_PAGES[email])
        context.close()
    return crawls


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without yesterday's cookies."""
    opened = browser.new_context()
    yield opened
    opened.close()


def _signed_in(context: BrowserContext, served: str, email: str) -> Page:
    page = context.new_page()
    if email:
        Watched(page, served).take_role(email)
    return page


def _violations(page: Page) -> list[str]:
    """What axe finds on the page that is open, in both themes and widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 860})
        for theme, rules in RULES.items():
            # Without motion no colour is caught half-way.
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            options = {"runOnly": rules, "resultTypes": ["violations"]}
            answer: dict[str, Any] = Axe().run(page, options=options).response
            for rule in answer["violations"]:
                places = "; ".join(node["html"][:200] for node in rule["nodes"][:3])
                found.append(f"{page.url} {theme} {width}: {rule['id']}: {places}")
    return found


def _look_at(page: Page, served: str, pages: dict[str, str]) -> list[str]:
    found = []
    for path in pages.values():
        page.goto(served + path)
        found += _violations(page)
        if page.locator("main .lead-line").count() == 0:
            found.append(f"{path}: no sentence says what this page is for")
    return found


@pytest.mark.parametrize("email", ROLES if ALL_PAGES else MAIN_PAGES)
def test_pages_are_open_to_everybody(
    context: BrowserContext, crawled: dict[str, Crawl], served: str, email: str
) -> None:
    pages = crawled[email].pages
    if not ALL_PAGES:
        pages = {kind: pages[kind] for kind in MAIN_PAGES[email]}
    elif email:
        pages = {kind: path for kind, path in pages.items() if not kind.startswith(PUBLIC_SECTIONS)}
    assert _look_at(_signed_in(context, served, email), served, pages) == []


@pytest.mark.skipif(not ALL_PAGES, reason="TAPSYRMA_AXE is not set: main pages only")
def test_no_page_of_the_url_map_is_left_out(urls: Flask, crawled: dict[str, Crawl]) -> None:
    found = {kind.split()[0] for crawl in crawled.values() for kind in (*crawl.pages, *crawl.others)}
    assert endpoints(urls) - found == set(), "no link of the demo leads to these pages, see sample_pages.py"


def test_the_page_of_keys_and_the_dark_choice(context: BrowserContext, served: str) -> None:
    page = _signed_in(context, served, "supervisor@demo.example")
    page.goto(served + "/overdue")
    with page.expect_navigation():
        page.locator("button[name=theme][value=dark]").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.keyboard.press("Shift+Slash")
    page.locator("dialog#keys[open]").wait_for()
    assert _violations(page) == []
