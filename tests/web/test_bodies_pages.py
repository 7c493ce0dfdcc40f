"""The administrator's pages of bodies: found, added, named; a succession with its preview, carried out once."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.enums import ExecutorRole, Role
from app.models import Agency, AgencyAct, Task, User
from app.services.bodies import NewBody, add_body
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, agency, sign_in, task, user
from tests.web.pages import post, token, words

OLD, NEW, OTHER = "min_old", "min_new", "min_other"
SEEN = re.compile(r'name="seen-([a-z_]+)" value="([0-9a-f]+)"')


@pytest.fixture
def administrator(session: Session, client: FlaskClient) -> User:
    made = user(session, Role.ADMINISTRATOR, locale="en")
    sign_in(client, made)
    return made


@pytest.fixture
def bodies(session: Session) -> dict[str, Agency]:
    return {
        code: add_body(
            session, NewBody(ru=ru, kk=ru + " (қаз.)", en=code, kind="ministry", code=code), by=None, now=NOW
        )
        for code, ru in (
            (OLD, "Министерство старых дел"),
            (NEW, "Министерство новых дел"),
            (OTHER, "Министерство иных"),
        )
    }


def act(kind: str, old: str, *new: str, days: int = -20) -> dict[str, str]:
    day = (TODAY + timedelta(days=days)).isoformat()
    return {
        "kind": kind,
        "old-0": old,
        **{f"new-{place}": code for place, code in enumerate(new)},
        "name": "Указ Президента",
        "number": "17",
        "signed_on": (TODAY - timedelta(days=30)).isoformat(),
        "effective_on": day,
    }


def confirmed(client: FlaskClient, form: dict[str, str], **choices: str) -> TestResponse:
    """Preview, then confirm with what the preview showed."""
    page = post(client, "/bodies/succession", form)
    assert page.status_code == 200, words(page)
    seen = {f"seen-{code}": value for code, value in SEEN.findall(page.text)}
    return post(client, "/bodies/succession/confirm", {**form, **seen, **choices})


def test_a_body_is_added_found_and_named(session: Session, client: FlaskClient, administrator: User) -> None:
    form = {"ru": "Министерство проверок", "kk": "Тексеру министрлігі", "en": "Ministry of Checks", "kind": "ministry"}
    answer = post(client, "/bodies/new", {**form, "aliases_ru": "Минпровер\nМП РК", "source": "https://example.kz/act"})
    assert answer.location == "/bodies/ministry_of_checks"
    page = words(client.get("/bodies?text=минпровер"))
    assert "Ministry of Checks" in page
    assert (
        post(client, "/bodies/ministry_of_checks/names", {"language": "ru", "name": "Минпроверок"}).status_code == 302
    )
    page = words(client.get("/bodies/ministry_of_checks"))
    assert "Минпроверок" in page
    assert "Another name added" in page
    again = post(client, "/bodies/new", {**form, "aliases_ru": "Первое"})
    assert again.status_code == 422
    assert "in the register of bodies already" in words(again)
    assert "Первое" in again.text


def test_a_name_of_a_text_is_offered(session: Session, client: FlaskClient, administrator: User) -> None:
    from app.services.review import extract_findings
    from tests.factories import document

    text = "Премьер-министр поручил Министерству лунных дел до 1 декабря 2026 года навести порядок."
    extract_findings(session, document(session, text), now=NOW, auto_confirm=False)
    page = client.get("/bodies")
    assert "Names in texts that no body bears" in words(page)
    assert "лунных" in client.get("/bodies/new?ru=Министерство лунных дел").text


def test_a_renaming_is_shown_first_and_carried_out_once(
    session: Session, client: FlaskClient, administrator: User, bodies: dict[str, Agency]
) -> None:
    led, helped = task(session, OLD), task(session, ENERGY, others=((OLD, ExecutorRole.CO),))
    goes, stays = user(session, code=OLD), user(session, Role.OFFICIAL, OLD)
    form = act("renamed", OLD, NEW)
    preview = post(client, "/bodies/succession", form)
    page = words(preview)
    assert all(word in page for word in (led.number, helped.number, goes.name, "ends on"))
    assert session.scalar(sa.select(sa.func.count()).select_from(AgencyAct)) == 0
    answer = confirmed(client, form, **{f"person-{goes.id}": NEW, f"person-{stays.id}": ""})
    assert answer.location == f"/bodies/{OLD}"
    session.expire_all()
    assert led.lead_agency.code == NEW
    assert {row.agency.code for row in helped.executors} == {ENERGY, NEW}
    assert (goes.agency and goes.agency.code, stays.agency and stays.agency.code) == (NEW, OLD)
    page = words(client.get(f"/bodies/{OLD}"))
    assert "Указ Президента No. 17" in page
    assert "2 open tasks passed" in page
    again = post(client, "/bodies/succession/confirm", form)
    assert again.status_code == 302
    assert "entered already" in words(client.get(again.location))
    assert session.scalar(sa.select(sa.func.count()).select_from(AgencyAct)) == 1


def test_a_split_sends_each_task_where_it_was_chosen(
    session: Session, client: FlaskClient, administrator: User, bodies: dict[str, Agency]
) -> None:
    first, second = task(session, OLD), task(session, OLD)
    form = act("split", OLD, NEW, OTHER)
    assert confirmed(client, form, **{f"default-{OLD}": NEW, f"task-{second.id}": OTHER}).status_code == 302
    session.expire_all()
    assert (first.lead_agency.code, second.lead_agency.code) == (NEW, OTHER)


def test_a_task_that_came_between_preview_and_confirmation_stops_the_batch(
    session: Session, client: FlaskClient, administrator: User, bodies: dict[str, Agency]
) -> None:
    task(session, OLD)
    form = act("renamed", OLD, NEW)
    page = post(client, "/bodies/succession", form)
    seen = {f"seen-{code}": value for code, value in SEEN.findall(page.text)}
    late = task(session, OLD, title="Пришло позже")
    answer = post(client, "/bodies/succession/confirm", {**form, **seen})
    assert answer.status_code == 409
    assert late.number in answer.text
    session.expire_all()
    assert (late.lead_agency.code, agency(session, OLD).valid_to) == (OLD, None)
    seen = {f"seen-{code}": value for code, value in SEEN.findall(answer.text)}
    assert post(client, "/bodies/succession/confirm", {**form, **seen}).status_code == 302


def test_what_came_later_is_passed_from_the_bodys_page(
    session: Session, client: FlaskClient, administrator: User, bodies: dict[str, Agency]
) -> None:
    assert confirmed(client, act("renamed", OLD, NEW)).status_code == 302
    late = task(session, OLD)
    page = client.get("/bodies")
    assert "Bodies that have ended and still hold open tasks" in words(page)
    page = client.get(f"/bodies/{OLD}/pass")
    assert late.number in page.text
    seen = {f"seen-{code}": value for code, value in SEEN.findall(page.text)}
    assert post(client, f"/bodies/{OLD}/pass", {**seen, f"default-{OLD}": NEW}).status_code == 302
    session.expire_all()
    assert late.lead_agency.code == NEW
    assert client.get(f"/bodies/{NEW}/pass").status_code == 404


def test_an_act_of_the_future_waits_for_its_day(
    session: Session, client: FlaskClient, administrator: User, bodies: dict[str, Agency]
) -> None:
    made = task(session, OLD)
    assert confirmed(client, act("renamed", OLD, NEW, days=10)).status_code == 302
    session.expire_all()
    assert made.lead_agency.code == OLD
    assert agency(session, OLD).valid_to == TODAY + timedelta(days=9)
    assert client.get(f"/bodies/{OLD}/pass").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"new-0": OLD}, "A body stands in the act twice"),
        ({"new-1": OTHER}, "do not fit"),
        ({"number": ""}, ""),
        ({"effective_on": "2026-01-01"}, "before it was signed"),
        ({"old-0": ""}, "do not fit"),
        ({"old-0": "<script>"}, "no body with the code"),
    ],
)
def test_an_act_that_cannot_be_keeps_what_was_typed(
    session: Session,
    client: FlaskClient,
    administrator: User,
    bodies: dict[str, Agency],
    changes: dict[str, Any],
    sentence: str,
) -> None:
    answer = post(client, "/bodies/succession", {**act("renamed", OLD, NEW), **changes})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Указ Президента" in answer.text
    assert "<script>" not in answer.text.replace('<script src="', "")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.SUPERVISOR])
def test_bodies_are_the_administrators(session: Session, client: FlaskClient, role: Role) -> None:
    made = task(session, FINANCE)
    sign_in(client, user(session, role, locale="en"))
    for path in ("/bodies", "/bodies/new", f"/bodies/{FINANCE}", "/bodies/succession", f"/bodies/{FINANCE}/pass"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert made.number not in answer.text
    known = token(client, "/profile")
    for path in ("/bodies/new", "/bodies/succession", "/bodies/succession/confirm", f"/bodies/{FINANCE}/pass"):
        assert client.post(path, data={"csrf_token": known, **act("renamed", FINANCE, ENERGY)}).status_code == 403
    assert session.scalars(sa.select(Task)).one().lead_agency.code == FINANCE
