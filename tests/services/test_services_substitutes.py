"""Absence: who may stand in, the days, whose deed it is in the history; the official who answers at a body."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, PersonChange, Role
from app.domain.errors import InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.models import PersonEvent, Substitution, TaskEvent, User
from app.queries.history import events_of
from app.queries.substitutes import could_stand_in, stood_in_for
from app.services.acting import stand_in
from app.services.execution import add_note
from app.services.officials import choose_official
from app.services.substitutes import end_substitution, name_substitute
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, task, user

WEEK = TODAY + timedelta(days=7)


def named(session: Session, absent: User, other: User, *, by: User | None = None) -> Substitution:
    return name_substitute(session, absent, other, TODAY, WEEK, by=by or absent, now=NOW)


def test_the_stand_in_has_the_rights_from_the_first_day_to_the_last(session: Session) -> None:
    absent, other = user(session), user(session, Role.OFFICIAL)
    row = name_substitute(session, absent, other, TODAY + timedelta(days=1), WEEK, by=absent, now=NOW)
    days = {day: [person.id for _row, person in stood_in_for(session, other.id, day)] for day in (TODAY, WEEK)}
    assert days == {TODAY: [], WEEK: [absent.id]}
    assert stood_in_for(session, other.id, WEEK + timedelta(days=1)) == []
    event = session.scalars(sa.select(PersonEvent)).one()
    assert (event.user_id, event.kind, event.data["substitute"]) == (absent.id, PersonChange.SUBSTITUTE_NAMED, other.id)
    absent.disabled_at = NOW
    session.flush()
    assert stood_in_for(session, other.id, WEEK) == []
    end_substitution(session, row, by=absent if absent.is_active else None, now=NOW)
    assert session.get(Substitution, row.id) is None


def test_who_may_stand_in_for_whom(session: Session) -> None:
    coordinator, colleague, stranger = user(session), user(session, Role.OFFICIAL), user(session, code=FINANCE)
    boss, deputy = user(session, Role.SUPERVISOR), user(session, Role.SUPERVISOR)
    assert {each.id for each in could_stand_in(session, coordinator)} == {colleague.id}
    assert {each.id for each in could_stand_in(session, boss)} == {deputy.id}
    for other in (stranger, boss):
        with pytest.raises(InvalidInput, match="substitute_role"):
            named(session, coordinator, other)
    with pytest.raises(InvalidInput, match="substitute_self"):
        named(session, coordinator, coordinator)
    with pytest.raises(PermissionDenied):
        named(session, coordinator, colleague, by=colleague)
    assert named(session, coordinator, colleague, by=user(session, Role.ADMINISTRATOR)).id


def test_days_that_cannot_be(session: Session) -> None:
    absent, other, third = user(session), user(session), user(session)
    for since, until, code in (
        (WEEK, TODAY, "period_backwards"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=2), "date_in_past"),
    ):
        with pytest.raises(InvalidInput, match=code):
            name_substitute(session, absent, other, since, until, by=absent, now=NOW)
    named(session, absent, other)
    with pytest.raises(InvalidInput, match="substitution_overlaps"):
        name_substitute(session, absent, third, WEEK, WEEK, by=absent, now=NOW)
    after = WEEK + timedelta(days=1)
    name_substitute(session, absent, third, after, after, by=absent, now=NOW)


def test_who_is_back_takes_the_rights_back_at_once(session: Session) -> None:
    absent, other = user(session), user(session)
    begun = TODAY - timedelta(days=3)
    row = Substitution(user_id=absent.id, substitute_id=other.id, since=begun, until=WEEK)
    session.add(row)
    session.flush()
    with pytest.raises(PermissionDenied):
        end_substitution(session, row, by=other, now=NOW)
    end_substitution(session, row, by=absent, now=NOW)
    assert row.until == TODAY - timedelta(days=1)
    assert stood_in_for(session, other.id, TODAY) == []
    with pytest.raises(InvalidInput, match="substitution_over"):
        end_substitution(session, row, by=absent, now=NOW)


def test_the_history_names_who_acted_and_for_whom(session: Session) -> None:
    absent, other = user(session), user(session, Role.OFFICIAL)
    made = task(session)
    stand_in(session, other, absent)
    add_note(session, made, "За коллегу", by=absent, now=NOW)
    last = events_of(session, made)[0]
    assert (last.actor_id, last.data["for"], last.data["for_name"]) == (other.id, absent.id, absent.name)
    add_note(session, made, "От себя", by=user(session), now=NOW)
    assert "for" not in events_of(session, made)[0].data
    del session.info["stands_in"]


def test_the_official_of_each_executor_is_chosen(session: Session) -> None:
    first, second = user(session, Role.OFFICIAL), user(session, Role.OFFICIAL)
    helper = user(session, Role.COORDINATOR, FINANCE)
    made = task(session, others=((FINANCE, ExecutorRole.CO),))
    assert made.official_id == first.id
    choose_official(session, made, ENERGY, second.id, by=user(session), now=NOW)
    assert (made.official_id, made.executors[0].official_id) == (second.id, second.id)
    event = session.scalars(sa.select(TaskEvent).where(TaskEvent.kind == EventKind.OFFICIAL_CHOSEN)).one()
    assert (event.data["agency"], event.data["official_name"]) == (ENERGY, second.name)
    choose_official(session, made, FINANCE, helper.id, by=helper, now=NOW)
    assert made.official_id == second.id
    for by, code, official, refusal in (
        (user(session, Role.SUPERVISOR), FINANCE, first.id, InvalidInput),
        (user(session, Role.SUPERVISOR), "akimat_almaty", None, InvalidInput),
        (user(session, Role.SUPERVISOR), FINANCE, helper.id, InvalidInput),
        (helper, ENERGY, None, PermissionDenied),
        (user(session, Role.OFFICIAL), ENERGY, None, PermissionDenied),
    ):
        with pytest.raises(refusal):
            choose_official(session, made, code, official, by=by, now=NOW)
    choose_official(session, made, ENERGY, None, by=user(session, Role.SUPERVISOR), now=NOW)
    assert made.official is None
