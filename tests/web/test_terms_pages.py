"""Terms on the pages: a series over a year, interim dates, repeated extensions, the explained deadline."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import DueBasis, GiverLevel, Recurrence, Role, TaskKind, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Task, TermRule, User
from app.services.occurrences import create_occurrences
from app.services.register import Due, NewTask, register_task
from app.services.terms import decide_extension, request_extension
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, sign_in, task, user
from tests.web.pages import words
from tests.web.real_forms import send_form


@pytest.fixture
def coordinator(session: Session) -> User:
    return user(session, Role.COORDINATOR, ENERGY, locale="en")


@pytest.fixture
def supervisor(session: Session) -> User:
    return user(session, Role.SUPERVISOR, locale="en")


def page_of(client: FlaskClient, made: Task) -> str:
    answer = client.get(f"/tasks/{made.number}")
    assert answer.status_code == 200
    return answer.text


def act(client: FlaskClient, made: Task, action: str, of: int | None = None, **typed: str) -> int:
    address = f"/tasks/{made.number}/{action}" + (f"?of={of}" if of else "")
    return send_form(client, page_of(client, made), address, **typed).status_code


def occurrences(session: Session) -> list[Task]:
    query = sa.select(Task).where(Task.series_id.is_not(None)).order_by(Task.occurrence_on)
    return list(session.scalars(query.execution_options(populate_existing=True)))


class Days:
    """A moved clock, and people who sign in again as it moves."""

    def __init__(self, session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session, self.client, self.monkeypatch = session, client, monkeypatch

    def go(self, day: date, hour: int = 10) -> datetime:
        now = local_moment(day, hour)
        self.monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{now.isoformat()}")
        create_occurrences(self.session, day, now=now)
        self.session.flush()
        return now

    def act(self, person: User, day: date, made: Task, action: str, **typed: str) -> int:
        sign_in(self.client, person, self.go(day))
        return act(self.client, made, action, **typed)


def test_a_quarterly_series_over_a_year_through_the_pages(
    session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, coordinator: User, supervisor: User
) -> None:
    sign_in(client, supervisor)
    form = client.get("/tasks/new").text
    answer = send_form(
        client, form, "/tasks/new", text="Докладывать ежеквартально до 10 числа месяца, следующего за отчётным.",
        issued_on=TODAY.isoformat(), giver_role="prime_minister", lead=ENERGY, recurrence="quarterly",
    )  # fmt: skip
    assert answer.status_code == 302
    (first,) = occurrences(session)
    text = words(client.get(f"/tasks/{first.number}"))
    assert "quarter 4 of 2026" in text
    assert "The words name its day; the first one after" in text
    days = Days(session, client, monkeypatch)
    # The first is done in time, the second late, the third is left alone.
    assert days.act(coordinator, date(2027, 1, 8), first, "submit", text="Отчёт за IV квартал.") == 302
    assert days.act(supervisor, date(2027, 1, 11), first, "accept") == 302
    days.go(date(2027, 4, 12))
    second = occurrences(session)[1]
    assert days.act(coordinator, date(2027, 4, 12), second, "submit", text="Отчёт за I квартал.") == 302
    assert days.act(supervisor, date(2027, 4, 13), second, "accept") == 302
    sign_in(client, supervisor, days.go(date(2027, 11, 20)))
    rows = occurrences(session)
    assert [row.due_on for row in rows] == [
        date(2027, 1, 10), date(2027, 4, 10), date(2027, 7, 10), date(2027, 10, 10),
    ]  # fmt: skip
    assert [row.result for row in rows] == [TaskResult.DONE, TaskResult.DONE_LATE, None, None]
    assert [row.status for row in rows[2:]] == [TaskStatus.ON_CONTROL] * 2
    shown = words(client.get(f"/tasks/{rows[2].number}"))
    assert all(row.number in shown for row in rows)
    assert "The next one is due on" in shown
    assert "10.01.2028" in shown
    # The series ends from any occurrence; the open ones go with it when that is ticked.
    assert act(client, rows[3], "end_series", text="Сводный отчёт вместо этого.", cancel_open="y") == 302
    days.go(date(2028, 6, 1))
    for row in rows:
        session.refresh(row)
    assert [row.status for row in rows] == [TaskStatus.CLOSED] * 2 + [TaskStatus.CANCELLED] * 2
    assert len(occurrences(session)) == 4


def test_a_series_ended_says_so_and_its_open_occurrence_stays(
    session: Session, client: FlaskClient, supervisor: User, coordinator: User
) -> None:
    made = register_task(
        session,
        NewTask("Докладывать каждую пятницу.", TODAY, ENERGY, kind=TaskKind.SERIES, recurrence=Recurrence.WEEKLY),
        by=None,
        now=NOW,
    )
    sign_in(client, coordinator)
    assert 'id="do-end_series"' not in page_of(client, made)
    sign_in(client, supervisor)
    assert act(client, made, "end_series", text="Достаточно.") == 302
    shown = words(client.get(f"/tasks/{made.number}"))
    assert "The series was ended on" in shown
    assert "Достаточно." in shown
    session.refresh(made)
    assert made.status is TaskStatus.ON_CONTROL
    assert 'id="do-end_series"' not in page_of(client, made)


def test_interim_dates_from_the_form_to_my_work_and_met(
    session: Session, client: FlaskClient, supervisor: User, coordinator: User
) -> None:
    made = task(session, due_on=date(2027, 3, 31))
    sign_in(client, supervisor)
    assert act(client, made, "set_interim_date", due_on="2027-04-01", text="Поздно") == 422
    assert act(client, made, "set_interim_date", due_on="2026-12-15", text="Ход закупки") == 302
    assert act(client, made, "set_interim_date", due_on="2027-02-15", text="Ход монтажа") == 302
    session.refresh(made)
    second = made.interim_dates[1]
    assert act(client, made, "drop_interim_date", second.id) == 302
    sign_in(client, coordinator)
    home = words(client.get("/work"))
    assert "Interim reports awaited" in home
    assert "Ход закупки" in home
    assert "Ход монтажа" not in home
    assert 'action="/tasks/' in page_of(client, made)
    assert "drop_interim_date" not in page_of(client, made)
    assert act(client, made, "report_interim", text="Закупка объявлена.") == 302
    session.refresh(made)
    session.refresh(made.interim_dates[0])
    assert (made.interim_dates[0].met_on, made.due_on, made.status) == (
        TODAY,
        date(2027, 3, 31),
        TaskStatus.ON_CONTROL,
    )
    assert "Interim reports awaited" not in words(client.get("/work"))
    assert "reported on 20.11.2026" in words(client.get(f"/tasks/{made.number}"))


def test_extensions_one_by_one_a_level_up_and_red(
    session: Session, client: FlaskClient, coordinator: User, supervisor: User
) -> None:
    made = task(session, due_on=date(2026, 12, 4), giver_level=GiverLevel.PRIME_MINISTER)
    premier = user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRIME_MINISTER, locale="en")
    for number in (1, 2, 3):
        sign_in(client, coordinator)
        asked = date(2026, 12, 4) + timedelta(days=30 * number)
        assert act(client, made, "request_extension", due_on=asked.isoformat(), text="Поставка.") == 302
        session.refresh(made)
        request = made.extensions[-1]
        sign_in(client, premier)
        shown = words(client.get(f"/tasks/{made.number}"))
        assert (f"Extension number {number} of this task is granted at the level" in shown) == (number > 1)
        if number > 1:
            assert act(client, made, "decide_extension", request.id) == 422
            sign_in(client, supervisor)
        assert act(client, made, "decide_extension", request.id) == 302
        session.refresh(made)
        assert made.due_on == asked
    sign_in(client, supervisor)
    shown = words(client.get(f"/tasks/{made.number}"))
    assert f"Extension 1: from 04.12.2026 to 03.01.2027, granted by {premier.name}" in shown
    assert f"Extension 3: from 02.02.2027 to 04.03.2027, granted by {supervisor.name}" in shown
    assert "Original deadline: 04.12.2026." in shown
    assert "extended 3 times" in words(client.get("/tasks"))
    sign_in(client, coordinator)
    assert "extended 3 times" not in words(client.get("/tasks"))


def test_a_request_is_taken_back_on_the_page(
    session: Session, client: FlaskClient, coordinator: User, supervisor: User
) -> None:
    made = task(session, due_on=date(2026, 12, 4))
    request_extension(session, made, date(2027, 1, 15), "Поставка.", by=coordinator, now=NOW)
    sign_in(client, supervisor)
    assert 'id="do-withdraw_extension"' not in page_of(client, made)
    sign_in(client, coordinator)
    assert act(client, made, "withdraw_extension", text="Успеваем.") == 302
    shown = words(client.get(f"/tasks/{made.number}"))
    assert "Withdrawn" in shown
    assert 'id="do-withdraw_extension"' not in page_of(client, made)
    assert 'id="do-request_extension"' in page_of(client, made)


def test_the_panel_tells_phrase_rule_calendar_extension_and_date_in_this_order(
    session: Session, client: FlaskClient, supervisor: User, coordinator: User
) -> None:
    made = task(session, due_on=date(2026, 11, 29))  # a Sunday
    request = request_extension(session, made, date(2026, 12, 16), "x", by=coordinator, now=NOW)
    decide_extension(session, request, date(2026, 12, 16), by=supervisor, now=NOW)
    sign_in(client, supervisor)
    shown = words(client.get(f"/tasks/{made.number}"))
    places = [
        shown.index(part)
        for part in (
            "The text says: “до срока”.",
            "The rule of reading: “Until” a day, which is included",
            "29.11.2026: Sunday, a day off; the working day before it is 27.11.2026.",
            "Extension 1: from 29.11.2026 to 16.12.2026, granted by",
            "The date now: 16.12.2026. Wednesday, a day off (Independence Day); the working day before it is 15.12.2026.",
        )
    ]
    assert places == sorted(places)
    assert "/policy#reading" in page_of(client, made)


def test_until_the_end_of_the_year_is_explained_by_the_year(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    from app.extraction.deadlines import read_deadline
    from app.reference import work_calendar

    found = read_deadline("до конца года", date(2026, 1, 16), work_calendar())
    assert found is not None
    steps = tuple({"code": step.code, "data": dict(step.data)} for step in found.steps)
    due = Due(found.date, DueBasis.TEXT, found.rule, found.text, steps)
    made = register_task(
        session, NewTask("Завершить до конца года.", date(2026, 1, 16), ENERGY, due=due), by=None, now=NOW
    )
    for locale in ("ru", "kk", "en"):
        supervisor.locale = locale
        session.flush()
        sign_in(client, supervisor)
        shown = words(client.get(f"/tasks/{made.number}"))
        assert "31.12.2026" in shown
        assert "01.09.2026" not in shown
    assert "That is 01.01.2026 to 31.12.2026." in shown


def test_a_rule_that_began_some_day_says_since_when(session: Session, client: FlaskClient, supervisor: User) -> None:
    session.execute(sa.update(TermRule).where(TermRule.code == "default_term").values(valid_from=date(2026, 1, 1)))
    made = task(session, due_on=None, issued_on=TODAY)
    sign_in(client, supervisor)
    assert "version since 01.01.2026" in words(client.get(f"/tasks/{made.number}"))


def test_a_default_term_names_its_rule_version_and_links_to_policy(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    made = task(session, due_on=None, issued_on=TODAY)
    sign_in(client, supervisor)
    page = page_of(client, made)
    assert "/policy#rule-default_term" in page
    shown = words(client.get(f"/tasks/{made.number}"))
    assert "The rule: policy Term of an instruction" in shown, "the word policy stands there once"
    assert "1991" not in shown, "a rule that always held has no version"
    assert 'id="rule-default_term"' in client.get("/policy").text
    assert act(client, made, "confirm_term") == 302
    session.refresh(made)
    assert not made.default_term


def test_a_term_under_the_minimum_is_taken_with_a_warning(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    made = task(session, due_on=None, issued_on=TODAY)
    sign_in(client, supervisor)
    assert "A term of less than 2 working days is taken, with a warning." in words(client.get(f"/tasks/{made.number}"))
    assert act(client, made, "confirm_term", due_on="2026-11-23") == 302
    session.refresh(made)
    assert made.due_on == date(2026, 11, 23)
    warned = "The term is shorter than 2 working days, the shortest one. Nothing was changed."
    assert warned in words(client.get(f"/tasks/{made.number}"))
    assert warned not in words(client.get(f"/tasks/{task(session, due_on=date(2026, 11, 24), issued_on=TODAY).number}"))
