"""Pages of projects: stages with their dates and sentences, conflicts wherever they matter, changes of policy."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role, Stage, TaskKind
from app.models import Project, Task, User
from app.queries.reference import project_named
from app.services.review import accept_finding, extract_findings, merge_finding, proposed
from tests.conftest import NOW
from tests.factories import document, sign_in, task, user
from tests.web.pages import post, words

FUND = "f_aca"
TEXT = (
    "По проекту Iconic Towers проектно-сметную документацию планируется подготовить до апреля 2027 года, "
    "приступить к строительным работам намечено в мае 2026 года."
)


def towers(session: Session) -> Project:
    project = project_named(session, "Iconic Towers")
    assert project is not None
    return project


@pytest.fixture
def stages(session: Session) -> tuple[Task, Task]:
    """Works before the design documents."""
    made = []
    for stage, due_on, title in (
        (Stage.START_OF_WORKS, date(2026, 5, 31), "К работам приступят в мае"),
        (Stage.DESIGN, date(2027, 3, 31), "Документация будет готова в марте 2027 года"),
    ):
        more = {"kind": TaskKind.MILESTONE, "project": "Iconic Towers", "stage": stage}
        made.append(task(session, FUND, due_on=due_on, title=title, **more))
    return made[0], made[1]


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> User:
    made = user(session, Role.SUPERVISOR, locale="en")
    sign_in(client, made)
    return made


def test_the_conflict_stands_with_both_sentences_wherever_it_matters(
    session: Session, client: FlaskClient, supervisor: User, stages: tuple[Task, Task]
) -> None:
    works, design = stages
    project = towers(session)
    for path in (f"/projects/{project.id}", "/conflicts", "/work", f"/tasks/{works.number}", f"/tasks/{design.number}"):
        page = words(client.get(path))
        assert "304 days before" in page, path
        assert works.text in page, path
        assert design.text in page, path
    assert "1 pair of project stages is out of order" in words(client.get("/overdue"))
    assert "stages out of order" in words(client.get("/overdue"))
    assert "stages out of order" in words(client.get("/projects"))


def test_stages_of_a_text_lead_to_their_sentences(session: Session, client: FlaskClient, supervisor: User) -> None:
    made = document(session, TEXT)
    for finding in extract_findings(session, made, now=NOW, auto_confirm=False):
        if finding.stage:
            choice = proposed(finding)
            accept_finding(session, finding, choice.__class__(lead=FUND, project="Iconic Towers"), by=None, now=NOW)
    page = client.get(f"/projects/{towers(session).id}")
    assert f'href="/documents/{made.id}#at-' in page.text


def test_a_coordinator_of_another_body_sees_no_stage(
    session: Session, client: FlaskClient, stages: tuple[Task, Task]
) -> None:
    sign_in(client, user(session, code="min_energy", locale="en"))
    page = client.get(f"/projects/{towers(session).id}")
    assert page.status_code == 200
    assert stages[0].number not in page.text
    assert "none that you may see" in words(page)
    assert client.get("/conflicts").status_code == 403
    assert post(client, f"/projects/{towers(session).id}/aliases", {"alias": "Башни"}).status_code == 403
    assert client.get(f"/projects/milestones/{stages[0].number}").status_code == 403


def test_monitors_are_changed_and_milestones_pass(
    session: Session, client: FlaskClient, supervisor: User, stages: tuple[Task, Task]
) -> None:
    project = towers(session)
    form = {"seen": "f_aca|akimat_almaty_obl", "monitors-0": "akimat_almaty_obl", "monitors-1": ""}
    assert post(client, f"/projects/{project.id}/monitors", form).status_code == 302
    page = words(client.get(f"/projects/{project.id}"))
    assert "Monitoring bodies changed" in page
    session.expire_all()
    assert {each.lead_agency.code for each in stages} == {"akimat_almaty_obl"}
    stale = post(client, f"/projects/{project.id}/monitors", {**form, "monitors-0": "min_energy"})
    assert stale.status_code == 409
    assert post(client, f"/projects/{project.id}/monitors", {"seen": "akimat_almaty_obl"}).status_code == 422


def test_an_alias_is_added_by_the_administrator_too(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.ADMINISTRATOR, locale="en"))
    project = towers(session)
    assert post(client, f"/projects/{project.id}/aliases", {"alias": "Башни Алатау"}).status_code == 302
    page = words(client.get(f"/projects/{project.id}"))
    assert "Башни Алатау" in page
    assert "an administrator sees none" in page
    refused = post(client, f"/projects/{project.id}/aliases", {"alias": "Башни Алатау"})
    assert refused.status_code == 422
    assert "Башни Алатау" in refused.text


def test_a_milestone_is_put_under_its_project(
    session: Session, client: FlaskClient, supervisor: User, stages: tuple[Task, Task]
) -> None:
    works = stages[0]
    other = session.scalars(sa.select(Project).where(Project.name == "PepsiCo Central Asia")).one()
    path, version = f"/projects/milestones/{works.number}", str(works.version)
    assert "Iconic Towers" in client.get(path).text
    assert post(client, path, {"project": str(other.id), "version": version}).status_code == 302
    page = words(client.get(f"/tasks/{works.number}"))
    assert "Moved to another project" in page
    assert "Project now: PepsiCo Central Asia" in page
    answer = post(client, path, {"project": str(towers(session).id), "version": version})
    assert answer.status_code == 409
    assert "The project now: PepsiCo Central Asia" in words(answer)
    assert client.get("/projects/99999").status_code == 404


def test_facts_forecasts_and_not_started_show_on_the_project(
    session: Session, client: FlaskClient, stages: tuple[Task, Task]
) -> None:
    works, design = stages
    watcher = user(session, code=FUND, locale="en")
    sign_in(client, watcher)

    def send(made: Task, action: str, **values: str) -> int:
        session.refresh(made)
        data = {f"{action}-{name}": value for name, value in {"version": str(made.version), **values}.items()}
        return post(client, f"/tasks/{made.number}/{action}", data).status_code

    assert send(design, "record_forecast", due_on="2027-06-30", text="Экспертиза затянулась") == 302
    assert send(works, "record_forecast", due_on="", text="Нет документации") == 302
    page = words(client.get(f"/projects/{towers(session).id}"))
    assert "31 Mar 2027" in page or "31.03.2027" in page or "March 31, 2027" in page or "2027" in page
    assert send(works, "record_fact", due_on="2026-11-19", text="") == 302
    session.refresh(works)
    assert (works.fact_on, works.original_due_on) == (date(2026, 11, 19), date(2026, 5, 31))
    assert "Executed late" in words(client.get(f"/projects/{towers(session).id}"))


def test_a_source_that_disagrees_is_counted_and_told_on_the_task(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    text = "Премьер-министр поручил {} до {} 2027 года построить 64 моста."
    made = document(session, text.format("Министерству транспорта", "15 апреля"), published_on=date(2026, 1, 16))
    other = document(session, text.format("Министерству финансов", "1 мая"), published_on=date(2026, 1, 17))
    for each in (made, other):
        extract_findings(session, each, now=NOW, auto_confirm=False)
        session.refresh(each)
    order = accept_finding(session, made.findings[0], proposed(made.findings[0]), by=supervisor, now=NOW)
    before = words(client.get("/projects"))
    assert "Conflicts (0)" in before
    merge_finding(session, other.findings[0], order, by=supervisor, now=NOW)
    session.expire_all()
    assert "Conflicts (1)" in words(client.get("/projects"))
    page = words(client.get(f"/tasks/{order.number}"))
    assert "another main executor, another date" in page
    assert "One instruction, two versions" in page
    assert "In this text: deadline 01.05.2027; main executor Ministry of Finance" in page
    assert "Deadline in the added text: 01.05.2027" in page
    assert "Main executor in the added text: Ministry of Finance" in page
    assert "Ministry of Finance, 01.05.2027" in words(client.get("/conflicts"))


def test_two_tasks_in_two_languages_disagree(session: Session, client: FlaskClient, supervisor: User) -> None:
    texts = (
        "Премьер-министр поручил Министерству транспорта до 15 апреля 2027 года построить 64 моста.",
        "Премьер-министр Көлік министрлігіне 2027 жылғы 20 сәуірге дейін 64 көпір салуды тапсырды.",
    )
    orders = []
    for text in texts:
        made = document(session, text, published_on=date(2026, 1, 16))
        extract_findings(session, made, now=NOW, auto_confirm=False)
        session.refresh(made)
        orders.append(accept_finding(session, made.findings[0], proposed(made.findings[0]), by=supervisor, now=NOW))
    page = words(client.get("/conflicts"))
    assert all(order.number in page for order in orders)
    for order, other in (orders, orders[::-1]):
        assert other.number in words(client.get(f"/tasks/{order.number}"))
