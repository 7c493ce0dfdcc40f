"""Form of completion, evidence, files, parts of co-executors, change of lead, reopening: through the services."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import (
    CancelReason,
    ContributionState,
    EvidenceKind,
    ExecutorRole,
    GiverLevel,
    LeadChangeState,
    ReportDecision,
    ReturnReason,
    Role,
    TaskResult,
)
from app.domain.errors import ChangedMeanwhile, IllegalTransition, InvalidInput, NotFound, PermissionDenied
from app.domain.history import EventKind
from app.domain.workflow import TaskStatus
from app.models import Attachment, OutboxMessage, Report, Task, TaskEvent
from app.services import contributions, execution, executors, lead_changes, requirements, terms
from app.services.attachments import FileStore, NewFile, content_of
from app.services.evidence import Filing, Proof
from app.services.requirements import NewRequirement
from tests import factories
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, user

DUE = date(2026, 12, 4)
PDF = b"%PDF-1.7\nact\n%%EOF\n"
LINES = (
    NewRequirement(EvidenceKind.ACT, "Акт ввода"),
    NewRequirement(EvidenceKind.INDICATOR, "Введено квартир", "1 200", "ед."),
    NewRequirement(EvidenceKind.DOCUMENT, "Копия акта"),
    NewRequirement(EvidenceKind.PLACE, "Адрес объекта"),
)
CO = ((FINANCE, ExecutorRole.CO),)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "attachments", 1024 * 1024)


def last(session: Session, task: Task) -> TaskEvent:
    return session.scalars(
        sa.select(TaskEvent).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq.desc()).limit(1)
    ).one()


def with_form(session: Session, lines: tuple[NewRequirement, ...] = LINES, **more: object) -> Task:
    task = factories.task(session, due_on=DUE, **more)  # type: ignore[arg-type]
    requirements.change_form(session, task, add=lines, by=user(session, Role.SUPERVISOR), now=NOW)
    return task


def proofs(task: Task) -> tuple[Proof, ...]:
    act, indicator, document, place = (row.id for row in requirements.current(task))
    return (
        Proof(act, act_number="12-п", act_on=TODAY),
        Proof(indicator, fact="1 150"),
        Proof(document, file=NewFile("../../акт.pdf", PDF)),
        Proof(place, place="Алатау, 3-й квартал"),
    )


def test_lines_are_set_changed_and_kept_when_removed(session: Session) -> None:
    task, supervisor = with_form(session), user(session, Role.SUPERVISOR)
    first = requirements.current(task)[0]
    assert [row.plan for row in requirements.current(task)] == ["", "1200", "", ""]
    requirements.change_form(
        session, task, remove=[first.id], form_of_completion="Акт и отчёт", note="Уточнено", by=supervisor, now=NOW
    )
    assert first.removed_at == NOW
    assert len(task.requirements) == 4
    assert len(requirements.current(task)) == 3
    event = last(session, task)
    assert (event.kind, event.data["form"], event.data["text"]) == (EventKind.FORM_CHANGED, "Акт и отчёт", "Уточнено")
    assert event.data["removed"][0]["label"] == "Акт ввода"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (NewRequirement(EvidenceKind.ACT, "  "), "label_required"),
        (NewRequirement(None, "Акт"), "kind_required"),
        (NewRequirement(EvidenceKind.INDICATOR, "Квартиры", "много"), "number_wrong"),
        (NewRequirement(EvidenceKind.PLACE, "x" * 301), "line_too_long"),
        (NewRequirement(None, ""), "form_unchanged"),
    ],
)
def test_lines_that_say_nothing_are_refused(session: Session, line: NewRequirement, code: str) -> None:
    task = factories.task(session)
    with pytest.raises(InvalidInput, match=code), session.begin_nested():
        requirements.change_form(session, task, add=[line], by=user(session, Role.SUPERVISOR), now=NOW)
    assert task.event_count == 1


def test_who_may_change_the_form_and_when(session: Session) -> None:
    task = with_form(session, giver_level=GiverLevel.PRESIDENT)
    for person in (user(session), user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY)):
        with pytest.raises(PermissionDenied):
            requirements.change_form(session, task, form_of_completion="x", by=person, now=NOW)
    plain = factories.task(session)
    execution.submit_report(session, plain, "Готово.", by=user(session), now=NOW)
    with pytest.raises(IllegalTransition):
        requirements.change_form(session, plain, add=LINES, by=user(session, Role.SUPERVISOR), now=NOW)
    with pytest.raises(IllegalTransition):
        later = NOW + timedelta(minutes=1)
        requirements.set_first_form(session, plain, LINES, by=user(session, Role.SUPERVISOR), now=later)


def test_no_report_without_evidence_and_the_missing_lines_are_named(session: Session, store: FileStore) -> None:
    task, coordinator = with_form(session), user(session)
    given = [proof for proof in proofs(task) if proof.file is None][1:]
    with pytest.raises(InvalidInput) as refused, session.begin_nested():
        execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW, filing=Filing(given, store=store))
    assert refused.value.code == "evidence_missing"
    assert refused.value.data["lines"] == "Акт ввода; Копия акта"
    assert (task.status, len(task.reports)) == (TaskStatus.ON_CONTROL, 0)


def test_report_with_evidence_keeps_plan_and_fact(session: Session, store: FileStore) -> None:
    task = with_form(session)
    filing = Filing(proofs(task), [NewFile("фото.png", b"\x89PNG\r\n\x1a\n")], store)
    report = execution.submit_report(session, task, "Готово.", by=user(session), now=NOW, filing=filing)
    act, indicator, document, place = report.evidence
    assert (act.act_number, act.act_on) == ("12-п", TODAY)
    assert (indicator.requirement.plan, indicator.fact) == ("1200", "1150")
    assert place.place == "Алатау, 3-й квартал"
    assert document.attachment is not None
    assert content_of(document.attachment, store) == PDF
    data = last(session, task).data
    assert data["attempt"] == 1
    assert [line["label"] for line in data["evidence"]] == [line.label for line in LINES]
    assert {file["name"] for file in data["attachments"]} == {"акт.pdf", "фото.png"}


@pytest.mark.parametrize("number", [0, 1])
def test_impossible_evidence_is_refused(session: Session, store: FileStore, number: int) -> None:
    task = with_form(session)
    act, indicator, *rest = proofs(task)
    wrong = [
        (Proof(act.requirement, act_number="1", act_on=TODAY + timedelta(days=1)), "act_in_future"),
        (Proof(indicator.requirement, fact="почти все"), "number_wrong"),
    ][number]
    given = [wrong[0], *(proof for proof in (act, indicator) if proof.requirement != wrong[0].requirement), *rest]
    with pytest.raises(InvalidInput, match=wrong[1]):
        execution.submit_report(session, task, "x", by=user(session), now=NOW, filing=Filing(given, store=store))


def test_a_file_of_another_task_proves_nothing(session: Session, store: FileStore) -> None:
    line = (NewRequirement(EvidenceKind.DOCUMENT, "Акт"),)
    other, task = factories.task(session), with_form(session, line)
    report = execution.report_interim(
        session, other, "x", by=user(session), now=NOW, filing=Filing(files=[NewFile("a.pdf", PDF)], store=store)
    )
    proof = Proof(requirements.current(task)[0].id, attachment=report.attachments[0].id)
    with pytest.raises(InvalidInput, match="evidence_missing"):
        execution.submit_report(session, task, "x", by=user(session), now=NOW, filing=Filing([proof]))


def test_a_co_executors_file_proves_a_line(session: Session, store: FileStore) -> None:
    task = with_form(session, (NewRequirement(EvidenceKind.DOCUMENT, "Акт"),), others=CO)
    helper = user(session, Role.COORDINATOR, FINANCE)
    part = contributions.contribute(
        session, task.executors[1], "Наша часть.", by=helper, now=NOW, files=[NewFile("a.pdf", PDF)], store=store
    )
    session.refresh(part)
    proof = Proof(requirements.current(task)[0].id, attachment=part.attachments[0].id)
    report = execution.submit_report(session, task, "x", by=user(session), now=NOW, filing=Filing([proof]))
    assert report.evidence[0].attachment_id == part.attachments[0].id
    assert report.missing == []


def test_the_same_content_is_stored_once_and_a_failed_try_is_reused(session: Session, store: FileStore) -> None:
    task, coordinator = factories.task(session), user(session)
    files = [NewFile("a.pdf", PDF), NewFile("b.pdf", PDF)]
    with pytest.raises(ChangedMeanwhile):
        execution.report_interim(
            session, task, "x", by=coordinator, now=NOW, version=99, filing=Filing(files=files, store=store)
        )
    savepoint = session.begin_nested()
    execution.report_interim(session, task, "x", by=coordinator, now=NOW, filing=Filing(files=files, store=store))
    savepoint.rollback()
    orphan = [path for path in store.folder.rglob("*") if path.is_file()]
    assert len(orphan) == 1
    execution.report_interim(session, task, "x", by=coordinator, now=NOW, filing=Filing(files=files, store=store))
    assert [path for path in store.folder.rglob("*") if path.is_file()] == orphan
    rows = session.scalars(sa.select(Attachment).where(Attachment.task_id == task.id).order_by(Attachment.id)).all()
    assert [row.name for row in rows] == ["a.pdf", "b.pdf"]
    assert len({row.path for row in rows}) == 1


def test_a_changed_or_lost_file_is_not_handed_out(session: Session, store: FileStore) -> None:
    task = factories.task(session)
    filing = Filing(files=[NewFile("a.pdf", PDF)], store=store)
    report = execution.report_interim(session, task, "x", by=user(session), now=NOW, filing=filing)
    path = store.folder / report.attachments[0].path
    path.write_bytes(b"%PDF-forged")
    with pytest.raises(NotFound, match="attachment_lost"):
        content_of(report.attachments[0], store)
    path.unlink()
    with pytest.raises(NotFound, match="attachment_lost"):
        content_of(report.attachments[0], store)


def test_files_too_large_or_too_many_write_nothing(session: Session, store: FileStore) -> None:
    task, coordinator = factories.task(session), user(session)
    large = NewFile("a.pdf", PDF + b"x" * store.limit)
    for files, code in (([NewFile("b.pdf", PDF), large], "file_too_large"), ([NewFile("b.pdf", PDF)] * 21, "too_many")):
        with pytest.raises(InvalidInput, match=code), session.begin_nested():
            execution.report_interim(
                session, task, "x", by=coordinator, now=NOW, filing=Filing(files=files, store=store)
            )
    assert not store.folder.exists()


def test_returned_twice_and_late(session: Session) -> None:
    task, coordinator = factories.task(session, due_on=TODAY), user(session)
    supervisor = user(session, Role.SUPERVISOR)
    moments = [NOW + timedelta(days=days) for days in (0, 3, 6)]
    for attempt, moment in enumerate(moments, 1):
        report = execution.submit_report(session, task, f"Попытка {attempt}", by=coordinator, now=moment)
        assert report.attempt == attempt
        if attempt < 3:
            execution.return_report(session, task, ReturnReason.INCOMPLETE, "Нет.", by=supervisor, now=moment)
            assert last(session, task).data["attempt"] == attempt
    execution.accept_report(session, task, by=supervisor, now=moments[-1])
    assert task.result is TaskResult.DONE_LATE
    assert last(session, task).data["attempt"] == 3


def test_a_withdrawn_report_is_no_attempt(session: Session) -> None:
    task, coordinator = factories.task(session), user(session)
    execution.submit_report(session, task, "x", by=coordinator, now=NOW)
    execution.withdraw_report(session, task, by=coordinator, now=NOW)
    assert execution.submit_report(session, task, "x", by=coordinator, now=NOW).attempt == 1


def test_interim_information_never_ends_control(session: Session) -> None:
    task = with_form(session)
    execution.report_interim(session, task, "Половина.", by=user(session), now=NOW)
    assert (task.status, task.submitted_on) == (TaskStatus.ON_CONTROL, None)


@pytest.mark.parametrize("ending", ["accept", "cancel", "not_done"])
def test_reopening_a_submitted_task_makes_its_report_wait_again(session: Session, ending: str) -> None:
    task, coordinator = factories.task(session, due_on=DUE), user(session)
    supervisor = user(session, Role.SUPERVISOR)
    report = execution.submit_report(session, task, "Готово.", by=coordinator, now=NOW)
    later = NOW + timedelta(days=20)
    if ending == "accept":
        execution.accept_report(session, task, "Принято", by=supervisor, now=later)
    elif ending == "cancel":
        execution.cancel_task(session, task, CancelReason.OBSOLETE, "x", by=supervisor, now=later)
    else:
        execution.close_not_done(session, task, "x", by=supervisor, now=later)
    execution.reopen_task(session, task, "Снято ошибочно.", by=supervisor, now=later)
    assert (task.status, task.submitted_on, task.result) == (TaskStatus.SUBMITTED, TODAY, None)
    assert (report.decision, report.decided_at, report.decision_note) == (ReportDecision.PENDING, None, "")
    data = last(session, task).data
    assert (data["status"], data["report"], data["submitted_on"]) == ("submitted", report.id, TODAY.isoformat())
    execution.accept_report(session, task, by=supervisor, now=later)
    assert task.result is TaskResult.DONE  # by the day it was filed, not by the day it was put back


def test_a_duplicate_names_the_task_that_stays_and_reopening_unlinks(session: Session) -> None:
    task, stays, supervisor = factories.task(session), factories.task(session), user(session, Role.SUPERVISOR)
    hidden = factories.task(session, FINANCE)
    narrow = user(session, Role.SUPERVISOR, supervises=(ENERGY,))
    for number, code in ((task.number, "itself"), ("2026-99999", "unknown"), (hidden.number, "unknown")):
        with pytest.raises(InvalidInput, match=f"other_task_{code}"):
            execution.cancel_task(session, task, CancelReason.DUPLICATE, "x", by=narrow, now=NOW, other=number)
    with pytest.raises(InvalidInput, match="other_task_needless"):
        execution.cancel_task(session, task, CancelReason.OBSOLETE, "x", by=supervisor, now=NOW, other=stays.number)
    execution.cancel_task(session, task, CancelReason.DUPLICATE, "x", by=supervisor, now=NOW, other=stays.number)
    session.refresh(stays)
    assert task.replaced_by is not None
    assert (task.replaced_by.other, [link.task for link in stays.replaces]) == (stays, [task])
    assert last(session, task).data["other"] == stays.number
    execution.reopen_task(session, task, "x", by=supervisor, now=NOW)
    session.refresh(stays)
    assert (task.replaced_by, stays.replaces) == (None, [])


def test_a_part_from_beginning_to_acceptance(session: Session) -> None:
    task, lead = factories.task(session, due_on=DUE, others=CO), user(session)
    helper, part = user(session, Role.COORDINATOR, FINANCE), task.executors[1]
    contributions.begin_contribution(session, part, by=helper, now=NOW)
    contributions.contribute(session, part, "Черновик.", by=helper, now=NOW)
    contributions.withdraw_contribution(session, part, by=helper, now=NOW)
    contributions.contribute(session, part, "Наша часть.", by=helper, now=NOW)
    with pytest.raises(InvalidInput, match="text_required"), session.begin_nested():
        contributions.decide_contribution(session, part, False, by=lead, now=NOW)
    session.refresh(part)
    contributions.decide_contribution(session, part, False, "Нет расчёта.", by=lead, now=NOW)
    assert part.state is ContributionState.RETURNED_BY_LEAD
    contributions.contribute(session, part, "С расчётом.", by=helper, now=NOW)
    contributions.decide_contribution(session, part, True, by=lead, now=NOW)
    assert part.state is ContributionState.ACCEPTED_BY_LEAD
    kinds = session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq))
    assert list(kinds)[1:] == [
        EventKind.CONTRIBUTION_BEGUN,
        EventKind.CONTRIBUTION_SUBMITTED,
        EventKind.CONTRIBUTION_WITHDRAWN,
        EventKind.CONTRIBUTION_SUBMITTED,
        EventKind.CONTRIBUTION_RETURNED,
        EventKind.CONTRIBUTION_SUBMITTED,
        EventKind.CONTRIBUTION_ACCEPTED,
    ]
    data = last(session, task).data
    assert (data["agency"], data["part"], data["filed_on"]) == (FINANCE, "co", TODAY.isoformat())
    assert data["contribution_due_on"] == part.contribution_due_on.isoformat()


def test_a_part_is_its_own_bodys_and_the_decision_the_leads(session: Session) -> None:
    others = (*CO, ("min_justice", ExecutorRole.CO))
    task = factories.task(session, others=others)
    lead, helper = user(session), user(session, Role.COORDINATOR, FINANCE)
    part, foreign = task.executors[1], task.executors[2]
    refusals = [
        (NotFound, lambda: contributions.contribute(session, foreign, "x", by=helper, now=NOW)),
        (NotFound, lambda: contributions.contribute(session, task.executors[0], "x", by=helper, now=NOW)),
        (PermissionDenied, lambda: contributions.contribute(session, part, "x", by=lead, now=NOW)),
        (PermissionDenied, lambda: contributions.nudge(session, part, by=helper, now=NOW)),
        (NotFound, lambda: contributions.nudge(session, part, by=user(session, code="akimat_astana"), now=NOW)),
        (IllegalTransition, lambda: contributions.decide_contribution(session, part, True, by=lead, now=NOW)),
        (IllegalTransition, lambda: contributions.withdraw_contribution(session, part, by=helper, now=NOW)),
    ]
    for kind, act in refusals:
        with pytest.raises(kind):
            act()
    assert task.event_count == 1
    contributions.contribute(session, part, "x", by=helper, now=NOW)
    with pytest.raises(PermissionDenied):
        contributions.decide_contribution(session, part, True, by=helper, now=NOW)


def test_the_lead_submits_without_a_part_and_the_report_says_who_did_not_contribute(session: Session) -> None:
    others = (*CO, ("min_justice", ExecutorRole.CO), ("sez_pit", ExecutorRole.CO), ("grp_profile", ExecutorRole.CO))
    task, lead = factories.task(session, due_on=DUE, others=others), user(session)
    helper = user(session, Role.COORDINATOR, FINANCE)
    contributions.contribute(session, task.executors[2], "x", by=None, now=NOW)
    report = execution.submit_report(session, task, "Готово.", by=lead, now=NOW)
    assert report.missing == [FINANCE]
    assert last(session, task).data["missing"] == [FINANCE]
    late = contributions.contribute(session, task.executors[1], "С опозданием.", by=helper, now=NOW)
    assert late.decision is ReportDecision.PENDING
    assert session.get_one(Report, report.id).missing == [FINANCE]


def test_a_nudge_goes_out_once_a_day_to_who_owes(session: Session) -> None:
    task = factories.task(session, due_on=DUE, others=(*CO, ("sez_pit", ExecutorRole.CO)))
    lead, helper = user(session), user(session, Role.COORDINATOR, FINANCE)
    co, agreed = task.executors[1:]
    contributions.nudge(session, co, by=lead, now=NOW)
    with pytest.raises(InvalidInput, match="nudged_today"):
        contributions.nudge(session, co, by=lead, now=NOW + timedelta(hours=1))
    contributions.nudge(session, co, by=lead, now=NOW + timedelta(days=1))
    with pytest.raises(InvalidInput, match="nothing_awaited"):
        contributions.nudge(session, agreed, by=lead, now=NOW)
    sent = session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "contribution_awaited")).all()
    assert [message.recipient_id for message in sent] == [helper.id, helper.id]
    contributions.contribute(session, co, "x", by=helper, now=NOW)
    with pytest.raises(InvalidInput, match="nothing_awaited"):
        contributions.nudge(session, co, by=lead, now=NOW + timedelta(days=2))


def test_parts_of_bodies_that_leave_wait_for_nobody(session: Session) -> None:
    task = factories.task(session, others=CO)
    part = contributions.contribute(session, task.executors[1], "x", by=None, now=NOW)
    executors.change_executors(session, task, ENERGY, (), by=user(session, Role.SUPERVISOR), now=NOW)
    session.refresh(part)
    assert (part.decision, part.executor_id, part.agency.code) == (ReportDecision.WITHDRAWN, None, FINANCE)


def test_a_request_for_another_lead_is_granted_or_refused(session: Session) -> None:
    task = factories.task(session, others=(*CO, ("min_justice", ExecutorRole.CO)))
    lead, supervisor = user(session), user(session, Role.SUPERVISOR)
    request = lead_changes.request_lead_change(session, task, "Не наша компетенция.", FINANCE, by=lead, now=NOW)
    assert not request.late_request
    with pytest.raises(InvalidInput, match="lead_change_pending"):
        lead_changes.request_lead_change(session, task, "Ещё раз.", by=lead, now=NOW)
    with pytest.raises(InvalidInput, match="text_required"), session.begin_nested():
        lead_changes.decide_lead_change(session, request, "", by=supervisor, now=NOW)
    session.refresh(request)
    with pytest.raises(PermissionDenied):
        lead_changes.decide_lead_change(session, request, FINANCE, by=lead, now=NOW)
    lead_changes.decide_lead_change(session, request, "", "Ваша.", by=supervisor, now=NOW)
    assert (request.state, task.lead_agency.code) == (LeadChangeState.REFUSED, ENERGY)
    again = lead_changes.request_lead_change(session, task, "Приказ.", by=lead, now=NOW + timedelta(days=5))
    assert again.late_request
    lead_changes.decide_lead_change(session, again, FINANCE, "Верно.", by=supervisor, now=NOW + timedelta(days=5))
    assert [row.agency.code for row in task.executors] == [FINANCE, "min_justice"]
    assert last(session, task).kind is EventKind.EXECUTORS_CHANGED
    with pytest.raises(InvalidInput, match="lead_change_not_pending"):
        lead_changes.decide_lead_change(session, again, ENERGY, by=supervisor, now=NOW)


def test_one_working_day_over_a_weekend_is_not_late(session: Session) -> None:
    friday, monday, tuesday = (NOW + timedelta(days=days) for days in (0, 3, 4))
    for moment, late in ((monday, False), (tuesday, True)):
        task = factories.task(session, now=friday)
        request = lead_changes.request_lead_change(session, task, "x", by=user(session), now=moment)
        assert request.late_request is late


def test_an_ordinary_change_of_lead_settles_the_request(session: Session) -> None:
    task, supervisor = factories.task(session), user(session, Role.SUPERVISOR)
    request = lead_changes.request_lead_change(session, task, "x", by=user(session), now=NOW)
    executors.change_executors(session, task, FINANCE, (), by=supervisor, now=NOW)
    assert request.state is LeadChangeState.ACCEPTED
    assert last(session, task).data["lead_change"] == request.id


def test_the_lead_is_no_co_executor_too(session: Session) -> None:
    supervisor, task = user(session, Role.SUPERVISOR), factories.task(session)
    with pytest.raises(InvalidInput, match="co_is_lead"):
        factories.task(session, ENERGY, others=((ENERGY, ExecutorRole.CO),), by=supervisor)
    with pytest.raises(InvalidInput, match="co_is_lead"):
        executors.change_executors(session, task, FINANCE, CO, by=supervisor, now=NOW)
    assert task.lead_agency.code == ENERGY


def test_a_moved_date_moves_what_is_owed(session: Session) -> None:
    task, lead = factories.task(session, due_on=DUE, others=CO), user(session)
    before = task.executors[1].contribution_due_on
    asked = DUE + timedelta(days=60)
    extension = terms.request_extension(session, task, asked, "x", by=lead, now=NOW)
    terms.decide_extension(session, extension, asked, by=user(session, Role.SUPERVISOR), now=NOW)
    assert before is not None
    assert task.executors[1].contribution_due_on > before
