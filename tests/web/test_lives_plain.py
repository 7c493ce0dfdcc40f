"""Whole lives of one instruction through the pages: done, returned twice and late, extended, removed by mistake.

Further lives: of series in test_lives_series.py, of several bodies in test_lives_together.py.
"""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.enums import GiverLevel, Role, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Task, User
from app.services.requirements import current
from tests.conftest import TODAY
from tests.factories import ENERGY, FINANCE, task, user
from tests.replaying import differences
from tests.web.office import Office
from tests.web.real_forms import form_of

DUE = date(2026, 12, 4)


@pytest.fixture
def office(session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(session, client, settings, monkeypatch).on(TODAY)


@pytest.fixture
def lead(session: Session) -> User:
    return user(session, Role.COORDINATOR, ENERGY, locale="en")


@pytest.fixture
def boss(session: Session) -> User:
    return user(session, Role.SUPERVISOR, locale="en")


def put_on_control(office: Office, boss: User, **typed: str) -> Task:
    """By hand, from its form."""
    form = {
        "text": "Завершить ремонт котла на ТЭЦ",
        "issued_on": TODAY.isoformat(),
        "giver_role": "prime_minister",
        "lead": ENERGY,
        "due_on": DUE.isoformat(),
        **typed,
    }
    office.let(boss).sends("/tasks/new", "/tasks/new", **form)
    return office.newest()


def test_an_instruction_is_given_proved_and_removed_from_control(office: Office, lead: User, boss: User) -> None:
    made = put_on_control(
        office, boss, **{"requirements-0-kind": "act", "requirements-0-label": "Акт приёмки",
                         "requirements-1-kind": "indicator", "requirements-1-label": "Котлов",
                         "requirements-1-plan": "2"},
    )  # fmt: skip
    act, indicator = (row.id for row in current(made))
    office.let(lead)
    assert made.number in office.reads("/work")
    assert "Taken into work" in office.does(made, "take_into_work")
    office.after(3).let(lead).does(made, "note", text="Бригада на месте")
    office.after(3).let(lead).does(made, "report_interim", text="Первый котёл запущен")
    assert made.status is TaskStatus.IN_PROGRESS
    office.on(DUE).let(lead)
    unproved = office.does(made, "submit", refused=422, text="Оба котла работают")
    assert "Акт приёмки" in unproved
    assert "Оба котла работают" in unproved
    assert made.status is TaskStatus.IN_PROGRESS
    proofs = {f"number_{act}": "12-п", f"on_{act}": "2026-12-03", f"fact_{indicator}": "2"}
    office.does(made, "submit", text="Оба котла работают", **proofs)
    office.after(4).let(boss)
    assert made.number not in office.reads("/overdue")  # filed in time: no lateness while it waits
    page = office.reads(f"/tasks/{made.number}")
    assert "12-п" in page
    office.does(made, "accept", text="Принято")
    assert (made.status, made.result, made.ended_on) == (TaskStatus.CLOSED, TaskResult.DONE, office.day)
    page = office.let(lead).reads(f"/tasks/{made.number}")
    assert all(said in page for said in ("Бригада на месте", "Первый котёл запущен", "Оба котла работают", "Принято"))
    assert office.offers(made) == set()
    assert made.number not in office.reads("/work").partition("Changed")[0]
    assert differences(office.session) == []


def test_returned_twice_and_late(office: Office, lead: User, boss: User) -> None:
    made = put_on_control(office, boss)
    office.on(DUE - timedelta(days=1)).let(lead).does(made, "submit", text="Готово")
    office.on(DUE + timedelta(days=2)).let(boss)
    assert made.number not in office.reads("/overdue")
    office.does(made, "return", reason="", text="Нет акта", refused=422)
    back = {"reason": "no_evidence", "text": "Нет акта", "interim_due_on": (DUE + timedelta(days=5)).isoformat()}
    assert "Нет акта" in office.does(made, "return", **back)
    late = office.reads("/overdue")
    assert made.number in late
    assert "2 days" in late  # from the deadline, not from the return or the interim date
    office.on(DUE + timedelta(days=4)).let(lead).does(made, "submit", text="Вот акт")
    # Filed late: late while it waits, and the count stands still.
    late = office.on(DUE + timedelta(days=6)).let(boss).reads("/overdue")
    assert made.number in late
    assert "4 days" in late
    office.does(made, "return", reason="poor_quality", text="Акт не подписан")
    office.on(DUE + timedelta(days=9)).let(lead).does(made, "submit", text="Акт подписан")
    office.after(1).let(boss).does(made, "accept")
    assert (made.status, made.result, made.due_on) == (TaskStatus.CLOSED, TaskResult.DONE_LATE, DUE)
    assert [report.attempt for report in made.reports] == [1, 2, 3]
    shares = office.reads("/discipline/tasks?figure=first_pass&line=counted")
    assert made.number in shares
    assert made.number not in office.reads("/overdue")
    # The day of the first return is as it was.
    assert made.number in office.reads(f"/overdue?as_of={(DUE + timedelta(days=2)).isoformat()}")
    assert differences(office.session) == []


def test_a_date_is_moved_at_the_right_level_only(office: Office, lead: User, boss: User) -> None:
    made = put_on_control(office, boss)
    premier = user(office.session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRIME_MINISTER, locale="en")
    minister = user(office.session, Role.SUPERVISOR, decides_up_to=GiverLevel.MINISTER_OR_AKIM, locale="en")
    asked = DUE + timedelta(days=14)
    office.on(DUE - timedelta(days=1)).let(lead)
    office.does(made, "request_extension", due_on=DUE.isoformat(), text="Поставка", refused=422)
    office.does(made, "request_extension", due_on=asked.isoformat(), text="Поставка задержана")
    (request,) = made.extensions
    assert request.late_request
    # A request that waits does not stop the clock.
    office.on(DUE + timedelta(days=1)).let(minister)
    assert made.number in office.reads("/overdue")
    assert "decide_extension" not in office.html(f"/tasks/{made.number}")
    forged = {f"decide_extension-{request.id}-due_on": asked.isoformat(), f"decide_extension-{request.id}-version": "3"}
    forged["csrf_token"] = office.fields("/work", "/language")["csrf_token"]
    answer = office.client.post(f"/tasks/{made.number}/decide_extension?of={request.id}", data=forged)
    assert answer.status_code == 403
    office.session.expire_all()
    assert made.due_on == DUE
    office.let(premier).does(made, "decide_extension", of=request.id, text="Последний раз")
    assert (made.original_due_on, made.due_on) == (DUE, asked)
    assert made.number not in office.reads("/overdue")
    # The second one is granted a level higher; refusing it takes no more than the giver's level.
    again = asked + timedelta(days=14)
    office.on(asked - timedelta(days=9)).let(lead)
    office.does(made, "request_extension", due_on=again.isoformat(), text="Опять")
    second = made.extensions[-1]
    assert not second.late_request
    office.let(premier).does(made, "decide_extension", of=second.id, refused=422)
    office.does(made, "decide_extension", of=second.id, pressed="refuse", text="Хватит")
    assert made.due_on == asked
    page = office.let(lead).reads(f"/tasks/{made.number}")
    assert "Хватит" in page
    ledger = office.reads("/discipline/slippage")
    assert made.number in ledger
    assert differences(office.session) == []


@pytest.mark.parametrize("waiting", [False, True])
def test_a_mistaken_closing_is_undone(office: Office, lead: User, boss: User, waiting: bool) -> None:
    made, other = put_on_control(office, boss), task(office.session, title="Та же работа")
    office.let(lead).does(made, "take_into_work")
    if waiting:
        office.does(made, "submit", text="Готово")
    office.let(boss)
    if waiting:
        office.does(made, "accept")
    else:
        office.does(made, "cancel", reason="duplicate", text="То же самое", other=other.number)
        assert other.number in office.reads(f"/tasks/{made.number}")
    assert office.offers(made) == {"reopen"}
    office.on(DUE + timedelta(days=3)).let(boss)
    office.does(made, "reopen", text=" ", refused=422)
    page = office.does(made, "reopen", text="Снято по ошибке")
    assert "Снято по ошибке" in page
    assert made.status is (TaskStatus.SUBMITTED if waiting else TaskStatus.IN_PROGRESS)
    assert (made.ended_on, made.result, made.cancel_reason, made.due_on) == (None, None, None, DUE)
    # A report filed in time waits again and is not late; a task that was worked on is, from its deadline.
    assert (made.number in office.reads("/overdue")) == (not waiting)
    if waiting:
        office.does(made, "accept")
        assert made.result is TaskResult.DONE
    else:
        office.let(lead).does(made, "submit", text="Теперь готово")
        office.let(boss).does(made, "accept")
        assert made.result is TaskResult.DONE_LATE
    assert differences(office.session) == []


def test_two_people_on_one_task_see_both_texts(office: Office, lead: User, boss: User) -> None:
    made = put_on_control(office, boss)
    office.let(lead)
    address = f"/tasks/{made.number}/submit"
    stale = office.fields(f"/tasks/{made.number}", address)
    office.let(boss).does(made, "change_executors", lead=ENERGY, **{"others-0": FINANCE}, text="Добавить Минфин")
    office.let(lead)
    token = office.fields("/work", "/language")["csrf_token"]
    sent = {**stale, "submit-text": "Ремонт закончен, акт № 7", "csrf_token": token}
    answer = office.client.post(address, data=sent)
    assert answer.status_code == 409
    office.session.expire_all()
    assert made.status is TaskStatus.ON_CONTROL
    assert "Ремонт закончен, акт № 7" in answer.text
    assert "Добавить Минфин" in answer.text
    # Nothing has to be typed again: the page that tells of it holds the form on the present version.
    present = form_of(answer.text, address)["fields"]
    assert office.client.post(address, data=present).status_code == 302
    office.session.expire_all()
    assert made.status is TaskStatus.SUBMITTED
    # A second click on the same form is not a second report, nor is the first form sent once more.
    assert office.client.post(address, data=present).status_code == 302
    assert office.client.post(address, data=sent).status_code == 409
    office.session.expire_all()
    assert [report.text for report in made.reports] == ["Ремонт закончен, акт № 7"]
    assert differences(office.session) == []
