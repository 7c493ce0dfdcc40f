"""Two people bring the same plan in at the same time, on a database where both write at once."""

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db import engine, open_session, transaction
from app.domain.enums import GiverLevel, GiverRole
from app.models import Plan, PlanEdition
from app.services.plans import NewPlan, add_edition, start_plan
from tests.conftest import NOW, ON_POSTGRES
from tests.plan_corpus import ROWS, made_plan

NEW = NewPlan("План двоих", GiverRole.PRIME_MINISTER, GiverLevel.PRIME_MINISTER, date(2026, 10, 1))
WAITS = sa.text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
PATIENCE = 600
# Made once: a file that is made again may hold another second, and is another file.
FIRST, OTHER = made_plan(ROWS), made_plan(ROWS[:2])
pytestmark = pytest.mark.parametrize("database_url", [ON_POSTGRES], indirect=True)


@pytest.fixture(name="two")
def two_sessions(database_url: str) -> Iterator[tuple[Session, Session]]:
    """Sessions that really commit; what they made of plans is taken away afterwards."""
    first, second = open_session(database_url), open_session(database_url)
    try:
        yield first, second
    finally:
        first.close()
        second.close()
        with Session(engine(database_url)) as session, session.begin():
            for plan in session.scalars(sa.select(Plan)):
                session.delete(plan)


def begins(session: Session) -> int:
    """Somebody brings the plan in; its id."""
    return start_plan(session, NEW, FIRST, by=None, now=NOW).plan_id


def second_during(url: str, two: tuple[Session, Session], act: Callable[[Session], int]) -> list[int]:
    """What both get when the second one starts before the first one's transaction ends."""
    first, second = two
    found: list[int] = []

    def follow() -> None:
        with transaction(second) as session:
            found.append(act(session))

    follower = threading.Thread(target=follow)
    with transaction(first) as session, engine(url).connect() as watcher:
        mine = act(session)
        follower.start()
        for _turn in range(PATIENCE):
            follower.join(0.05)
            if not follower.is_alive() or watcher.scalar(WAITS):
                break
            watcher.rollback()
    follower.join(30)
    return [mine, *found]


def test_the_second_of_two_gets_the_plan_of_the_first(database_url: str, two: tuple[Session, Session]) -> None:
    mine, *theirs = second_during(database_url, two, begins)
    assert theirs == [mine]
    assert len(two[0].scalars(sa.select(PlanEdition)).all()) == 1


def test_a_new_edition_sent_twice_at_once_waits_once(database_url: str, two: tuple[Session, Session]) -> None:
    with transaction(two[0]) as session:
        plan_id = begins(session)

    def sends(session: Session) -> int:
        return add_edition(session, session.get_one(Plan, plan_id), OTHER, by=None, now=NOW).id

    mine, *theirs = second_during(database_url, two, sends)
    assert theirs == [mine]
    assert len(two[0].scalars(sa.select(PlanEdition)).all()) == 1
