"""On a phone the filters of a list are one line, so that its rows begin on the first screen; wide screens show them all."""

import pytest

from tests.browser.watched import DESK, Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROW = "main tbody tr[data-row], main table.month tbody tr"


@pytest.mark.parametrize("path", ["/overdue?view=all", "/tasks?view=all", "/calendar?view=all"])
def test_a_list_begins_on_the_first_screen(watched: Watched, path: str) -> None:
    page = watched.page
    watched.take_role("supervisor@demo.example")
    watched.open(path)
    summary, agency = page.locator(".filter-fold > summary"), page.locator("select[name=agency]")
    wide = page.viewport_size is not None and page.viewport_size["width"] == DESK
    assert agency.is_visible() == wide
    assert summary.is_visible() != wide
    top = page.locator(ROW).first.bounding_box()
    assert top is not None
    assert top["y"] < 750
    if not wide:
        assert "2" not in summary.inner_text()
        summary.click()
    agency.select_option(index=1)
    page.locator("select[name=level]").select_option("president")
    with page.expect_navigation():
        page.locator("form.filter-line .filter-buttons button").click()
    watched.check(path)
    assert summary.is_visible() != wide
    assert agency.is_visible() == wide
    if not wide:
        assert ": 2" in summary.inner_text()
