"""The job that puts occurrences on control: by state, once a slot, everything after a pause."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import engine, transaction
from app.domain.enums import Recurrence, TaskKind
from app.models import OverdueFlag, Task
from app.scheduler import tick
from app.services.clockwork import resume_clock
from app.services.register import NewTask, register_task
from tests import factories
from tests.conftest import NOW, TODAY


def test_ticks_create_each_occurrence_once_and_the_sweep_sees_the_late_ones(
    own_database: str, settings: Settings
) -> None:
    settings = settings.changed(database_url=own_database)
    with Session(engine(own_database), expire_on_commit=False, info={"base_url": "http://localhost"}) as session:
        with transaction(session):
            register_task(
                session,
                NewTask(
                    "Докладывать каждую пятницу.",
                    TODAY,
                    factories.ENERGY,
                    kind=TaskKind.SERIES,
                    recurrence=Recurrence.WEEKLY,
                ),
                by=None,
                now=NOW,
            )
        assert tick(session, settings, NOW)["occurrences 2026-11-20"] == 0
        assert "occurrences 2026-11-20" not in tick(session, settings, NOW)
        pause = NOW + timedelta(days=21)  # Friday, 11 December: those of 27 November and 4 December are over
        with transaction(session):
            resume_clock(session, now=pause)
        assert tick(session, settings, pause)["occurrences 2026-12-11"] == 2
        assert tick(session, settings, pause + timedelta(days=1))["occurrences 2026-12-12"] == 1
        dates = session.scalars(sa.select(Task.due_on).order_by(Task.due_on)).all()
        assert [day.isoformat() for day in dates] == ["2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"]
        assert session.scalar(sa.select(sa.func.count()).select_from(OverdueFlag)) == 3
