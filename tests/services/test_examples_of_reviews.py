"""What leaves as annotated examples: what a person settled; what policy or nobody decided teaches neither yes nor no."""

import json
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import reference
from app.domain.enums import FindingKind, RejectReason, Review, Role
from app.domain.sameness import Difference
from app.extraction.weighing.annotated import examples_of
from app.models import Document, Finding, Task, TaskSource
from app.queries.examples import example_documents, examples
from app.services.review import (
    Choice,
    accept_finding,
    extract_findings,
    merge_finding,
    reject_finding,
    restore_finding,
)
from tests import factories
from tests.conftest import NOW, tapsyrma

DAY = date(2026, 11, 20)
SURE = "Премьер-министр поручил Министерству энергетики до 1 марта 2027 года завершить ремонт котлов."
UNSURE = "Премьер-министр поручил профильным госорганам до 1 апреля 2027 года проверить склады."
WRONG = "Премьер-министр поручил завершить обход."
DENIED = "Министр не поручал Министерству экологии и природных ресурсов до 1 мая 2027 года закрыть полигон."


def read(session: Session, text: str, *, auto: bool = True) -> Document:
    document = factories.document(session, text, published_on=DAY)
    extract_findings(session, document, now=NOW, auto_confirm=auto)
    session.refresh(document)
    return document


def one(document: Document, words: str) -> Finding:
    (found,) = [finding for finding in document.findings if words in finding.quote]
    return found


def rows_of(session: Session, document: Document) -> dict[str, dict]:
    return {row["quote"] + ".": row for row in examples(session) if row["doc"] == str(document.id)}


def test_only_what_a_person_settled_is_learnt_from(session: Session) -> None:
    document = read(session, "\n".join([SURE, UNSURE, WRONG, DENIED, "Погода была ясной."]))
    by = factories.user(session, Role.SUPERVISOR)
    reject_finding(session, one(document, "обход"), RejectReason.NOT_AN_INSTRUCTION, "", by=by, now=NOW)
    assert one(document, "котлов").auto_confirmed
    rows = rows_of(session, document)
    assert {quote: (row["kind"], row["must"]) for quote, row in rows.items()} == {
        SURE: ("instruction", False),
        UNSURE: ("instruction", False),
        WRONG: ("none", True),
    }
    directory, calendar = reference.agency_directory(), reference.work_calendar()
    (text,) = [row for row in example_documents(session) if row["id"] == str(document.id)]
    learnt = list(examples_of([text], list(examples(session)), directory, calendar))
    # The one that was rejected, the denial and the weather; of the two others nothing is said.
    assert [example.instruction for _language, example in learnt] == [False, False, False]


def test_a_text_on_which_nobody_decided_is_no_example(session: Session) -> None:
    document = read(session, SURE)
    assert rows_of(session, document) == {}
    assert str(document.id) not in [row["id"] for row in example_documents(session)]


@pytest.mark.parametrize(
    ("reason", "settled"),
    [
        (RejectReason.NOT_AN_INSTRUCTION, True),
        (RejectReason.REFERENCE_ONLY, True),
        (RejectReason.DUPLICATE, False),
        (RejectReason.TOO_VAGUE, False),
        (RejectReason.NOT_OURS, False),
    ],
)
def test_what_was_set_aside_for_the_register_s_sake_is_no_negative(
    session: Session, reason: RejectReason, settled: bool
) -> None:
    document = read(session, SURE, auto=False)
    by = factories.user(session, Role.SUPERVISOR)
    reject_finding(session, one(document, "котлов"), reason, "", by=by, now=NOW)
    row = rows_of(session, document)[SURE]
    assert (row["kind"], row["must"]) == (("none", True) if settled else ("instruction", False))


def test_a_merged_finding_is_labelled_by_its_own_text(session: Session) -> None:
    first = read(session, SURE)
    task = session.scalars(
        sa.select(Task).join(TaskSource).where(TaskSource.finding_id == one(first, "котлов").id)
    ).one()
    other = SURE.replace("Министерству энергетики до 1 марта", "Министерству промышленности и строительства до 1 мая")
    second = read(session, other, auto=False)
    by = factories.user(session, Role.SUPERVISOR)
    found = merge_finding(session, one(second, "котлов"), task, by=by, now=NOW)
    assert set(found) == {Difference.LEAD, Difference.DATE}
    row = rows_of(session, second)[other]
    assert (row["kind"], row["must"], row["deadline"]) == ("instruction", True, "2027-05-01")
    assert row["deadline_text"] == "до 1 мая 2027 года"
    assert row["owners"] == ["Министерство промышленности и строительства"]
    assert row["owner_surfaces"] == ["Министерству промышленности и строительства"]
    assert (row["owner_basis"], row["deadline_basis"]) == ("explicit", "explicit")


def test_what_the_reviewer_settled_stands_whatever_became_of_the_task(session: Session) -> None:
    document = read(session, SURE, auto=False)
    by = factories.user(session, Role.SUPERVISOR)
    choice = Choice("min_finance", due_on=date(2027, 2, 1))
    task = accept_finding(session, one(document, "котлов"), choice, by=by, now=NOW)
    task.lead_agency = factories.agency(session, "min_energy")
    session.flush()
    row = rows_of(session, document)[SURE]
    assert (row["owners"], row["deadline"]) == (["Министерство финансов"], "2027-02-01")
    # The reviewer's body has no words in the text.
    assert (row["owner_surfaces"], row["owner_basis"]) == ([], "context")


def test_rows_have_the_fields_of_the_other_corpora(session: Session) -> None:
    document = read(session, SURE, auto=False)
    by = factories.user(session, Role.SUPERVISOR)
    accept_finding(session, one(document, "котлов"), Choice("min_energy"), by=by, now=NOW)
    corpus = Path(__file__).parents[1] / "corpus" / "gold.jsonl"
    asked = set(json.loads(corpus.read_text(encoding="utf8").splitlines()[0]))
    assert set(rows_of(session, document)[SURE]) == asked


def test_a_refused_sentence_that_is_put_back_keeps_what_it_names(session: Session) -> None:
    document = read(session, DENIED)
    finding = one(document, "полигон")
    assert (finding.kind, finding.review) == (FindingKind.REFUSED, Review.REJECTED)
    by = factories.user(session, Role.SUPERVISOR)
    restore_finding(session, finding, by=by, now=NOW)
    task = accept_finding(session, finding, Choice("min_ecology"), by=by, now=NOW)
    assert (task.due_on, task.due_text) == (date(2027, 5, 1), "до 1 мая 2027 года")
    row = rows_of(session, document)[DENIED]
    assert (row["kind"], row["deadline_text"], row["owner_basis"]) == ("instruction", "до 1 мая 2027 года", "explicit")


def test_policy_holds_back_the_other_language_and_lets_the_next_instruction_through(session: Session) -> None:
    read(session, "Премьер-министр поручил Министерству транспорта до 15 апреля 2027 года построить 64 моста.")
    kazakh = "Премьер-министр Көлік министрлігіне 2027 жылғы {} тапсырды."
    again = read(session, kazakh.format("20 сәуірге дейін 64 көпір салуды"))
    other = read(session, kazakh.format("15 сәуірге дейін жүргізушілер институтын ашуды"))
    assert one(again, "64").review is Review.PENDING
    assert one(other, "институт").review is Review.ACCEPTED


def test_titles_of_kazakh_tasks_say_the_act(session: Session) -> None:
    document = read(
        session, "Премьер-министр Көлік министрлігіне 2027 жылғы 20 сәуірге дейін 64 көпір салуды тапсырды."
    )
    (task,) = session.scalars(sa.select(Task).join(TaskSource).where(TaskSource.document_id == document.id))
    assert task.title == "64 көпір салу"


def test_examples_are_exported_without_the_settings_of_a_server(empty_database: str, tmp_path: Path) -> None:
    tapsyrma("db", "upgrade", DATABASE_URL=empty_database, TAPSYRMA_DATA=str(tmp_path))
    done = tapsyrma(
        "examples",
        "export",
        str(tmp_path / "out"),
        DATABASE_URL=empty_database,
        TAPSYRMA_DATA=str(tmp_path),
        SECRET_KEY="",
        SMTP_URL="",
        BASE_URL="",
        MAIL_FROM="",
        TAPSYRMA_TESTING="",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "gold.jsonl").read_text(encoding="utf8") == ""
