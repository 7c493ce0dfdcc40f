"""Extensions counted: the second is granted a level up, the third is marked; a request is taken back; slippage."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.enums import ExtensionState, GiverLevel, Role
from app.domain.errors import InvalidInput, PermissionDenied
from app.domain.extensions import granting_level, marked_red
from app.models import Task, User
from app.queries.reference import term_rules, work_calendar
from app.queries.slippage import slippage_of
from app.services import terms
from tests import factories
from tests.conftest import NOW, TODAY

DUE = date(2026, 12, 4)


def ask(session: Session, task: Task, coordinator: User) -> object:
    assert task.due_on is not None
    return terms.request_extension(
        session, task, task.due_on + timedelta(days=30), "Поставка.", by=coordinator, now=NOW
    )


def test_the_second_extension_is_granted_a_level_up(session: Session) -> None:
    task = factories.task(session, due_on=DUE, giver_level=GiverLevel.DEPUTY_PM)
    coordinator = factories.user(session)
    deputy = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.DEPUTY_PM)
    premier = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRIME_MINISTER)
    first = ask(session, task, coordinator)
    terms.decide_extension(session, first, first.asked_due_on, by=deputy, now=NOW)
    second = ask(session, task, coordinator)
    before = task.due_on
    with pytest.raises(InvalidInput, match="extension_level_up") as refused:
        terms.decide_extension(session, second, second.asked_due_on, by=deputy, now=NOW)
    assert refused.value.data == {"number": 2, "level": GiverLevel.PRIME_MINISTER}
    assert (task.due_on, second.state) == (before, ExtensionState.REQUESTED)
    terms.decide_extension(session, second, second.asked_due_on, by=premier, now=NOW)
    # The level of the giver may still refuse: that moves no date.
    third = ask(session, task, coordinator)
    terms.decide_extension(session, third, None, "Хватит.", by=deputy, now=NOW)
    assert (third.state, terms.granted_count(task)) == (ExtensionState.REJECTED, 2)


def test_there_is_no_level_above_the_president(session: Session) -> None:
    rules = term_rules(session)
    assert granting_level(GiverLevel.PRESIDENT, 5, rules, TODAY) is GiverLevel.PRESIDENT
    assert granting_level(GiverLevel.BODY, 1, rules, TODAY) is GiverLevel.BODY
    assert granting_level(GiverLevel.BODY, 2, rules, TODAY) is GiverLevel.MINISTER_OR_AKIM
    assert [marked_red(number, rules, TODAY) for number in (1, 2, 3)] == [False, False, True]


def test_the_executor_takes_a_request_back(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    request = ask(session, task, coordinator)
    with pytest.raises(PermissionDenied):
        terms.withdraw_extension(session, request, by=supervisor, now=NOW)
    terms.withdraw_extension(session, request, "Успеваем.", by=coordinator, now=NOW)
    assert (request.state, task.due_on) == (ExtensionState.WITHDRAWN, DUE)
    for act in (
        lambda: terms.withdraw_extension(session, request, by=coordinator, now=NOW),
        lambda: terms.decide_extension(session, request, DUE + timedelta(days=9), by=supervisor, now=NOW),
    ):
        with pytest.raises(InvalidInput, match="extension_not_pending"):
            act()
    assert ask(session, task, coordinator).state is ExtensionState.REQUESTED


def test_slippage_counts_from_the_first_date(session: Session) -> None:
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    task, plain = factories.task(session, due_on=TODAY + timedelta(days=3)), factories.task(session, due_on=DUE)
    for _ in range(2):
        request = ask(session, task, coordinator)
        terms.decide_extension(session, request, request.asked_due_on, by=supervisor, now=NOW)
    calendar = work_calendar(session)
    found = slippage_of(session, [task.id, plain.id], calendar)
    assert found[task.id].working_days == calendar.working_days_between(
        TODAY + timedelta(days=3), TODAY + timedelta(days=63)
    )
    assert (found[task.id].extensions, found[task.id].late_requests) == (2, 1)
    assert (found[plain.id].working_days, found[plain.id].extensions, found[plain.id].late_requests) == (0, 0, 0)
