"""Whole ways through the pages: evidence and files, parts of co-executors, change of lead, linked tasks."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.domain.enums import ContributionState, EvidenceKind, ExecutorRole, Role, TaskResult
from app.domain.workflow import TaskStatus
from app.models import Attachment, OutboxMessage, Task, User
from app.services import contributions, execution
from app.services.requirements import NewRequirement, change_form, current
from app.web.attachments.views import disposition
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, agency, sign_in, task, user
from tests.web.pages import post as send
from tests.web.pages import words

DUE = TODAY + timedelta(days=30)
PDF = b"%PDF-1.7\nact\n%%EOF\n"
CO = ((FINANCE, ExecutorRole.CO),)
LINES = (
    NewRequirement(EvidenceKind.ACT, "Акт ввода"),
    NewRequirement(EvidenceKind.INDICATOR, "Введено квартир", "120", "ед."),
    NewRequirement(EvidenceKind.DOCUMENT, "Копия акта"),
    NewRequirement(EvidenceKind.PLACE, "Адрес объекта"),
)


@pytest.fixture
def lead(session: Session) -> User:
    return user(session, Role.COORDINATOR, ENERGY)


@pytest.fixture
def helper(session: Session) -> User:
    return user(session, Role.COORDINATOR, FINANCE)


@pytest.fixture
def controller(session: Session) -> User:
    return user(session, Role.SUPERVISOR)


def pdf(name: str = "акт.pdf", content: bytes = PDF) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def act(
    client: FlaskClient, made: Task, action: str, about: int | None = None, *, back: str = "", **fields: Any
) -> TestResponse:
    """Send an act's form as the page would."""
    key = action if about is None else f"{action}-{about}"
    fields.setdefault("version", str(made.version))
    data = {f"{key}-{name}": value for name, value in fields.items()}
    path = f"/tasks/{made.number}/{action}?" + (f"of={about}" if about else "") + (f"&back={back}" if back else "")
    answer = send(client, path, data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # a large body lies on the disk, and the client forgets it there
    return answer


def fresh(session: Session, made: Task) -> Task:
    session.refresh(made)
    return made


def with_form(session: Session, by: User, lines: tuple[NewRequirement, ...] = LINES, **more: Any) -> Task:
    made = task(session, due_on=DUE, **more)
    change_form(session, made, add=lines, by=by, now=NOW)
    return made


def evidence(made: Task, **changes: Any) -> dict[str, Any]:
    one, two, three, four = (row.id for row in current(made))
    given = {
        f"number_{one}": "12-п",
        f"on_{one}": "2026-11-19",
        f"fact_{two}": "115,5",
        f"file_{three}": pdf(),
        f"place_{four}": "Алатау",
    }
    return {**given, **changes}


def files_in(settings: Settings) -> list[Path]:
    return [path for path in (settings.data / "attachments").rglob("*") if path.is_file()]


def test_form_is_set_by_hand_and_wanted_in_the_report(
    session: Session, client: FlaskClient, controller: User, lead: User
) -> None:
    sign_in(client, controller)
    page = client.get("/tasks/new").text
    assert 'name="requirements-0-kind"' in page
    form = {
        "text": "Ввести дома", "issued_on": "2026-11-19", "giver_role": "prime_minister", "lead": ENERGY,
        "urgency": "normal", "giver_level": "", "recurrence": "", "requirements-0-kind": "indicator",
        "requirements-0-label": "Введено квартир",
        "requirements-0-plan": "сто", "requirements-0-unit": "ед.",
    }  # fmt: skip
    refused = send(client, "/tasks/new", form)
    assert refused.status_code == 422
    assert 'value="сто"' in refused.text
    answer = send(client, "/tasks/new", {**form, "requirements-0-plan": "120"})
    assert answer.status_code == 302, words(answer)
    sign_in(client, lead)
    page = client.get(answer.location).text
    assert "Введено квартир" in page
    assert 'enctype="multipart/form-data"' in page


def test_form_is_changed_on_its_page(session: Session, client: FlaskClient, controller: User) -> None:
    made = with_form(session, controller)
    sign_in(client, controller)
    first = current(made)[0].id
    assert "Акт ввода" in client.get(f"/tasks/{made.number}/change_form").text
    fields = {"remove": str(first), "rows-0-kind": "place", "rows-0-label": "Где стоит", "form_of_completion": "Акт"}
    assert act(client, made, "change_form", **fields).status_code == 302
    fresh(session, made)
    assert [row.label for row in current(made)][-1] == "Где стоит"
    page = client.get(f"/tasks/{made.number}").text
    assert "Где стоит" in page
    again = act(client, made, "change_form", form_of_completion="Акт")
    assert again.status_code == 422


def test_happy_path_with_evidence(
    session: Session, client: FlaskClient, settings: Settings, controller: User, lead: User
) -> None:
    made = with_form(session, controller)
    sign_in(client, lead)
    answer = act(client, made, "submit", text="Введено", files=[pdf("доп.pdf"), pdf("ещё.pdf")], **evidence(made))
    assert answer.status_code == 302, words(answer)
    assert fresh(session, made).status is TaskStatus.SUBMITTED
    sign_in(client, controller)
    page = client.get(f"/tasks/{made.number}")
    said = words(page)
    for expected in ("12-п", "19.11.2026", "120 ед.", "115.5 ед.", "Алатау", "акт.pdf", "доп.pdf", "ещё.pdf"):
        assert expected in said
    assert len(files_in(settings)) == 1  # the same bytes, kept once
    assert act(client, made, "accept", text="").status_code == 302
    assert fresh(session, made).result is TaskResult.DONE


def test_a_report_without_evidence_comes_back_with_all_that_was_typed(
    session: Session, client: FlaskClient, controller: User, lead: User
) -> None:
    made = with_form(session, controller)
    sign_in(client, lead)
    line = current(made)[2].id
    given = evidence(made)
    given.pop(f"file_{line}")
    answer = act(client, made, "submit", text="Длинный рассказ о домах", **given)
    assert answer.status_code == 422
    for kept in ("Длинный рассказ о домах", 'value="12-п"', 'value="2026-11-19"', 'value="115,5"', 'value="Алатау"'):
        assert kept in answer.text
    assert "Копия акта" in answer.text.split("error-summary")[1].split("</ul>")[0]
    assert (fresh(session, made).status, made.reports) == (TaskStatus.ON_CONTROL, [])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00program", "act.pdf"),
        (b"<html><script>alert(1)</script>", "act.txt"),
        (b"PK\x03\x04broken", "act.docx"),
        (b"", "act.pdf"),
        (PDF + b"x" * 1024 * 1024 * 10, "large.pdf"),
    ],
)
def test_a_file_that_is_not_taken_keeps_the_words(
    session: Session, client: FlaskClient, settings: Settings, lead: User, content: bytes, name: str
) -> None:
    made = task(session, due_on=DUE)
    sign_in(client, lead)
    answer = act(client, made, "report_interim", text="Половина сделана", files=[pdf("ok.pdf"), pdf(name, content)])
    assert answer.status_code == 422
    assert "Половина сделана" in answer.text
    assert 'id="report_interim-files-errors"' in answer.text
    assert (fresh(session, made).event_count, files_in(settings)) == (1, [])


def test_a_file_name_cannot_leave_the_folder(
    session: Session, client: FlaskClient, settings: Settings, lead: User
) -> None:
    made = task(session, due_on=DUE)
    sign_in(client, lead)
    name = "../../../../tmp/акт\u202efdp.pdf"
    assert act(client, made, "report_interim", text="x", files=[pdf(name)]).status_code == 302
    attachment = fresh(session, made).reports[0].attachments[0]
    assert attachment.name == "актfdp.pdf"
    assert [path.name for path in files_in(settings)] == [attachment.sha256]
    answer = client.get(f"/tasks/{made.number}/attachments/{attachment.id}")
    assert answer.data == PDF
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="fdp.pdf"; filename*=UTF-8')
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype == "application/pdf"


def test_an_attachment_is_of_its_task_and_for_those_who_see_it(
    session: Session, client: FlaskClient, settings: Settings, lead: User, helper: User
) -> None:
    made, other = task(session, due_on=DUE), task(session, due_on=DUE, others=CO)
    sign_in(client, lead)
    act(client, made, "report_interim", text="x", files=[pdf()])
    (attachment,) = fresh(session, made).reports[0].attachments
    url = f"/tasks/{made.number}/attachments/{attachment.id}"
    assert client.get(url).status_code == 200
    assert client.get(f"/tasks/{other.number}/attachments/{attachment.id}").status_code == 404
    assert client.get(f"/tasks/{made.number}/attachments/99999999999999").status_code == 404
    people = [helper, user(session, Role.OFFICIAL, FINANCE), user(session, Role.ADMINISTRATOR)]
    for person in [*people, user(session, Role.SUPERVISOR, supervises=(ALMATY_REGION,))]:
        sign_in(client, person)
        assert client.get(url).status_code == 404
    sign_in(client, user(session, Role.OFFICIAL, ENERGY))
    assert client.get(url).status_code == 200
    client.delete_cookie("tapsyrma")
    assert client.get(url).status_code == 302
    sign_in(client, lead)
    (settings.data / "attachments" / attachment.path).write_bytes(b"%PDF-forged")
    assert client.get(url).status_code == 404


def test_the_plain_name_of_a_download_is_never_empty() -> None:
    assert disposition("акт.pdf", 7) == ("attachment; filename=\"file-7.pdf\"; filename*=UTF-8''%D0%B0%D0%BA%D1%82.pdf")
    assert disposition('a";\r\nx.pdf', 7).startswith('attachment; filename="ax.pdf"; ')


def test_returned_twice_and_late(session: Session, client: FlaskClient, controller: User, lead: User) -> None:
    made = task(session, due_on=TODAY - timedelta(days=1))
    for _ in range(2):
        sign_in(client, lead)
        assert act(client, made, "submit", text="Готово").status_code == 302
        sign_in(client, controller)
        sent = act(client, fresh(session, made), "return", reason="poor_quality", text="Не то")
        assert sent.status_code == 302
        fresh(session, made)
    sign_in(client, lead)
    assert act(client, made, "submit", text="Готово").status_code == 302
    sign_in(client, controller)
    assert act(client, fresh(session, made), "accept", text="").status_code == 302
    fresh(session, made)
    assert made.result is TaskResult.DONE_LATE
    assert [report.attempt for report in made.reports] == [1, 2, 3]


def test_a_late_co_executor_is_reminded_and_contributes(
    session: Session, client: FlaskClient, lead: User, helper: User
) -> None:
    made = task(session, due_on=TODAY + timedelta(days=1), issued_on=date(2026, 10, 1), others=CO)
    part = made.executors[1]
    assert part.contribution_due_on is not None
    sign_in(client, lead)
    board = client.get("/contributions")
    assert "status-late" in board.text
    assert f"/tasks/{made.number}/nudge" in board.text
    answer = act(client, made, "nudge", part.id, back="contributions")
    assert answer.location == "/contributions"
    assert session.query(OutboxMessage).filter_by(kind="contribution_awaited", recipient_id=helper.id).count() == 1
    again = act(client, fresh(session, made), "nudge", part.id)
    assert again.status_code == 422
    sign_in(client, helper)
    assert made.number in client.get("/contributions").text
    assert act(client, made, "begin_contribution").status_code == 302
    sent = act(client, fresh(session, made), "contribute", text="Наша часть", files=[pdf("часть.pdf")])
    assert sent.status_code == 302
    sign_in(client, lead)
    page = client.get(f"/tasks/{made.number}").text
    assert "Наша часть" in page
    assert "часть.pdf" in page
    empty = act(client, fresh(session, made), "decide_contribution", part.id, text="", refuse="1")
    assert empty.status_code == 422
    assert act(client, made, "decide_contribution", part.id, text="Дополните", refuse="1").status_code == 302
    fresh(session, made)
    session.refresh(part)
    assert part.state is ContributionState.RETURNED_BY_LEAD
    contributions.contribute(session, part, "Дополнено", by=helper, now=NOW)
    assert act(client, fresh(session, made), "decide_contribution", part.id, text="").status_code == 302
    session.refresh(part)
    assert part.state is ContributionState.ACCEPTED_BY_LEAD
    assert made.number not in client.get("/contributions").text


def test_the_lead_submits_without_a_part_and_all_see_who_did_not_contribute(
    session: Session, client: FlaskClient, controller: User, lead: User
) -> None:
    made = task(session, due_on=DUE, others=(*CO, ("sez_pit", ExecutorRole.CO)))
    finance = agency(session, FINANCE).ru
    sign_in(client, lead)
    form = client.get(f"/tasks/{made.number}").text.split('id="do-submit"')[1].split("</form>")[0]
    assert finance in form
    assert act(client, made, "submit", text="Готово").status_code == 302
    sign_in(client, controller)
    said = client.get(f"/tasks/{made.number}").text.split('id="reports-heading"')[1].split("</section>")[0]
    assert finance in said
    assert agency(session, "sez_pit").ru not in said


def test_a_strangers_part_is_not_there(session: Session, client: FlaskClient, helper: User, lead: User) -> None:
    made, foreign = task(session, due_on=DUE, others=CO), task(session, due_on=DUE)
    sign_in(client, helper)
    assert act(client, foreign, "contribute", text="x").status_code == 404
    assert act(client, made, "decide_contribution", made.executors[1].id, text="").status_code == 403
    sign_in(client, lead)
    assert act(client, made, "contribute", text="x").status_code == 403
    assert act(client, made, "nudge", 999_999).status_code == 404
    assert fresh(session, made).event_count == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_the_board_is_the_executors(session: Session, client: FlaskClient, role: Role) -> None:
    sign_in(client, user(session, role))
    assert client.get("/contributions").status_code == 403


def test_an_empty_board_says_why(client: FlaskClient, helper: User) -> None:
    sign_in(client, helper)
    assert client.get("/contributions").text.count("empty-state") == 2


def test_a_board_is_one_bodys_own(session: Session, client: FlaskClient, helper: User) -> None:
    mine, theirs = (
        task(session, due_on=DUE, others=CO),
        task(session, due_on=DUE, others=((ALMATY_REGION, ExecutorRole.CO),)),
    )
    sign_in(client, helper)
    page = client.get("/contributions").text
    assert mine.number in page
    assert theirs.number not in page


def test_not_ours_is_asked_and_granted(session: Session, client: FlaskClient, controller: User, lead: User) -> None:
    made = task(session, due_on=DUE, others=CO)
    sign_in(client, lead)
    assert client.get(f"/tasks/{made.number}/request_lead_change").status_code == 200
    refused = act(client, made, "request_lead_change", text="", lead=FINANCE)
    assert refused.status_code == 422
    assert f'selected value="{FINANCE}"' in refused.text
    assert act(client, made, "request_lead_change", text="Не наша", lead=FINANCE).status_code == 302
    sign_in(client, controller)
    assert f"/tasks/{made.number}" in client.get("/tasks?waiting=lead").text
    page = client.get(f"/tasks/{made.number}/decide_lead_change").text
    assert "Не наша" in page
    assert f'selected value="{FINANCE}"' in page
    fresh(session, made)
    assert act(client, made, "decide_lead_change", lead="", text="").status_code == 422
    assert act(client, made, "decide_lead_change", lead=FINANCE, text="").status_code == 302
    assert fresh(session, made).lead_agency.code == FINANCE
    sign_in(client, lead)
    assert client.get(f"/tasks/{made.number}").status_code == 404  # no longer an executor


def test_a_generic_body_waits_for_a_person(session: Session, client: FlaskClient, controller: User, lead: User) -> None:
    made = task(session, due_on=DUE, others=(("grp_profile", ExecutorRole.CO),))
    sign_in(client, controller)
    page = client.get(f"/tasks/{made.number}").text
    assert f'<a href="/tasks/{made.number}/change_executors">' in page.split("notice-warn")[1]
    sign_in(client, lead)
    page = client.get(f"/tasks/{made.number}").text
    assert "notice-warn" in page
    assert "/change_executors" not in page


def test_the_lead_among_co_executors_is_refused_beside_the_form(
    session: Session, client: FlaskClient, controller: User
) -> None:
    made = task(session, due_on=DUE)
    sign_in(client, controller)
    data = {"lead": FINANCE, "others-0": FINANCE, "text": "x"}
    answer = act(client, made, "change_executors", **data)
    assert answer.status_code == 422
    assert 'id="change_executors-lead-errors"' in answer.text
    assert fresh(session, made).lead_agency.code == ENERGY


def test_a_duplicate_is_linked_both_ways(session: Session, client: FlaskClient, controller: User) -> None:
    made, stays = task(session, due_on=DUE), task(session, due_on=DUE)
    sign_in(client, controller)
    wrong = act(client, made, "cancel", reason="duplicate", text="То же", other="2026-99999")
    assert wrong.status_code == 422
    assert 'id="cancel-other-errors"' in wrong.text
    assert act(client, made, "cancel", reason="duplicate", text="То же", other=stays.number).status_code == 302
    session.expire_all()
    assert f'href="/tasks/{stays.number}"' in client.get(f"/tasks/{made.number}").text
    assert f'href="/tasks/{made.number}"' in client.get(f"/tasks/{stays.number}").text


def test_a_mistaken_acceptance_is_undone(session: Session, client: FlaskClient, controller: User, lead: User) -> None:
    made = task(session, due_on=DUE)
    execution.submit_report(session, made, "Готово.", by=lead, now=NOW)
    execution.accept_report(session, made, by=controller, now=NOW)
    sign_in(client, controller)
    assert act(client, made, "reopen", text="Принято по ошибке").status_code == 302
    assert (fresh(session, made).status, made.submitted_on) == (TaskStatus.SUBMITTED, TODAY)
    assert act(client, made, "return", reason="incomplete", text="Не всё").status_code == 302
    assert fresh(session, made).status is TaskStatus.RETURNED


def test_attachments_of_the_whole_page_in_few_statements(session: Session, client: FlaskClient, lead: User) -> None:
    made = task(session, due_on=DUE)
    sign_in(client, lead)
    for number in range(3):
        sent = act(client, fresh(session, made), "report_interim", text=str(number), files=[pdf(f"{number}.pdf")])
        assert sent.status_code == 302
    assert session.query(Attachment).filter_by(task_id=made.id).count() == 3
    page = client.get(f"/tasks/{made.number}").text
    assert [f"{number}.pdf" in page for number in range(3)] == [True] * 3
