"""The first day of a register: nothing is in it, every page says why and what fills it, and three steps lead out."""

import pytest
from playwright.sync_api import Browser

from tests.browser.visits import SUPERVISOR, WAYS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ADMINISTRATOR = "admin@demo.example"
EMPTY_LISTS = ("/overdue", "/overdue/week", "/review", "/documents", "/plans", "/tasks", "/discipline", "/search")


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    """A register with bodies and people, and nothing else."""
    return ("--empty",)


def test_an_empty_register_leads_to_its_first_task(browser: Browser, served: str) -> None:
    # What is empty is filled at the end, so all visits look first.
    for way in WAYS:
        context = browser.new_context(
            viewport={"width": way.width, "height": 860}, locale=f"{way.locale}-KZ", java_script_enabled=way.script
        )
        look(Visit(context, served, way))
        context.close()
    context = browser.new_context(viewport={"width": WAYS[0].width, "height": 860})
    fill(Visit(context, served, WAYS[0]))
    context.close()


def look(visit: Visit) -> None:
    """What an administrator and a supervisor see on the first day."""
    visit.let(ADMINISTRATOR)
    visit.open("/start")
    steps = visit.page.locator(".first-steps > li")
    assert steps.count() == 3
    assert [step.get_attribute("class") for step in steps.all()].count("first-step step-done") == 2
    visit.picture("first-steps")
    assert steps.last.get_attribute("aria-current") == "step"
    visit.let(SUPERVISOR)
    visit.open("/work")
    assert visit.page.locator(".first-steps li[aria-current=step] a.btn").count() >= 1
    for path in EMPTY_LISTS:
        visit.open(path)
        assert visit.page.locator("main .empty-state").count() >= 1, path
    visit.open("/calendar")


def fill(visit: Visit) -> None:
    """The third step: a text is pasted, what is found in it goes on control, and the steps are gone."""
    page = visit.page
    visit.let(SUPERVISOR)
    visit.open("/work")
    visit.press(page.locator(".first-steps li[aria-current=step] a[href='/documents/new']"))
    form = page.locator("form[action='/documents/new']")
    form.locator("textarea[name=text]").fill(
        "Совещание о тарифах. Министерству энергетики поручено до 20 декабря 2026 года рассмотреть, "
        "насколько обоснованы тарифы."
    )
    form.locator("input[name=published_on]").fill("2026-11-20")
    visit.press(form.locator(".form-actions .btn-primary"))
    assert page.locator("main mark.found").count() == 1
    visit.open("/work")
    assert page.locator(".first-steps").count() == 0
