"""Links in letters: signed, for one thing and one person, until a day; a page asks first; one click unsubscribes."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import OverdueList, ReturnReason, Role
from app.domain.history import EventKind
from app.domain.workflow import TaskStatus
from app.models import OutboxMessage, Substitution, Task, TaskEvent, User
from app.services.execution import return_report, submit_report, take_into_work
from app.services.preferences import preference
from app.services.signed_links import LetterLink, Purpose, letter_link, sign
from tests import factories
from tests.conftest import BASE_URL, NOW, TODAY
from tests.web.pages import post, words


def path(session: Session, purpose: Purpose, user: User, **more: object) -> str:
    return letter_link(session, purpose, user.id, TODAY, **more).removeprefix(BASE_URL)  # type: ignore[arg-type]


def kinds(session: Session, task: Task) -> list[EventKind]:
    return list(session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)))


def press(client: FlaskClient, where: str) -> int:
    return post(client, where).status_code


def status(session: Session, task: Task) -> TaskStatus:
    session.expire_all()
    return task.status


def test_opening_asks_and_only_pressing_takes_into_work(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    task = factories.task(session)
    where = path(session, Purpose.TAKE, person, task_id=task.id)
    page = client.get(where)
    assert task.title in words(page)
    assert f"as the deed of {person.name}" in words(page)
    assert client.head(where).status_code == 200
    assert status(session, task) is TaskStatus.ON_CONTROL
    assert "is taken into work" in words(post(client, where))
    assert status(session, task) is TaskStatus.IN_PROGRESS
    event = session.scalars(sa.select(TaskEvent).where(TaskEvent.kind == EventKind.TAKEN_INTO_WORK)).one()
    assert event.actor_id == person.id
    assert press(client, where) == 409
    assert '<button class="btn btn-primary"' not in client.get(where).text


def test_it_signs_nobody_in(client: FlaskClient, session: Session) -> None:
    person, task = factories.user(session), factories.task(session)
    where = path(session, Purpose.TAKE, person, task_id=task.id)
    client.get(where)
    press(client, where)
    assert client.get(f"/tasks/{task.number}").location.startswith("/sign-in")


def test_a_link_in_a_letter_is_the_one_that_works(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    task = factories.task(session, due_on=TODAY + timedelta(days=20))
    take_into_work(session, task, by=person, now=NOW)
    submit_report(session, task, "Готово.", by=person, now=NOW)
    return_report(session, task, ReturnReason.INCOMPLETE, "Нет акта.", by=None, now=NOW)
    (letter,) = session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "report_returned"))
    where = next(line for line in letter.text.splitlines() if "/letter/" in line).removeprefix(BASE_URL)
    assert where in letter.html
    assert "It is on record" in words(post(client, where))
    assert press(client, where) == 200
    assert kinds(session, task).count(EventKind.RECEIVED) == 1
    (event,) = session.scalars(sa.select(TaskEvent).where(TaskEvent.kind == EventKind.RECEIVED))
    assert (event.actor_id, event.data["letter"]) == (person.id, "report_returned")


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), 404),
        (lambda token: "x" + token, 404),
        (lambda token: token.split(".")[0], 404),
        (lambda token: token + "=", 404),
        (lambda token: "я.я", 404),
        (lambda token: token, 200),
    ],
)
def test_a_changed_link_is_no_link(client: FlaskClient, session: Session, change: object, answer: int) -> None:
    person, task = factories.user(session), factories.task(session)
    token = path(session, Purpose.TAKE, person, task_id=task.id).removeprefix("/letter/")
    where = f"/letter/{change(token)}"  # type: ignore[operator]
    assert client.get(where).status_code == answer
    assert press(client, where) == answer


def test_another_key_signs_nothing_here(client: FlaskClient, session: Session) -> None:
    person, task = factories.user(session), factories.task(session)
    session.info["signing_key"] = "another key of forty characters, or so.."
    assert client.get(path(session, Purpose.TAKE, person, task_id=task.id)).status_code == 404
    session.info["signing_key"] = ""
    assert path(session, Purpose.TAKE, person, task_id=task.id) == ""


def test_a_link_is_for_one_thing(client: FlaskClient, session: Session) -> None:
    person, task = factories.user(session), factories.task(session)
    take = path(session, Purpose.TAKE, person, task_id=task.id).removeprefix("/letter/")
    end = path(session, Purpose.UNSUBSCRIBE, person).removeprefix("/unsubscribe/")
    assert client.get(f"/unsubscribe/{take}").status_code == client.post(f"/unsubscribe/{take}").status_code == 404
    assert client.get(f"/letter/{end}").status_code == press(client, f"/letter/{end}") == 404


def test_its_time_ends(client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    person, task = factories.user(session, locale="en"), factories.task(session)
    where = path(session, Purpose.TAKE, person, task_id=task.id)
    for days, answer in ((14, 200), (15, 422)):
        monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{(NOW + timedelta(days=days)).isoformat()}")
        assert client.get(where).status_code == answer
    assert press(client, where) == 422
    assert status(session, task) is TaskStatus.ON_CONTROL


def test_a_link_gives_no_right_that_its_reader_lost(client: FlaskClient, session: Session) -> None:
    person, task = factories.user(session), factories.task(session)
    where = path(session, Purpose.TAKE, person, task_id=task.id)
    person.role = Role.OFFICIAL
    session.flush()
    assert press(client, where) == 403
    person.agency = factories.agency(session, factories.FINANCE)
    session.flush()
    assert press(client, where) == 404
    person.disabled_at = NOW
    session.flush()
    assert client.get(where).status_code == press(client, where) == 404
    assert status(session, task) is TaskStatus.ON_CONTROL


def test_a_substitute_acts_as_one(client: FlaskClient, session: Session) -> None:
    away, other = factories.user(session), factories.user(session, Role.OFFICIAL)
    task = factories.task(session)
    where = path(session, Purpose.TAKE, other, task_id=task.id, for_id=away.id)
    assert press(client, where) == 422
    session.add(Substitution(user_id=away.id, substitute_id=other.id, since=TODAY, until=TODAY))
    session.flush()
    assert press(client, path(session, Purpose.TAKE, away, task_id=task.id)) == 422
    assert press(client, where) == 200
    event = session.scalars(sa.select(TaskEvent).where(TaskEvent.kind == EventKind.TAKEN_INTO_WORK)).one()
    assert (event.actor_id, event.data["for"]) == (other.id, away.id)


def test_the_page_for_acts_wants_its_forms_token(client: FlaskClient, session: Session) -> None:
    person, task = factories.user(session), factories.task(session)
    assert client.post(path(session, Purpose.TAKE, person, task_id=task.id)).status_code == 400
    assert status(session, task) is TaskStatus.ON_CONTROL


def test_one_click_of_a_mail_program_unsubscribes(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, Role.SUPERVISOR, locale="en")
    where = path(session, Purpose.UNSUBSCRIBE, person)
    assert "are orders" in words(client.get(where))
    assert preference(session, person.id).news
    answer = client.post(where, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    session.expire_all()
    chosen = preference(session, person.id)
    assert (chosen.news, chosen.overdue_list, chosen.early_reminders) == (False, OverdueList.NEVER, True)
    assert client.post(where).status_code == 200


def test_the_token_says_all_and_only_what_it_means(session: Session) -> None:
    link = LetterLink(Purpose.RECEIVED, 7, TODAY, 9, 3, "remind")
    assert (
        sign(session, link)
        == sign(session, link)
        != sign(session, LetterLink(Purpose.RECEIVED, 7, TODAY, 9, 4, "remind"))
    )
