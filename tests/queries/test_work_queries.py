"""Reads behind the lists: keyset pages lose and repeat nothing, counts are capped, statements are constant in rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.db import engine
from app.domain.calendar import WorkCalendar
from app.domain.enums import ExecutorRole, Role
from app.domain.lateness import due_soon, late
from app.domain.workflow import TaskStatus
from app.models import Task, User
from app.queries.keyset import COUNT_CAP, Page, capped_count
from app.queries.mywork import Why, act_now
from app.queries.overdue import OVERDUE_SORTS, overdue_count, overdue_page
from app.queries.reference import work_calendar
from app.queries.tasks import REGISTER_SORTS, Filters, TaskLine, register_page
from app.services.execution import add_note
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, agency, sign_in, task, user

MANY, FEW = 50, 5


@contextmanager
def statements(url: str) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(engine(url), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine(url), "before_cursor_execute", note)


def all_pages(read: Callable[[str], Page[TaskLine]]) -> list[int]:
    """Ids of all rows, page after page, checked against the way back."""
    found, cursors, cursor = [], [""], ""
    while True:
        page = read(cursor)
        found += [row.id for row in page.rows]
        if not page.next:
            break
        cursor = page.next
        cursors.append(cursor)
    back = page.previous
    backwards: list[int] = [row.id for row in page.rows]
    while back:
        page = read(back)
        backwards = [row.id for row in page.rows] + backwards
        back = page.previous
    assert backwards == found
    return found


@pytest.mark.parametrize("sort", sorted(OVERDUE_SORTS))
def test_overdue_pages_hold_every_row_once(session: Session, sort: str) -> None:
    supervisor = user(session, Role.SUPERVISOR)
    made = [task(session, (ENERGY, FINANCE)[n % 2], due_on=TODAY - timedelta(days=1 + n % 7)).id for n in range(13)]

    def read(cursor: str) -> Page[TaskLine]:
        return overdue_page(session, supervisor, Filters(), day=TODAY, sort=sort, cursor=cursor, locale="ru", rows=4)

    assert sorted(all_pages(read)) == sorted(made)


@pytest.mark.parametrize("sort", sorted(REGISTER_SORTS))
def test_register_pages_hold_every_row_once(session: Session, sort: str) -> None:
    supervisor = user(session, Role.SUPERVISOR)
    made = [task(session, (ENERGY, FINANCE)[n % 2], due_on=TODAY + timedelta(days=n % 3)).id for n in range(103)]

    def read(cursor: str) -> Page[TaskLine]:
        return register_page(session, supervisor, Filters(), sort=sort, cursor=cursor, locale="kk")

    assert sorted(all_pages(read)) == sorted(made)


def test_names_come_in_the_readers_language(session: Session) -> None:
    supervisor = user(session, Role.SUPERVISOR)
    task(session, ENERGY)
    for locale in ("ru", "kk", "en"):
        (row,) = register_page(session, supervisor, Filters(), sort="", cursor="", locale=locale).rows
        assert row.lead == agency(session, ENERGY).name(locale)


def copies(session: Session, original: Task, count: int) -> None:
    """Rows like the original, made in one statement: for counts, not for services."""
    columns = [column for column in Task.__table__.columns if column.name != "id"]
    row = session.execute(sa.select(*columns).where(Task.id == original.id)).mappings().one()
    session.execute(sa.insert(Task), [{**row, "number": f"2025-{n:06d}"} for n in range(count)])


def test_a_count_stops_at_its_cap(session: Session) -> None:
    supervisor = user(session, Role.SUPERVISOR)
    original = task(session, due_on=TODAY - timedelta(days=1))
    copies(session, original, COUNT_CAP - 1)
    exact = overdue_count(session, supervisor, Filters(), day=TODAY)
    assert (exact.value, exact.capped, str(exact)) == (COUNT_CAP, False, "1000")
    task(session, due_on=TODAY - timedelta(days=2))
    over = overdue_count(session, supervisor, Filters(), day=TODAY)
    assert (over.capped, str(over)) == (True, "1000+")
    assert capped_count(session, sa.select(Task.id).where(sa.false())).value == 0


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("/overdue", Role.SUPERVISOR),
        ("/overdue", Role.COORDINATOR),
        ("/overdue/week", Role.SUPERVISOR),
        ("/tasks", Role.SUPERVISOR),
        ("/tasks", Role.COORDINATOR),
        ("/work", Role.SUPERVISOR),
        ("/work", Role.COORDINATOR),
    ],
)
def test_statements_of_a_page_do_not_grow_with_its_rows(
    session: Session, client: FlaskClient, database_url: str, address: str, role: Role
) -> None:
    sign_in(client, user(session, role, ENERGY))

    def grow(count: int) -> None:
        for n in range(count):
            made = task(session, due_on=TODAY + timedelta(days=n % 5 - 2), others=((FINANCE, ExecutorRole.CO),))
            add_note(session, made, "Идёт", by=None, now=NOW)

    def counted() -> tuple[int, int]:
        session.flush()
        session.expunge_all()
        with statements(database_url) as seen:
            answer = client.get(address)
        assert answer.status_code == 200
        return len(seen), answer.text.count('href="/tasks/2')

    grow(FEW)
    counted()  # a process asks for the revision of the database once
    few, rows_of_few = counted()
    grow(MANY - FEW)
    many, rows_of_many = counted()
    assert rows_of_many > rows_of_few > 0
    assert many == few
    assert few <= 20


def test_a_tasks_page_has_constant_statements(session: Session, client: FlaskClient, database_url: str) -> None:
    coordinator = user(session)
    sign_in(client, user(session, Role.SUPERVISOR))
    made = task(session, others=((FINANCE, ExecutorRole.CO),))

    def counted() -> int:
        session.flush()
        session.expunge_all()
        with statements(database_url) as seen:
            assert client.get(f"/tasks/{made.number}").status_code == 200
        return len(seen)

    counted()  # a process asks for the revision of the database once
    few = counted()
    fresh = session.get(Task, made.id)
    assert fresh is not None
    for n in range(30):
        add_note(session, fresh, f"Запись {n}", by=session.get(User, coordinator.id), now=NOW)
    assert counted() == few


@pytest.mark.parametrize("days", range(-3, 12))
def test_reasons_in_my_work_agree_with_the_domain(session: Session, days: int) -> None:
    coordinator = user(session)
    calendar: WorkCalendar = work_calendar(session)
    due = TODAY + timedelta(days=days)
    made = task(session, due_on=due)
    made.status = TaskStatus.IN_PROGRESS
    session.flush()
    rows = act_now(session, coordinator, day=TODAY, calendar=calendar, locale="ru").rows
    expected = None
    if late(made.status, due, TODAY):
        expected = Why.LATE
    elif due_soon(made.status, due, TODAY, calendar):
        expected = Why.DUE_SOON
    assert [why for _line, why in rows] == ([expected] if expected else [])
