"""Two people on one row: both texts are shown, nothing is lost, mine may be sent on; a repeat of one's own says so."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import CancelReason, RejectReason, Review, Role
from app.domain.history import EventKind
from app.models import Finding, PersonEvent, Task, TaskEvent, User
from app.services.execution import add_note, cancel_task, submit_report
from app.services.people import PersonData, change_person
from app.services.review import extract_findings, reject_finding
from tests.conftest import NOW
from tests.factories import ENERGY, document, sign_in, task, user
from tests.web.pages import post, words

MINE = "Котёл заменён, остались испытания"
THEIRS = "Испытания перенесены на понедельник"


@pytest.fixture
def coordinator(session: Session, client: FlaskClient) -> User:
    made = user(session, locale="en")
    sign_in(client, made)
    return made


def version_of(page: str, action: str) -> str:
    found = re.search(rf'name="{action}-version" type="hidden" value="([^"]+)"', page)
    assert found
    return found[1]


def notes(session: Session, made: Task) -> list[str]:
    rows = session.scalars(
        sa.select(TaskEvent)
        .where(TaskEvent.task_id == made.id, TaskEvent.kind == EventKind.NOTED)
        .order_by(TaskEvent.seq)
    )
    return [row.data["text"] for row in rows]


def test_both_texts_are_shown_and_mine_goes_on(session: Session, client: FlaskClient, coordinator: User) -> None:
    made, colleague = task(session), user(session)
    version = version_of(client.get(f"/tasks/{made.number}").text, "note")
    add_note(session, made, "Сначала одно", by=colleague, now=NOW)
    add_note(session, made, THEIRS, by=colleague, now=NOW)
    answer = post(client, f"/tasks/{made.number}/note", {"note-version": version, "note-text": MINE})
    page = words(answer)
    assert answer.status_code == 409
    assert "What was done meanwhile" in page
    assert all(text in page for text in (THEIRS, "Сначала одно", MINE, colleague.name))
    assert notes(session, made) == ["Сначала одно", THEIRS]
    again = version_of(answer.text, "note")
    assert again != version
    form = {"note-version": again, "note-text": MINE}
    assert post(client, f"/tasks/{made.number}/note", form).status_code == 302
    assert notes(session, made) == ["Сначала одно", THEIRS, MINE]


def test_what_happened_before_my_page_is_not_called_meanwhile(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made, colleague = task(session), user(session)
    add_note(session, made, "Давняя запись", by=colleague, now=NOW)
    version = version_of(client.get(f"/tasks/{made.number}").text, "note")
    add_note(session, made, THEIRS, by=colleague, now=NOW)
    page = post(client, f"/tasks/{made.number}/note", {"note-version": version, "note-text": MINE}).text
    meanwhile = page[page.index("What was done meanwhile") : page.index("What you typed")]
    assert THEIRS in meanwhile
    assert "Давняя запись" not in meanwhile


def test_words_of_an_act_that_closed_meanwhile_stay_readable(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made, supervisor = task(session), user(session, Role.SUPERVISOR)
    version = version_of(client.get(f"/tasks/{made.number}").text, "note")
    cancel_task(session, made, CancelReason.OBSOLETE, "Отменено решением", by=supervisor, now=NOW)
    answer = post(client, f"/tasks/{made.number}/note", {"note-version": version, "note-text": MINE})
    assert answer.status_code == 409
    assert all(text in words(answer) for text in (MINE, "Отменено решением", "not open any more"))


def test_a_repeat_of_ones_own_act_is_told_as_such(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    form = {"note-version": version_of(page, "note"), "note-text": f"  {MINE}\r\n"}
    assert post(client, f"/tasks/{made.number}/note", form).status_code == 302
    again = post(client, f"/tasks/{made.number}/note", form, follow_redirects=True)
    assert again.status_code == 200
    assert "You did this already" in words(again)
    assert notes(session, made) == [MINE]
    other = {**form, "note-text": "Совсем другое"}
    assert post(client, f"/tasks/{made.number}/note", other).status_code == 409


def test_a_report_sent_twice_is_one_report(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    version = version_of(client.get(f"/tasks/{made.number}").text, "submit")
    submit_report(session, made, MINE, by=coordinator, now=NOW)
    answer = post(client, f"/tasks/{made.number}/submit", {"submit-version": version, "submit-text": MINE})
    assert answer.location == f"/tasks/{made.number}"
    session.refresh(made)
    assert len(made.reports) == 1


@pytest.fixture
def finding(session: Session) -> Finding:
    text = "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт котельной."
    (found,) = extract_findings(session, document(session, text), now=NOW, auto_confirm=False)
    return found


def test_a_review_decided_by_another_shows_both(session: Session, client: FlaskClient, finding: Finding) -> None:
    mine, other = user(session, Role.SUPERVISOR, locale="en"), user(session, Role.SUPERVISOR)
    other.name = "Другой контролёр"
    sign_in(client, mine)
    path = f"/review/{finding.document_id}/{finding.id}"
    version = str(finding.version)
    reject_finding(session, finding, RejectReason.TOO_VAGUE, "Неясно, что сделать", by=other, now=NOW)
    form = {
        "accept-version": version,
        "accept-lead": ENERGY,
        "accept-title": "Мой заголовок",
        "accept-due_on": "",
        "accept-giver_level": "prime_minister",
        "accept-urgency": "normal",
    }
    answer = post(client, f"{path}/accept", form)
    page = words(answer)
    assert answer.status_code == 409
    assert all(text in page for text in ("Другой контролёр", "Неясно, что сделать", "Мой заголовок"))
    assert session.scalar(sa.select(sa.func.count()).select_from(Task)) == 0


def test_a_review_repeated_by_oneself_goes_on(session: Session, client: FlaskClient, finding: Finding) -> None:
    mine = user(session, Role.SUPERVISOR, locale="en")
    sign_in(client, mine)
    form = {"reject-version": str(finding.version), "reject-reason": "too_vague", "reject-text": ""}
    path = f"/review/{finding.document_id}/{finding.id}/reject"
    assert post(client, path, form).status_code == 302
    again = post(client, path, form, follow_redirects=True)
    assert "You did this already" in words(again)
    session.refresh(finding)
    assert finding.review is Review.REJECTED


def person_form(person: User, **changes: str) -> dict[str, str]:
    given = {
        "version": str(person.version),
        "name": person.name,
        "email": person.email,
        "office": person.office,
        "role": person.role.value,
        "agency": person.agency.code if person.agency else "",
        "locale": person.locale,
        "digest_hour": str(person.digest_hour),
        "decides_up_to": "",
        "deputy_of": "",
    }
    return {**given, **changes}


def test_the_second_administrator_sees_what_differs_and_may_go_on(session: Session, client: FlaskClient) -> None:
    mine, first = user(session, Role.ADMINISTRATOR, locale="en"), user(session, Role.ADMINISTRATOR)
    first.name = "Первый администратор"
    person = user(session)
    form = person_form(person, office="Отдел мой")
    data = PersonData(email=person.email, name=person.name, role=person.role, agency=ENERGY, office="Отдел чужой")
    change_person(session, person, data, by=first, now=NOW)
    sign_in(client, mine)
    answer = post(client, f"/people/{person.id}/edit", form)
    page = words(answer)
    assert answer.status_code == 409
    assert all(text in page for text in ("Отдел мой", "Отдел чужой", "Первый администратор", "Save mine"))
    session.refresh(person)
    assert person.office == "Отдел чужой"
    found = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)
    assert found
    assert post(client, f"/people/{person.id}/edit", {**form, "version": found[1]}).status_code == 302
    session.refresh(person)
    assert person.office == "Отдел мой"
    history = words(client.get(f"/people/{person.id}"))
    assert "Office: Отдел чужой → Отдел мой" in history
    again = post(client, f"/people/{person.id}/edit", {**form, "version": found[1]}, follow_redirects=True)
    assert "saved already" in words(again)


def test_what_happens_to_a_person_is_kept_and_shown(session: Session, client: FlaskClient) -> None:
    mine, person = user(session, Role.ADMINISTRATOR, locale="en"), user(session)
    sign_in(client, mine)
    change = person_form(person, role="supervisor", agency="", decides_up_to="deputy_pm")
    assert post(client, f"/people/{person.id}/edit", change).status_code == 302
    session.refresh(person)
    assert post(client, f"/people/{person.id}/disable", {"version": str(person.version)}).status_code == 302
    assert post(client, f"/people/{person.id}/disable", {"version": "1"}).status_code == 302
    session.refresh(person)
    assert post(client, f"/people/{person.id}/enable", {"version": str(person.version)}).status_code == 302
    page = words(client.get(f"/people/{person.id}"))
    assert "Role: Coordinator → Supervisor" in page
    assert "Was disabled" in page
    assert "Was enabled again" in page
    kinds = [event.kind.value for event in session.scalars(sa.select(PersonEvent).order_by(PersonEvent.id))]
    assert kinds == ["changed", "disabled", "enabled"]
    for statement in ("UPDATE person_event SET user_id = 1", "DELETE FROM person_event"):
        with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
            session.execute(sa.text(statement))


def test_disabling_somebody_who_was_changed_asks_again(session: Session, client: FlaskClient) -> None:
    mine, person = user(session, Role.ADMINISTRATOR, locale="en"), user(session)
    version = str(person.version)
    data = PersonData(email=person.email, name=person.name, role=person.role, agency=ENERGY, office="Новый отдел")
    change_person(session, person, data, by=user(session, Role.ADMINISTRATOR), now=NOW)
    sign_in(client, mine)
    answer = post(client, f"/people/{person.id}/disable", {"version": version})
    assert answer.status_code == 409
    assert "Новый отдел" in words(answer)
    session.refresh(person)
    assert person.is_active
