"""The life of a task through the services: each act, its event, its letter, and what it refuses."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import (
    CancelReason,
    DueBasis,
    ExecutorRole,
    GiverLevel,
    ReportDecision,
    ReturnReason,
    Role,
    TaskResult,
    Urgency,
)
from app.domain.errors import ChangedMeanwhile, IllegalTransition, InvalidInput, NotFound, PermissionDenied
from app.domain.history import EventKind, event_hash
from app.domain.workflow import TaskStatus
from app.models import OutboxMessage, Task, TaskEvent
from app.services import execution, executors, questions, reminding, terms
from tests import factories
from tests.conftest import NOW, TODAY

DUE = date(2026, 12, 4)


def events(session: Session, task: Task) -> list[EventKind]:
    return list(session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)))


def letters(session: Session, kind: str) -> list[OutboxMessage]:
    return list(session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)))


def test_the_happy_path_ends_done_and_the_chain_holds(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    execution.take_into_work(session, task, by=coordinator, now=NOW)
    execution.add_note(session, task, " Начали. ", by=coordinator, now=NOW)
    execution.report_interim(session, task, "Половина.", by=coordinator, now=NOW)
    execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW)
    execution.accept_report(session, task, by=supervisor, now=NOW)
    assert (task.status, task.result, task.ended_on) == (TaskStatus.CLOSED, TaskResult.DONE, TODAY)
    assert events(session, task) == [
        EventKind.REGISTERED,
        EventKind.TAKEN_INTO_WORK,
        EventKind.NOTED,
        EventKind.INTERIM_REPORTED,
        EventKind.SUBMITTED,
        EventKind.ACCEPTED,
    ]
    previous = "0" * 64
    for event in session.scalars(sa.select(TaskEvent).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)):
        assert event.previous_hash == previous
        previous = event_hash(
            previous,
            task_id=task.id,
            seq=event.seq,
            kind=event.kind,
            actor_id=event.actor_id,
            at=event.at,
            data=event.data,
        )
        assert event.hash == previous
    assert (task.event_head, task.event_count) == (previous, 6)


def test_returned_and_filed_again_after_the_date_is_done_late(session: Session) -> None:
    task = factories.task(session, due_on=TODAY)
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW)
    execution.return_report(
        session, task, ReturnReason.NO_EVIDENCE, "Нет акта.", by=supervisor, now=NOW, interim_due_on=DUE
    )
    assert task.status is TaskStatus.RETURNED
    assert task.due_on == TODAY
    assert [message.recipient_id for message in letters(session, "report_returned")] == [coordinator.id]
    later = NOW + timedelta(days=5)
    execution.submit_report(session, task, "Акт приложен.", by=coordinator, now=later)
    execution.accept_report(session, task, by=supervisor, now=later + timedelta(days=9))
    assert task.result is TaskResult.DONE_LATE


def test_filed_on_the_day_is_done_however_late_the_decision_comes(session: Session) -> None:
    task = factories.task(session, due_on=TODAY)
    execution.submit_report(session, task, "Готово.", by=factories.user(session), now=local_moment(TODAY, 23, 59))
    supervisor = factories.user(session, Role.SUPERVISOR)
    execution.accept_report(session, task, by=supervisor, now=NOW + timedelta(days=30))
    assert task.result is TaskResult.DONE


def test_withdrawn_report_goes_back_into_work(session: Session) -> None:
    task, coordinator = factories.task(session), factories.user(session)
    report = execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW)
    execution.withdraw_report(session, task, by=coordinator, now=NOW)
    assert (task.status, report.decision) == (TaskStatus.IN_PROGRESS, ReportDecision.WITHDRAWN)


def test_note_with_take_moves_a_new_task_into_work(session: Session) -> None:
    task = factories.task(session)
    execution.add_note(session, task, "Взяли.", by=factories.user(session), now=NOW, take=True)
    assert task.status is TaskStatus.IN_PROGRESS
    assert events(session, task)[1:] == [EventKind.TAKEN_INTO_WORK, EventKind.NOTED]


@pytest.mark.parametrize("ending", ["cancel", "not_done"])
def test_an_ending_is_undone(session: Session, ending: str) -> None:
    task, supervisor = factories.task(session), factories.user(session, Role.SUPERVISOR)
    execution.take_into_work(session, task, by=factories.user(session), now=NOW)
    if ending == "cancel":
        execution.cancel_task(session, task, CancelReason.OBSOLETE, "Утратило смысл.", by=supervisor, now=NOW)
        assert (task.status, task.cancel_reason) == (TaskStatus.CANCELLED, CancelReason.OBSOLETE)
    else:
        execution.close_not_done(session, task, "Не исполнено.", by=supervisor, now=NOW)
        assert (task.status, task.result) == (TaskStatus.CLOSED, TaskResult.NOT_DONE)
    execution.reopen_task(session, task, "Снято ошибочно.", by=supervisor, now=NOW)
    assert (task.status, task.result, task.cancel_reason, task.ended_on) == (TaskStatus.IN_PROGRESS, None, None, None)


def test_another_agencys_task_is_not_found(session: Session) -> None:
    task = factories.task(session, factories.ENERGY)
    stranger = factories.user(session, Role.COORDINATOR, factories.FINANCE)
    with pytest.raises(NotFound):
        execution.add_note(session, task, "x", by=stranger, now=NOW)
    assert task.event_count == 1


def test_a_co_executor_may_note_but_not_submit(session: Session) -> None:
    task = factories.task(session, others=((factories.FINANCE, ExecutorRole.CO),))
    helper = factories.user(session, Role.COORDINATOR, factories.FINANCE)
    execution.add_note(session, task, "Наша часть готова.", by=helper, now=NOW)
    with pytest.raises(PermissionDenied):
        execution.submit_report(session, task, "Готово.", by=helper, now=NOW)


def test_only_the_givers_level_or_higher_ends_control(session: Session) -> None:
    task = factories.task(session, giver_level=GiverLevel.PRESIDENT)
    low = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.DEPUTY_PM)
    with pytest.raises(PermissionDenied):
        execution.cancel_task(session, task, CancelReason.OBSOLETE, "x", by=low, now=NOW)
    high = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRESIDENT)
    execution.cancel_task(session, task, CancelReason.OBSOLETE, "x", by=high, now=NOW)


def test_outside_a_supervisors_scope_is_not_found(session: Session) -> None:
    task = factories.task(session, factories.ENERGY)
    other = factories.user(session, Role.SUPERVISOR, supervises=(factories.FINANCE,))
    with pytest.raises(NotFound):
        reminding.remind(session, task, by=other, now=NOW)


def test_an_old_version_changes_nothing(session: Session) -> None:
    task, coordinator = factories.task(session), factories.user(session)
    read = task.version
    execution.add_note(session, task, "первый", by=coordinator, now=NOW, version=read)
    with pytest.raises(ChangedMeanwhile):
        execution.add_note(session, task, "второй", by=coordinator, now=NOW, version=read)
    assert task.event_count == 2


def test_a_closed_task_knows_no_report(session: Session) -> None:
    task, supervisor = factories.task(session), factories.user(session, Role.SUPERVISOR)
    execution.close_not_done(session, task, "x", by=supervisor, now=NOW)
    with pytest.raises(IllegalTransition):
        execution.submit_report(session, task, "Готово.", by=factories.user(session), now=NOW)


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_empty_and_endless_texts_are_refused(session: Session, text: str) -> None:
    task = factories.task(session)
    with pytest.raises(InvalidInput):
        execution.add_note(session, task, text, by=factories.user(session), now=NOW)


def test_default_term_is_one_month_and_marked_until_confirmed(session: Session) -> None:
    task = factories.task(session, due_on=None, issued_on=date(2026, 1, 16))
    assert (task.due_on, task.due_basis, task.default_term) == (date(2026, 2, 16), DueBasis.POLICY, True)
    supervisor = factories.user(session, Role.SUPERVISOR)
    terms.confirm_term(session, task, date(2026, 2, 16), by=supervisor, now=NOW)
    assert (task.default_term, task.due_basis) == (False, DueBasis.POLICY)
    with pytest.raises(InvalidInput):
        terms.confirm_term(session, task, DUE, by=supervisor, now=NOW)


def test_a_changed_default_term_becomes_the_original(session: Session) -> None:
    task = factories.task(session, due_on=None)
    terms.confirm_term(session, task, DUE, by=factories.user(session, Role.SUPERVISOR), now=NOW)
    session.flush()
    assert (task.original_due_on, task.due_on, task.due_basis) == (DUE, DUE, DueBasis.PERSON)


@pytest.mark.parametrize(
    ("urgency", "due"), [(Urgency.URGENT, date(2026, 1, 21)), (Urgency.VERY_URGENT, date(2026, 1, 19))]
)
def test_urgency_marks_count_working_days_where_no_date_is_given(session: Session, urgency: Urgency, due: date) -> None:
    task = factories.task(session, due_on=None, issued_on=date(2026, 1, 16), urgency=urgency)
    assert task.due_on == due


def test_extension_keeps_the_original_and_moves_the_current_date(session: Session) -> None:
    task = factories.task(session, due_on=DUE, others=((factories.FINANCE, ExecutorRole.CO),))
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    asked = DUE + timedelta(days=60)
    extension = terms.request_extension(session, task, asked, "Поставка задержана.", by=coordinator, now=NOW)
    assert (extension.lead_days, extension.late_request, task.due_on) == (10, False, DUE)
    with pytest.raises(InvalidInput):
        terms.request_extension(session, task, asked, "Ещё раз.", by=coordinator, now=NOW)
    before = task.executors[1].contribution_due_on
    terms.decide_extension(session, extension, asked, by=supervisor, now=NOW)
    session.flush()
    assert (task.original_due_on, task.due_on) == (DUE, asked)
    assert before is not None
    assert task.executors[1].contribution_due_on > before
    assert len(letters(session, "extension_decided")) == 1


def test_a_refused_extension_moves_nothing_and_late_requests_are_flagged(session: Session) -> None:
    task = factories.task(session, due_on=TODAY + timedelta(days=3))
    extension = terms.request_extension(
        session, task, DUE + timedelta(days=30), "x", by=factories.user(session), now=NOW
    )
    assert extension.late_request
    low = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY)
    with pytest.raises(PermissionDenied):
        terms.decide_extension(session, extension, None, by=low, now=NOW)
    terms.decide_extension(session, extension, None, by=factories.user(session, Role.SUPERVISOR), now=NOW)
    assert task.due_on == TODAY + timedelta(days=3)


def test_change_of_lead_tells_both_and_keeps_one_lead(session: Session) -> None:
    task = factories.task(session, factories.ENERGY, others=((factories.FINANCE, ExecutorRole.CO),))
    old, new = factories.user(session), factories.user(session, Role.COORDINATOR, factories.FINANCE)
    supervisor = factories.user(session, Role.SUPERVISOR)
    executors.change_executors(
        session, task, factories.FINANCE, ((factories.ENERGY, ExecutorRole.CO),), by=supervisor, now=NOW
    )
    assert [(e.agency.code, e.role) for e in task.executors] == [
        (factories.FINANCE, ExecutorRole.LEAD),
        (factories.ENERGY, ExecutorRole.CO),
    ]
    assert task.lead_agency.code == factories.FINANCE
    assert {message.recipient_id for message in letters(session, "lead_changed")} == {old.id, new.id}


@pytest.mark.parametrize("lead", ["", "no_such_body", "grp_profile"])
def test_only_one_real_body_leads(session: Session, lead: str) -> None:
    with pytest.raises(InvalidInput):
        factories.task(session, lead)


def test_bodies_by_agreement_stay_so_even_when_named_as_co_executors(session: Session) -> None:
    task = factories.task(session, others=(("sez_pit", ExecutorRole.CO),))
    assert task.executors[1].role is ExecutorRole.BY_AGREEMENT
    assert task.executors[1].contribution_due_on is None


def test_question_and_answer_reach_their_readers_once(session: Session) -> None:
    task, coordinator = factories.task(session), factories.user(session)
    supervisor = factories.user(session, Role.SUPERVISOR)
    question = questions.ask(session, task, "Что считать исполнением?", by=coordinator, now=NOW)
    questions.answer(session, question, "Подписанный акт.", by=supervisor, now=NOW)
    assert [message.recipient_id for message in letters(session, "question_asked")] == [supervisor.id]
    assert [message.recipient_id for message in letters(session, "question_answered")] == [coordinator.id]
    with pytest.raises(InvalidInput):
        questions.answer(session, question, "Ещё раз.", by=supervisor, now=NOW)


def test_a_supervisors_reminder_goes_out_once_a_day(session: Session) -> None:
    task, supervisor = factories.task(session), factories.user(session, Role.SUPERVISOR)
    factories.user(session)
    other = factories.user(session, Role.SUPERVISOR)
    reminding.remind(session, task, "Ждём отчёт.", by=supervisor, now=NOW)
    for again in (supervisor, other):
        with pytest.raises(InvalidInput, match="reminded_today"):
            reminding.remind(session, task, "Ждём отчёт.", by=again, now=NOW + timedelta(hours=1))
    assert len(letters(session, "remind")) == 1
    reminding.remind(session, task, "Ждём отчёт.", by=other, now=NOW + timedelta(hours=24))
    assert len(letters(session, "remind")) == 2


def test_an_urgent_task_is_told_at_once_an_ordinary_one_waits(session: Session) -> None:
    factories.user(session)
    factories.task(session, due_on=TODAY + timedelta(days=60))
    assert letters(session, "task_assigned") == []
    factories.task(session, due_on=TODAY + timedelta(days=3))
    assert len(letters(session, "task_assigned")) == 1


def test_milestone_fact_ends_control_and_a_forecast_keeps_the_date(session: Session) -> None:
    from app.domain.enums import TaskKind

    task = factories.task(session, due_on=date(2026, 5, 31), kind=TaskKind.MILESTONE)
    watcher = factories.user(session)
    execution.record_forecast(session, task, None, "Работы не начаты: нет проекта.", by=watcher, now=NOW)
    execution.record_forecast(session, task, date(2027, 4, 1), "Новый график.", by=watcher, now=NOW)
    assert (task.due_on, task.forecast_on) == (date(2026, 5, 31), date(2027, 4, 1))
    with pytest.raises(InvalidInput):
        execution.record_fact(session, task, TODAY + timedelta(days=1), by=watcher, now=NOW)
    with pytest.raises(IllegalTransition):
        execution.submit_report(session, task, "x", by=watcher, now=NOW)
    execution.record_fact(session, task, TODAY, by=watcher, now=NOW)
    assert (task.status, task.result) == (TaskStatus.CLOSED, TaskResult.DONE_LATE)


def test_dates_that_cannot_be_are_refused(session: Session) -> None:
    from app.domain.enums import TaskKind

    supervisor, coordinator = factories.user(session, Role.SUPERVISOR), factories.user(session)
    yesterday = TODAY - timedelta(days=1)
    task = factories.task(session)
    execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW)
    with pytest.raises(InvalidInput):
        execution.return_report(
            session, task, ReturnReason.INCOMPLETE, "x", by=supervisor, now=NOW, interim_due_on=yesterday
        )
    stone = factories.task(session, kind=TaskKind.MILESTONE)
    with pytest.raises(InvalidInput):
        execution.record_fact(session, stone, stone.issued_on - timedelta(days=1), by=coordinator, now=NOW)
    with pytest.raises(InvalidInput):
        execution.record_forecast(session, stone, yesterday, "x", by=coordinator, now=NOW)
    with pytest.raises(InvalidInput):
        factories.task(session, issued_on=TODAY + timedelta(days=1))


def test_an_extended_default_term_waits_for_no_confirmation(session: Session) -> None:
    task = factories.task(session, due_on=None, issued_on=TODAY)
    asked = TODAY + timedelta(days=90)
    extension = terms.request_extension(session, task, asked, "x", by=factories.user(session), now=NOW)
    terms.decide_extension(session, extension, asked, by=factories.user(session, Role.SUPERVISOR), now=NOW)
    assert not task.default_term
    assert task.original_due_on != task.due_on


def test_executors_that_stay_the_same_are_no_change(session: Session) -> None:
    task = factories.task(session)
    with pytest.raises(InvalidInput):
        executors.change_executors(
            session, task, factories.ENERGY, (), by=factories.user(session, Role.SUPERVISOR), now=NOW
        )
