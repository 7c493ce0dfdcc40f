"""Pictures of discipline: both rates of a body, a quarter and a level, the same as in the table beside them."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import ExecutorRole, GiverLevel, Role
from app.models import Agency, User
from app.services import execution
from tests import factories
from tests.conftest import TODAY
from tests.web.pages import foreign_addresses, inline_parts
from tests.web.test_discipline_files import tables_of_page

START = date(2026, 1, 12)


@pytest.fixture
def supervisor(session: Session) -> User:
    return factories.user(session, Role.SUPERVISOR, locale="en")


def fill(session: Session, count: int, code: str = factories.ENERGY, *, done: int = 0, level: int = 2) -> None:
    """Tasks of a body, one a month from January; the first `done` of them reported in time."""
    lead, boss = factories.user(session, code=code), factories.user(session, Role.SUPERVISOR)
    for number in range(count):
        task = factories.task(
            session,
            code,
            due_on=START + timedelta(days=30 * number),
            title=f"Дело {number}",
            issued_on=START,
            giver_level=list(GiverLevel)[level],
            now=local_moment(START, 8),
        )
        if number < done:
            execution.take_into_work(session, task, by=lead, now=local_moment(START, 9))
            execution.submit_report(session, task, "Готово.", by=lead, now=local_moment(START, 10))
            execution.accept_report(session, task, by=boss, now=local_moment(START, 11))


def page(client: FlaskClient, person: User, query: str = "") -> str:
    factories.sign_in(client, person)
    answer = client.get(f"/discipline{query}")
    assert answer.status_code == 200
    html = answer.get_data(as_text=True)
    assert foreign_addresses(html) == inline_parts(html) == []
    return html


def pictures(html: str) -> dict[str, ElementTree.Element]:
    """The pictures of a page by their title; a picture is well-formed XML and says what it is."""
    found = {}
    for text in re.findall(r'<svg class="chart" .*?</svg>', html, re.DOTALL):
        svg = ElementTree.fromstring(text)
        title, said = svg.find("title"), svg.find("desc")
        assert svg.get("role") == "img"
        assert title is not None
        assert said is not None
        assert svg.get("aria-labelledby") == title.get("id")
        assert svg.get("aria-describedby") == said.get("id")
        found[str(title.text)] = svg
    return found


def said(svg: ElementTree.Element, kind: str) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in svg.iter("text") if each.get("class") == kind]


def test_the_picture_of_bodies_says_what_its_table_says(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    fill(session, 6, done=3)
    fill(session, 5, factories.FINANCE, done=1)
    fill(session, 2, factories.ALMATY_REGION, done=2)
    html = page(client, supervisor)
    svg = pictures(html)["On time, by body"]
    names, values = said(svg, "chart-name"), said(svg, "chart-value")
    assert names == ["1. Ministry of Energy", "2. Ministry of Finance", "Akimat of Almaty Region"]
    beside = tables_of_page(client, "/discipline")[0]
    assert [row[0] for row in beside[1:]] == [
        "1. Ministry of Energy",
        "2. Ministry of Finance",
        "Akimat of Almaty Region fewer than 5 tasks: not compared",
    ]
    shown = [value.removesuffix(" *").replace(" ·", "") for value in values]
    assert shown == [cell for row in beside[1:] for cell in row[1:]]
    assert shown[0] == "50.0% 3 of 6"
    assert [value.endswith("*") for value in values] == [False] * 4 + [True] * 2
    assert "Ministry of Finance, 1 of 5" in str(svg.findtext("desc"))
    widths = [float(str(bar.get("width")).rstrip("%")) for bar in svg.iter("rect")]
    assert widths == pytest.approx([31, 31, 12.4, 12.4, 62, 62])


def test_a_line_by_quarter_breaks_where_nothing_counts(client: FlaskClient, session: Session, supervisor: User) -> None:
    fill(session, 11, done=4)
    html = page(client, supervisor)
    svg = pictures(html)["On time, by quarter of the original date"]
    assert len(svg.findall("circle")) == 8
    assert len([line for line in svg.findall("line") if line.get("class") == "line-original"]) == 3
    assert said(svg, "chart-scale")[3:] == ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]
    beside = tables_of_page(client, "/discipline")[1]
    assert [row[1] for row in beside[1:]] == ["100.0% 3 of 3", "33.3% 1 of 3", "0.0% 0 of 3", "0.0% 0 of 2"]
    alone = page(client, supervisor, "?period=2026-Q2")
    assert "One quarter makes no line" in alone
    assert pictures(alone)["On time, by quarter of the original date"].find("circle") is None


def test_levels_stand_from_the_highest_and_few_tasks_are_marked(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    fill(session, 5, done=5, level=3)
    fill(session, 2, level=0)
    html = page(client, supervisor)
    svg = pictures(html)["On time, by level of the giver"]
    assert said(svg, "chart-name") == ["President", "Deputy Prime Minister"]
    few = [group for group in svg.findall("g") if group.get("class") == "chart-few"]
    assert [said(group, "chart-name") for group in few] == [["President"]]
    assert "too few to compare" in html


def test_nothing_to_compare_has_no_picture_and_says_why(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    assert pictures(page(client, supervisor)) == {}
    factories.task(session, due_on=TODAY + timedelta(days=9))
    html = page(client, supervisor)
    assert pictures(html) == {}
    assert "Extensions a task" in html
    fill(session, 2)
    assert "Too few tasks to compare" in str(pictures(page(client, supervisor))["On time, by body"].findtext("desc"))


def test_a_picture_holds_fifteen_bodies_and_says_how_many_it_leaves_out(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    bodies = session.query(Agency).where(Agency.subordinate, Agency.kind == "ministry").order_by(Agency.id).limit(17)
    codes = [body.code for body in bodies]
    for place, code in enumerate(codes):
        fill(session, 1 if place < 2 else 2, code)
    html = page(client, supervisor)
    assert len(said(pictures(html)["On time, by body"], "chart-name")) == 15
    assert "2 bodies with fewer tasks stand in the tables below alone." in html


def test_the_first_page_is_of_this_year_and_all_time_is_asked_for(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    factories.task(
        session, due_on=date(2025, 12, 20), issued_on=date(2025, 12, 1), now=local_moment(date(2025, 12, 1), 9)
    )
    fill(session, 6, done=3)
    assert '50.0%</b> <span class="quiet">3 of 6' in page(client, supervisor)
    assert '42.9%</b> <span class="quiet">3 of 7' in page(client, supervisor, "?period=all")
    assert '0.0%</b> <span class="quiet">0 of 1' in page(client, supervisor, "?period=2025")
    assert '50.0%</b> <span class="quiet">3 of 6' in page(client, supervisor, "?period=spring")
    options = re.findall(r'<option[^>]* value="([^"]+)"', page(client, supervisor).partition('name="agency"')[0])
    assert options == ["2026", "2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2025", "2025-Q4", "all"]


def test_an_old_address_by_quarter_still_shows_it(client: FlaskClient, session: Session, supervisor: User) -> None:
    fill(session, 6, done=3)
    html = page(client, supervisor, "?quarter=2026-Q1")
    assert '<option selected value="2026-Q1"' in html
    assert "100.0%" in html


def test_pictures_of_a_past_day_lead_to_the_tasks_of_that_day(
    client: FlaskClient, session: Session, supervisor: User
) -> None:
    fill(session, 6, done=3)
    html = page(client, supervisor, "?as_of=2026-03-20")
    links = re.findall(r'href="(/discipline/tasks\?[^"]+)"', html.partition("chart-table")[2].partition("</table>")[0])
    assert links
    for link in links:
        address = link.replace("&amp;", "&")
        assert "as_of=2026-03-20" in address
        assert client.get(address).status_code == 200


def test_pictures_are_of_what_counts_alone(client: FlaskClient, session: Session, supervisor: User) -> None:
    factories.task(session, "state_guard", due_on=START, issued_on=START, now=local_moment(START, 8))
    others = ((factories.FINANCE, ExecutorRole.CO),)
    factories.task(session, due_on=None, others=others, issued_on=START, now=local_moment(START, 8))
    html = page(client, supervisor)
    assert "Led by a body outside the chain of command" in html
    assert pictures(html) == {}
