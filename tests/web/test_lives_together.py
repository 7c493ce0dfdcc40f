"""Lives of several bodies through the pages: a co-executor who is late, stages in conflict, a succession in mid-life."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.enums import ContributionState, ReportDecision, Review, Role, Stage, SuccessionKind, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Agency, Finding, Task, User
from app.services.bodies import NewBody, add_body
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, user
from tests.replaying import differences
from tests.web.office import Office
from tests.web.real_forms import send_form

DUE = date(2026, 12, 18)
FUND = "f_aca"
OLD, NEW = "min_old", "min_new"


@pytest.fixture
def office(session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(session, client, settings, monkeypatch).on(TODAY)


@pytest.fixture
def lead(session: Session) -> User:
    return user(session, Role.COORDINATOR, ENERGY, locale="en")


@pytest.fixture
def helper(session: Session) -> User:
    return user(session, Role.COORDINATOR, FINANCE, locale="en")


@pytest.fixture
def boss(session: Session) -> User:
    return user(session, Role.SUPERVISOR, locale="en")


def put_on_control(office: Office, boss: User, lead: str, other: str) -> Task:
    form = {
        "text": "Подготовить сводный расчёт",
        "issued_on": TODAY.isoformat(),
        "giver_role": "prime_minister",
        "lead": lead,
        "others-0": other,
        "due_on": DUE.isoformat(),
    }
    office.let(boss).sends("/tasks/new", "/tasks/new", **form)
    return office.newest()


def test_a_co_executor_is_late_and_the_lead_reports_without_it(
    office: Office, lead: User, helper: User, boss: User
) -> None:
    made = put_on_control(office, boss, ENERGY, FINANCE)
    part = made.executors[1]
    assert part.contribution_due_on is not None
    assert TODAY < part.contribution_due_on < DUE
    office.let(lead).does(made, "take_into_work")
    office.let(helper)
    assert made.number in office.reads("/contributions")
    office.does(made, "contribute", text="Расчёт по бюджету")
    office.let(lead).does(made, "decide_contribution", of=part.id, pressed="refuse", text=" ", refused=422)
    office.does(made, "decide_contribution", of=part.id, pressed="refuse", text="Нет приложений")
    assert part.state is ContributionState.RETURNED_BY_LEAD
    # The part is late, the task is not: from the next day its days are the co-executor's.
    office.on(part.contribution_due_on + timedelta(days=3)).let(lead)
    assert "3 days late" in office.reads("/contributions")
    page = office.reads(f"/tasks/{made.number}")
    assert "Now:" in page
    finance = part.agency.en
    assert finance in page.partition("Who held it, and whose days were lost")[2][:400]
    nudge = f"/tasks/{made.number}/nudge?of={part.id}"
    office.sends("/contributions", f"{nudge}&back=contributions")
    assert nudge not in office.html("/contributions"), "once a day"
    assert "Reminded today" in office.reads(f"/tasks/{made.number}")
    assert "3 days late" in office.let(helper).reads("/contributions")
    # The lead waits for nobody; the report says who did not contribute.
    office.on(DUE).let(lead)
    assert "have not contributed" in office.reads(f"/tasks/{made.number}")
    office.does(made, "submit", text="Сводный расчёт без Минфина")
    assert made.reports[0].missing == [FINANCE]
    page = office.let(boss).reads(f"/tasks/{made.number}")
    assert f"Did not contribute: {finance}" in page
    office.does(made, "accept")
    assert made.result is TaskResult.DONE
    assert [part.decision for part in made.contributions] == [ReportDecision.RETURNED]
    behind = office.reads(f"/discipline/tasks?figure=contributions&line=counted&key={FINANCE}")
    assert made.number in behind
    assert differences(office.session) == []


def test_stages_contradict_each_other_until_a_fact_settles_it(office: Office, boss: User) -> None:
    text = (
        "По проекту Iconic Towers проектно-сметную документацию планируется подготовить до апреля 2027 года, "
        "приступить к строительным работам намечено в мае 2026 года."
    )
    office.let(boss).sends("/documents/new", "/documents/new", text=text, published_on="2026-01-16", title="О башнях")
    for finding in office.session.scalars(sa.select(Finding).where(Finding.review == Review.PENDING)).all():
        page = f"/review/{finding.document_id}?finding={finding.id}"
        action = f"/review/{finding.document_id}/{finding.id}/accept"
        office.sends(page, action, lead=FUND, project="Iconic Towers")
    stages = {row.stage: row for row in office.session.scalars(sa.select(Task))}
    works, design = stages[Stage.START_OF_WORKS], stages[Stage.DESIGN]
    assert works.due_on is not None
    assert design.due_on is not None
    assert works.due_on < design.due_on
    pages = ("/conflicts", "/work", f"/tasks/{works.number}", f"/tasks/{design.number}")
    for page in pages:
        shown = office.reads(page)
        assert "which should come first" in shown, page
        assert works.text in shown, page
        assert design.text in shown, page
    # The monitoring body knows better: the works have not begun, and then a day is expected; the first date stays.
    fund = user(office.session, Role.COORDINATOR, FUND, locale="en")
    office.let(fund)
    assert works.number in office.reads("/overdue")
    assert "submit" not in office.offers(works)
    office.does(works, "record_forecast", text="Нет разрешения")
    assert works.forecast_on is None
    office.does(works, "record_forecast", due_on="2027-06-01", text="После экспертизы")
    original = works.original_due_on
    assert (works.forecast_on, works.due_on) == (date(2027, 6, 1), original)
    office.let(boss)
    for page in pages:
        assert "which should come first" not in office.reads(page), page
    office.on(date(2027, 3, 20)).let(fund).does(design, "record_fact", due_on="2027-03-19", text="Приказ № 3")
    office.on(date(2027, 6, 10)).let(fund)
    office.does(works, "record_fact", due_on="2027-06-11", text="Завтра", refused=422)
    office.does(works, "record_fact", due_on="2027-06-05", text="Начато")
    assert (design.result, works.result) == (TaskResult.DONE, TaskResult.DONE_LATE)
    assert (works.status, works.fact_on, works.original_due_on) == (TaskStatus.CLOSED, date(2027, 6, 5), original)
    # Milestones stand in no figure of discipline.
    assert works.number not in office.let(boss).reads("/discipline/tasks?figure=on_time_original&line=counted")
    assert differences(office.session) == []


@pytest.fixture
def bodies(session: Session) -> dict[str, Agency]:
    return {
        code: add_body(
            session, NewBody(ru=ru, kk=ru + " (қаз.)", en=code, kind="ministry", code=code), by=None, now=NOW
        )
        for code, ru in ((OLD, "Министерство старых дел"), (NEW, "Министерство новых дел"))
    }


def test_a_body_is_succeeded_while_it_executes(office: Office, boss: User, bodies: dict[str, Agency]) -> None:
    session = office.session
    goes, heir = user(session, code=OLD, locale="en"), user(session, code=NEW, locale="en")
    narrow = user(session, Role.SUPERVISOR, supervises=(OLD,), locale="en")
    admin = user(session, Role.ADMINISTRATOR, locale="en")
    ended, made = (put_on_control(office, boss, OLD, FINANCE) for _ in range(2))
    helped = put_on_control(office, boss, ENERGY, OLD)
    office.let(goes).does(made, "take_into_work")
    office.does(made, "request_extension", due_on=(DUE + timedelta(days=9)).isoformat(), text="Передача дел")
    office.does(helped, "contribute", text="Вклад прежнего министерства")
    office.let(boss).does(ended, "close_not_done", text="Отпало")
    assert office.client.get("/bodies").status_code == 403
    # The act, through its preview.
    office.after(5).let(admin)
    act = {
        "kind": SuccessionKind.RENAMED.value,
        "old-0": OLD,
        "new-0": NEW,
        "name": "Указ Президента",
        "number": "17",
        "signed_on": TODAY.isoformat(),
        "effective_on": office.day.isoformat(),
    }
    preview = send_form(office.client, office.html("/bodies/succession"), "/bodies/succession", **act)
    assert preview.status_code == 200
    assert made.number in preview.text
    assert ended.number not in preview.text
    confirmed = send_form(office.client, preview.text, "/bodies/succession/confirm", **{f"person-{goes.id}": NEW})
    assert confirmed.status_code == 302
    session.expire_all()
    assert [task.lead_agency.code for task in (ended, made, helped)] == [OLD, NEW, ENERGY]
    assert helped.executors[1].agency.code == NEW
    assert helped.executors[1].state is ContributionState.SUBMITTED_TO_LEAD
    # The old coordinator's sessions are over; from the new body he goes on where he stopped, and so does its own.
    office.let(goes)
    assert made.number in office.reads("/work")
    assert office.client.get(f"/tasks/{ended.number}").status_code == 404
    office.let(boss).does(made, "decide_extension", of=made.extensions[0].id)
    office.after(4).let(heir).does(made, "submit", text="Сдано новым министерством")
    office.let(narrow).does(made, "accept")
    assert (made.status, made.due_on) == (TaskStatus.CLOSED, DUE + timedelta(days=9))
    page = office.reads(f"/tasks/{made.number}")
    assert OLD in page  # the English name of the test's body
    assert NEW in page
    # A past day knows the body of that day, and a text of before the act means it.
    past = office.let(boss).reads(f"/tasks?as_of={TODAY.isoformat()}&agency={OLD}")
    assert made.number in past
    assert made.number not in office.reads(f"/tasks?agency={OLD}")
    assert differences(session) == []
