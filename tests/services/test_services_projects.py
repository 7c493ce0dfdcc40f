"""Projects: their stages and conflicts, who watches them, milestones under a wrong project."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import GiverLevel, ReferenceChange, Role, Stage, TaskKind
from app.domain.errors import ChangedMeanwhile, InvalidInput, NotFound, PermissionDenied
from app.domain.history import EventKind
from app.domain.sameness import Difference
from app.models import Project, ReferenceEvent, Task, TaskEvent
from app.queries.projects import conflicts_of, stage_conflicts, stages_of, version_conflicts
from app.queries.reference import project_named
from app.services.execution import record_fact, record_forecast
from app.services.projects import add_alias, change_monitors, monitors_of, move_milestone
from app.services.review import accept_finding, extract_findings, merge_finding, proposed
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, document, task, user

TOWERS = "Iconic Towers"
FUND = "f_aca"


def stage(session: Session, stage: Stage, due_on: date | None, lead: str = FUND, project: str = TOWERS) -> Task:
    title = f"{project}: {stage.value}"
    return task(session, lead, due_on=due_on, title=title, kind=TaskKind.MILESTONE, project=project, stage=stage)


def towers(session: Session) -> Project:
    project = project_named(session, TOWERS)
    assert project is not None
    return project


def kinds(session: Session, made: Task) -> list[EventKind]:
    rows = session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == made.id).order_by(TaskEvent.seq))
    return list(rows)


def test_works_before_the_design_documents_are_a_conflict_until_the_forecast_moves(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    works = stage(session, Stage.START_OF_WORKS, date(2026, 12, 31))
    design = stage(session, Stage.DESIGN, date(2027, 3, 31))
    stage(session, Stage.COMPLETION, date(2029, 12, 31))
    (found,) = stage_conflicts(session, by)
    assert (found.earlier.id, found.later.id, found.days) == (design.id, works.id, 90)
    assert [each.days for each in conflicts_of(session, by, design)] == [90]
    assert [each.stage for each in stages_of(session, by, towers(session))][:2] == [Stage.DESIGN, Stage.START_OF_WORKS]
    record_forecast(session, works, date(2027, 5, 1), "Ждём проект", by=None, now=NOW)
    assert stage_conflicts(session, by) == []
    assert works.original_due_on == date(2026, 12, 31)


def test_tasks_of_one_text_are_no_versions_of_each_other(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    text = "Премьер-министр поручил Министерству энергетики до {} 2027 года сдать отчёт о запасах угля."
    both = document(session, "\n".join(text.format(day) for day in ("1 июня", "1 сентября")), published_on=TODAY)
    extract_findings(session, both, now=NOW, auto_confirm=True)
    assert version_conflicts(session, by) == []
    again = document(session, text.format("1 октября"), published_on=TODAY)
    extract_findings(session, again, now=NOW, auto_confirm=False)
    session.refresh(again)
    found = again.findings[0]
    accept_finding(session, found, proposed(found), by=by, now=NOW)
    assert [each.differences for each in version_conflicts(session, by)] == [(Difference.DATE,)] * 2


def test_facts_are_no_warning_and_others_projects_are_not_seen(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    works = stage(session, Stage.START_OF_WORKS, date(2026, 5, 31))
    design = stage(session, Stage.DESIGN, date(2026, 11, 30))
    assert len(stage_conflicts(session, by)) == 1
    assert stage_conflicts(session, user(session, code=FINANCE)) == []
    assert len(stage_conflicts(session, user(session, code=FUND))) == 1
    record_fact(session, works, date(2026, 6, 1), by=None, now=NOW)
    assert len(stage_conflicts(session, by)) == 1
    record_fact(session, design, date(2026, 11, 1), by=None, now=NOW)
    assert stage_conflicts(session, by) == []


def test_another_first_monitor_takes_over_the_open_milestones(session: Session) -> None:
    by = user(session, Role.ADMINISTRATOR)
    open_one = stage(session, Stage.COMPLETION, date(2029, 12, 31))
    reached = stage(session, Stage.DESIGN, TODAY)
    record_fact(session, reached, TODAY, by=None, now=NOW)
    project, seen = towers(session), tuple(monitors_of(towers(session)))
    assert seen == (FUND, ALMATY_REGION)
    moved = change_monitors(session, project, (ENERGY, FUND), by=by, now=NOW, seen=seen)
    assert ([each.id for each in moved], monitors_of(project)) == ([open_one.id], [ENERGY, FUND])
    assert (open_one.lead_agency.code, reached.lead_agency.code) == (ENERGY, FUND)
    assert kinds(session, open_one)[-1] is EventKind.EXECUTORS_CHANGED
    note = session.scalars(sa.select(ReferenceEvent)).one()
    assert (note.kind, note.actor_id) == (ReferenceChange.MONITORS_CHANGED, by.id)
    assert note.data["monitors"] == [[FUND, ALMATY_REGION], [ENERGY, FUND]]
    with pytest.raises(ChangedMeanwhile):
        change_monitors(session, project, (FUND,), by=by, now=NOW, seen=seen)


@pytest.mark.parametrize(
    ("codes", "code"), [((), "monitor_required"), ((FUND, ALMATY_REGION), "monitors_same"), (("x",), "agency_unknown")]
)
def test_monitors_that_cannot_be(session: Session, codes: tuple[str, ...], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        change_monitors(session, towers(session), codes, by=user(session, Role.SUPERVISOR), now=NOW)


def test_an_alias_is_known_to_texts_and_belongs_to_one_project(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    add_alias(session, towers(session), "Башни  Алатау", by=by, now=NOW)
    assert project_named(session, "Башни Алатау") is towers(session)
    with pytest.raises(InvalidInput, match="body_has_name"):
        add_alias(session, towers(session), "башни алатау", by=by, now=NOW)
    other = session.scalars(sa.select(Project).where(Project.name != TOWERS)).first()
    assert other is not None
    with pytest.raises(InvalidInput, match="alias_taken"):
        add_alias(session, other, TOWERS, by=by, now=NOW)


def test_a_milestone_moves_to_its_project_with_its_watcher(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    made = stage(session, Stage.COMPLETION, date(2029, 12, 31))
    other = session.scalars(sa.select(Project).where(Project.name == "PepsiCo Central Asia")).one()
    version = made.version
    move_milestone(session, made, other, by=by, now=NOW, version=version)
    assert made.project is other
    assert made.lead_agency.code == other.monitors[0].agency.code == ALMATY_REGION
    assert kinds(session, made)[-2:] == [EventKind.PROJECT_CHANGED, EventKind.EXECUTORS_CHANGED]
    with pytest.raises(ChangedMeanwhile):
        move_milestone(session, made, towers(session), by=by, now=NOW, version=version)
    with pytest.raises(InvalidInput, match="same_project"):
        move_milestone(session, made, other, by=by, now=NOW)


def test_who_may_not_change_projects(session: Session) -> None:
    made = stage(session, Stage.COMPLETION, date(2029, 12, 31))
    for by in (user(session, code=FUND), user(session, Role.OFFICIAL, FUND)):
        with pytest.raises(PermissionDenied):
            move_milestone(session, made, towers(session), by=by, now=NOW)
        with pytest.raises(PermissionDenied):
            change_monitors(session, towers(session), (ENERGY,), by=by, now=NOW)
        with pytest.raises(PermissionDenied):
            add_alias(session, towers(session), "Башни", by=by, now=NOW)
    elsewhere = user(session, Role.SUPERVISOR, supervises=(FINANCE,))
    with pytest.raises(NotFound):
        move_milestone(session, made, towers(session), by=elsewhere, now=NOW)
    plain = task(session, ENERGY)
    with pytest.raises(InvalidInput, match="not_a_milestone"):
        move_milestone(session, plain, towers(session), by=user(session, Role.SUPERVISOR), now=NOW)


def test_one_instruction_with_two_leads_is_listed_with_both_texts(session: Session) -> None:
    by = user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRESIDENT)
    text = "Завершить ремонт котельной номер семь в городе Экибастузе до начала отопительного сезона"
    one = task(session, ENERGY, title=text, due_on=date(2026, 12, 1))
    other = task(session, FINANCE, title=text, due_on=date(2026, 12, 15))
    task(session, ENERGY, title="Провести инвентаризацию складов зерна в северных областях", due_on=date(2026, 12, 1))
    (found,) = version_conflicts(session, by)
    assert found.other is not None
    assert {found.task.id, found.other.id} == {one.id, other.id}
    assert set(found.differences) == {Difference.LEAD, Difference.DATE}
    assert version_conflicts(session, user(session, Role.SUPERVISOR, supervises=(ALMATY_REGION,))) == []


def test_a_source_that_disagrees_is_listed_beside_its_task(session: Session) -> None:
    by = user(session, Role.SUPERVISOR)
    first = "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт котельной."
    second = "Премьер-министр поручил Министерству энергетики до 15 декабря 2026 года завершить ремонт котельной."
    (found,) = extract_findings(session, document(session, first), now=NOW, auto_confirm=True)
    made = session.scalars(sa.select(Task)).one()
    (again,) = extract_findings(session, document(session, second), now=NOW, auto_confirm=True)
    assert found.id != again.id
    merge_finding(session, again, made, by=by, now=NOW)
    (conflict,) = version_conflicts(session, by)
    assert (conflict.task.id, conflict.other, conflict.finding) == (made.id, None, again)
    assert conflict.differences == (Difference.DATE,)
