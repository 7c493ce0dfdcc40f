"""What the overdue list weighs: fifty rows with long titles within 60 KB, whatever filters stand above them."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from tests.conftest import TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user

LIMIT_BYTES = 60 * 1024
TITLE = "Обеспечить завершение строительства подстанции и представить отчёт о ходе работ с актами, участок "


def test_fifty_overdue_rows_weigh_at_most_sixty_kilobytes(session: Session, client: FlaskClient) -> None:
    for number in range(55):
        lead = (ENERGY, FINANCE, ALMATY_REGION)[number % 3]
        task(session, lead, due_on=TODAY - timedelta(days=number + 1), title=f"{TITLE}{number}")
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/overdue")
    assert page.text.count("<tr data-row>") == 50
    assert page.text.count("data-open") == 50
    assert len(page.data) <= LIMIT_BYTES


def test_pictures_of_rows_are_in_the_page_once(session: Session, client: FlaskClient) -> None:
    task(session, due_on=TODAY - timedelta(days=1))
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/overdue").text
    used = {part.split('"')[0] for part in page.split('href="#i-')[1:]}
    assert "late" in used
    for name in used:
        assert page.count(f'id="i-{name}"') == 1
