"""What happens in tasks of others changes nothing on any page: no row, no name, no count, no figure, now or as of a day.

Every page that a body's people may open is read twice, before and after a foreign task has lived a whole life, and must be
the same to the letter. Which page is open to whom is said in permission_matrix.tsv.
"""

import re
from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.config import Settings
from app.domain.enums import ExecutorRole, ReturnReason, Role, Stage, TaskKind
from app.domain.workflow import Action
from app.models import Task, User
from app.queries.projects import projects_with_counts
from app.services import contributions, execution, executors, interim, lead_changes, questions, terms
from app.services.attachments import FileStore, NewFile
from app.services.evidence import Filing
from app.services.signed_links import Purpose, letter_link
from app.web.tasks.acts import ACTS
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user

START = date(2026, 9, 1)
# Pages of lists and figures, with everything that narrows them or moves them into the past.
LISTS = (
    "/work",
    "/tasks",
    "/tasks?sort=due",
    "/tasks?status=open",
    "/tasks?waiting=report",
    "/tasks?agency=min_energy",
    "/tasks?q=Чужое",
    "/search?q=Чужое",
    "/search?q=Чужое&kind=task",
    "/tasks?as_of=2026-10-15",
    "/tasks?as_of=2026-10-15&agency=min_energy",
    "/overdue",
    "/overdue?agency=min_energy",
    "/overdue?as_of=2026-10-15",
    "/overdue/week",
    "/discipline",
    "/discipline?by=level",
    "/discipline?by=quarter",
    "/discipline?agency=min_energy",
    "/discipline?as_of=2026-10-15",
    "/discipline/pack?quarter=2026-Q4",
    "/discipline/slippage",
    "/discipline/slippage?as_of=2026-10-15&agency=min_energy",
    "/discipline/tasks?figure=on_time_original&line=counted",
    "/discipline/tasks?figure=extensions&line=counted&key=min_energy",
    "/contributions",
    "/projects",
    "/projects/{project}",
    "/conflicts",
    "/policy",
    "/policy/changes",
    "/agencies",
    "/tasks/{own}",
)
_CHANGING = re.compile(r'name="(?:csrf_token|once)" value="[^"]*"|\b403-[0-9a-f]{8}\b')


def pages(client: FlaskClient, person: User, own: Task, project: int) -> dict[str, str]:
    sign_in(client, person)
    found = {}
    for address in LISTS:
        answer = client.get(address.format(own=own.number, project=project))
        assert answer.status_code in (200, 403), address
        found[address] = _CHANGING.sub("", answer.text)
    return found


def live(session: Session, store: FileStore, project: str) -> list[Task]:
    """Tasks of two ministries with everything that can happen to one, over some months."""
    lead, helper = user(session, Role.COORDINATOR, ENERGY), user(session, Role.COORDINATOR, FINANCE)
    boss = user(session, Role.SUPERVISOR)
    others = ((FINANCE, ExecutorRole.CO), ("f_aca", ExecutorRole.BY_AGREEMENT))

    def at(days: int, by: User) -> dict[str, object]:
        return {"by": by, "now": local_moment(START + timedelta(days=days), 10)}

    now = local_moment(START, 10)
    made = [task(session, due_on=due, others=others, title="Чужое дело", issued_on=START, now=now) for due in (
        START + timedelta(days=20), TODAY + timedelta(days=2), None, START + timedelta(days=30))]  # fmt: skip
    stages = ((Stage.START_OF_WORKS, 30), (Stage.DESIGN, 90))
    made += [
        task(session, due_on=START + timedelta(days=days), title="Чужой этап", issued_on=START, now=now,
             kind=TaskKind.MILESTONE, project=project, stage=stage)
        for stage, days in stages
    ]  # fmt: skip
    long, near, default, passed = made[:4]
    execution.take_into_work(session, long, **at(2, lead))  # type: ignore[arg-type]
    interim.set_interim_date(session, long, START + timedelta(days=15), **at(3, boss))  # type: ignore[arg-type]
    report = Filing(files=[NewFile("чужой.txt", "Чужой файл".encode())], store=store)
    execution.report_interim(session, long, "Чужой ход", filing=report, **at(5, lead))  # type: ignore[arg-type]
    contributions.contribute(session, long.executors[1], "Чужой вклад", **at(6, helper))  # type: ignore[arg-type]
    contributions.decide_contribution(session, long.executors[1], False, "Мало", **at(7, lead))  # type: ignore[arg-type]
    asked = terms.request_extension(session, long, START + timedelta(days=40), "Чужой срыв", **at(19, lead))  # type: ignore[arg-type]
    terms.decide_extension(session, asked, START + timedelta(days=35), **at(20, boss))  # type: ignore[arg-type]
    execution.submit_report(session, long, "Чужой отчёт", **at(50, lead))  # type: ignore[arg-type]
    execution.return_report(session, long, ReturnReason.NO_EVIDENCE, "Нет акта", **at(52, boss))  # type: ignore[arg-type]
    terms.request_extension(session, near, TODAY + timedelta(days=60), "Чужой срыв", **at(53, lead))  # type: ignore[arg-type]
    questions.ask(session, near, "Чужой вопрос", **at(54, lead))  # type: ignore[arg-type]
    lead_changes.request_lead_change(session, default, "Не наше", FINANCE, **at(54, lead))  # type: ignore[arg-type]
    executors.change_executors(session, passed, FINANCE, ((ENERGY, ExecutorRole.CO),), **at(55, boss))  # type: ignore[arg-type]
    execution.submit_report(session, passed, "Чужой отчёт", **at(56, helper))  # type: ignore[arg-type]
    return made


def test_no_page_tells_of_tasks_of_others(session: Session, client: FlaskClient, settings: Settings) -> None:
    boss = user(session, Role.SUPERVISOR)
    project, _count = projects_with_counts(session, boss)[0]
    now = local_moment(START, 9)
    own = task(session, ALMATY_REGION, due_on=START + timedelta(days=9), issued_on=START, now=now)
    strangers = [
        user(session, Role.COORDINATOR, ALMATY_REGION, locale="en"),
        user(session, Role.OFFICIAL, ALMATY_REGION, locale="en"),
        user(session, Role.SUPERVISOR, supervises=(ALMATY_REGION,), locale="en"),
    ]
    before = [pages(client, each, own, project.id) for each in strangers]
    made = live(session, FileStore(settings.data / "attachments", 1_000_000), project.name)
    for each, then in zip(strangers, before, strict=True):
        now_shown = pages(client, each, own, project.id)
        assert [address for address in LISTS if then[address] != now_shown[address]] == [], each.name
        assert all(own.number in then[address] for address in ("/tasks", "/overdue", "/discipline/slippage"))
        for foreign in made:
            assert_nothing(client, each, foreign)
    # The same pages do tell whom it concerns, so that silence above means something.
    sign_in(client, boss)
    assert all(each.number in client.get("/tasks").text for each in made)


def assert_nothing(client: FlaskClient, person: User, foreign: Task) -> None:
    """Its page, its acts, its files: there is no such thing."""
    sign_in(client, person)
    for address in ("", *(f"/{action}" for action in Action if ACTS[action].apart), "/attachments/1"):
        assert client.get(f"/tasks/{foreign.number}{address}").status_code == 404


def test_an_old_letter_tells_nothing_of_a_task_that_has_passed_on(session: Session, client: FlaskClient) -> None:
    reader, boss = user(session, Role.COORDINATOR, ENERGY), user(session, Role.SUPERVISOR)
    made = task(session, title="Чужое дело", due_on=TODAY + timedelta(days=9))
    path = letter_link(session, Purpose.RECEIVED, reader.id, TODAY, task_id=made.id).partition("localhost")[2]
    assert "Чужое дело" in client.get(path).text
    executors.change_executors(session, made, FINANCE, (), by=boss, now=NOW)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Чужое дело" not in answer.text
