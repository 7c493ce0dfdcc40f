"""Putting an instruction on control by hand."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.enums import DueBasis, GiverLevel, Role, TaskKind
from app.models import Task
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, user
from tests.web.pages import post

FIELDS = {
    "text": "Подготовить паспорта котельных",
    "issued_on": "2026-11-19",
    "giver_role": "deputy_pm",
    "giver_name": "Заместитель Премьер-министра",
    "giver_level": "",
    "lead": ENERGY,
    "others-0": FINANCE,
    "due_on": "",
    "urgency": "normal",
    "recurrence": "",
}


def create(client: FlaskClient, **fields: str) -> TestResponse:
    return post(client, "/tasks/new", {**FIELDS, **fields})


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def only_task(session: Session) -> Task:
    return session.scalars(sa.select(Task)).one()


def test_the_form_is_there(supervisor: FlaskClient) -> None:
    page = supervisor.get("/tasks/new").text
    assert 'value="2026-11-20"' in page
    assert f'value="{ALMATY_REGION}"' in page


def test_without_a_date_policy_adds_the_default_term(session: Session, supervisor: FlaskClient) -> None:
    answer = create(supervisor)
    made = only_task(session)
    assert answer.location == f"/tasks/{made.number}"
    assert (made.due_on, made.default_term, made.giver_level) == (date(2026, 12, 19), True, GiverLevel.DEPUTY_PM)
    assert [row.agency.code for row in made.executors] == [ENERGY, FINANCE]
    assert "mark-policy" in supervisor.get(answer.location).text


def test_a_date_given_is_a_persons(session: Session, supervisor: FlaskClient) -> None:
    create(supervisor, due_on="2026-12-01", giver_level="president", title="Паспорта", **{"others-0": ""})
    made = only_task(session)
    assert (made.due_on, made.due_basis) == (date(2026, 12, 1), DueBasis.PERSON)
    assert (made.title, made.giver_level) == ("Паспорта", GiverLevel.PRESIDENT)


@pytest.mark.parametrize(("recurrence", "kind"), [("monthly", TaskKind.SERIES), ("standing", TaskKind.STANDING)])
def test_a_series(session: Session, supervisor: FlaskClient, recurrence: str, kind: TaskKind) -> None:
    create(supervisor, recurrence=recurrence)
    assert only_task(session).kind is kind


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " "},
        {"text": "а" * 20_001},
        {"lead": ""},
        {"lead": "nobody"},
        {"issued_on": ""},
        {"issued_on": "2019-12-31"},
        {"due_on": "2026-11-18"},
        {"due_on": "9999-12-31"},
        {"giver_role": ""},
        {"giver_role": "king"},
        {"recurrence": "sometimes"},
        {"title": "две\nстроки"},
        {"others-0": "nobody"},
    ],
)
def test_what_cannot_be_registered_comes_back(
    session: Session, supervisor: FlaskClient, fields: dict[str, str]
) -> None:
    answer = create(supervisor, **{"form_of_completion": "Приказ министра", **fields})
    assert answer.status_code == 422
    assert "Приказ министра" in answer.text
    assert "error-summary" in answer.text
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_other_roles_register_nothing(session: Session, client: FlaskClient, role: Role) -> None:
    sign_in(client, user(session, role))
    assert client.get("/tasks/new").status_code == 403
    assert create(client).status_code == 403
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


@pytest.mark.parametrize("recurrence", ["weekly", "monthly", "yearly", "standing"])
def test_the_page_of_a_series_explains_its_date(session: Session, supervisor: FlaskClient, recurrence: str) -> None:
    answer = create(supervisor, recurrence=recurrence)
    page = supervisor.get(answer.location).text
    made = only_task(session)
    assert made.due_on is not None
    assert made.due_on.strftime("%d.%m.%Y") in page
    assert "trust-policy" in page
