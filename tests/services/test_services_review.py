"""From a text to findings, from findings to tasks, by policy and by people."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import reference
from app.domain.enums import (
    DueBasis,
    Evidence,
    ExecutorRole,
    FindingKind,
    RejectReason,
    Review,
    Role,
    Strength,
    TaskKind,
)
from app.domain.errors import ChangedMeanwhile, InvalidInput, PermissionDenied
from app.domain.history import EventKind
from app.domain.sameness import Difference
from app.extraction import extract
from app.extraction.record import to_record
from app.models import Document, Finding, Task, TaskEvent, TaskSource
from app.queries.duplicates import same_tasks
from app.queries.examples import example_documents, examples
from app.services.documents import NewDocument, ingest_document
from app.services.missed import add_finding
from app.services.review import (
    Choice,
    accept_finding,
    extract_findings,
    merge_finding,
    proposed,
    reject_finding,
    restore_finding,
    split_finding,
)
from tests import factories
from tests.conftest import NOW

ORDER = "Премьер-министр Олжас Бектенов поручил Министерству энергетики до 1 октября завершить ремонт котлов."
PUBLISHED = date(2026, 3, 2)


def read(session: Session, text: str, *, auto: bool = True, secondary: bool = False, on: date = PUBLISHED) -> Document:
    document = factories.document(session, text, published_on=on, secondary=secondary)
    extract_findings(session, document, now=NOW, auto_confirm=auto)
    return document


def instruction(document: Document) -> Finding:
    (found,) = [finding for finding in document.findings if finding.kind is FindingKind.INSTRUCTION]
    return found


def task_of(session: Session, finding: Finding) -> Task:
    return session.scalars(
        sa.select(Task).join(TaskSource, TaskSource.task_id == Task.id).where(TaskSource.finding_id == finding.id)
    ).one()


def test_a_sure_instruction_goes_on_control_by_policy(session: Session) -> None:
    finding = instruction(read(session, ORDER))
    task = task_of(session, finding)
    assert (finding.review, finding.auto_confirmed) == (Review.ACCEPTED, True)
    assert (task.lead_agency.code, task.due_on, task.due_basis) == ("min_energy", date(2026, 10, 1), DueBasis.TEXT)
    assert task.text == ORDER[finding.start : finding.end]
    assert task.due_steps
    event = session.scalars(sa.select(TaskEvent).where(TaskEvent.task_id == task.id)).one()
    assert (event.actor_id, event.data["auto"]) == (None, True)


def test_nothing_goes_on_control_when_the_policy_is_off(session: Session) -> None:
    assert instruction(read(session, ORDER, auto=False)).review is Review.PENDING


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр поручил профильным госорганам завершить ремонт котлов.",
        "Премьер-министр поручил завершить ремонт котлов.",
        "– Министерство энергетики должно активнее ремонтировать котлы, – отметил Премьер-министр.",
        "Премьер-министр провёл совещание по дорогам.\nОбсудили ремонт трасс. От КазАвтоЖола глава Правительства хочет "
        "получить до 10 июня план работ. Аким области доложил о ходе подготовки к зиме.",
    ],
)
def test_what_is_not_sure_waits_for_a_person(session: Session, text: str) -> None:
    assert instruction(read(session, text)).review is Review.PENDING


def test_a_secondary_source_waits_for_a_person(session: Session) -> None:
    finding = instruction(read(session, ORDER, secondary=True))
    assert (finding.review, finding.evidence) == (Review.PENDING, Evidence.SECONDARY)


def test_an_interval_without_a_date_gets_the_default_term(session: Session) -> None:
    task = task_of(session, instruction(read(session, ORDER.replace("до 1 октября ", ""))))
    assert (task.due_on, task.default_term) == (date(2026, 4, 2), True)


def test_reading_a_document_twice_changes_nothing(session: Session) -> None:
    document = read(session, ORDER)
    count = session.scalar(sa.select(sa.func.count()).select_from(Finding))
    extract_findings(session, document, now=NOW, auto_confirm=True)
    assert session.scalar(sa.select(sa.func.count()).select_from(Finding)) == count


def test_the_same_text_twice_is_one_document(session: Session, tmp_path: Path) -> None:
    new = NewDocument(text=ORDER, title="", published_on=PUBLISHED, file=b"file", file_name="a.txt")
    first, fresh = ingest_document(session, new, by=None, now=NOW, data=tmp_path)
    again, twice = ingest_document(session, new, by=None, now=NOW, data=tmp_path)
    assert (fresh, twice, first.id) == (True, False, again.id)
    assert (tmp_path / first.file_path).read_bytes() == b"file"


def test_the_reviewer_settles_lead_co_executors_and_date(session: Session) -> None:
    finding = instruction(read(session, ORDER, auto=False))
    supervisor = factories.user(session, Role.SUPERVISOR)
    choice = Choice("min_finance", (("min_energy", ExecutorRole.CO),), due_on=date(2026, 9, 1), title="Свой заголовок")
    task = accept_finding(session, finding, choice, by=supervisor, now=NOW, version=finding.version)
    assert [e.agency.code for e in task.executors] == ["min_finance", "min_energy"]
    assert (task.due_on, task.due_basis, task.title) == (date(2026, 9, 1), DueBasis.PERSON, "Свой заголовок")
    with pytest.raises(InvalidInput):
        accept_finding(session, finding, choice, by=supervisor, now=NOW)


def test_only_supervisors_review_and_versions_count(session: Session) -> None:
    finding = instruction(read(session, ORDER, auto=False))
    with pytest.raises(PermissionDenied):
        accept_finding(session, finding, proposed(finding), by=factories.user(session), now=NOW)
    supervisor = factories.user(session, Role.SUPERVISOR)
    with pytest.raises(ChangedMeanwhile):
        reject_finding(session, finding, RejectReason.TOO_VAGUE, "", by=supervisor, now=NOW, version=99)


def test_a_rejection_keeps_its_reason_and_is_undone(session: Session) -> None:
    finding = instruction(read(session, ORDER, auto=False))
    supervisor = factories.user(session, Role.SUPERVISOR)
    reject_finding(session, finding, RejectReason.DUPLICATE, "есть в протоколе", by=supervisor, now=NOW)
    assert (finding.review, finding.review_reason) == (Review.REJECTED, RejectReason.DUPLICATE)
    restore_finding(session, finding, by=supervisor, now=NOW)
    assert (finding.review, finding.review_reason) == (Review.PENDING, None)


def test_a_missed_one_is_added_from_selected_words(session: Session) -> None:
    document = read(session, "На встрече решено: портам ускорить приём судов.")
    supervisor = factories.user(session, Role.SUPERVISOR)
    start = document.text.index("портам")
    finding = add_finding(
        session, document, start - 1, len(document.text), kind=FindingKind.INSTRUCTION, by=supervisor, now=NOW
    )
    assert (finding.start, finding.quote, finding.by_hand) == (start, document.text[start:], True)
    task = accept_finding(session, finding, Choice("min_transport"), by=supervisor, now=NOW)
    assert task.text == finding.quote
    for span in ((5, 5), (0, 10_000), (-1, 3)):
        with pytest.raises(InvalidInput):
            add_finding(session, document, *span, by=supervisor, now=NOW)


def test_a_split_finding_leaves_its_parts_to_review(session: Session) -> None:
    text = "Премьер-министр поручил Министерству энергетики до 1 октября завершить ремонт котлов и накопить запас угля."
    finding = instruction(read(session, text, auto=False))
    middle = text.index(" и накопить")
    supervisor = factories.user(session, Role.SUPERVISOR)
    parts = split_finding(
        session, finding, [(finding.start, middle), (middle + 3, finding.end)], by=supervisor, now=NOW
    )
    assert (finding.review, finding.review_reason) == (Review.REJECTED, RejectReason.SPLIT)
    assert [part.quote for part in parts] == [text[finding.start : middle], text[middle + 3 : finding.end]]
    assert {part.due_on for part in parts} == {date(2026, 10, 1)}


def test_the_same_instruction_in_a_second_text_is_proposed_and_merged(session: Session) -> None:
    task = task_of(session, instruction(read(session, ORDER)))
    minutes = read(
        session,
        "Премьер-министр поручил:\n1. Министерству энергетики завершить ремонт котлов. Срок – до 1 ноября.",
        auto=False,
        on=PUBLISHED + timedelta(days=2),
    )
    finding = instruction(minutes)
    supervisor = factories.user(session, Role.SUPERVISOR)
    ((candidate, same),) = same_tasks(session, finding, supervisor)
    assert candidate.id == task.id
    assert same.differences == (Difference.DATE,)
    assert merge_finding(session, finding, task, by=supervisor, now=NOW) == (Difference.DATE,)
    session.refresh(task)
    assert (len(task.sources), task.flagged, finding.review) == (2, True, Review.MERGED)
    kinds = session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)).all()
    assert kinds[-1] is EventKind.SOURCE_ADDED


def test_milestones_become_tasks_of_their_project(session: Session) -> None:
    text = "Для проекта Iconic Towers стройку начнут в мае 2026 года."
    document = read(session, text)
    (stone,) = [finding for finding in document.findings if finding.kind is FindingKind.MILESTONE]
    assert stone.review is Review.PENDING
    supervisor = factories.user(session, Role.SUPERVISOR)
    task = accept_finding(session, stone, Choice("f_aca", project="Iconic Towers"), by=supervisor, now=NOW)
    assert (task.kind, task.due_on) == (TaskKind.MILESTONE, date(2026, 5, 31))
    assert task.project is not None
    assert task.project.name == "Iconic Towers"


def test_findings_are_the_same_from_files_and_from_tables(session: Session) -> None:
    document = read(session, ORDER, auto=False)
    directory = reference.agency_directory().on(PUBLISHED)
    found = extract(ORDER, PUBLISHED, directory, reference.work_calendar(), title=document.title, refused=True)
    records = [to_record(item, str(document.id)) for item in found]
    stored = [{**finding.fields} for finding in document.findings]
    for row in stored:
        for owner in row["owners"]:
            owner.pop("group")
    assert stored == records
    assert instruction(document).strength is Strength.ORDER


def test_decisions_become_labelled_examples(session: Session) -> None:
    document = read(session, ORDER + " Банкам следует снизить ставки, считает эксперт.", auto=False)
    supervisor = factories.user(session, Role.SUPERVISOR)
    accept_finding(session, instruction(document), Choice("min_finance"), by=supervisor, now=NOW)
    wrong = add_finding(session, document, document.text.index("Банкам"), len(document.text), by=supervisor, now=NOW)
    reject_finding(session, wrong, RejectReason.NOT_AN_INSTRUCTION, "", by=supervisor, now=NOW)
    mine = [row for row in examples(session) if row["doc"] == str(document.id)]
    assert [(row["kind"], row["owners"], row["deadline"]) for row in mine] == [
        ("instruction", ["Министерство финансов"], "2026-10-01"),
        ("none", [], None),
    ]
    assert str(document.id) in [row["id"] for row in example_documents(session)]


def test_a_copy_with_other_spaces_is_the_same_text(session: Session, tmp_path: Path) -> None:
    for text in (ORDER, ORDER + "\n\n", ORDER.replace(" ", "\u00a0")):
        new = NewDocument(text=text, title="", published_on=PUBLISHED)
        document, _ = ingest_document(session, new, by=None, now=NOW, data=tmp_path)
    assert session.scalar(sa.select(sa.func.count()).where(Document.id >= document.id)) == 1


def test_policy_does_not_put_on_control_what_is_there_already(session: Session) -> None:
    assert instruction(read(session, ORDER)).review is Review.ACCEPTED
    again = read(session, "В ходе поездки " + ORDER[0].lower() + ORDER[1:])
    assert instruction(again).review is Review.PENDING
