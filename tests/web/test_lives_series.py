"""Lives that repeat, through the pages and the scheduler's job: a monthly series over a year, a standing instruction."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.enums import Role, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Task, User
from tests.conftest import TODAY
from tests.factories import ENERGY, user
from tests.replaying import differences
from tests.web.office import Office


@pytest.fixture
def office(session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(session, client, settings, monkeypatch).on(TODAY)


@pytest.fixture
def lead(session: Session) -> User:
    return user(session, Role.COORDINATOR, ENERGY, locale="en")


@pytest.fixture
def boss(session: Session) -> User:
    return user(session, Role.SUPERVISOR, locale="en")


def put_on_control(office: Office, boss: User, text: str, recurrence: str) -> Task:
    form = {"text": text, "issued_on": TODAY.isoformat(), "giver_role": "prime_minister", "lead": ENERGY}
    office.let(boss).sends("/tasks/new", "/tasks/new", recurrence=recurrence, **form)
    return office.newest()


def occurrences(office: Office, first: Task) -> list[Task]:
    query = sa.select(Task).where(Task.series_id == first.series_id).order_by(Task.occurrence_on)
    return list(office.session.scalars(query.execution_options(populate_existing=True)))


def test_a_monthly_series_lives_a_year(office: Office, lead: User, boss: User) -> None:
    first = put_on_control(office, boss, "Докладывать ежемесячно до 5 числа о ремонте", "monthly")
    assert first.due_on == date(2026, 12, 5)
    while office.day < date(2027, 12, 6):
        office.after(6)
        for row in occurrences(office, first):
            # Every month is reported on; in the summer months too late.
            summer = row.due_on is not None and row.due_on.month in (6, 7, 8)
            begin = (row.due_on or office.day) + timedelta(days=2 if summer else -7)
            if row.status is TaskStatus.ON_CONTROL and office.day >= begin:
                office.let(lead).does(row, "submit", text=f"Доклад за {row.period}")
                office.let(boss).does(row, "accept")
    rows = occurrences(office, first)
    closed = [row for row in rows if row.status is TaskStatus.CLOSED]
    assert [row.due_on for row in closed] == [
        date(2026 + (month > 12), (month - 1) % 12 + 1, 5) for month in range(12, 25)
    ]
    assert {row.due_on.month for row in closed if row.due_on and row.result is TaskResult.DONE_LATE} == {6, 7, 8}
    assert len({row.period for row in rows}) == len(rows)
    page = office.let(boss).reads(f"/tasks/{first.number}")
    assert all(row.number in page for row in rows[:5])  # its neighbours, and the way on to theirs
    # The end by decision: what is open goes with it, nothing further comes.
    office.does(rows[-1], "end_series", text="Доклады больше не нужны", cancel_open="y")
    office.after(90)
    assert [row.status for row in occurrences(office, first)][len(closed) :] == [TaskStatus.CANCELLED] * (
        len(rows) - len(closed)
    )
    assert differences(office.session) == []


def test_a_standing_instruction_comes_back_every_year(office: Office, lead: User, boss: User) -> None:
    first = put_on_control(office, boss, "Обеспечить на постоянной основе мониторинг цен", "standing")
    assert first.due_on == date(2027, 1, 20)
    office.on(date(2027, 1, 18)).let(lead).does(first, "submit", text="За год цены выросли на 7 %")
    office.after(1).let(boss).does(first, "accept")
    assert first.result is TaskResult.DONE
    assert len(occurrences(office, first)) == 1
    office.on(date(2027, 12, 28))
    second = occurrences(office, first)[1]
    assert (second.due_on, second.status) == (date(2028, 1, 20), TaskStatus.ON_CONTROL)
    # Nobody reports: the checkpoint is overdue, and the instruction goes on all the same.
    office.on(date(2028, 1, 25)).let(boss)
    assert second.number in office.reads("/overdue")
    office.on(date(2029, 1, 10))
    assert [row.due_on for row in occurrences(office, first)] == [date(year, 1, 20) for year in (2027, 2028, 2029)]
    office.let(boss).does(second, "end_series", text="Передано в другой документ")
    assert "end_series" not in office.offers(second)
    office.on(date(2031, 1, 10))
    rows = occurrences(office, first)
    assert [row.status for row in rows] == [TaskStatus.CLOSED, TaskStatus.ON_CONTROL, TaskStatus.ON_CONTROL]
    assert differences(office.session) == []
