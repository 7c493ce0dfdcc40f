"""Changes of policy: a preview, one logged batch, what is left alone and why; an outdated preview applies nothing."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import (
    Badge,
    CalendarDayKind,
    ContributionState,
    DueBasis,
    ExecutorRole,
    KeptReason,
    Recurrence,
    Role,
    Shift,
    TaskKind,
    TermUnit,
    Urgency,
)
from app.domain.errors import ChangedMeanwhile, InvalidInput, NotFound, PermissionDenied
from app.domain.history import EventKind
from app.models import CalendarOverride, PolicyChange, Task, TaskEvent, TermRule, User
from app.queries.policy import calendar_days, day_entered, term_rules_in_force
from app.queries.reference import term_rules, work_calendar
from app.services import terms
from app.services.policy import (
    DayDraft,
    RuleDraft,
    apply_day_change,
    apply_rule_change,
    preview_day,
    preview_rule,
)
from app.services.register import Due, NewTask, register_task
from seeds.loader import load_reference
from tests import factories
from tests.conftest import NOW, TODAY

FROM = date(2026, 11, 1)
TEN_DAYS = RuleDraft(
    "default_term", 10, TermUnit.WORKING_DAYS, Shift.NONE, FROM, "https://example.kz/act", Badge.STATUTORY, "",
    "Приказ № 5 от 01.11.2026",
)  # fmt: skip
# The first days of December 2026 hold no holiday; this Wednesday lies inside the terms of the tasks below.
OFF = DayDraft(date(2026, 11, 25), CalendarDayKind.DAY_OFF_TRANSFER, "Постановление № 7", name_ru="Перенос",
               name_kk="Ауыстыру", name_en="Transfer")  # fmt: skip


@pytest.fixture
def admin(session: Session) -> User:
    return factories.user(session, Role.ADMINISTRATOR, None)


def default_task(session: Session, issued_on: date = date(2026, 11, 16), **more: object) -> Task:
    return factories.task(session, due_on=None, issued_on=issued_on, **more)  # type: ignore[arg-type]


def events(session: Session, task: Task) -> list[TaskEvent]:
    query = sa.select(TaskEvent).where(TaskEvent.task_id == task.id, TaskEvent.kind == EventKind.TERM_RECOMPUTED)
    return list(session.scalars(query))


def test_a_rule_moves_open_tasks_given_on_or_after_its_first_day(session: Session, admin: User) -> None:
    old = default_task(session, date(2026, 10, 30))
    new = default_task(session, others=((factories.FINANCE, ExecutorRole.CO),))
    part = new.executors[1].contribution_due_on
    assert (old.due_on, new.due_on) == (date(2026, 11, 30), date(2026, 12, 16))
    preview = preview_rule(session, TEN_DAYS, by=admin)
    assert [(move.task_id, move.old, move.new) for move in preview.impact.moved] == [
        (new.id, date(2026, 12, 16), date(2026, 11, 30))
    ]
    assert [(move.agency, move.old) for move in preview.impact.moved[0].parts] == [(factories.FINANCE, part)]
    assert (preview.impact.deadlines, preview.impact.parts) == (1, 1)
    assert new.due_on == date(2026, 12, 16)  # a preview writes nothing
    change = apply_rule_change(session, TEN_DAYS, preview.digest, by=admin, now=NOW)
    assert (old.due_on, new.due_on, new.original_due_on) == (
        date(2026, 11, 30),
        date(2026, 11, 30),
        date(2026, 12, 16),
    )
    assert new.executors[1].contribution_due_on == preview.impact.moved[0].parts[0].new
    assert (change.kind, change.subject, change.by_id) == ("term_rule", "default_term", admin.id)
    assert change.moved == [move.as_data() for move in preview.impact.moved]
    (event,) = events(session, new)
    assert (event.data["batch"], event.data["old"], event.data["new"]) == (change.id, "2026-12-16", "2026-11-30")
    assert events(session, old) == []


def test_versions_are_closed_and_added_never_edited(session: Session, admin: User) -> None:
    before = default_task(session)
    first = before.due_rule_row
    assert first is not None
    preview = preview_rule(session, TEN_DAYS, by=admin)
    apply_rule_change(session, TEN_DAYS, preview.digest, by=admin, now=NOW)
    assert (first.amount, first.unit, first.valid_to) == (1, TermUnit.MONTHS, date(2026, 10, 31))
    assert before.due_rule_row is not None
    assert (before.due_rule_row.amount, before.due_rule_row.valid_from) == (10, FROM)
    assert term_rules(session).get("default_term", date(2026, 10, 31)).amount == 1
    assert term_rules(session).get("default_term", FROM).amount == 10
    assert default_task(session, date(2026, 10, 15)).due_rule_id == first.id
    # A release that loads the reference files again neither reopens the old version nor takes the new one away.
    load_reference(session)
    session.flush()
    assert [rule.amount for rule in term_rules_in_force(session, TODAY) if rule.code == "default_term"] == [10]
    assert session.scalars(sa.select(TermRule).where(TermRule.id == first.id)).one().valid_to == date(2026, 10, 31)


def test_dates_that_people_decided_on_stay_and_the_preview_says_why(session: Session, admin: User) -> None:
    coordinator, supervisor = factories.user(session), factories.user(session, Role.SUPERVISOR)
    confirmed, changed, extended, asked = (default_task(session) for _ in range(4))
    terms.confirm_term(session, confirmed, date(2026, 12, 16), by=supervisor, now=NOW)
    terms.confirm_term(session, changed, date(2027, 2, 1), by=supervisor, now=NOW)
    for task in (extended, asked):
        request = terms.request_extension(session, task, date(2027, 3, 1), "x", by=coordinator, now=NOW)
        if task is extended:
            terms.decide_extension(session, request, date(2027, 3, 1), by=supervisor, now=NOW)
    by_hand = factories.task(session, due_on=date(2026, 12, 20))
    preview = preview_rule(session, TEN_DAYS, by=admin)
    assert preview.impact.moved == ()
    assert {kept.task_id: kept.reason for kept in preview.impact.kept} == {
        confirmed.id: KeptReason.CONFIRMED,
        changed.id: KeptReason.PERSON,
        extended.id: KeptReason.EXTENDED,
        asked.id: KeptReason.ASKED,
    }
    apply_rule_change(session, TEN_DAYS, preview.digest, by=admin, now=NOW)
    assert (changed.due_on, extended.due_on, by_hand.due_on) == (
        date(2027, 2, 1),
        date(2027, 3, 1),
        date(2026, 12, 20),
    )


def test_closed_tasks_are_not_touched(session: Session, admin: User) -> None:
    from app.services.execution import close_not_done

    task = default_task(session)
    close_not_done(session, task, "x", by=None, now=NOW)
    assert preview_rule(session, TEN_DAYS, by=admin).impact.looked_at == 0


def test_an_outdated_preview_applies_nothing(session: Session, admin: User) -> None:
    task = default_task(session)
    preview = preview_rule(session, TEN_DAYS, by=admin)
    default_task(session)  # somebody registers another one meanwhile
    with pytest.raises(ChangedMeanwhile, match="preview_outdated"):
        apply_rule_change(session, TEN_DAYS, preview.digest, by=admin, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        apply_rule_change(session, replace(TEN_DAYS, amount=11), preview.digest, by=admin, now=NOW)
    assert task.due_on == date(2026, 12, 16)
    assert session.scalar(sa.select(sa.func.count()).select_from(PolicyChange)) == 0
    assert term_rules(session).get("default_term", TODAY).amount == 1


def test_the_lead_of_contributions_moves_parts_alone(session: Session, admin: User) -> None:
    task = factories.task(session, due_on=date(2027, 3, 31), issued_on=date(2026, 11, 16),
                          others=((factories.FINANCE, ExecutorRole.CO), (factories.ALMATY_REGION, ExecutorRole.CO)))  # fmt: skip
    task.executors[2].state = ContributionState.ACCEPTED_BY_LEAD
    session.flush()
    accepted = task.executors[2].contribution_due_on
    draft = RuleDraft("coexec_lead", 10, TermUnit.WORKING_DAYS, Shift.PRECEDING, FROM, "", Badge.POLICY, "", "Решение")
    preview = preview_rule(session, draft, by=admin)
    assert (preview.impact.deadlines, preview.impact.parts) == (0, 1)
    apply_rule_change(session, draft, preview.digest, by=admin, now=NOW)
    calendar = work_calendar(session)
    assert task.executors[1].contribution_due_on == calendar.add_working_days(date(2027, 3, 31), -10)
    assert task.executors[2].contribution_due_on == accepted
    (event,) = events(session, task)
    assert "old" not in event.data
    assert event.data["parts"][0][0] == factories.FINANCE


def test_the_day_of_a_series_moves_open_occurrences(session: Session, admin: User) -> None:
    task = register_task(
        session,
        NewTask(
            "Докладывать ежемесячно.", TODAY, factories.ENERGY, kind=TaskKind.SERIES, recurrence=Recurrence.MONTHLY
        ),
        by=None,
        now=NOW,
    )
    assert task.due_on == date(2026, 12, 10)
    draft = RuleDraft("series_day", 15, TermUnit.CALENDAR_DAYS, Shift.NEXT, FROM, "", Badge.POLICY, "", "Решение")
    preview = preview_rule(session, draft, by=admin)
    apply_rule_change(session, draft, preview.digest, by=admin, now=NOW)
    assert (task.due_on, task.occurrence_on) == (date(2026, 12, 15), date(2026, 12, 10))


def test_rules_that_date_nothing_move_nothing(session: Session, admin: User) -> None:
    default_task(session)
    draft = RuleDraft("minimum_term", 3, TermUnit.WORKING_DAYS, Shift.NONE, FROM, "x", Badge.STATUTORY, "", "Решение")
    preview = preview_rule(session, draft, by=admin)
    assert (preview.impact.moved, preview.impact.kept, preview.impact.looked_at) == ((), (), 0)
    assert apply_rule_change(session, draft, preview.digest, by=admin, now=NOW).moved == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": date(1991, 12, 16)}, "rule_too_early"),
        ({"amount": 0}, "amount_outside"),
        ({"unit": TermUnit.TIMES}, "unit_fixed"),
        ({"source": ""}, "source_required"),
        ({"ground": " "}, "text_required"),
        ({"amount": 1, "unit": TermUnit.MONTHS, "badge": Badge.POLICY, "source": ""}, "rule_unchanged"),
    ],
)
def test_what_cannot_be_entered(session: Session, admin: User, changes: dict[str, object], code: str) -> None:
    draft = replace(TEN_DAYS, **changes)  # type: ignore[arg-type]
    if code == "rule_unchanged":
        draft = replace(draft, note=term_rules(session).get("default_term", TODAY).note)
    with pytest.raises(InvalidInput, match=code):
        apply_rule_change(session, draft, preview_rule(session, draft, by=admin).digest, by=admin, now=NOW)


def test_a_version_after_a_later_one_is_refused(session: Session, admin: User) -> None:
    later = replace(TEN_DAYS, valid_from=date(2027, 6, 1))
    apply_rule_change(session, later, preview_rule(session, later, by=admin).digest, by=admin, now=NOW)
    with pytest.raises(InvalidInput, match="rule_followed"):
        preview_rule(session, TEN_DAYS, by=admin)


def test_policy_is_changed_by_administrators_alone(session: Session) -> None:
    supervisor = factories.user(session, Role.SUPERVISOR)
    with pytest.raises(PermissionDenied):
        preview_rule(session, TEN_DAYS, by=supervisor)
    with pytest.raises(PermissionDenied):
        preview_day(session, OFF, by=supervisor)
    with pytest.raises(NotFound):
        preview_rule(session, replace(TEN_DAYS, code="no_such_rule"), by=None)


def test_a_day_off_moves_what_counts_working_days_over_it(session: Session, admin: User) -> None:
    urgent = factories.task(session, due_on=None, issued_on=TODAY, urgency=Urgency.URGENT)
    month = default_task(session)
    text = register_task(
        session,
        NewTask(
            "Внести в течение 5 рабочих дней.", TODAY, factories.ENERGY,
            due=Due(date(2026, 11, 27), DueBasis.TEXT, "count.working_days", "в течение 5 рабочих дней",
                    ({"code": "count.working_days", "data": {"amount": 5}},)),
        ),
        by=None, now=NOW,
    )  # fmt: skip
    before = factories.task(session, due_on=None, issued_on=date(2026, 11, 13), urgency=Urgency.URGENT)
    assert (urgent.due_on, before.due_on) == (date(2026, 11, 25), date(2026, 11, 18))
    preview = preview_day(session, OFF, by=admin)
    assert {move.task_id: move.new for move in preview.impact.moved} == {
        urgent.id: date(2026, 11, 26),
        text.id: date(2026, 11, 30),
    }
    apply_day_change(session, OFF, preview.digest, by=admin, now=NOW)
    assert (urgent.due_on, text.due_on, text.original_due_on) == (
        date(2026, 11, 26),
        date(2026, 11, 30),
        date(2026, 11, 27),
    )
    assert month.due_on == date(2026, 12, 16)
    assert not work_calendar(session).is_working_day(OFF.day)


def test_a_day_is_changed_and_withdrawn_and_the_files_do_not_bring_it_back(session: Session, admin: User) -> None:
    holiday = date(2026, 12, 16)
    assert day_entered(session, holiday) is not None
    draft = DayDraft(holiday, None, "Указ № 9")
    apply_day_change(session, draft, preview_day(session, draft, by=admin).digest, by=admin, now=NOW)
    assert work_calendar(session).is_working_day(holiday)
    assert day_entered(session, holiday) is None
    load_reference(session)
    session.flush()
    assert work_calendar(session).is_working_day(holiday)
    (line,) = (row for row in calendar_days(session, 2026, 2026) if row.day == holiday)
    assert (line.kind, line.change_id is not None) == (None, True)
    with pytest.raises(InvalidInput, match="day_unchanged"):
        preview_day(session, draft, by=admin)


def test_a_working_saturday_brings_dates_forward(session: Session, admin: User) -> None:
    task = factories.task(session, due_on=None, issued_on=TODAY, urgency=Urgency.URGENT)
    saturday = DayDraft(date(2026, 11, 21), CalendarDayKind.WORKING_WEEKEND, "Постановление № 8")
    preview = preview_day(session, saturday, by=admin)
    assert preview.after["name_ru"]  # the usual name of such days
    apply_day_change(session, saturday, preview.digest, by=admin, now=NOW)
    assert task.due_on == date(2026, 11, 24)
    row = session.scalars(sa.select(CalendarOverride)).one()
    assert (row.day, row.kind) == (saturday.day, CalendarDayKind.WORKING_WEEKEND)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"act": ""}, "source_required"),
        ({"kind": CalendarDayKind.WORKING_WEEKEND}, "day_working_already"),
        ({"kind": CalendarDayKind.HOLIDAY, "name_kk": ""}, "day_name_required"),
        ({"kind": None}, "day_unchanged"),
    ],
)
def test_days_that_cannot_be_entered(session: Session, admin: User, changes: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        preview_day(session, replace(OFF, **changes), by=admin)  # type: ignore[arg-type]


def test_contributions_follow_a_changed_day_though_the_deadline_stays(session: Session, admin: User) -> None:
    task = factories.task(session, due_on=date(2026, 11, 30), issued_on=date(2026, 10, 1),
                          others=((factories.FINANCE, ExecutorRole.CO),))  # fmt: skip
    assert task.executors[1].contribution_due_on == date(2026, 11, 23)
    preview = preview_day(session, OFF, by=admin)
    assert (preview.impact.deadlines, preview.impact.parts) == (0, 1)
    apply_day_change(session, OFF, preview.digest, by=admin, now=NOW)
    assert task.executors[1].contribution_due_on == date(2026, 11, 20)


@pytest.mark.parametrize("table", ["policy_change", "calendar_override"])
def test_the_log_refuses_to_be_rewritten(session: Session, admin: User, table: str) -> None:
    apply_day_change(session, OFF, preview_day(session, OFF, by=admin).digest, by=admin, now=NOW)
    for statement in (f"UPDATE {table} SET id = id + 100", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
            session.execute(sa.text(statement))
