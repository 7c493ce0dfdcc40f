"""What the overdue list weighs: fifty rows within 60 KB, also those with the longest words; ordinary ones far below."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, Evidence, Role
from app.models import Agency, Project
from tests.conftest import TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user

LIMIT_BYTES = 60 * 1024
ORDINARY_BYTES = 50 * 1024
TITLE = "Обеспечить завершение строительства подстанции и представить отчёт о ходе работ с актами, участок "


def test_fifty_overdue_rows_weigh_far_less_than_sixty_kilobytes(session: Session, client: FlaskClient) -> None:
    for number in range(55):
        lead = (ENERGY, FINANCE, ALMATY_REGION)[number % 3]
        task(session, lead, due_on=TODAY - timedelta(days=number + 1), title=f"{TITLE}{number}")
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/overdue")
    assert page.text.count("<tr data-row>") == 50
    assert len(page.data) <= ORDINARY_BYTES


def test_rows_with_the_longest_words_weigh_at_most_sixty_kilobytes(session: Session, client: FlaskClient) -> None:
    bodies = session.scalars(
        sa.select(Agency).where(Agency.kind != "group").order_by(sa.func.length(Agency.ru).desc()).limit(9)
    ).all()
    projects = session.scalars(sa.select(Project).order_by(sa.func.length(Project.name).desc())).all()
    for number in range(55):
        made = task(session, bodies[number % 9].code, due_on=TODAY - timedelta(days=200 + number), title=TITLE * 3)
        if number % 2:
            made.due_basis, made.due_on = DueBasis.POLICY, TODAY - timedelta(days=99 + number)
        else:
            made.project = projects[number % 9]
        if number % 3 == 0:
            made.evidence = Evidence.SECONDARY
    session.flush()
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/overdue")
    assert page.text.count("<tr data-row>") == 50
    assert len(page.data) <= LIMIT_BYTES


def test_pictures_of_rows_are_in_the_page_once(session: Session, client: FlaskClient) -> None:
    task(session, due_on=TODAY - timedelta(days=1))
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/overdue").text
    used = {part.split('"')[0] for part in page.split('href="#i-')[1:]}
    assert "on_control" in used
    for name in used:
        assert page.count(f'id="i-{name}"') == 1
