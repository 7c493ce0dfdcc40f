"""Series: occurrences ahead, each with a life of its own; a year with the clock moved; the end by decision."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import CancelReason, DueBasis, EvidenceKind, ExecutorRole, GiverLevel, Recurrence, Role, TaskKind
from app.domain.errors import InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.workflow import TaskStatus
from app.models import Agency, Series, Task, TaskEvent, TaskSource
from app.services import execution, occurrences
from app.services.register import Due, NewTask, register_task
from app.services.requirements import NewRequirement, add_requirements
from tests import factories
from tests.conftest import NOW, TODAY


def series(
    session: Session,
    text: str,
    recurrence: Recurrence = Recurrence.QUARTERLY,
    *,
    issued_on: date = TODAY,
    due: Due | None = None,
) -> Task:
    kind = TaskKind.STANDING if recurrence is Recurrence.STANDING else TaskKind.SERIES
    new = NewTask(
        text=text,
        issued_on=issued_on,
        lead=factories.ENERGY,
        others=((factories.FINANCE, ExecutorRole.CO),),
        giver_level=GiverLevel.PRIME_MINISTER,
        kind=kind,
        recurrence=recurrence,
        due=due,
        form_of_completion="отчёт",
    )
    return register_task(session, new, by=None, now=NOW)


def of(session: Session, task: Task) -> list[Task]:
    return list(session.scalars(sa.select(Task).where(Task.series_id == task.series_id).order_by(Task.occurrence_on)))


def run(session: Session, day: date) -> int:
    return occurrences.create_occurrences(session, day, now=local_moment(day, 1))


def test_the_words_give_the_first_date_and_it_stands_as_of_the_text(session: Session) -> None:
    task = series(session, "Докладывать ежеквартально, до 15 числа месяца, следующего за отчётным.")
    assert (task.due_on, task.due_basis, task.period) == (date(2027, 1, 15), DueBasis.TEXT, "2026-Q4")
    assert not task.default_term
    assert task.series is not None
    assert task.series.next_due == date(2027, 4, 15)


def test_without_a_day_policy_gives_it_and_keeps_its_version(session: Session) -> None:
    task = series(session, "Докладывать ежеквартально.")
    assert (task.due_on, task.due_rule, task.default_term) == (date(2027, 1, 10), "series_day", True)
    assert task.due_rule_row is not None
    assert (task.due_rule_row.code, task.due_rule_row.amount) == ("series_day", 10)


def test_a_first_date_goes_on_at_equal_distances(session: Session) -> None:
    due = Due(date(2026, 12, 31), DueBasis.TEXT, "until.day", "до 31 декабря, далее ежеквартально")
    task = series(session, "Доложить до 31 декабря, далее ежеквартально.", due=due)
    assert task.series is not None
    assert (task.due_on, task.series.next_due) == (date(2026, 12, 31), date(2027, 3, 31))


def test_a_standing_instruction_has_a_yearly_checkpoint(session: Session) -> None:
    task = series(session, "Обеспечить на постоянной основе.", Recurrence.STANDING)
    assert (task.due_on, task.period) == (date(2027, 1, 20), "2026")
    for day in (date(2027, 1, 20), date(2027, 12, 20)):
        assert run(session, day) == 0
    assert run(session, date(2027, 12, 21)) == 1
    assert [row.due_on for row in of(session, task)] == [date(2027, 1, 20), date(2028, 1, 20)]


def test_a_year_of_a_monthly_series_with_the_clock_moved(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    for offset in range(366):
        day = TODAY + timedelta(days=offset)
        run(session, day)
        for row in of(session, task):
            if row.status is TaskStatus.ON_CONTROL and row.due_on == day and row.due_on.month % 2:
                now = local_moment(day, 12)
                execution.submit_report(session, row, "Сделано.", by=coordinator, now=now)
                execution.accept_report(session, row, by=supervisor, now=now)
    rows = of(session, task)
    assert [row.occurrence_on for row in rows] == [
        date(2026 + (month > 12), (month - 1) % 12 + 1, 5) for month in range(12, 25)
    ]
    # Each has a life of its own: every second one was closed, the others are still open.
    assert [row.status for row in rows] == [
        TaskStatus.CLOSED if row.occurrence_on.month % 2 and row.occurrence_on <= date(2027, 11, 20) else
        TaskStatus.ON_CONTROL
        for row in rows
    ]  # fmt: skip
    # None was put on control before the one before it was over, nor later than policy says.
    for before, row in pairwise(rows):
        opened = row.registered_at.date()
        assert before.occurrence_on <= opened <= row.occurrence_on - timedelta(days=28)
    assert len({row.number for row in rows}) == len(rows)


def test_a_second_run_creates_nothing(session: Session) -> None:
    task = series(session, "Докладывать каждую пятницу.", Recurrence.WEEKLY)
    assert task.due_on == date(2026, 11, 27)
    day = TODAY + timedelta(days=20)
    assert run(session, day) == 2
    assert run(session, day) == 0
    with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
        session.execute(
            sa.update(Task).where(Task.id == of(session, task)[1].id).values(occurrence_on=date(2026, 11, 27))
        )


def test_after_a_pause_all_that_were_missed_are_there_with_their_true_dates(session: Session) -> None:
    task = series(session, "Докладывать ежеквартально, до 10 числа.")
    assert run(session, date(2027, 12, 15)) == 4
    rows = of(session, task)
    assert [row.due_on for row in rows] == [
        date(2027, 1, 10), date(2027, 4, 10), date(2027, 7, 10), date(2027, 10, 10), date(2028, 1, 10),
    ]  # fmt: skip
    assert [row.period for row in rows] == ["2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    assert {row.issued_on for row in rows} == {TODAY}


def test_an_extended_occurrence_moves_no_other(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    task.due_on = date(2027, 1, 5)  # where the next one is due
    session.flush()
    run(session, date(2026, 12, 6))
    assert [(row.occurrence_on, row.due_on) for row in of(session, task)] == [
        (date(2026, 12, 5), date(2027, 1, 5)),
        (date(2027, 1, 5), date(2027, 1, 5)),
    ]


def test_the_next_occurrence_takes_over_executors_evidence_and_sources(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    document = factories.document(session, "Докладывать ежемесячно до 5 числа.", published_on=TODAY)
    session.add(TaskSource(task_id=task.id, document_id=document.id, finding_id=None, start=0, end=11))
    add_requirements(session, task, [NewRequirement(EvidenceKind.DOCUMENT, "Отчёт")], by=None, now=NOW)
    task.executors[1].internal_executor = "департамент"
    session.flush()
    session.expire(task)
    run(session, date(2026, 12, 6))
    second = of(session, task)[1]
    assert [(row.agency.code, row.role) for row in second.executors] == [
        (factories.ENERGY, ExecutorRole.LEAD),
        (factories.FINANCE, ExecutorRole.CO),
    ]
    assert second.executors[1].internal_executor == "департамент"
    # Its term runs from the one before it; five working days ahead of 5 January, over the holidays.
    assert second.executors[1].contribution_due_on == date(2026, 12, 25)
    assert (second.text, second.form_of_completion, second.giver_level) == (
        task.text,
        "отчёт",
        GiverLevel.PRIME_MINISTER,
    )
    assert [(row.document_id, row.start, row.end, row.finding_id) for row in second.sources] == [
        (document.id, 0, 11, None)
    ]
    assert [row.label for row in second.requirements] == ["Отчёт"]
    registered = session.scalars(
        sa.select(TaskEvent).where(TaskEvent.task_id == second.id).order_by(TaskEvent.seq)
    ).first()
    assert registered is not None
    assert (registered.kind, registered.data["series"], registered.data["period"]) == (
        EventKind.REGISTERED,
        task.series_id,
        "2027-01",
    )


def test_a_body_that_has_ended_gives_way_to_its_successor(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    old = session.scalars(sa.select(Agency).where(Agency.code == factories.ENERGY)).one()
    old.valid_to, old.successors = date(2026, 11, 30), [factories.ALMATY_REGION]
    session.flush()
    run(session, date(2026, 12, 6))
    assert of(session, task)[1].lead_agency.code == factories.ALMATY_REGION


def test_a_series_ends_by_decision_of_the_givers_level(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    run(session, date(2026, 12, 6))
    low = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY)
    with pytest.raises(PermissionDenied):
        occurrences.end_series(session, task, "Тема закрыта.", cancel_open=False, by=low, now=NOW)
    supervisor = factories.user(session, Role.SUPERVISOR)
    occurrences.end_series(session, task, "Тема закрыта.", cancel_open=False, by=supervisor, now=NOW)
    assert [row.status for row in of(session, task)] == [TaskStatus.ON_CONTROL] * 2
    assert run(session, date(2027, 6, 1)) == 0
    kinds = session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.kind == EventKind.SERIES_ENDED)).all()
    assert len(kinds) == 2
    with pytest.raises(InvalidInput, match="series_ended"):
        occurrences.end_series(session, task, "Ещё раз.", cancel_open=False, by=supervisor, now=NOW)


def test_open_occurrences_go_with_the_series_when_that_is_chosen(session: Session) -> None:
    task = series(session, "Докладывать ежемесячно до 5 числа.", Recurrence.MONTHLY)
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    execution.submit_report(session, task, "Сделано.", by=coordinator, now=NOW)
    execution.accept_report(session, task, by=supervisor, now=NOW)
    run(session, date(2026, 12, 6))
    # From an occurrence that is closed already: its end never touches the report that was accepted.
    occurrences.end_series(session, task, "Отозвано.", cancel_open=True, by=supervisor, now=NOW)
    assert [(row.status, row.cancel_reason) for row in of(session, task)] == [
        (TaskStatus.CLOSED, None),
        (TaskStatus.CANCELLED, CancelReason.WITHDRAWN),
    ]


def test_what_does_not_repeat_has_no_series(session: Session) -> None:
    task = factories.task(session)
    milestone = factories.task(session, kind=TaskKind.MILESTONE, recurrence=Recurrence.MONTHLY)
    assert (task.series_id, milestone.series_id) == (None, None)
    assert session.scalar(sa.select(sa.func.count()).select_from(Series)) == 0
    with pytest.raises(InvalidInput, match="no_series"):
        occurrences.end_series(session, task, "x", cancel_open=False, by=None, now=NOW)
