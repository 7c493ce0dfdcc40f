"""Lateness: the SQL expression and the pure function say the same of every task and day."""

from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.domain.lateness import late
from app.domain.workflow import TaskStatus
from app.models import Task
from app.queries.lateness import late as late_sql
from tests import factories

DAY = date(2026, 11, 20)
near = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=120)
@given(st.sampled_from(TaskStatus), st.none() | near, st.none() | near, near)
def test_sql_and_function_agree(
    session: Session, status: TaskStatus, due_on: date | None, submitted: date | None, day: date
) -> None:
    task = session.scalar(sa.select(Task).limit(1)) or factories.task(session, due_on=None)
    session.execute(
        sa.update(Task).where(Task.id == task.id).values(status=status, due_on=due_on, submitted_on=submitted)
    )
    found = session.scalar(sa.select(Task.id).where(Task.id == task.id, late_sql(day))) is not None
    assert found == late(status, due_on, day, submitted)
