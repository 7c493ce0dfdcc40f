"""Dates inside a term: set by the controller, met by interim reports; they move no deadline and are no status."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import GiverLevel, Role, TaskKind
from app.domain.errors import ChangedMeanwhile, IllegalTransition, InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.workflow import TaskStatus
from app.models import TaskEvent
from app.queries.interim import awaited_interim
from app.services import execution, interim
from tests import factories
from tests.conftest import NOW, TODAY

DUE = date(2027, 3, 31)


def test_interim_dates_are_met_in_their_order_and_move_nothing(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    supervisor, coordinator = factories.user(session, Role.SUPERVISOR), factories.user(session)
    for day in (date(2027, 2, 1), date(2026, 12, 1)):
        interim.set_interim_date(session, task, day, "Ход работ.", by=supervisor, now=NOW, version=task.version)
    session.expire(task)
    assert [row.due_on for row in task.interim_dates] == [date(2026, 12, 1), date(2027, 2, 1)]
    execution.report_interim(session, task, "Половина сделана.", by=coordinator, now=NOW)
    session.expire(task)
    assert [row.met_on for row in task.interim_dates] == [TODAY, None]
    execution.report_interim(session, task, "Почти всё.", by=coordinator, now=NOW + timedelta(days=80))
    execution.report_interim(session, task, "И ещё.", by=coordinator, now=NOW + timedelta(days=81))
    session.expire(task)
    assert [row.met_on for row in task.interim_dates] == [TODAY, TODAY + timedelta(days=80)]
    assert (task.status, task.due_on, task.original_due_on) == (TaskStatus.ON_CONTROL, DUE, DUE)


def test_only_the_controller_sets_dates_and_only_inside_the_term(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    supervisor = factories.user(session, Role.SUPERVISOR)
    low = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY)
    for person in (low, factories.user(session)):
        with pytest.raises(PermissionDenied):
            interim.set_interim_date(session, task, date(2027, 1, 1), by=person, now=NOW)
    for day, code in (
        (TODAY - timedelta(days=1), "date_in_past"),
        (DUE, "interim_beyond_term"),
        (DUE + timedelta(days=1), "interim_beyond_term"),
    ):
        with pytest.raises(InvalidInput, match=code):
            interim.set_interim_date(session, task, day, by=supervisor, now=NOW)
    interim.set_interim_date(session, task, date(2027, 1, 15), by=supervisor, now=NOW)
    with pytest.raises(InvalidInput, match="interim_exists"):
        interim.set_interim_date(session, task, date(2027, 1, 15), by=supervisor, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        interim.set_interim_date(session, task, date(2027, 1, 16), by=supervisor, now=NOW, version=1)
    milestone = factories.task(session, kind=TaskKind.MILESTONE)
    with pytest.raises(IllegalTransition):
        interim.set_interim_date(session, milestone, date(2026, 12, 1), by=supervisor, now=NOW)


def test_a_date_is_taken_back_until_a_report_met_it(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    supervisor, coordinator = factories.user(session, Role.SUPERVISOR), factories.user(session)
    first = interim.set_interim_date(session, task, date(2026, 12, 1), by=supervisor, now=NOW)
    second = interim.set_interim_date(session, task, date(2027, 2, 1), by=supervisor, now=NOW)
    execution.report_interim(session, task, "Половина.", by=coordinator, now=NOW)
    with pytest.raises(InvalidInput, match="interim_met"):
        interim.drop_interim_date(session, task, first, by=supervisor, now=NOW)
    interim.drop_interim_date(session, task, second, by=supervisor, now=NOW)
    session.expire(task)
    assert task.interim_dates == [first]
    kinds = session.scalars(
        sa.select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq.desc()).limit(1)
    ).one()
    assert kinds is EventKind.INTERIM_DATE_DROPPED


def test_the_lead_sees_what_is_awaited_the_nearest_first(session: Session) -> None:
    supervisor, coordinator = factories.user(session, Role.SUPERVISOR), factories.user(session)
    one, other = factories.task(session, due_on=DUE), factories.task(session, due_on=DUE)
    foreign = factories.task(session, factories.FINANCE, due_on=DUE)
    for task, day in ((one, date(2027, 2, 1)), (other, date(2026, 12, 1)), (foreign, date(2026, 12, 1))):
        interim.set_interim_date(session, task, day, by=supervisor, now=NOW)
    assert [(row.task.id, row.due_on) for row in awaited_interim(session, coordinator, "ru")] == [
        (other.id, date(2026, 12, 1)),
        (one.id, date(2027, 2, 1)),
    ]
    execution.report_interim(session, other, "Ход.", by=coordinator, now=NOW)
    assert [row.task.id for row in awaited_interim(session, coordinator, "ru")] == [one.id]
