"""Succession of bodies: open tasks, people and scopes pass once, the ended keep the old body, texts know both."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, PersonChange, ReferenceChange, Role, SuccessionKind
from app.domain.errors import ChangedMeanwhile, InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.past import Happened
from app.domain.replay import replay
from app.domain.succession import Act
from app.domain.workflow import TaskStatus
from app.extraction import extract
from app.models import Agency, AgencyAct, PersonEvent, ReferenceEvent, Task, TaskEvent, User
from app.queries.bodies import fingerprint, held_by, left_behind, unknown_bodies
from app.queries.reference import agency_directory, work_calendar
from app.services.bodies import NewBody, add_body, add_name, succeed
from app.services.execution import close_not_done
from app.services.review import extract_findings, proposed
from app.services.succession import Passing, heirs_of, pass_on
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, agency, document, task, user

OLD, NEW, OTHER = "min_old", "min_new", "min_other"
DAY = TODAY - timedelta(days=20)


def admin(session: Session) -> User:
    return user(session, Role.ADMINISTRATOR)


def body(session: Session, code: str, ru: str) -> Agency:
    new = NewBody(ru=ru, kk=f"{ru} (қаз.)", en=f"Ministry {code}", kind="ministry", code=code)
    return add_body(session, new, by=None, now=NOW)


@pytest.fixture
def bodies(session: Session) -> dict[str, Agency]:
    return {
        OLD: body(session, OLD, "Министерство пробных дел"),
        NEW: body(session, NEW, "Министерство испытаний и проб"),
        OTHER: body(session, OTHER, "Министерство второй половины"),
    }


def act(kind: SuccessionKind, old: tuple[str, ...], new: tuple[str, ...], on: date = DAY, number: str = "17") -> Act:
    return Act(kind, old, new, "Указ Президента", number, on, on)


def renamed(session: Session) -> None:
    succeed(session, act(SuccessionKind.RENAMED, (OLD,), (NEW,)), by=admin(session), now=NOW)


def events(session: Session, made: Task) -> list[TaskEvent]:
    query = sa.select(TaskEvent).where(TaskEvent.task_id == made.id).order_by(TaskEvent.seq)
    return list(session.scalars(query))


def test_the_old_body_ends_and_the_new_one_begins(session: Session, bodies: dict[str, Agency]) -> None:
    by = admin(session)
    made, fresh = succeed(session, act(SuccessionKind.RENAMED, (OLD,), (NEW,)), by=by, now=NOW)
    assert fresh
    assert (bodies[OLD].valid_to, bodies[OLD].successors) == (DAY - timedelta(days=1), [NEW])
    assert bodies[NEW].valid_from == DAY
    again, fresh = succeed(session, act(SuccessionKind.RENAMED, (OLD,), (NEW,)), by=by, now=NOW)
    assert (again.id, fresh) == (made.id, False)
    assert session.scalar(sa.select(sa.func.count()).select_from(AgencyAct)) == 1
    note = session.scalars(sa.select(ReferenceEvent).where(ReferenceEvent.kind == ReferenceChange.SUCCEEDED)).first()
    assert note is not None
    assert (note.data["act"], note.data["number"], note.actor_id) == (made.id, "17", by.id)


def test_only_an_administrator_enters_acts(session: Session, bodies: dict[str, Agency]) -> None:
    for by in (user(session), user(session, Role.SUPERVISOR)):
        with pytest.raises(PermissionDenied):
            succeed(session, act(SuccessionKind.RENAMED, (OLD,), (NEW,)), by=by, now=NOW)
        with pytest.raises(PermissionDenied):
            pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=by, now=NOW)
    assert bodies[OLD].valid_to is None


def test_open_tasks_pass_in_every_part_and_the_ended_keep_the_old_body(
    session: Session, bodies: dict[str, Agency]
) -> None:
    led = task(session, OLD)
    helped = task(session, ENERGY, others=((OLD, ExecutorRole.CO), (FINANCE, ExecutorRole.CO)))
    agreed = task(session, ENERGY, others=((OLD, ExecutorRole.BY_AGREEMENT),))
    ended = task(session, OLD)
    close_not_done(session, ended, "Не нужно", by=None, now=NOW)
    due = next(row.contribution_due_on for row in helped.executors if row.agency.code == OLD)
    renamed(session)
    passed = pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=admin(session), now=NOW)
    assert {each.id for each in passed} == {led.id, helped.id, agreed.id}
    assert (led.lead_agency.code, [row.agency.code for row in led.executors]) == (NEW, [NEW])
    parts = {row.agency.code: (row.role, row.contribution_due_on) for row in helped.executors}
    assert parts[NEW] == (ExecutorRole.CO, due)
    assert {row.agency.code: row.role for row in agreed.executors}[NEW] is ExecutorRole.BY_AGREEMENT
    assert (ended.lead_agency.code, ended.status) == (OLD, TaskStatus.CLOSED)
    assert [event.kind for event in events(session, ended)][-1] is EventKind.CLOSED_NOT_DONE
    assert pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=admin(session), now=NOW) == []


def test_the_event_tells_the_passing_and_the_history_replays_to_the_row(
    session: Session, bodies: dict[str, Agency]
) -> None:
    made = task(session, OLD, others=((FINANCE, ExecutorRole.CO),))
    renamed(session)
    pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=admin(session), now=NOW)
    kept = events(session, made)
    last = kept[-1]
    assert last.kind is EventKind.AGENCY_SUCCEEDED
    assert (last.data["body_before"], last.data["body_now"]) == (OLD, NEW)
    assert last.data["old"] == [[OLD, "lead"], [FINANCE, "co"]]
    assert last.data["new"] == [[NEW, "lead"], [FINANCE, "co"]]
    state = replay(Happened(event.kind.value, event.at.date(), event.data, event.actor_id) for event in kept)
    assert state.lead == made.lead_agency.code == NEW
    assert state.executors == [(row.agency.code, row.role) for row in made.executors]


def test_a_successor_that_takes_part_already_keeps_the_stronger_part(
    session: Session, bodies: dict[str, Agency]
) -> None:
    leads = task(session, NEW, others=((OLD, ExecutorRole.CO),))
    helps = task(session, OLD, others=((FINANCE, ExecutorRole.CO), (NEW, ExecutorRole.CO)))
    renamed(session)
    pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=None, now=NOW)
    assert [(row.agency.code, row.role) for row in leads.executors] == [(NEW, ExecutorRole.LEAD)]
    roles = {row.agency.code: row.role for row in helps.executors}
    assert roles == {NEW: ExecutorRole.LEAD, FINANCE: ExecutorRole.CO}
    assert helps.lead_agency.code == NEW


def test_after_a_split_each_task_goes_where_it_was_sent(session: Session, bodies: dict[str, Agency]) -> None:
    first, second = task(session, OLD), task(session, OLD)
    succeed(session, act(SuccessionKind.SPLIT, (OLD,), (NEW, OTHER)), by=None, now=NOW)
    assert set(heirs_of(session, OLD, NOW)) == {NEW, OTHER}
    pass_on(session, bodies[OLD], Passing(NEW, {second.id: OTHER}, {}), by=None, now=NOW)
    assert (first.lead_agency.code, second.lead_agency.code) == (NEW, OTHER)


def test_two_bodies_merge_into_one(session: Session, bodies: dict[str, Agency]) -> None:
    first, second = task(session, OLD), task(session, OTHER)
    succeed(session, act(SuccessionKind.MERGED, (OLD, OTHER), (NEW,)), by=None, now=NOW)
    assert bodies[NEW].valid_from is None
    for code in (OLD, OTHER):
        pass_on(session, bodies[code], Passing(NEW, {}, {}), by=None, now=NOW)
    assert {first.lead_agency.code, second.lead_agency.code} == {NEW}


def test_the_opposite_act_undoes_a_renaming_and_the_tasks_return(session: Session, bodies: dict[str, Agency]) -> None:
    made = task(session, OLD)
    renamed(session)
    pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=None, now=NOW)
    succeed(session, act(SuccessionKind.RENAMED, (NEW,), (OLD,), DAY + timedelta(days=1)), by=None, now=NOW)
    assert (bodies[OLD].valid_to, bodies[OLD].successors) == (None, [])
    assert heirs_of(session, NEW, NOW) == (OLD,)
    pass_on(session, bodies[NEW], Passing(OLD, {}, {}), by=None, now=NOW)
    assert made.lead_agency.code == OLD
    _row, fresh = succeed(session, act(SuccessionKind.RENAMED, (OLD,), (NEW,), TODAY), by=None, now=NOW)
    assert fresh


def test_people_move_by_choice_and_supervisors_keep_sight(session: Session, bodies: dict[str, Agency]) -> None:
    goes, stays = user(session, code=OLD), user(session, Role.OFFICIAL, OLD)
    watches = user(session, Role.SUPERVISOR, supervises=(OLD,))
    task(session, OLD)
    renamed(session)
    pass_on(session, bodies[OLD], Passing(NEW, {}, {goes.id: NEW, stays.id: ""}), by=admin(session), now=NOW)
    assert (goes.agency and goes.agency.code, stays.agency and stays.agency.code) == (NEW, OLD)
    assert (goes.session_epoch, stays.session_epoch) == (1, 0)
    assert {each.code for each in watches.supervises} == {OLD, NEW}
    kinds = {event.user_id: event.kind for event in session.scalars(sa.select(PersonEvent))}
    assert kinds == {goes.id: PersonChange.MOVED, watches.id: PersonChange.CHANGED}


def test_the_official_stays_responsible_when_he_moves_along(session: Session, bodies: dict[str, Agency]) -> None:
    official = user(session, Role.OFFICIAL, OLD)
    resident = user(session, Role.OFFICIAL, NEW)
    first = task(session, OLD)
    renamed(session)
    pass_on(session, bodies[OLD], Passing(NEW, {}, {official.id: NEW}), by=None, now=NOW)
    assert first.official_id == official.id != resident.id


def test_refused_are_strangers_bodies_that_last_and_lists_that_changed(
    session: Session, bodies: dict[str, Agency]
) -> None:
    made = task(session, OLD)
    with pytest.raises(InvalidInput, match="body_has_no_heir"):
        pass_on(session, bodies[OLD], Passing(NEW, {}, {}), by=None, now=NOW)
    renamed(session)
    with pytest.raises(InvalidInput, match="not_its_heir"):
        pass_on(session, bodies[OLD], Passing(FINANCE, {}, {}), by=None, now=NOW)
    seen = fingerprint(held_by(session, (OLD,)))
    task(session, OLD)
    with pytest.raises(ChangedMeanwhile):
        pass_on(session, bodies[OLD], Passing(NEW, {}, {}, seen), by=None, now=NOW)
    assert made.lead_agency.code == OLD
    assert [(each.code, count) for each, count in left_behind(session, TODAY)] == [(OLD, 2)]


def test_texts_of_each_day_mean_the_body_of_that_day(session: Session, bodies: dict[str, Agency]) -> None:
    add_name(session, bodies[OLD], "ru", "Минпроб", by=None, now=NOW)
    add_name(session, bodies[NEW], "ru", "Минпроб", by=None, now=NOW)
    renamed(session)
    text = "Премьер-министр поручил Минпробу до 15 декабря 2026 года завершить ремонт котельной."

    def lead_on(day: date) -> list[str]:
        found = extract(text, day, agency_directory(session).on(day), work_calendar(session), title="")
        return [owner.code for item in found for owner in item.owners]

    assert lead_on(DAY - timedelta(days=1)) == [OLD]
    assert lead_on(DAY) == [NEW]


@pytest.mark.parametrize("auto", [True, False])
def test_an_old_text_that_is_read_late_puts_the_successor_on_control(
    session: Session, bodies: dict[str, Agency], auto: bool
) -> None:
    add_name(session, bodies[OLD], "ru", "Минпроб", by=None, now=NOW)
    renamed(session)
    text = "Премьер-министр поручил Минпробу до 15 декабря 2026 года завершить ремонт котельной."
    made = document(session, text, published_on=DAY - timedelta(days=3))
    (finding,) = extract_findings(session, made, now=NOW, auto_confirm=auto)
    assert [owner["code"] for owner in finding.fields["owners"]] == [OLD]
    if not auto:
        assert proposed(finding).lead == OLD
        return
    assert session.scalars(sa.select(Task)).one().lead_agency.code == NEW


def test_a_name_that_no_body_bears_is_offered_until_it_is_added(session: Session) -> None:
    made = document(session, "Премьер-министр поручил Министерству лунных дел до 1 декабря 2026 года навести порядок.")
    (finding,) = extract_findings(session, made, now=NOW, auto_confirm=False)
    assert finding.fields["owners"][0]["code"] is None
    (unknown,) = unknown_bodies(session)
    assert (unknown.count, unknown.finding_id) == (1, finding.id)
    new = NewBody(
        ru="Министерство лунных дел",
        kk="Ай істері министрлігі",
        en="Ministry of the Moon",
        kind="ministry",
        aliases_ru=(unknown.text,),
    )
    added = add_body(session, new, by=admin(session), now=NOW)
    assert added.code == "ministry_of_the_moon"
    assert unknown_bodies(session) == []
    assert finding.fields["owners"][0]["code"] is None


def test_a_body_is_not_added_twice_and_names_are_clean(session: Session, bodies: dict[str, Agency]) -> None:
    with pytest.raises(InvalidInput, match="body_known"):
        body(session, "min_again", "Министерство пробных дел")
    with pytest.raises(InvalidInput, match="body_code_taken"):
        body(session, OLD, "Министерство с чужим кодом")
    with pytest.raises(InvalidInput, match="body_code_unusable"):
        body(session, "Код!", "Министерство со странным кодом")
    with pytest.raises(InvalidInput, match="name_required"):
        body(session, "min_none", " \u202e ")
    assert body(session, "min_clean", "Министерство\u202e  чистых\nслов").ru == "Министерство чистых слов"
    with pytest.raises(InvalidInput, match="body_has_name"):
        add_name(session, bodies[OLD], "ru", "Министерство пробных дел", by=None, now=NOW)


def test_the_acts_and_notes_refuse_update_and_delete(session: Session, bodies: dict[str, Agency]) -> None:
    renamed(session)
    for statement in (
        "UPDATE agency_act SET number = '18'",
        "DELETE FROM agency_act",
        "UPDATE reference_event SET data = '{}'",
        "DELETE FROM reference_event",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
            session.execute(sa.text(statement))


def test_reference_files_do_not_undo_a_succession(session: Session) -> None:
    from seeds.loader import load_reference

    new = body(session, NEW, "Министерство испытаний и проб")
    succeed(session, act(SuccessionKind.RENAMED, (ENERGY,), (NEW,)), by=None, now=NOW)
    load_reference(session)
    assert agency(session, ENERGY).successors == [new.code]
    assert agency(session, ENERGY).valid_to == DAY - timedelta(days=1)
