"""What a page weighs on the wire: at the first visit with everything it needs, and at the next without what is kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST_LOAD_BYTES = 150 * 1024
PAGES = {
    "": ["/sign-in", "/demo"],
    "supervisor@demo.example": [
        "/work",
        "/overdue",
        "/review",
        "/review/1",
        "/documents/1",
        "/tasks",
        "/tasks/2026-00002",
        "/discipline",
        "/policy",
    ],
    "almaty-oblast@demo.example": ["/work", "/tasks/2026-00004", "/profile"],
    "admin@demo.example": ["/people", "/bodies", "/outbox"],
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has kept nothing."""
    opened = browser.new_context()
    yield opened
    opened.close()


def _load(page: Page, url: str, *, keep: bool) -> dict[str, int]:
    """Bytes on the wire, heads and bodies, of each file that a visit fetched. keep: with what earlier visits kept."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    if not keep:
        wire.send("Network.clearBrowserCache")
    kept, urls, sizes = set[str](), dict[str, str](), dict[str, int]()

    def answered(event: dict) -> None:
        if not event["response"].get("fromDiskCache") and event["requestId"] not in kept:
            urls[event["requestId"]] = event["response"]["url"]

    def finished(event: dict) -> None:
        if event["requestId"] in urls:
            sizes[urls[event["requestId"]]] = event["encodedDataLength"]

    wire.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle")
    wire.detach()
    return sizes


@pytest.mark.parametrize("email", PAGES)
def test_a_first_visit_weighs_little(context: BrowserContext, served: str, email: str) -> None:
    page = context.new_page()
    if email:
        Watched(page, served).take_role(email)
    weights = {path: sum(_load(page, served + path, keep=False).values()) for path in PAGES[email]}
    assert {path: weight for path, weight in weights.items() if weight > FIRST_LOAD_BYTES} == {}
    # Styles and scripts were counted, or the figure means nothing.
    assert min(weights.values()) > 30_000


def test_the_next_visit_fetches_the_page_alone(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    Watched(page, served).take_role("supervisor@demo.example")
    first = _load(page, served + "/overdue", keep=False)
    assert any("bootstrap.min.css" in url for url in first)
    again = _load(page, served + "/overdue", keep=True)
    assert list(again) == [served + "/overdue"]
