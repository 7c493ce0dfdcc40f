"""A draft that is discarded stays discarded, also when a save of it is on its way at that moment."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.watched import DESK, Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
COORDINATOR = "almaty-oblast@demo.example"
FIELD = "#do-ask textarea"
KEPT = re.compile(r"/drafts\?form=")


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A coordinator's task with the form of a question, in which a draft stands."""
    context = browser.new_context(viewport={"width": DESK, "height": 860})
    watched = Watched(context.new_page(), served)
    watched.take_role(COORDINATOR)
    watched.open("/work")
    number = watched.page.locator("main a[href^='/tasks/2']").first.get_attribute("href")
    watched.open(f"{number}?do=ask")
    watched.page.fill(FIELD, "Входит ли ремонт сетей?")
    watched.page.locator("h1").click()
    watched.page.locator("#do-ask .draft-status").wait_for()
    watched.open(f"{number}?do=ask")
    assert watched.page.locator("#do-ask .draft-line").count() == 1
    yield watched.page
    context.close()


def test_a_save_on_its_way_does_not_bring_it_back(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(KEPT, hold)
    page.fill(FIELD, "Входит ли ремонт сетей и котельных?")
    with page.expect_request(KEPT):
        # Pressing the button leaves the field, and that keeps the draft.
        page.locator("#do-ask .draft-line button").click()
    page.locator(FIELD).press_sequentially(" Ещё слова")
    with page.expect_navigation():
        held[0].fulfill(response=held[0].fetch())
    page.wait_for_load_state()
    assert page.locator(FIELD).input_value() == ""
    assert page.locator("#do-ask .draft-line").count() == 0
    assert len(held) == 1, "nothing was kept on leaving the page"
    page.goto(page.url.split("/tasks")[0] + "/drafts")
    assert page.locator("main .work-list > li").count() == 0
