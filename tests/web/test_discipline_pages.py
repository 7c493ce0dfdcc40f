"""Pages of the past and of discipline: a day in the address line, figures that lead to their tasks, whose they are."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import engine
from app.domain.discipline import Figure
from app.domain.enums import DueBasis, ExecutorRole, Role
from app.models import Task, User
from app.queries.asof import EVERYTHING, Scope
from app.queries.discipline import Asked, discipline
from app.queries.past_lists import lines_then, overdue_then
from app.queries.past_rows import overdue_row
from app.queries.tasks import Filters
from app.services import execution, terms
from app.services.register import Due, NewTask, register_task
from tests import factories
from tests.conftest import NOW, TODAY
from tests.web.pages import foreign_addresses, inline_parts, words

START = date(2026, 6, 1)


@pytest.fixture
def people(session: Session) -> dict[str, User]:
    made = {
        "lead": factories.user(session, locale="en"),
        "co": factories.user(session, code=factories.FINANCE, locale="en"),
        "official": factories.user(session, Role.OFFICIAL, locale="en"),
        "supervisor": factories.user(session, Role.SUPERVISOR, locale="en"),
        "administrator": factories.user(session, Role.ADMINISTRATOR, locale="en"),
    }
    made["narrow"] = factories.user(session, Role.SUPERVISOR, locale="en", supervises=(factories.FINANCE,))
    return made


@pytest.fixture
def tasks(session: Session, people: dict[str, User]) -> list[Task]:
    """Six tasks of one body: four done in time, one late with an extension granted, one overdue; two with a co-executor."""
    made = []
    for number in range(6):
        others = ((factories.FINANCE, ExecutorRole.CO),) if number < 2 else ()
        due = START + timedelta(days=30 + number)
        task = factories.task(
            session, due_on=due, title=f"Дело {number}", others=others, issued_on=START, now=local_moment(START, 10)
        )
        made.append(task)
        execution.take_into_work(session, task, by=people["lead"], now=local_moment(START + timedelta(days=1), 10))
        if number == 4:
            asked = terms.request_extension(
                session, task, due + timedelta(days=20), "Не успеем.", by=people["lead"], now=local_moment(due, 9)
            )
            terms.decide_extension(
                session, asked, asked.asked_due_on, by=people["supervisor"], now=local_moment(due, 18)
            )
        if number < 5:
            filed = local_moment(due + timedelta(days=10 if number == 4 else -2), 12)
            execution.submit_report(session, task, "Готово.", by=people["lead"], now=filed)
            execution.accept_report(session, task, by=people["supervisor"], now=filed + timedelta(days=1))
    return made


def seen(client: FlaskClient, person: User, path: str, status: int = 200) -> str:
    factories.sign_in(client, person)
    answer = client.get(path)
    assert answer.status_code == status, path
    html = answer.get_data(as_text=True)
    assert foreign_addresses(html) == inline_parts(html) == []
    return words(answer)


def test_the_overdue_list_shows_who_holds_a_task(
    client: FlaskClient, people: dict[str, User], tasks: list[Task]
) -> None:
    page = seen(client, people["supervisor"], "/overdue")
    assert "Who holds it" in page
    assert "main executor since" in page
    late = (TODAY - tasks[5].due_on).days  # type: ignore[operator]
    assert f"{late} days lost" in page


def test_the_overdue_list_as_it_stood(
    client: FlaskClient, session: Session, people: dict[str, User], tasks: list[Task]
) -> None:
    day = START + timedelta(days=45)
    page = seen(client, people["supervisor"], f"/overdue?as_of={day.isoformat()}")
    assert "As it stood at the end of" in page
    assert tasks[5].number in page
    assert tasks[4].number not in page
    assert "10 days late" in page
    # The task was accepted later; the day does not change.
    execution.submit_report(session, tasks[5], "Готово.", by=people["lead"], now=NOW)
    assert seen(client, people["supervisor"], f"/overdue?as_of={day.isoformat()}") == page


@pytest.mark.parametrize("path", ["/overdue", "/tasks", "/discipline", "/discipline/slippage", "/discipline/pack"])
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-01-01", "has not come yet"),
        ("2026-01-01", "history of this register begins on 2026-06-01"),
        ("завтра", "is no date"),
        ("2026-02-30", "is no date"),
    ],
)
def test_days_of_which_nothing_can_be_told_get_a_sentence(
    client: FlaskClient, people: dict[str, User], tasks: list[Task], path: str, day: str, sentence: str
) -> None:
    page = seen(client, people["supervisor"], f"{path}?as_of={day}")
    assert sentence in page
    assert tasks[0].number not in page


def test_the_register_as_it_stood_with_filters_and_pages(
    client: FlaskClient, session: Session, people: dict[str, User], tasks: list[Task]
) -> None:
    for number in range(55):
        factories.task(session, due_on=TODAY, title=f"Ещё {number}", now=local_moment(START, 11), issued_on=START)
    address = f"/tasks?as_of={START.isoformat()}"
    first = seen(client, people["supervisor"], address)
    assert "61 tasks" in first
    assert tasks[0].number not in first
    assert tasks[0].number in seen(client, people["supervisor"], address + "&at=50")
    assert "On control" in seen(client, people["supervisor"], address + "&q=Дело 3")
    assert "No task of this kind" in seen(client, people["supervisor"], address + "&status=ended")
    assert tasks[0].number in seen(client, people["supervisor"], f"/tasks?as_of={TODAY}&status=closed&sort=due")
    assert tasks[0].number not in seen(client, people["lead"], f"/tasks?as_of={TODAY}&status=open")


def test_figures_stand_with_formula_and_counts(client: FlaskClient, people: dict[str, User], tasks: list[Task]) -> None:
    page = seen(client, people["supervisor"], "/discipline")
    assert "66.7% 4 of 6" in page  # against the original date
    assert "83.3% 5 of 6" in page  # against the date in force
    assert "÷" in page
    assert "none: fewer than 5 tasks" not in page  # who leads nothing is not ranked; the lead has six
    quarter = seen(client, people["supervisor"], "/discipline?quarter=2026-Q2")
    assert "66.7% 4 of 6" not in quarter
    assert "none: fewer than 5 tasks" not in quarter
    early = seen(client, people["supervisor"], "/discipline?as_of=2026-07-02")
    assert "none: fewer than 5 tasks" in early
    assert "No instruction counts" in seen(client, people["supervisor"], "/discipline?agency=min_defence")


def test_a_place_needs_others_to_stand_among(session: Session, people: dict[str, User], tasks: list[Task]) -> None:
    def ranks(scope: Scope, agency: str = "") -> set[int | None]:
        return {
            row.rank for row in discipline(session, scope, Asked(TODAY, agency=agency)) if row.key == factories.ENERGY
        }

    assert ranks(EVERYTHING) == {None}
    for number in range(5):
        factories.task(session, factories.FINANCE, due_on=START, title=f"Финансы {number}", issued_on=START, now=NOW)
    assert ranks(EVERYTHING) == {1}
    assert ranks(EVERYTHING, factories.ENERGY) == {None}
    assert ranks(Scope(frozenset({factories.ENERGY}))) == {None}


def test_every_figure_leads_to_its_tasks(client: FlaskClient, people: dict[str, User], tasks: list[Task]) -> None:
    page = seen(
        client, people["supervisor"], "/discipline/tasks?figure=on_time_original&line=counted&key=min_energy&by=agency"
    )
    assert "6 tasks add up to 4 of 6" in page
    assert tasks[5].number in page
    for figure in Figure:
        seen(client, people["supervisor"], f"/discipline/tasks?figure={figure.value}&line=counted")
    seen(client, people["supervisor"], "/discipline/tasks?figure=nothing&line=counted", 404)
    seen(client, people["supervisor"], "/discipline/tasks?figure=slip&line=counted&as_of=2030-01-01", 404)


def test_a_body_sees_its_own_figures_and_no_others(
    client: FlaskClient, people: dict[str, User], tasks: list[Task]
) -> None:
    page = seen(client, people["co"], "/discipline")
    assert "Ministry of Finance" in page
    assert "Ministry of Energy" not in page
    behind = seen(client, people["co"], "/discipline/tasks?figure=on_time_original&line=counted&key=min_energy")
    assert "No task adds to this figure" in behind
    assert tasks[0].number in seen(client, people["co"], "/discipline/tasks?figure=contributions&line=counted")
    assert "Ministry of Energy" in seen(client, people["official"], "/discipline")
    assert "Ministry of Energy" not in seen(client, people["narrow"], "/discipline")
    for path in ("/discipline", "/discipline/tasks", "/discipline/pack", "/discipline/slippage"):
        seen(client, people["administrator"], path, 403)


def test_rows_by_level_and_by_quarter(client: FlaskClient, people: dict[str, User], tasks: list[Task]) -> None:
    assert "Prime Minister 66.7% 4 of 6" in seen(client, people["supervisor"], "/discipline?by=level")
    assert "Q3 2026" in seen(client, people["supervisor"], "/discipline?by=quarter")
    assert "No instruction counts" in seen(client, people["supervisor"], "/discipline?level=president&by=nonsense")


def test_default_terms_and_bodies_by_agreement_stand_apart_and_milestones_nowhere(
    client: FlaskClient, session: Session, people: dict[str, User]
) -> None:
    factories.task(session, due_on=None, issued_on=START, now=local_moment(START, 10))
    factories.task(
        session, "state_guard", due_on=START + timedelta(days=9), issued_on=START, now=local_moment(START, 10)
    )
    page = seen(client, people["supervisor"], "/discipline")
    assert "With a default term (policy) that nobody confirmed" in page
    assert "Led by a body outside the chain of command" in page
    assert "Instructions with a date of their own" not in page


def test_the_quarters_report_says_when_it_is_due(
    client: FlaskClient, people: dict[str, User], tasks: list[Task]
) -> None:
    page = seen(client, people["supervisor"], "/discipline/pack?quarter=2026-Q3")
    assert "02" in page
    assert "Q3 2026" in page
    assert "Measures taken" in page
    assert tasks[4].number in page
    assert tasks[0].number not in page
    assert "No instruction had its original date in this quarter" in seen(
        client, people["supervisor"], "/discipline/pack?quarter=2026-Q2&as_of=2026-06-03&agency=min_defence"
    )


def test_the_ledger_shows_both_dates_and_whose_days(
    client: FlaskClient, people: dict[str, User], tasks: list[Task]
) -> None:
    page = seen(client, people["supervisor"], "/discipline/slippage")
    assert "moved by 20 days" in page
    assert "1 of 1" in page
    assert tasks[5].number in page
    assert tasks[0].number not in page
    assert "No date was moved" in seen(client, people["co"], "/discipline/slippage")


def test_the_task_page_tells_who_held_it(client: FlaskClient, people: dict[str, User], tasks: list[Task]) -> None:
    page = seen(client, people["supervisor"], f"/tasks/{tasks[0].number}")
    assert "Who held it, and whose days were lost" in page
    assert "co-executor Ministry of Finance" in page
    assert "controller" in page
    assert "Now:" not in page
    assert "Now: main executor" in seen(client, people["supervisor"], f"/tasks/{tasks[5].number}")


def test_training_examples_are_left_out_in_production(
    session: Session, people: dict[str, User], tasks: list[Task]
) -> None:
    register_task(
        session,
        NewTask("Учебное.", START, factories.ENERGY, due=Due(START + timedelta(days=5), DueBasis.TEXT), training=True),
        by=None,
        now=local_moment(START, 10),
    )
    for training, expected in ((True, 7), (False, 6)):
        rows = discipline(session, EVERYTHING, Asked(TODAY, training=training))
        assert rows[0].total(Figure.ON_TIME_ORIGINAL).base == expected


def test_the_list_asks_as_many_statements_for_many_rows_as_for_few(
    client: FlaskClient, session: Session, people: dict[str, User], database_url: str
) -> None:
    counts = []
    for more in (3, 30):
        for number in range(more):
            factories.task(
                session, due_on=START, title=f"Дело {more} {number}", issued_on=START, now=local_moment(START)
            )
        factories.sign_in(client, people["supervisor"])
        client.get("/overdue")
        counts.append(counted(client, database_url))
    assert counts[0] == counts[1]


def counted(client: FlaskClient, database_url: str) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    event.listen(engine(database_url), "before_cursor_execute", note)
    try:
        assert client.get("/overdue").status_code == 200
    finally:
        event.remove(engine(database_url), "before_cursor_execute", note)
    assert statements
    return len(statements)


def test_past_days_survive_renamed_people_and_bodies(
    client: FlaskClient, session: Session, people: dict[str, User], tasks: list[Task]
) -> None:
    def shown() -> list[dict[str, object]]:
        day = START + timedelta(days=45)
        found = overdue_then(session, EVERYTHING, Filters(), day=day)
        return [overdue_row(line) for line in lines_then(session, found, day=day, locale="en")]

    before = shown()
    factories.agency(session).en = "Ministry of something else"
    people["lead"].name = "Другой"
    session.flush()
    assert shown() == before
