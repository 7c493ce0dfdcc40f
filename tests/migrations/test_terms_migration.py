"""The revision of terms over rows of an older register: series begin, dates that policy gave name their version."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import schema
from app.db import engine
from app.domain.enums import Recurrence, TaskKind
from app.models import Series, Task
from app.services.occurrences import create_occurrences
from app.services.register import NewTask, register_task
from seeds.loader import load_reference
from tests import factories
from tests.conftest import NOW, TODAY


def test_older_rows_become_first_occurrences_and_keep_their_rule(empty_database: str) -> None:
    schema.upgrade(empty_database)
    with Session(engine(empty_database)) as session, session.begin():
        load_reference(session)
        factories.task(session, due_on=TODAY)
        factories.task(session, due_on=None, issued_on=TODAY)
        new = NewTask(
            "Докладывать ежемесячно.", TODAY, factories.ENERGY, kind=TaskKind.SERIES, recurrence=Recurrence.MONTHLY
        )
        register_task(session, new, by=None, now=NOW)
    engine(empty_database).dispose()
    schema.downgrade(empty_database, "0007_evidence")
    schema.upgrade(empty_database)
    with Session(engine(empty_database), info={"base_url": ""}) as session, session.begin():
        dated, default, monthly = session.scalars(sa.select(Task).order_by(Task.id))
        assert (dated.due_rule_id, dated.series_id, default.series_id) == (None, None, None)
        assert default.due_rule_row is not None
        assert default.due_rule_row.code == "default_term"
        series = session.scalars(sa.select(Series)).one()
        assert (monthly.series_id, monthly.occurrence_on) == (series.id, monthly.due_on)
        assert create_occurrences(session, monthly.due_on.replace(day=11), now=NOW) == 1
        assert series.next_due.day == 10
