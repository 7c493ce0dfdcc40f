"""A form that was carried out is not carried out again, whatever the back button does; a refused one may be sent again."""

import re

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Question, Task
from tests.factories import sign_in, task, user
from tests.web.pages import post


def test_a_question_sent_twice_is_asked_once(session: Session, client: FlaskClient) -> None:
    made = task(session)
    sign_in(client, user(session))
    page = client.get(f"/tasks/{made.number}").text
    number = re.findall(r'name="once" value="([^"]+)"', page)[0]
    form = {"ask-text": "Что считать исполнением?", "once": number}
    first = post(client, f"/tasks/{made.number}/ask", form)
    again = post(client, f"/tasks/{made.number}/ask", form)
    assert (first.status_code, again.status_code) == (302, 302)
    assert session.scalar(sa.select(sa.func.count()).select_from(Question)) == 1


def test_a_refused_form_may_be_sent_again(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/tasks/new").text
    number = re.findall(r'name="once" value="([^"]+)"', page)[0]
    assert post(client, "/tasks/new", {"once": number}).status_code == 422
    assert post(client, "/tasks/new", {"once": number}).status_code == 422
    assert session.scalar(sa.select(sa.func.count()).select_from(Task)) == 0
