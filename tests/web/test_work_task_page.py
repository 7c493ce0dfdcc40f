"""A task's page: what stands there, which acts are offered to whom, and each act from its form to the register."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.enums import ExecutorRole, ExtensionState, GiverLevel, Role, TaskKind, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Task, User
from app.services.execution import submit_report
from app.services.questions import ask
from app.services.terms import request_extension
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user
from tests.web.pages import post as send

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def coordinator(session: Session, client: FlaskClient) -> User:
    person = user(session, Role.COORDINATOR, ENERGY)
    sign_in(client, person)
    return person


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> User:
    person = user(session, Role.SUPERVISOR)
    sign_in(client, person)
    return person


def milestone(session: Session, due_on: date | None = TODAY) -> Task:
    return task(session, due_on=due_on, kind=TaskKind.MILESTONE)


def post(client: FlaskClient, made: Task, action: str, about: int | None = None, **fields: str) -> TestResponse:
    """Send the form of an act as the page would; `version` is the present one unless given."""
    key = action if about is None else f"{action}-{about}"
    fields.setdefault("version", str(made.version))
    data = {f"{key}-{name}": value for name, value in fields.items()}
    return send(client, f"/tasks/{made.number}/{action}" + (f"?of={about}" if about else ""), data)


def fresh(session: Session, made: Task) -> Task:
    session.refresh(made)
    return made


def offered(page: str) -> set[str]:
    return {part.split('"')[0] for part in page.split('id="do-')[1:]} - {"heading"}


def test_page_shows_deadline_executors_and_history(session: Session, client: FlaskClient, coordinator: User) -> None:
    sunday = date(2026, 11, 22)
    made = task(session, due_on=sunday, others=((FINANCE, ExecutorRole.CO),))
    page = client.get(f"/tasks/{made.number}").text
    assert "20.11.2026" in page  # the working day before the Sunday
    assert "Министерство финансов" in page
    assert "до срока" in page
    assert page.count("<h1") == 1


def test_default_term_shows_its_rule_and_badge(session: Session, client: FlaskClient, supervisor: User) -> None:
    made = task(session, due_on=None, issued_on=date(2026, 1, 16))
    page = client.get(f"/tasks/{made.number}").text
    assert "mark-policy" in page
    assert "trust-policy" in page
    assert "confirm_term" in offered(page)


@pytest.mark.parametrize("number", ["2026-99999", "x", "2026-1", "%00", "2026-00001;", "9" * 400])
def test_no_such_task(client: FlaskClient, supervisor: User, number: str) -> None:
    assert client.get(f"/tasks/{number}").status_code == 404
    assert send(client, f"/tasks/{number}/note").status_code == 404


def test_a_foreign_task_is_not_there(session: Session, client: FlaskClient, coordinator: User) -> None:
    foreign = task(session, FINANCE)
    assert client.get(f"/tasks/{foreign.number}").status_code == 404
    assert post(client, foreign, "note", text="Чужое").status_code == 404
    assert fresh(session, foreign).event_count == 1


@pytest.mark.parametrize("action", ["fly", "note%00", "__class__", "TAKE_INTO_WORK"])
def test_no_such_act(session: Session, client: FlaskClient, coordinator: User, action: str) -> None:
    assert send(client, f"/tasks/{task(session).number}/{action}").status_code == 404


def test_acts_offered_to_each_relation(session: Session, client: FlaskClient) -> None:
    made = task(session, others=((FINANCE, ExecutorRole.CO),))
    expected = {
        (Role.COORDINATOR, ENERGY): {
            "take_into_work", "submit", "note", "report_interim", "ask", "request_extension", "request_lead_change",
            "choose_official",
        },
        (Role.COORDINATOR, FINANCE): {"note", "ask", "begin_contribution", "contribute", "choose_official"},
        (Role.OFFICIAL, ENERGY): {"note", "ask"},
        (Role.SUPERVISOR, None): {"close_not_done", "cancel", "note", "change_executors", "remind", "change_form",
                "set_interim_date", "choose_official"},
    }  # fmt: skip
    for (role, code), acts in expected.items():
        sign_in(client, user(session, role, code))
        assert offered(client.get(f"/tasks/{made.number}").text) == acts


def test_supervisor_below_the_level_oversees_without_deciding(session: Session, client: FlaskClient) -> None:
    made = task(session, giver_level=GiverLevel.PRESIDENT)
    sign_in(client, user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.DEPUTY_PM))
    assert offered(client.get(f"/tasks/{made.number}").text) == {"note", "remind"}
    assert post(client, made, "cancel", reason="obsolete", text="Не нужно").status_code == 403
    assert fresh(session, made).status is TaskStatus.ON_CONTROL


def test_take_into_work_and_note_in_one_step(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    answer = post(client, made, "note", text="Начали", take="y")
    assert answer.status_code == 302
    assert answer.location == f"/tasks/{made.number}"
    assert fresh(session, made).status is TaskStatus.IN_PROGRESS
    assert "Начали" in client.get(answer.location).text


def test_take_into_work_without_words(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    assert post(client, made, "note", text=" ", take="y").status_code == 302
    assert fresh(session, made).status is TaskStatus.IN_PROGRESS


def test_an_empty_note_comes_back_beside_its_form(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    answer = post(client, made, "note", text="  ")
    assert answer.status_code == 422
    assert 'id="do-note" open' in answer.text
    assert 'id="note-text-errors"' in answer.text
    assert fresh(session, made).event_count == 1


def test_an_update_from_my_work_leads_back_there(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    data = {"note-text": "Идёт", "note-version": str(made.version)}
    answer = send(client, f"/tasks/{made.number}/note?back=mywork", data)
    assert answer.location == "/work"


def test_report_is_submitted_returned_and_accepted(session: Session, client: FlaskClient) -> None:
    coordinator, supervisor = user(session, Role.COORDINATOR, ENERGY), user(session, Role.SUPERVISOR)
    made = task(session)
    sign_in(client, coordinator)
    assert post(client, made, "submit", text="Сделано, акт № 1").status_code == 302
    assert offered(client.get(f"/tasks/{made.number}").text) == {"withdraw", "note", "ask", "choose_official"}
    sign_in(client, supervisor)
    fresh(session, made)
    assert post(client, made, "return", reason="", text="Нет акта").status_code == 422
    assert (
        post(client, made, "return", reason="no_evidence", text="Нет акта", interim_due_on="2026-11-25").status_code
        == 302
    )
    assert fresh(session, made).status is TaskStatus.RETURNED
    page = client.get(f"/tasks/{made.number}").text
    assert "25.11.2026" in page
    submit_report(session, made, "Акт приложен", by=coordinator, now=NOW)
    assert post(client, fresh(session, made), "accept", text="").status_code == 302
    assert fresh(session, made).result is TaskResult.DONE


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("close_not_done", {"text": "Срок упущен"}, TaskStatus.CLOSED),
        ("cancel", {"reason": "duplicate", "text": "То же в другом протоколе"}, TaskStatus.CANCELLED),
    ],
)
def test_control_ends_with_a_ground_and_can_be_put_back(
    session: Session, client: FlaskClient, supervisor: User, action: str, fields: dict[str, str], status: TaskStatus
) -> None:
    made = task(session)
    assert post(client, made, action, **{**fields, "text": ""}).status_code == 422
    assert post(client, made, action, **fields).status_code == 302
    assert fresh(session, made).status is status
    assert offered(client.get(f"/tasks/{made.number}").text) == {"reopen"}
    assert post(client, made, "reopen", text="Снято по ошибке").status_code == 302
    assert fresh(session, made).status is TaskStatus.ON_CONTROL


def test_extension_is_asked_for_and_granted(session: Session, client: FlaskClient) -> None:
    made = task(session, due_on=LATER)
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    early = post(client, made, "request_extension", due_on="2026-11-21", text="Задержка")
    assert early.status_code == 422
    assert "Задержка" in early.text
    asked = LATER + timedelta(days=20)
    assert post(client, made, "request_extension", due_on=asked.isoformat(), text="Задержка").status_code == 302
    assert "request_extension" not in offered(client.get(f"/tasks/{made.number}").text)
    sign_in(client, user(session, Role.SUPERVISOR))
    fresh(session, made)
    extension = made.extensions[0]
    assert post(client, made, "decide_extension", extension.id, due_on="", text="").status_code == 422
    assert post(client, made, "decide_extension", extension.id, due_on=asked.isoformat(), text="").status_code == 302
    assert fresh(session, made).due_on == asked
    page = client.get(f"/tasks/{made.number}").text
    assert asked.strftime("%d.%m.%Y") in page
    assert LATER.strftime("%d.%m.%Y") in page


def test_extension_is_refused(session: Session, client: FlaskClient, supervisor: User) -> None:
    made = task(session, due_on=LATER)
    coordinator = user(session, Role.COORDINATOR, ENERGY)
    extension = request_extension(session, made, LATER + timedelta(days=5), "Задержка", by=coordinator, now=NOW)
    assert post(client, made, "decide_extension", extension.id, refuse="1", due_on="", text="Нет").status_code == 302
    session.refresh(extension)
    assert extension.state is ExtensionState.REJECTED
    assert fresh(session, made).due_on == LATER


def test_question_is_asked_and_answered(session: Session, client: FlaskClient, supervisor: User) -> None:
    made = task(session)
    question = ask(session, made, "Кто утверждает?", by=user(session, Role.COORDINATOR, ENERGY), now=NOW)
    assert f"answer-{question.id}" in offered(client.get(f"/tasks/{made.number}").text)
    assert post(client, made, "answer", 999_999, text="Министр").status_code == 404
    assert post(client, made, "answer", question.id, text="").status_code == 422
    assert post(client, made, "answer", question.id, text="Министр").status_code == 302
    page = client.get(f"/tasks/{made.number}").text
    assert "Министр" in page
    assert f"answer-{question.id}" not in offered(page)


def test_default_term_is_confirmed_or_changed(session: Session, client: FlaskClient, supervisor: User) -> None:
    as_it_is, other = task(session, due_on=None), task(session, due_on=None)
    assert as_it_is.due_on is not None
    assert post(client, as_it_is, "confirm_term", due_on=as_it_is.due_on.isoformat(), text="").status_code == 302
    assert fresh(session, as_it_is).term_confirmed
    assert post(client, other, "confirm_term", due_on="2025-01-01", text="").status_code == 422
    assert post(client, other, "confirm_term", due_on="2026-12-31", text="По плану").status_code == 302
    assert fresh(session, other).due_on == date(2026, 12, 31)


@pytest.mark.parametrize("day", ["", "31.12.2026", "1999-01-01", "2999-01-01", "2026-02-30", "x"])
def test_dates_that_are_none_are_refused(session: Session, client: FlaskClient, supervisor: User, day: str) -> None:
    made = task(session, due_on=None)
    answer = post(client, made, "confirm_term", due_on=day, text="Основание")
    assert answer.status_code == 422
    assert "Основание" in answer.text
    assert not fresh(session, made).term_confirmed


def test_executors_are_changed(session: Session, client: FlaskClient, supervisor: User) -> None:
    made = task(session, others=((FINANCE, ExecutorRole.CO),))
    form = client.get(f"/tasks/{made.number}/change_executors").text
    assert f'<option selected value="{ENERGY}">' in form
    assert f'<option selected value="{FINANCE}">' in form
    empty = post(client, made, "change_executors", lead="", text="Передано")
    assert empty.status_code == 422
    assert "Передано" in empty.text
    data = {"lead": ALMATY_REGION, "others-0": ENERGY, "others-1": "", "text": "Передано"}
    assert post(client, made, "change_executors", **data).status_code == 302
    assert fresh(session, made).lead_agency.code == ALMATY_REGION
    assert [row.agency.code for row in made.executors] == [ALMATY_REGION, ENERGY]
    assert post(client, made, "change_executors", lead="nobody", text="").status_code == 422


def test_executors_changed_meanwhile_are_not_overwritten(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    made = task(session)
    seen = str(made.version)
    assert post(client, made, "note", text="Запись").status_code == 302
    answer = post(client, made, "change_executors", version=seen, lead=FINANCE, text="Передано")
    assert answer.status_code == 409
    assert "Передано" in answer.text
    assert fresh(session, made).lead_agency.code == ENERGY


@pytest.mark.parametrize("action", ["change_executors", "note", "fly"])
def test_pages_of_acts_that_are_not_open(session: Session, client: FlaskClient, coordinator: User, action: str) -> None:
    assert client.get(f"/tasks/{task(session).number}/{action}").status_code == 404


def test_milestone_has_its_own_acts(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = milestone(session)
    assert offered(client.get(f"/tasks/{made.number}").text) == {
        "take_into_work", "note", "ask", "record_fact", "record_forecast", "report_interim", "request_lead_change",
        "choose_official",
    }  # fmt: skip
    assert post(client, made, "record_fact", due_on="2026-12-01", text="").status_code == 422
    assert post(client, made, "record_forecast", due_on="", text="Нет подрядчика").status_code == 302
    assert post(client, fresh(session, made), "record_fact", due_on="2026-11-19", text="").status_code == 302
    assert fresh(session, made).fact_on == date(2026, 11, 19)


def test_milestone_without_a_date_has_a_page(session: Session, client: FlaskClient, coordinator: User) -> None:
    assert client.get(f"/tasks/{milestone(session, None).number}").status_code == 200


def test_a_changed_task_is_not_overwritten_and_the_words_are_kept(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    seen = str(made.version)
    assert post(client, made, "note", version=seen, text="Первая запись").status_code == 302
    answer = post(client, fresh(session, made), "note", version=seen, text="Вторая запись")
    assert answer.status_code == 409
    assert "Вторая запись" in answer.text
    assert "Первая запись" in answer.text
    assert f'name="note-version" type="hidden" value="{made.version}-2"' in answer.text
    assert fresh(session, made).event_count == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_damaged_version_overwrites_nothing(
    session: Session, client: FlaskClient, coordinator: User, version: str
) -> None:
    made = task(session)
    assert post(client, made, "note", version=version, text="Запись").status_code == 409
    assert fresh(session, made).event_count == 1


def test_words_of_an_act_that_is_over_are_shown_back(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    submit_report(session, made, "Готово", by=coordinator, now=NOW)
    answer = post(client, made, "submit", text="Мой длинный отчёт")
    assert answer.status_code == 409
    assert "Мой длинный отчёт" in answer.text
    assert len(fresh(session, made).reports) == 1


def test_reminder_goes_out_once(session: Session, client: FlaskClient, supervisor: User) -> None:
    user(session, Role.OFFICIAL, ENERGY)
    made = task(session)
    assert post(client, made, "remind", text="Прошу ускорить").status_code == 302
    assert fresh(session, made).event_count == 2


def test_markup_in_words_stays_words(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session, title="<script>alert(1)</script>")
    post(client, made, "note", text="<img src=x onerror=alert(1)>\0")
    page = client.get(f"/tasks/{made.number}").text
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_page_in_every_language(session: Session, client: FlaskClient, locale: str) -> None:
    made = task(session, due_on=None, others=((FINANCE, ExecutorRole.CO),))
    sign_in(client, user(session, Role.SUPERVISOR, locale=locale))
    answer = client.get(f"/tasks/{made.number}")
    assert answer.status_code == 200
    assert f'lang="{locale}"' in answer.text
