"""Services beside a task's daily life: after each, the replay of its history says what its row says."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import (
    Badge,
    EvidenceKind,
    ExecutorRole,
    GiverLevel,
    Recurrence,
    Role,
    Shift,
    SuccessionKind,
    TaskKind,
    TermUnit,
)
from app.domain.succession import Act
from app.models import User
from app.services import contributions, execution, interim, lead_changes, occurrences, officials, reminding
from app.services.bodies import NewBody, add_body, succeed
from app.services.missed import add_finding
from app.services.policy import RuleDraft, apply_rule_change, preview_rule
from app.services.register import NewTask, register_task
from app.services.requirements import NewRequirement, change_form
from app.services.review import merge_finding
from app.services.succession import Passing, pass_on
from tests import factories
from tests.conftest import NOW, TODAY
from tests.replaying import differences

DUE = date(2026, 12, 18)
CO = ((factories.FINANCE, ExecutorRole.CO), (factories.ALMATY_REGION, ExecutorRole.CO))


def lead(session: Session) -> User:
    return factories.user(session)


def succession(session: Session) -> None:
    """The co-executor that has handed in its part, and a lead, give way to successors."""
    for code in ("min_old", "min_new"):
        add_body(session, NewBody(ru=code, kk=code, en=code, kind="ministry", code=code), by=None, now=NOW)
    part = factories.task(session, due_on=DUE, others=(("min_old", ExecutorRole.CO),))
    led = factories.task(session, "min_old", due_on=DUE, others=(("min_new", ExecutorRole.CO),))
    contributions.contribute(
        session, part.executors[1], "Наша часть.", by=factories.user(session, code="min_old"), now=NOW
    )
    day, by = TODAY - timedelta(days=3), factories.user(session, Role.ADMINISTRATOR)
    succeed(session, Act(SuccessionKind.RENAMED, ("min_old",), ("min_new",), "Указ", "17", day, day), by=by, now=NOW)
    passed = pass_on(session, factories.agency(session, "min_old"), Passing("min_new", {}, {}), by=by, now=NOW)
    assert {task.id for task in passed} == {part.id, led.id}


def policy(session: Session) -> None:
    """A rule of terms changes, and dates with it."""
    moved = factories.task(session, due_on=None, issued_on=date(2026, 11, 16), others=CO)
    before, by = moved.due_on, factories.user(session, Role.ADMINISTRATOR)
    draft = RuleDraft(
        "default_term",
        10,
        TermUnit.WORKING_DAYS,
        Shift.NONE,
        date(2026, 11, 1),
        "приказ",
        Badge.POLICY,
        "",
        "Приказ № 5",
    )
    apply_rule_change(session, draft, preview_rule(session, draft, by=by).digest, by=by, now=NOW)
    assert moved.due_on != before


def series(session: Session) -> None:
    """Occurrences are created ahead, and the series is ended."""
    first = register_task(
        session,
        NewTask(
            "Докладывать ежемесячно до 5 числа.",
            TODAY,
            factories.ENERGY,
            CO,
            kind=TaskKind.SERIES,
            recurrence=Recurrence.MONTHLY,
            giver_level=GiverLevel.PRIME_MINISTER,
        ),
        by=None,
        now=NOW,
    )
    day = date(2026, 12, 20)
    assert occurrences.create_occurrences(session, day, now=local_moment(day, 1))
    by = factories.user(session, Role.SUPERVISOR)
    occurrences.end_series(session, first, "Больше не нужно.", cancel_open=True, by=by, now=local_moment(day, 2))


def another_lead(session: Session) -> None:
    """The lead says that it is not its task, and a co-executor gets it."""
    task = factories.task(session, due_on=DUE, others=CO)
    request = lead_changes.request_lead_change(session, task, "Не наше.", factories.FINANCE, by=lead(session), now=NOW)
    by = factories.user(session, Role.SUPERVISOR)
    lead_changes.decide_lead_change(session, request, factories.FINANCE, "Да.", by=by, now=NOW)
    assert task.lead_agency.code == factories.FINANCE


def small_acts(session: Session) -> None:
    """What leaves dates and executors as they are."""
    task, by, above = (
        factories.task(session, due_on=DUE, others=CO),
        lead(session),
        factories.user(session, Role.SUPERVISOR),
    )
    official = factories.user(session, Role.OFFICIAL)
    row = interim.set_interim_date(session, task, TODAY + timedelta(days=3), by=above, now=NOW)
    interim.drop_interim_date(session, task, row, by=above, now=NOW)
    officials.choose_official(session, task, factories.ENERGY, official.id, by=by, now=NOW)
    change_form(session, task, add=[NewRequirement(EvidenceKind.ACT, "Акт")], by=above, now=NOW)
    execution.take_into_work(session, task, by=by, now=NOW)
    contributions.nudge(session, task.executors[1], by=by, now=NOW)
    reminding.remind(session, task, "Срок близко.", by=above, now=NOW)


def another_source(session: Session) -> None:
    """A second text names the same task with another date: the task is flagged."""
    text = "Премьер-министр поручил Министерству энергетики завершить ремонт котла до 1 марта 2027 года."
    document, by = factories.document(session, text, published_on=TODAY), factories.user(session, Role.SUPERVISOR)
    task = factories.task(session, due_on=DUE, title="Завершить ремонт котла")
    finding = add_finding(session, document, 0, len(text), by=by, now=NOW)
    finding.due_on = date(2027, 3, 1)
    merge_finding(session, finding, task, by=by, now=NOW)


@pytest.mark.parametrize("acts", [succession, policy, series, another_lead, small_acts, another_source])
def test_the_replay_says_what_the_row_says(session: Session, acts: Callable[[Session], None]) -> None:
    acts(session)
    assert differences(session) == []


def test_a_difference_would_be_seen(session: Session) -> None:
    task = factories.task(session, due_on=DUE)
    task.due_on = DUE + timedelta(days=1)
    session.flush()
    assert [each.split(":")[0] for each in differences(session)] == [f"{task.number} due_on"]
