"""A new edition of a plan: which differences can be taken over by whom, and what they do to the tasks."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExtensionState, GiverLevel, GiverRole, Role
from app.domain.errors import ChangedMeanwhile, InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.workflow import TaskStatus
from app.models import Plan, PlanEdition, PlanRow, Task, TaskEvent, User
from app.queries.plans import plan_of, plans_of_task, tasks_of
from app.services import execution, terms
from app.services.plan_carrying import carry_out, found_differences
from app.services.plan_changes import Difference
from app.services.plans import (
    Correction,
    NewPlan,
    add_edition,
    correct_row,
    drop_edition,
    keep_choices,
    skip_blocked,
    start_plan,
)
from tests.conftest import NOW
from tests.factories import user
from tests.plan_corpus import ROWS, Rows, made_plan

STAMP: dict[str, Any] = {"by": None, "now": NOW}
NEW = NewPlan("План", GiverRole.PRIME_MINISTER, GiverLevel.PRIME_MINISTER, date(2026, 10, 1))


def changed(place: int, **cells: str) -> Rows:
    """The rows with some cells of one of them changed."""
    names = ("number", "action", "form", "executors", "term")
    row = tuple(cells.get(name, text) for name, text in zip(names, ROWS[place], strict=True))
    return [*ROWS[:place], row, *ROWS[place + 1 :]]  # type: ignore[list-item]


def plan_with(session: Session, rows: Rows = ROWS) -> Plan:
    """A plan on control."""
    edition = start_plan(session, NEW, made_plan(rows), **STAMP)
    steps = list(carry_out(session, edition, **STAMP))
    assert steps == [(n, len(rows)) for n in range(1, len(rows) + 1)]
    return edition.plan


def again(session: Session, plan: Plan, rows: Rows, by: User | None = None) -> tuple[PlanEdition, list[Difference]]:
    """A new edition that waits, and what it changes."""
    edition = add_edition(session, plan, made_plan(rows), by=by, now=NOW)
    return edition, found_differences(session, edition, by=by, now=NOW)


def task_at(session: Session, place: int) -> Task:
    """The task of a row."""
    return list(session.scalars(sa.select(Task).order_by(Task.id)))[place]


def code_of(found: list[Difference]) -> str:
    """Why the only difference cannot be taken over."""
    assert len(found) == 1 and found[0].obstacle is not None
    return found[0].obstacle.code


def test_the_history_says_from_which_plan_a_task_came(session: Session) -> None:
    plan = plan_with(session)
    event = session.scalars(
        sa.select(TaskEvent).where(TaskEvent.task_id == task_at(session, 0).id).order_by(TaskEvent.seq)
    ).first()
    assert event is not None and (event.data["plan"], event.data["plan_row"]) == (plan.id, "1")
    reader = user(session, Role.SUPERVISOR)
    assert [(each.title, row.number) for each, row in plans_of_task(session, reader, task_at(session, 0).id)] == [
        ("План", "1")
    ]


def test_a_later_term_is_an_extension_decided_by_the_supervisor(session: Session) -> None:
    plan, by = plan_with(session), user(session, Role.SUPERVISOR)
    edition, found = again(session, plan, changed(1, term="до 1 сентября 2027 года"), by)
    assert [each.change.kind.value for each in found] == ["term"]
    list(carry_out(session, edition, by=by, now=NOW))
    task = task_at(session, 1)
    assert (task.due_on, task.original_due_on) == (date(2027, 9, 1), date(2027, 7, 1))
    assert [each.decided_by_id for each in task.extensions] == [by.id]


def test_a_default_term_is_settled_not_extended(session: Session) -> None:
    plan = plan_with(session, changed(1, term="по мере необходимости"))
    assert task_at(session, 1).default_term
    edition, _found = again(session, plan, changed(1, term="до 1 марта 2027 года"))
    list(carry_out(session, edition, **STAMP))
    task = task_at(session, 1)
    assert (task.due_on, task.original_due_on, list(task.extensions)) == (date(2027, 3, 1), date(2027, 3, 1), [])
    assert not task.default_term


def test_a_date_that_the_task_has_already_changes_the_plan_alone(session: Session) -> None:
    plan, task = plan_with(session), task_at(session, 1)
    request = terms.request_extension(session, task, date(2027, 9, 1), "Поставки задерживаются", **STAMP)
    terms.decide_extension(session, request, date(2027, 9, 1), **STAMP)
    events = task.event_count
    edition, found = again(session, plan, changed(1, term="до 1 сентября 2027 года"))
    assert [each.obstacle for each in found] == [None]
    list(carry_out(session, edition, **STAMP))
    assert (task.event_count, task.due_on) == (events, date(2027, 9, 1))


@pytest.mark.parametrize(
    ("place", "term", "code"),
    [
        (1, "до 1 июня 2027 года", "plan_term_earlier"),
        (1, "по мере необходимости", "plan_term_undated"),
        (1, "ежемесячно", "plan_term_repeats"),
        (2, "до 1 июля 2027 года", "plan_term_repeats"),
        (1, "до 1 июня 2025 года", "date_before_issue"),
    ],
)
def test_terms_that_cannot_be_taken_over(place: int, term: str, code: str, session: Session) -> None:
    plan = plan_with(session)
    edition, found = again(session, plan, changed(place, term=term))
    assert code_of(found) == code
    with pytest.raises(InvalidInput) as refusal:
        list(carry_out(session, edition, **STAMP))
    assert refusal.value.code == code


def test_a_waiting_request_is_decided_first(session: Session) -> None:
    plan = plan_with(session)
    terms.request_extension(session, task_at(session, 1), date(2027, 10, 1), "Поставки задерживаются", **STAMP)
    _edition, found = again(session, plan, changed(1, term="до 1 сентября 2027 года"))
    assert code_of(found) == "extension_pending"
    assert [each.state for each in task_at(session, 1).extensions] == [ExtensionState.REQUESTED]


def test_who_does_not_reach_the_givers_level_moves_nothing(session: Session) -> None:
    plan = plan_with(session)
    by = user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.MINISTER_OR_AKIM)
    for cells in ({"term": "до 1 сентября 2027 года"}, {"executors": "МФ"}, {"form": "справка"}):
        _edition, found = again(session, plan, changed(1, **cells), by)
        assert code_of(found) == "not_permitted"


def test_a_task_that_has_ended_stays_as_it_ended(session: Session) -> None:
    plan, task = plan_with(session), task_at(session, 1)
    execution.close_not_done(session, task, "Не исполнено", **STAMP)
    _edition, found = again(session, plan, changed(1, executors="МФ"))
    assert code_of(found) == "plan_task_ended"
    edition, found = again(session, plan, [ROWS[0], ROWS[2]])
    assert [(each.change.kind.value, each.obstacle) for each in found] == [("gone", None)]
    list(carry_out(session, edition, **STAMP))
    assert task.status is TaskStatus.CLOSED


def test_words_of_the_measure_and_the_form(session: Session) -> None:
    plan = plan_with(session)
    words = ROWS[1][1] + " и сёл"
    edition, found = again(session, plan, changed(1, action=words, form="справка"))
    assert [each.change.kind.value for each in found] == ["action", "form"]
    list(carry_out(session, edition, **STAMP))
    task = task_at(session, 1)
    kinds = [each.kind for each in session.scalars(sa.select(TaskEvent).where(TaskEvent.task_id == task.id))]
    assert EventKind.NOTED in kinds and task.form_of_completion == "справка"
    assert task.text == ROWS[1][1]


def test_an_edition_is_taken_over_once(session: Session) -> None:
    plan = plan_with(session)
    with pytest.raises(InvalidInput) as refusal:
        list(carry_out(session, plan.editions[0], **STAMP))
    assert refusal.value.code == "plan_registered"
    for act in (
        lambda: keep_choices(session, plan.editions[0], [], **STAMP),
        lambda: drop_edition(session, plan.editions[0], **STAMP),
        lambda: skip_blocked(session, plan.editions[0], "Лишнее", **STAMP),
    ):
        with pytest.raises(InvalidInput):
            act()


def test_a_row_left_out_before_can_be_taken_later(session: Session) -> None:
    edition = start_plan(session, NEW, made_plan(changed(1, executors="")), **STAMP)
    assert skip_blocked(session, edition, "Исполнителя нет", **STAMP) == 1
    list(carry_out(session, edition, **STAMP))
    plan = edition.plan
    edition, found = again(session, plan, ROWS)
    assert found == []
    row = edition.rows[1]
    correction = Correction(row.number, row.action, row.form, row.executors, row.term)
    correct_row(session, row, correction, version=row.version, **STAMP)
    found = found_differences(session, edition, **STAMP)
    assert [each.change.kind.value for each in found] == ["new"]
    list(carry_out(session, edition, **STAMP))
    assert row.task_id is not None
    assert len(session.scalars(sa.select(Task)).all()) == 3


def test_a_measure_that_was_rewritten_is_known_again_by_the_words_of_its_file(session: Session) -> None:
    edition = start_plan(session, NEW, made_plan(ROWS), **STAMP)
    row = edition.rows[0]
    correct_row(session, row, Correction("1а", "Совсем другие слова", row.form, row.executors, row.term), **STAMP)
    list(carry_out(session, edition, **STAMP))
    later, found = again(session, edition.plan, [*ROWS[:2], (*ROWS[2][:2], "отчёт", *ROWS[2][3:])])
    assert [each.change.kind.value for each in found] == ["form"]
    assert (later.rows[0].earlier_id, later.rows[0].action) == (row.id, "Совсем другие слова")


def test_a_row_that_is_gone_and_stays_keeps_its_place(session: Session) -> None:
    plan = plan_with(session)
    edition, found = again(session, plan, [ROWS[0], ROWS[2]])
    keep_choices(session, edition, [each.key for each in found], **STAMP)
    list(carry_out(session, edition, **STAMP))
    rows = session.scalars(sa.select(PlanRow).where(PlanRow.edition_id == edition.id).order_by(PlanRow.position)).all()
    assert [(row.position, row.number, row.task_id) for row in rows] == [
        (place + 1, ROWS[place][0], task_at(session, place).id) for place in range(3)
    ]
    _edition, found = again(session, plan, ROWS)
    assert found == []


def test_only_a_supervisor_brings_plans(session: Session) -> None:
    by = user(session, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        start_plan(session, NEW, made_plan(ROWS), by=by, now=NOW)


def test_a_supervisor_of_some_bodies_sees_and_repeats_only_his_own(session: Session) -> None:
    plan = plan_with(session)
    by = user(session, Role.SUPERVISOR, supervises=("min_energy",))
    mine = start_plan(session, NEW, made_plan(ROWS), by=by, now=NOW)
    assert mine.plan_id != plan.id
    assert plan_of(session, by, mine.plan_id).id == mine.plan_id


def test_a_page_that_is_out_of_date_overwrites_nothing(session: Session) -> None:
    edition = start_plan(session, NEW, made_plan(ROWS), **STAMP)
    row = edition.rows[0]
    correction = Correction("1", "Слова", "", "МЭ", "2027 год")
    with pytest.raises(ChangedMeanwhile):
        correct_row(session, row, correction, version=row.version + 1, **STAMP)


def test_a_plan_for_a_day_to_come_is_refused(session: Session) -> None:
    later = NewPlan("План", GiverRole.PRIME_MINISTER, GiverLevel.PRIME_MINISTER, date(2026, 12, 1))
    with pytest.raises(InvalidInput) as refusal:
        start_plan(session, later, made_plan(ROWS), **STAMP)
    assert refusal.value.code == "issued_in_future"


def test_a_body_that_has_ended_gives_way_to_its_successor(session: Session) -> None:
    edition = start_plan(session, NEW, made_plan(changed(1, executors="МЦРИАП, МФ")), **STAMP)
    row = edition.rows[1]
    assert row.lead == "min_ai"
    assert [code for code, _data in row.problems] == ["lead_succeeded"]


def test_the_task_at_hand_of_a_series_is_shown(session: Session) -> None:
    plan_with(session)
    task, reader = task_at(session, 2), user(session, Role.SUPERVISOR)
    assert tasks_of(session, reader, [task.id])[task.id].number == task.number


def test_a_measure_on_control_cannot_be_left_out(session: Session) -> None:
    plan = plan_with(session)
    edition, _found = again(session, plan, changed(0, form="акт"))
    row = edition.rows[0]
    words = {name: getattr(row, name) for name in ("number", "action", "form", "executors", "term")}
    correct_row(session, row, Correction(**words, skip=True, skip_reason="не нужно"), **STAMP)
    assert row.skip_reason == ""
