"""Reminding of many tasks at once: who gets a letter is shown before, everybody gets one, nobody a second one that day."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.enums import ExecutorRole, Role
from app.domain.errors import PermissionDenied
from app.domain.history import EventKind
from app.models import OutboxMessage, TaskEvent, User
from app.services import bulk_reminding
from app.services.bulk_reminding import plan_reminders, remind_many
from app.services.execution import submit_report
from app.services.substitutes import name_substitute
from app.web.overdue.reminding import MOST_NAMED
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, task, user
from tests.web.office import Office
from tests.web.real_forms import form_of

LATE = TODAY - timedelta(days=10)


@pytest.fixture
def office(session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(session, client, settings, monkeypatch).let(user(session, Role.SUPERVISOR))


def letters(session: Session) -> list[OutboxMessage]:
    return list(
        session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "remind").order_by(OutboxMessage.id))
    )


def send(office: Office, address: str, text: str = "") -> str:
    """Send the confirmation page's form: its hidden fields repeat, so they are read one by one."""
    page = office.html(address)
    action = page.partition('<form method="post" action="/overdue/remind')[2].partition('"')[0]
    action = f"/overdue/remind{action}"
    fields = form_of(page, action)["fields"]
    ids = [part.split('"')[0] for part in page.split('name="task" value="')[1:]]
    answer = office.client.post(action, data={**fields, "task": ids, "text": text})
    office.session.expire_all()
    assert answer.status_code == 200, answer.text
    return answer.text


def test_one_letter_a_person_about_all_of_his_tasks(session: Session, office: Office) -> None:
    coordinator, other = user(session, Role.COORDINATOR, ENERGY), user(session, Role.COORDINATOR, FINANCE)
    made = [task(session, due_on=LATE, title=f"Работа {n}") for n in range(3)]
    shared = task(session, due_on=LATE, title="Общая", others=((FINANCE, ExecutorRole.CO),))
    query = "&".join(f"task={each.id}" for each in [*made, shared])
    page = office.reads(f"/overdue/remind?{query}")
    assert "Общая" in page
    send(office, f"/overdue/remind?{query}", "Ждём отчёта")
    found = {letter.recipient_id: letter for letter in letters(session)}
    assert found.keys() == {coordinator.id, other.id}
    mine = found[coordinator.id].text
    assert all(f"Работа {n}" in mine for n in range(3))
    assert "Ждём отчёта" in mine
    assert "Работа" not in found[other.id].text
    events = session.scalars(sa.select(TaskEvent).where(TaskEvent.kind == EventKind.REMINDED)).all()
    assert {event.task_id for event in events} == {each.id for each in [*made, shared]}
    assert all(event.actor_id == office.person.id and event.data["text"] == "Ждём отчёта" for event in events)


def test_a_second_time_that_day_nobody_is_reminded_and_the_page_says_why(session: Session, office: Office) -> None:
    user(session, Role.COORDINATOR, ENERGY)
    made = task(session, due_on=LATE)
    send(office, f"/overdue/remind?task={made.id}")
    again = office.client.post(
        "/overdue/remind",
        data={**form_of(office.html("/views"), "/language")["fields"], "task": [made.id]},
    )
    assert again.status_code == 200
    assert made.number in again.text
    assert len(letters(session)) == 1
    fresh = task(session, due_on=LATE)
    send(office, "/overdue/remind")
    assert len(letters(session)) == 2, "what is new is reminded of, what was is not"
    assert fresh.number in letters(session)[1].text
    assert made.number not in letters(session)[1].text
    office.after(1).let(office.person)
    send(office, "/overdue/remind")
    assert len(letters(session)) == 3, "the next day is another day"


def test_one_task_is_not_reminded_of_again_after_it_was_among_many(session: Session, office: Office) -> None:
    user(session, Role.COORDINATOR, ENERGY)
    made, other = task(session, due_on=LATE), task(session, due_on=LATE)
    open_page = office.html(f"/tasks/{made.number}")
    remind_many(session, [made.id, other.id], by=user(session, Role.SUPERVISOR), now=NOW)
    session.commit()
    form = form_of(open_page, f"/tasks/{made.number}/remind")["fields"]
    answer = office.client.post(f"/tasks/{made.number}/remind", data={**form, "remind-text": "Ждём"})
    assert answer.status_code == 422
    assert "Ждём" in answer.text, "what was typed is not lost"
    assert len(letters(session)) == 1
    page = office.html(f"/tasks/{made.number}")
    assert f'action="/tasks/{made.number}/remind"' not in page
    assert "supervisor, min_energy, " in page.partition("#bell")[2][:200], "it says who reminded, and when"
    office.after(1).let(office.person)
    assert f'action="/tasks/{made.number}/remind"' in office.html(f"/tasks/{made.number}")


def test_more_tasks_than_a_page_names_are_all_reminded_of(session: Session, office: Office) -> None:
    user(session, Role.COORDINATOR, ENERGY)
    made = [task(session, due_on=LATE) for _ in range(MOST_NAMED + 3)]
    said = send(office, "/overdue/remind")
    assert said.count('<li><a href="/tasks/') == MOST_NAMED
    events = session.scalars(sa.select(TaskEvent.task_id).where(TaskEvent.kind == EventKind.REMINDED)).all()
    assert sorted(events) == sorted(each.id for each in made)
    (letter,) = letters(session)
    assert made[0].number in letter.text


def test_what_is_left_is_said_and_done_by_going_on(
    session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_reminding, "MOST", 2)
    user(session, Role.COORDINATOR, ENERGY)
    made = [task(session, due_on=LATE + timedelta(days=n)) for n in range(5)]
    office.person.locale = "en"
    session.commit()
    address = f"/overdue/remind?agency={ENERGY}"
    assert "3 tasks stay for another time" in office.html(address)
    for left in (3, 1):
        said = send(office, address)
        assert re.search(rf"\b{left} tasks? of the list (is|are) not reminded of yet", said)
        assert f'href="{address}"' in said
    assert "not reminded of yet" not in send(office, address)
    reminded = sa.select(TaskEvent.task_id).where(TaskEvent.kind == EventKind.REMINDED).order_by(TaskEvent.id)
    assert list(session.scalars(reminded)) == [each.id for each in made]


def test_why_not(session: Session, office: Office) -> None:
    lead = user(session, Role.COORDINATOR, ENERGY)
    submitted = task(session, due_on=TODAY + timedelta(days=3))
    submit_report(session, submitted, "Готово", by=lead, now=NOW)
    lonely = task(session, ALMATY_REGION, due_on=LATE)
    plan = plan_reminders(session, [submitted.id, lonely.id, 2**31 - 1], by=office.person, now=NOW)
    assert {row.id: reason for row, reason in plan.skipped} == {submitted.id: "not_executed", lonely.id: "nobody"}
    page = office.reads(f"/overdue/remind?task={submitted.id}&task={lonely.id}")
    assert submitted.number in page
    assert lonely.number in page


def test_tasks_outside_the_scope_are_not_there(session: Session, office: Office) -> None:
    user(session, Role.COORDINATOR, FINANCE)
    made = task(session, FINANCE, due_on=LATE)
    narrow = user(session, Role.SUPERVISOR, supervises=(ENERGY,))
    plan = plan_reminders(session, [made.id], by=narrow, now=NOW)
    assert (plan.tasks, plan.skipped, plan.people) == ((), (), ())


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_others_remind_nobody(session: Session, role: Role) -> None:
    made = task(session, due_on=LATE)
    with pytest.raises(PermissionDenied):
        remind_many(session, [made.id], by=user(session, role), now=NOW)


def test_a_substitute_gets_own_and_lent_tasks_in_one_letter(session: Session, office: Office) -> None:
    absent, other = user(session, Role.COORDINATOR, ENERGY), user(session, Role.OFFICIAL, ENERGY)
    chosen = user(session, Role.OFFICIAL, ENERGY)
    absent.name = "Отсутствующий"
    name_substitute(session, absent, other, TODAY, TODAY, by=absent, now=NOW)
    lent, own = task(session, due_on=LATE), task(session, due_on=LATE)
    lent.executors[0].official_id = chosen.id
    session.flush()
    remind_many(session, [lent.id, own.id], by=office.person, now=NOW)
    found = {letter.recipient_id: letter for letter in letters(session)}
    assert found.keys() == {other.id, chosen.id}
    letter = found[other.id]
    assert lent.number in letter.text
    assert own.number in letter.text
    assert "Отсутствующий" in letter.text


def statements_for(session: Session, ids: list[int], by: User) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    engine = session.get_bind().engine
    session.expire_all()
    session.refresh(by)
    sa.event.listen(engine, "before_cursor_execute", note)
    plan_reminders(session, ids, by=by, now=NOW)
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_planning_asks_the_same_for_few_and_for_many(session: Session, office: Office) -> None:
    user(session, Role.COORDINATOR, ENERGY)
    ids = [task(session, due_on=LATE).id for _ in range(20)]
    few = statements_for(session, ids[:2], office.person)
    assert statements_for(session, ids, office.person) == few
