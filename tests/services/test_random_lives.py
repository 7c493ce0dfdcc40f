"""Random sequences of acts by random people while the clock moves: no illegal state, no broken chain, no half-done refusal.

The acts are in lives.py, what must hold in lives_checks.py.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.domain.enums import TaskResult
from app.domain.workflow import TaskStatus
from app.models import Task, TaskEvent
from tests.conftest import _session_on
from tests.services.lives import ACTS, NEW, START, Life, attempt, begun
from tests.services.lives_checks import everything_wrong, histories, illegal, late_plainly, snapshot, wrong_holders

LIVES = 15
# (act, which task, which way of doing it and by whom, how many days pass before)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)),
        st.integers(0, 30),
        st.integers(0, 10_000),
        st.sampled_from((0, 0, 0, 1, 1, 2, 3, 9)),
    ),
    min_size=25,
    max_size=45,
)


@contextmanager
def another_life(session: Session) -> Iterator[Life]:
    """A register of its own that is gone afterwards."""
    connection = session.connection()
    undo = connection.begin_nested()
    try:
        with _session_on(connection) as own:
            yield begun(own)
    finally:
        undo.rollback()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    derandomize=True,
    max_examples=8,
)
@given(STEPS)
def test_whatever_people_do_the_register_stays_sound(session: Session, plan: list[tuple[str, int, int, int]]) -> None:
    with another_life(session) as life:
        for act, place, way, days in plan:
            life.later(days)
            before = snapshot(life.session)
            task, refusal = attempt(life, act, place, way)
            if refusal is not None:
                assert snapshot(life.session) == before, f"{act} was refused and changed something"
            else:
                assert list(illegal(task)) == [], act
        assert everything_wrong(life.session, life.day) == []


def test_every_act_is_carried_out_and_refused(session: Session) -> None:
    """The property above would say nothing of acts that nobody ever does, or that are never refused."""
    done, refused, chance = set[str](), set[str](), random.Random(1)
    for _ in range(LIVES):
        with another_life(session) as life:
            for _ in range(45):
                lacking = sorted((ACTS.keys() - done) | (ACTS.keys() - refused))
                act = chance.choice(lacking if lacking and chance.random() < 0.5 else sorted(ACTS))
                life.later(chance.choice((0, 0, 1, 3)))
                attempt(life, act, chance.randrange(30), chance.randrange(10_000))
            assert everything_wrong(life.session, life.day) == []
            done, refused = done | life.done.keys(), refused | life.refused.keys()
        if done == refused == ACTS.keys():
            break
    assert (sorted(ACTS.keys() - done), sorted(ACTS.keys() - refused)) == ([], [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"due_on": START}, "due_on"),
        ({"status": TaskStatus.SUBMITTED}, "one report waits"),
        ({"result": TaskResult.DONE}, "result"),
        ({"event_count": 7}, "audit"),
        ({"executor_event_on": START + timedelta(days=90)}, "executor_event_on"),
    ],
)
def test_the_checks_find_a_row_that_is_wrong(session: Session, change: dict[str, Any], said: str) -> None:
    with another_life(session) as life:
        assert everything_wrong(life.session, life.day) == []
        life.session.execute(sa.update(Task).where(Task.id == life.tasks()[0].id).values(**change))
        assert any(said in each for each in everything_wrong(life.session, life.day))


def test_the_checks_find_a_wrong_holder_and_a_wrong_list(session: Session) -> None:
    with another_life(session) as life:
        life.later(50)
        events = histories(life.session)[life.tasks()[0].id]
        assert late_plainly(events, life.day)
        assert not late_plainly(events, START)
        assert list(wrong_holders(life.session, events, life.day)) == []
        assert list(wrong_holders(life.session, [*events[:-1], replaced(events[-1])], life.day)) != []


def replaced(event: TaskEvent) -> TaskEvent:
    """The same registration by another lead."""
    return TaskEvent(task_id=event.task_id, kind=event.kind, at=event.at, actor_id=None, data={**event.data, "lead": NEW,
                     "executors": [[NEW, "lead"]]})  # fmt: skip
