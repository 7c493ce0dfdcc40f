"""`tapsyrma report`: the same bytes whenever a day is asked for, in three forms; sentences for days that cannot be told."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import engine, transaction
from app.domain.enums import Role
from app.models import Task, User
from app.services import execution, terms
from tests import factories
from tests.conftest import NOW, tapsyrma

START = date(2026, 3, 2)
DAY = "2026-04-20"


@pytest.fixture
def register(own_database: str) -> Iterator[tuple[Session, list[Task]]]:
    with Session(engine(own_database), expire_on_commit=False, info={"base_url": "http://localhost"}) as session:
        with transaction(session):
            factories.user(session)
            factories.user(session, Role.SUPERVISOR)
            made = [
                factories.task(
                    session,
                    due_on=START + timedelta(days=20 + n),
                    title=title,
                    issued_on=START,
                    now=local_moment(START, 10),
                )
                for n, title in enumerate(("=2+2", "Завершить ремонт", "Внести проект"))
            ]
        yield session, made


@pytest.fixture
def environment(register: tuple[Session, list[Task]], tmp_path: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": register[0].get_bind().url.render_as_string(hide_password=False),  # type: ignore[union-attr]
        "TAPSYRMA_DATA": str(tmp_path),
        "TAPSYRMA_TESTING": "1",
        "SECRET_KEY": "x" * 40,
        "BASE_URL": "https://localhost",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "a@example.kz",
    }


def report(environment: dict[str, str], *arguments: str) -> str:
    # The clock of the tests is refused in production settings; the day of the report is given instead.
    result = tapsyrma("report", *arguments, **{**environment, "TAPSYRMA_CLOCK": ""})
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_reports_of_a_past_day_stay_the_same_byte_for_byte(
    register: tuple[Session, list[Task]], environment: dict[str, str]
) -> None:
    session, tasks = register
    asked = [
        ("overdue", "--format", "jsonl"),
        ("register", "--format", "csv"),
        ("discipline", "--format", "jsonl"),
        ("slippage",),
    ]
    before = [report(environment, *each, "--as-of", DAY) for each in asked]
    coordinator, supervisor = session.get(User, 1), session.get(User, 2)
    with transaction(session):
        later = terms.request_extension(session, tasks[0], date(2026, 12, 30), "Не успеем.", by=coordinator, now=NOW)
        terms.decide_extension(session, later, date(2026, 12, 30), by=supervisor, now=NOW)
        execution.submit_report(session, tasks[1], "Готово.", by=coordinator, now=NOW)
        execution.accept_report(session, tasks[1], by=supervisor, now=NOW)
        coordinator.name = "Другой человек"
        factories.agency(session).ru = factories.agency(session).en = "Другое имя"
    assert [report(environment, *each, "--as-of", DAY) for each in asked] == before
    rows = [json.loads(line) for line in before[0].splitlines()]
    assert [(row["number"], row["days_late"], row["held_by"], row["body"]) for row in rows] == [
        (task.number, 29 - n, "lead", factories.ENERGY) for n, task in enumerate(tasks)
    ]


def test_a_title_that_is_a_formula_is_text_in_a_table(
    register: tuple[Session, list[Task]], environment: dict[str, str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(report(environment, "register", "--as-of", DAY, "--format", "csv"))))
    assert [row["title"] for row in rows] == ["'=2+2", "Завершить ремонт", "Внести проект"]
    assert rows[0]["number"] == register[1][0].number


def test_figures_and_one_body(register: tuple[Session, list[Task]], environment: dict[str, str]) -> None:
    rows = [
        json.loads(line) for line in report(environment, "discipline", "--as-of", DAY, "--format", "jsonl").splitlines()
    ]
    first = rows[0]
    assert (first["line"], first["key"], first["figure"]) == ("counted", "all", "on_time_original")
    assert (first["part"], first["base"], first["value"], first["rank"]) == (0, 3, 0.0, None)
    assert {row["key"] for row in rows} == {"all", factories.ENERGY}
    assert report(environment, "overdue", "--agency", "min_defence", "--as-of", DAY) == "Nothing.\n"
    assert "on_time_original" in report(
        environment, "discipline", "--quarter", "2026-Q1", "--by", "level", "--as-of", DAY
    )


def test_what_cannot_be_told_is_a_sentence(register: tuple[Session, list[Task]], environment: dict[str, str]) -> None:
    for day, sentence in (
        ("2090-01-01", "has not come yet"),
        ("2020-01-01", "begins on 2026-03-02"),
        ("soon", "is no date"),
    ):
        result = tapsyrma("report", "overdue", "--as-of", day, **{**environment, "TAPSYRMA_CLOCK": ""})
        assert result.returncode == 2
        assert sentence in result.stderr
        assert "Traceback" not in result.stderr
    result = tapsyrma("report", "discipline", "--quarter", "spring", **{**environment, "TAPSYRMA_CLOCK": ""})
    assert "is no quarter" in result.stderr
