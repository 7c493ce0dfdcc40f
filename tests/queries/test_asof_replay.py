"""The replay of a history says what the row says, after every act that a service knows; past days do not change."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import local_moment, today
from app.domain.enums import CancelReason, ExecutorRole, ReturnReason, Role, TaskKind
from app.domain.errors import DomainError, InvalidInput
from app.models import Extension, Question, Task, TaskEvent, User
from app.queries.asof import EVERYTHING, Scope, check_past_day, past_day, scope_of, states_of
from app.queries.discipline import Asked, By, discipline
from app.queries.past_lists import holdings, lines_then, overdue_then, register_then
from app.queries.past_rows import discipline_rows, overdue_row, register_row, slippage_row
from app.queries.slippage_pages import slippage_then
from app.queries.tasks import Filters, KindFilter, StatusGroup, Waiting
from app.services import contributions, execution, executors, questions, terms
from tests import factories
from tests.conftest import NOW
from tests.replaying import differences

START = date(2026, 3, 2)
CO = factories.FINANCE


@dataclass
class World:
    """A register with one task of each sort and the people who act on them; `day` moves on."""

    session: Session
    coordinator: User
    co: User
    supervisor: User
    tasks: list[Task]
    day: date = START

    @property
    def now(self) -> datetime:
        """Ten in the morning of the world's day."""
        return local_moment(self.day, 10)


def world(session: Session) -> World:
    made = World(
        session,
        factories.user(session, now=local_moment(START)),
        factories.user(session, code=CO, now=local_moment(START)),
        factories.user(session, Role.SUPERVISOR, now=local_moment(START)),
        [],
    )
    issued = START - timedelta(days=3)
    others = ((CO, ExecutorRole.CO), ("f_aca", ExecutorRole.BY_AGREEMENT))
    for due, more in (
        (START + timedelta(days=30), {"others": others}),
        (START + timedelta(days=5), {}),
        (None, {}),
        (START + timedelta(days=10), {"kind": TaskKind.MILESTONE}),
    ):
        made.tasks.append(factories.task(session, due_on=due, issued_on=issued, now=made.now, **more))  # type: ignore[arg-type]
    return made


Act = Callable[[World, Task], object]


def _pending(w: World, task: Task) -> Extension:
    query = sa.select(Extension).where(Extension.task_id == task.id).order_by(Extension.id.desc()).limit(1)
    found = w.session.scalar(query)
    if found is None:
        raise InvalidInput("extension_not_pending")
    return found


def _question(w: World, task: Task) -> Question:
    query = sa.select(Question).where(Question.task_id == task.id).order_by(Question.id.desc()).limit(1)
    found = w.session.scalar(query)
    if found is None:
        raise InvalidInput("question_answered")
    return found


def _part(w: World, task: Task) -> object:
    row = next((row for row in task.executors if row.agency.code == CO and row.role is not ExecutorRole.LEAD), None)
    if row is None:
        raise InvalidInput("nothing_awaited")
    return row


def _late(w: World, task: Task) -> date:
    return max(task.due_on or w.day, w.day) + timedelta(days=9)


ACTS: dict[str, Act] = {
    "take": lambda w, t: execution.take_into_work(w.session, t, by=w.coordinator, now=w.now),
    "note": lambda w, t: execution.add_note(w.session, t, "Идёт.", by=w.supervisor, now=w.now),
    "interim": lambda w, t: execution.report_interim(w.session, t, "Половина.", by=w.coordinator, now=w.now),
    "submit": lambda w, t: execution.submit_report(w.session, t, "Готово.", by=w.coordinator, now=w.now),
    "withdraw": lambda w, t: execution.withdraw_report(w.session, t, by=w.coordinator, now=w.now),
    "return": lambda w, t: execution.return_report(
        w.session, t, ReturnReason.NO_EVIDENCE, "Нет акта.", by=w.supervisor, now=w.now
    ),
    "accept": lambda w, t: execution.accept_report(w.session, t, by=w.supervisor, now=w.now),
    "not_done": lambda w, t: execution.close_not_done(w.session, t, "Нет.", by=w.supervisor, now=w.now),
    "cancel": lambda w, t: execution.cancel_task(
        w.session, t, CancelReason.OBSOLETE, "Отпало.", by=w.supervisor, now=w.now
    ),
    "reopen": lambda w, t: execution.reopen_task(w.session, t, "Ошибка.", by=w.supervisor, now=w.now),
    "fact": lambda w, t: execution.record_fact(w.session, t, w.day, by=w.coordinator, now=w.now),
    "forecast": lambda w, t: execution.record_forecast(
        w.session, t, w.day + timedelta(days=40), "Позже.", by=w.coordinator, now=w.now
    ),
    "not_started": lambda w, t: execution.record_forecast(w.session, t, None, "Нет.", by=w.coordinator, now=w.now),
    "ask_date": lambda w, t: terms.request_extension(w.session, t, _late(w, t), "Не успеем.", by=w.coordinator, now=w.now),
    "grant": lambda w, t: terms.decide_extension(w.session, _pending(w, t), _late(w, t), by=w.supervisor, now=w.now),
    "refuse": lambda w, t: terms.decide_extension(w.session, _pending(w, t), None, by=w.supervisor, now=w.now),
    "take_back": lambda w, t: terms.withdraw_extension(w.session, _pending(w, t), by=w.coordinator, now=w.now),
    "confirm": lambda w, t: terms.confirm_term(w.session, t, w.day + timedelta(days=14), by=w.supervisor, now=w.now),
    "confirm_same": lambda w, t: terms.confirm_term(w.session, t, t.due_on or w.day, by=w.supervisor, now=w.now),
    "ask": lambda w, t: questions.ask(w.session, t, "Входит ли?", by=w.coordinator, now=w.now),
    "answer": lambda w, t: questions.answer(w.session, _question(w, t), "Да.", by=w.supervisor, now=w.now),
    "begin_part": lambda w, t: contributions.begin_contribution(w.session, _part(w, t), by=w.co, now=w.now),
    "part": lambda w, t: contributions.contribute(w.session, _part(w, t), "Наша часть.", by=w.co, now=w.now),
    "part_back": lambda w, t: contributions.withdraw_contribution(w.session, _part(w, t), by=w.co, now=w.now),
    "part_ok": lambda w, t: contributions.decide_contribution(
        w.session, _part(w, t), True, "", by=w.coordinator, now=w.now
    ),
    "part_no": lambda w, t: contributions.decide_contribution(
        w.session, _part(w, t), False, "Мало.", by=w.coordinator, now=w.now
    ),
    "swap": lambda w, t: executors.change_executors(
        w.session,
        t,
        CO if t.lead_agency.code != CO else factories.ENERGY,
        ((t.lead_agency.code, ExecutorRole.CO),),
        by=w.supervisor,
        now=w.now,
    ),
}  # fmt: skip


def perform(w: World, name: str, task: Task) -> bool:
    """Do it, or find that the rules refuse it; what is refused leaves nothing."""
    with w.session.begin_nested() as attempt:
        try:
            ACTS[name](w, task)
        except DomainError:
            attempt.rollback()
            w.session.expire_all()
            return False
    return True


def lists_of(session: Session, day: date) -> Iterator[object]:
    """Everything that is shown of a past day."""
    for sort in ("longest", "agency"):
        yield [
            overdue_row(each)
            for each in lines(session, overdue_then(session, EVERYTHING, Filters(), day=day, sort=sort), day)
        ]
    yield [register_row(each) for each in lines(session, register_then(session, EVERYTHING, Filters(), day=day), day)]
    for only in (
        Filters(status=StatusGroup.OPEN),
        Filters(waiting=Waiting.REPORT),
        Filters(kind=KindFilter.DEFAULT_TERM),
    ):
        found = register_then(session, EVERYTHING, only, day=day)
        yield found
    for body in (factories.ENERGY, CO):
        yield register_then(session, Scope(frozenset({body})), Filters(agency=body), day=day)
    for by in By:
        yield discipline_rows(discipline(session, EVERYTHING, Asked(day, by=by, training=True)))
    yield [slippage_row(each) for each in slippage_then(session, EVERYTHING, day=day)]


def lines(session: Session, found: list, day: date) -> list:
    return lines_then(session, found, day=day, locale="en")


steps = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3), st.integers(0, 6)), min_size=3, max_size=25
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(steps)
def test_whatever_is_done_the_replay_fits_and_past_days_stay(
    session: Session, plan: list[tuple[str, int, int]]
) -> None:
    with session.begin_nested() as attempt:
        w = world(session)
        then: dict[date, list[object]] = {}
        for name, place, days in plan:
            if days and len(then) < 4:
                then[w.day] = list(lists_of(session, w.day))
            w.day += timedelta(days=days)
            perform(w, name, w.tasks[place])
        assert differences(session) == []
        for user in session.scalars(sa.select(User)):
            user.name, user.role = f"{user.name} (переименован)", Role.SUPERVISOR
        session.flush()
        for day, shown in then.items():
            assert list(lists_of(session, day)) == shown
        attempt.rollback()
    session.expire_all()


def test_every_act_of_the_table_can_be_done(session: Session) -> None:
    """The property above would say nothing of acts that are always refused."""
    done: set[str] = set()
    for seed in range(80):
        with session.begin_nested() as attempt:
            w, chance = world(session), random.Random(seed)
            for _ in range(40):
                missing = sorted(set(ACTS) - done)
                name = chance.choice(missing if missing and chance.random() < 0.5 else sorted(ACTS))
                if perform(w, name, chance.choice(w.tasks)):
                    done.add(name)
                w.day += timedelta(days=chance.randint(0, 3))
            attempt.rollback()
        session.expire_all()
        if done == set(ACTS):
            break
    assert done == set(ACTS)


def test_a_list_of_a_past_day_leaves_out_what_came_later(session: Session) -> None:
    w = world(session)
    late = w.tasks[1]
    w.day = START + timedelta(days=8)
    perform(w, "take", late)
    ten = START + timedelta(days=10)
    before = [overdue_row(each) for each in lines(session, overdue_then(session, EVERYTHING, Filters(), day=ten), ten)]
    assert [(row["number"], row["days_late"], row["held_by"], row["since"]) for row in before] == [
        (late.number, 5, "lead", START.isoformat())
    ]
    w.day = START + timedelta(days=20)
    perform(w, "submit", late)
    perform(w, "accept", late)
    after = [overdue_row(each) for each in lines(session, overdue_then(session, EVERYTHING, Filters(), day=ten), ten)]
    assert after == before
    assert overdue_then(session, EVERYTHING, Filters(agency=factories.ENERGY), day=w.day)[0] != late.id


def test_a_body_that_lost_a_task_sees_the_day_on_which_it_led(session: Session) -> None:
    w = world(session)
    task = w.tasks[1]
    w.day += timedelta(days=3)
    executors.change_executors(session, task, CO, (), by=w.supervisor, now=w.now)
    scope = scope_of(w.coordinator)
    earlier = register_then(session, scope, Filters(agency=factories.ENERGY), day=START)
    assert task.id in earlier
    assert task.id not in register_then(session, scope, Filters(), day=w.day)
    assert task.id in register_then(session, scope_of(w.co), Filters(), day=w.day)


def test_who_holds_a_task_and_since_when(session: Session) -> None:
    w = world(session)
    task = w.tasks[0]
    perform(w, "take", task)
    due = next(row.contribution_due_on for row in task.executors if row.agency.code == CO)
    assert due is not None
    w.day = due
    assert holdings(session, [task.id], day=w.day, locale="ru")[task.id].held_by == task.lead_agency.ru
    w.day = due + timedelta(days=4)
    held = holdings(session, [task.id], day=w.day, locale="ru")[task.id]
    assert held.held is not None
    assert (held.held.holder.value, held.held.body, held.held.since) == ("co_executor", CO, due + timedelta(days=1))
    perform(w, "part", task)
    held = holdings(session, [task.id], day=w.day, locale="ru")[task.id]
    assert held.held is not None
    assert (held.held.holder.value, held.held.since) == ("lead", w.day)
    assert [(span.holder.value, span.days) for span in held.spans] == [("lead", (due - START).days), ("co_executor", 4)]


def test_days_of_which_nothing_can_be_told(session: Session) -> None:
    with pytest.raises(InvalidInput, match="no_history"):
        check_past_day(session, today(NOW), today(NOW))
    world(session)
    present = today(NOW)
    assert past_day(session, "", present) == present
    assert past_day(session, "2026-03-02", present) == START
    for text, code in (
        ("2026-11-21", "as_of_in_future"),
        ("2026-03-01", "as_of_before_history"),
        ("1.2", "as_of_unreadable"),
    ):
        with pytest.raises(InvalidInput, match=code):
            past_day(session, text, present)


def test_histories_are_streamed_in_chunks_of_ids(session: Session) -> None:
    w = world(session)
    assert set(states_of(session, START, [task.id for task in w.tasks])) == {task.id for task in w.tasks}
    assert states_of(session, START - timedelta(days=1), [w.tasks[0].id]) == {}


def test_an_unknown_kind_changes_nothing(session: Session) -> None:
    w = world(session)
    before = states_of(session, START, [w.tasks[0].id])[w.tasks[0].id]
    kind = sa.literal("from_the_future")
    columns = ["task_id", "seq", "kind", "actor_id", "at", "data", "previous_hash", "hash"]
    row = sa.select(
        TaskEvent.task_id,
        TaskEvent.seq + 1,
        kind,
        TaskEvent.actor_id,
        TaskEvent.at,
        TaskEvent.data,
        TaskEvent.hash,
        TaskEvent.hash,
    ).where(TaskEvent.task_id == w.tasks[0].id)
    session.execute(sa.insert(TaskEvent).from_select(columns, row))
    after = states_of(session, START, [w.tasks[0].id])[w.tasks[0].id]
    assert after.gaps == {"from_the_future"}
    assert (after.status, after.due_on, after.executors) == (before.status, before.due_on, before.executors)
