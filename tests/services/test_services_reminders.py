"""The letter of the day: which dates put a task into whose letter, what it says, who stands in, what was switched off."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.enums import ContributionState, ExecutorRole, GiverLevel, OverdueList, Role
from app.models import Notice, OutboxMessage, Substitution, Task, User
from app.services.contributions import contribute
from app.services.digests import enqueue_digests
from app.services.execution import report_interim, submit_report, take_into_work
from app.services.interim import set_interim_date
from app.services.preferences import choose
from app.services.questions import ask
from app.services.reminders import enqueue_reminders
from app.services.terms import decide_extension, request_extension
from tests import factories
from tests.conftest import NOW

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
REGISTERED = datetime.fromisoformat("2026-09-01T05:00+00:00")
CO = ((factories.FINANCE, ExecutorRole.CO),)


def notices(session: Session) -> list[tuple[int, str, str, int | None]]:
    rows = session.execute(sa.select(Notice.recipient_id, Notice.rule, Notice.about, Notice.for_id).order_by(Notice.id))
    return [tuple(row) for row in rows]  # type: ignore[misc]


def morning(session: Session, day: date = FRIDAY, now: datetime = NOW) -> dict[int, OutboxMessage]:
    """The letters of a day by recipient."""
    enqueue_reminders(session, day, now=now)
    enqueue_digests(session, day, 23, now=now)
    rows = session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "digest"))
    return {row.recipient_id: row for row in rows if row.dedupe_key.endswith(day.isoformat())}


def late_task(session: Session, working_days: int, **more: object) -> Task:
    days = {1: 19, 3: 17, 7: 11, 12: 4}
    return factories.task(session, due_on=date(2026, 11, days[working_days]), now=REGISTERED, **more)  # type: ignore[arg-type]


def test_escalation_goes_up_step_by_step(session: Session) -> None:
    coordinator = factories.user(session)
    chief = factories.user(session, Role.SUPERVISOR)
    deputy = factories.user(session, Role.SUPERVISOR)
    deputy.deputy_of_id = chief.id
    told = {}
    for days in (1, 3, 7, 12):
        task = late_task(session, days)
        enqueue_reminders(session, FRIDAY, now=NOW)
        rows = session.execute(sa.select(Notice.recipient_id, Notice.rule).where(Notice.task_id == task.id))
        told[days] = {(user_id, rule) for user_id, rule in rows}
    assert told[1] == {(coordinator.id, "late_1")}
    assert told[3] == {(coordinator.id, "late_1"), (deputy.id, "late_3")}
    assert told[7] == {(coordinator.id, "late_1"), (deputy.id, "late_3"), (chief.id, "late_7")}
    assert told[12] == {(person.id, "late_weekly") for person in (coordinator, deputy, chief)}


def test_the_weekly_rule_speaks_once_a_week(session: Session) -> None:
    factories.user(session)
    late_task(session, 12)
    found = [enqueue_reminders(session, FRIDAY + timedelta(days=after), now=NOW) for after in (0, 3, 4, 5, 6, 7, 10)]
    assert found == [1, 0, 0, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("scope", "level", "escalated"),
    [
        ((), GiverLevel.PRESIDENT, True),
        ((factories.ENERGY,), GiverLevel.PRESIDENT, True),
        ((factories.FINANCE,), GiverLevel.PRESIDENT, True),
        ((factories.ALMATY_REGION,), GiverLevel.PRESIDENT, False),
        ((), GiverLevel.MINISTER_OR_AKIM, False),
    ],
)
def test_only_controllers_are_escalated_to(
    session: Session, scope: tuple[str, ...], level: GiverLevel, escalated: bool
) -> None:
    factories.user(session, Role.SUPERVISOR, supervises=scope, decides_up_to=level)
    late_task(session, 7, others=CO)
    assert enqueue_reminders(session, FRIDAY, now=NOW) == escalated


def test_the_official_chosen_is_reminded_and_no_other(session: Session) -> None:
    chosen, other = (factories.user(session, Role.OFFICIAL) for _ in range(2))
    task = factories.task(session, due_on=FRIDAY, now=REGISTERED)
    task.official_id = task.executors[0].official_id = chosen.id
    free = factories.task(session, due_on=MONDAY, now=REGISTERED)
    free.official_id = free.executors[0].official_id = None
    session.flush()
    enqueue_reminders(session, FRIDAY, now=NOW)
    rows = session.execute(sa.select(Notice.recipient_id, Notice.task_id)).all()
    assert {tuple(row) for row in rows} == {(chosen.id, task.id), (chosen.id, free.id), (other.id, free.id)}


def test_parts_are_counted_by_their_own_date_wherever_the_deadline_is(session: Session) -> None:
    helper = factories.user(session, Role.COORDINATOR, factories.FINANCE, locale="en")
    task = factories.task(session, due_on=date(2027, 6, 1), others=CO, now=REGISTERED)
    task.executors[1].contribution_due_on = date(2026, 11, 25)
    session.flush()
    letter = morning(session)[helper.id]
    assert notices(session) == [(helper.id, "before_3", "part", None)]
    assert "3 working days left · your part is due 25.11.2026" in letter.text
    assert "deadline of the instruction: 01.06.2027" in letter.text
    assert "Next step: Hand in our part" in letter.text


def test_nothing_is_owed_by_bodies_by_agreement_and_by_parts_handed_in(session: Session) -> None:
    helper = factories.user(session, Role.COORDINATOR, factories.FINANCE)
    factories.task(session, due_on=FRIDAY, others=((factories.FINANCE, ExecutorRole.BY_AGREEMENT),), now=REGISTERED)
    task = factories.task(session, due_on=date(2026, 12, 1), others=CO, now=REGISTERED)
    contribute(session, task.executors[1], "Вот она.", by=helper, now=NOW)
    assert task.executors[1].state is ContributionState.SUBMITTED_TO_LEAD
    assert enqueue_reminders(session, FRIDAY, now=NOW) == 0


def test_interim_dates_have_reminders_until_they_are_met(session: Session) -> None:
    lead = factories.user(session, locale="en")
    task = factories.task(session, due_on=date(2027, 6, 1), now=REGISTERED)
    take_into_work(session, task, by=lead, now=REGISTERED)
    set_interim_date(session, task, MONDAY, "", by=None, now=REGISTERED)
    letter = morning(session)[lead.id]
    assert notices(session) == [(lead.id, "before_1", "interim", None)]
    assert "interim information is due 23.11.2026" in letter.text
    assert "Next step: Give interim information" in letter.text
    report_interim(session, task, "Идёт.", by=lead, now=NOW)
    assert enqueue_reminders(session, MONDAY, now=NOW) == 0


def test_an_extension_arms_the_rules_anew(session: Session) -> None:
    lead = factories.user(session)
    task = factories.task(session, due_on=FRIDAY, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    extension = request_extension(session, task, date(2026, 11, 27), "Подрядчик", by=lead, now=NOW)
    decide_extension(session, extension, date(2026, 11, 27), "Да", by=None, now=NOW)
    enqueue_reminders(session, FRIDAY, now=NOW)
    enqueue_reminders(session, date(2026, 11, 27), now=NOW)
    rows = session.execute(sa.select(Notice.rule, Notice.due_on).order_by(Notice.id)).all()
    new = date(2026, 11, 27)
    assert [tuple(row) for row in rows] == [("on_the_day", FRIDAY), ("before_5", new), ("on_the_day", new)]


def test_what_something_overtook_is_not_told(session: Session) -> None:
    lead = factories.user(session)
    done = factories.task(session, due_on=FRIDAY, now=REGISTERED)
    moved = factories.task(session, due_on=FRIDAY, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    submit_report(session, done, "Готово.", by=lead, now=NOW)
    moved.due_on = date(2027, 6, 1)
    session.flush()
    assert enqueue_digests(session, FRIDAY, 23, now=NOW) == 0


def test_a_pause_tells_the_tightest_rule_once(session: Session) -> None:
    lead = factories.user(session, locale="en")
    factories.task(session, due_on=date(2026, 11, 27), now=REGISTERED)
    for day in (FRIDAY, date(2026, 11, 24)):  # reminders ran, letters did not
        enqueue_reminders(session, day, now=NOW)
    letter = morning(session, date(2026, 11, 26))[lead.id]
    assert letter.text.count("working day ") == 2  # the distance, and the one reason
    assert "reminder 1 working day before the date" in letter.text


def test_chunks_of_any_size_find_the_same(session: Session) -> None:
    factories.user(session)
    factories.user(session, Role.COORDINATOR, factories.FINANCE)
    for after in range(7):
        factories.task(session, due_on=FRIDAY + timedelta(days=after // 2), others=CO, now=REGISTERED)
    assert enqueue_reminders(session, FRIDAY, now=NOW, chunk=2) == len(notices(session)) == 14
    assert enqueue_reminders(session, FRIDAY, now=NOW) == 0


def test_early_reminders_can_be_switched_off_and_the_last_cannot(session: Session) -> None:
    choose(session, factories.user(session), early_reminders=False, news=False)
    for due_on in (date(2026, 12, 4), date(2026, 11, 27), date(2026, 11, 25)):
        factories.task(session, due_on=due_on, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert [rule for _, rule, _, _ in notices(session)] == ["before_3"]


def test_the_stand_in_is_told_whose_tasks_they_are_and_the_absent_gets_no_letter(session: Session) -> None:
    away = factories.user(session)
    other = factories.user(session, Role.OFFICIAL, locale="en")
    away.name = "Канцелярия министерства"
    session.add(Substitution(user_id=away.id, substitute_id=other.id, since=FRIDAY, until=FRIDAY))
    theirs = factories.task(session, due_on=FRIDAY, now=REGISTERED)
    theirs.official_id = theirs.executors[0].official_id = factories.user(session, Role.OFFICIAL).id
    both = factories.task(session, due_on=MONDAY, now=REGISTERED)
    letters = morning(session)
    assert away.id not in letters
    rows = session.execute(sa.select(Notice.task_id, Notice.for_id).where(Notice.recipient_id == other.id))
    assert dict(rows.all()) == {theirs.id: away.id, both.id: None}
    assert letters[other.id].text.count("as substitute of Канцелярия министерства") == 1
    # The coordinator's step is offered, to be recorded as the substitute's deed.
    assert letters[other.id].text.count("Next step: Take into work") == 1


def test_who_comes_back_is_told_anew(session: Session) -> None:
    away, other = factories.user(session), factories.user(session, Role.OFFICIAL)
    session.add(Substitution(user_id=away.id, substitute_id=other.id, since=FRIDAY, until=FRIDAY))
    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert enqueue_reminders(session, MONDAY, now=NOW) == 2
    assert {row for row in notices(session) if row[0] == away.id} == {(away.id, "late_1", "task", None)}


def test_a_stand_in_of_a_supervisor_decides_for_both(session: Session) -> None:
    away = factories.user(session, Role.SUPERVISOR)
    other = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY, locale="en")
    away.name = "Бауржан Омаров"
    session.add(Substitution(user_id=away.id, substitute_id=other.id, since=FRIDAY, until=FRIDAY))
    lead = factories.user(session)
    submit_report(session, factories.task(session, now=REGISTERED), "Готово.", by=lead, now=NOW)
    asked = factories.task(session, due_on=date(2027, 6, 1), now=REGISTERED)
    ask(session, asked, "Какой котёл?", by=lead, now=NOW)
    text = morning(session)[other.id].text
    assert "Next step: Accept or return the report" in text
    assert text.count("as substitute of Бауржан Омаров") == 1  # the question is his own


def test_an_executor_reads_what_it_waits_for_and_what_others_changed(session: Session) -> None:
    lead, helper = factories.user(session, locale="en"), factories.user(session, Role.COORDINATOR, factories.FINANCE)
    factories.task(session, due_on=FRIDAY, title="Сдать отчёт сегодня", now=REGISTERED)
    sent = factories.task(session, due_on=date(2027, 6, 1), title="Отчёт у контролёра", now=REGISTERED)
    submit_report(session, sent, "Готово.", by=lead, now=NOW)
    part = factories.task(session, due_on=date(2027, 6, 1), title="Часть сдана", others=CO, now=REGISTERED)
    contribute(session, part.executors[1], "Вот она.", by=helper, now=NOW)
    text = morning(session)[lead.id].text
    act, rest = text.split("== You wait for others (1) ==")
    waits, changed = rest.split("== Changed since the last letter (1) ==")
    assert "Сдать отчёт сегодня" in act
    assert "Отчёт у контролёра" in waits
    assert "the report is with the controller" in waits
    assert "Часть сдана" in changed
    assert "a co-executor handed in its part" in changed


def test_news_is_told_once_and_not_of_ones_own_deeds(session: Session) -> None:
    lead, official = factories.user(session), factories.user(session, Role.OFFICIAL)
    task = factories.task(session, due_on=date(2027, 6, 1), now=REGISTERED)
    take_into_work(session, task, by=lead, now=NOW - timedelta(hours=1))
    assert morning(session).keys() == {official.id}
    assert morning(session, MONDAY, local_moment(MONDAY, 8)) == {}


def test_a_digest_that_asks_nothing_may_be_unsubscribed_and_an_order_may_not(session: Session) -> None:
    chief, lead = factories.user(session, Role.SUPERVISOR), factories.user(session)
    official = factories.user(session, Role.OFFICIAL)
    task = late_task(session, 1)
    task.official_id = task.executors[0].official_id = lead.id
    letters = morning(session)
    assert letters[chief.id].unsubscribe_url.startswith("http://localhost/unsubscribe/")
    assert letters[chief.id].unsubscribe_url in letters[chief.id].text
    assert letters[lead.id].unsubscribe_url == ""
    assert official.id in letters


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        (OverdueList.DAILY, [20, 23, 24]),
        (OverdueList.WEEKLY, [23]),
        (OverdueList.NEVER, []),
    ],
)
def test_the_overdue_list_comes_as_often_as_wished(session: Session, wish: OverdueList, days: list[int]) -> None:
    chief = factories.user(session, Role.SUPERVISOR)
    choose(session, chief, early_reminders=True, news=False, overdue_list=wish)
    late_task(session, 1)
    seen = []
    for day in (20, 21, 22, 23, 24):
        this = date(2026, 11, day)
        enqueue_digests(session, this, 23, now=local_moment(this, 9))
        seen += (
            [day]
            if session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key.endswith(str(this))))
            else []
        )
    assert seen == days


def test_a_week_that_begins_with_a_day_off_has_its_list_on_the_first_working_day(session: Session) -> None:
    chief = factories.user(session, Role.SUPERVISOR)
    choose(session, chief, early_reminders=True, news=False, overdue_list=OverdueList.WEEKLY)
    factories.task(session, due_on=date(2026, 3, 2), now=REGISTERED.replace(month=2))
    days = [date(2026, 3, day) for day in range(21, 28)]  # Nauryz: the 21st to the 25th
    assert [enqueue_digests(session, day, 23, now=local_moment(day, 9)) for day in days] == [0, 0, 0, 0, 0, 1, 0]


def test_statements_do_not_grow_with_people(session: Session) -> None:
    def statements(run: object) -> int:
        seen: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE")):
                seen.append(statement)

        bind = session.connection().engine
        sa.event.listen(bind, "before_cursor_execute", count)
        run()  # type: ignore[operator]
        sa.event.remove(bind, "before_cursor_execute", count)
        return len(seen)

    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    late_task(session, 1)

    def people(count: int) -> list[User]:
        return [factories.user(session, role) for role in (Role.COORDINATOR, Role.SUPERVISOR) for _ in range(count)]

    counts = []
    for number, day in ((1, FRIDAY), (4, MONDAY)):
        people(number)
        session.expunge_all()
        reminded = statements(lambda day=day: enqueue_reminders(session, day, now=NOW))
        session.expunge_all()
        written = statements(lambda day=day: enqueue_digests(session, day, 23, now=local_moment(day, 9)))
        counts.append((reminded, written))
    assert counts[0] == counts[1]
