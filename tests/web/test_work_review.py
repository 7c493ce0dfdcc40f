"""The review queue: what waits, why it was found, and each decision from its form to the register."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, FindingKind, RejectReason, Review, Role
from app.models import Document, Finding, Task
from app.services.documents import NewDocument, ingest_document
from app.services.review import extract_findings
from app.web.documents.marking import Span, Words, paragraphs
from app.web.review.selection import parts_of, ticked
from tests.conftest import NOW
from tests.factories import ENERGY, FINANCE, sign_in, user
from tests.web.pages import post

TEXT = """Совещание по подготовке к зиме

Премьер-министр поручил Министерству энергетики до 1 марта 2026 года завершить ремонт котлов. Работы идут с осени.

Премьер-министр поручил Министерству финансов выделить средства, проверить сметы и представить расчёт.

Следует подумать о резерве. Погода остаётся холодной. Снега пока мало."""


def read(session: Session, text: str = TEXT, *, secondary: bool = False, auto_confirm: bool = False) -> Document:
    new = NewDocument(text=text, title="Совещание", published_on=date(2026, 1, 16), secondary=secondary)
    document, _ = ingest_document(session, new, by=None, now=NOW, data=Path("/nonexistent"))
    extract_findings(session, document, now=NOW, auto_confirm=auto_confirm)
    return document


def finding(session: Session, document: Document, words: str) -> Finding:
    rows = session.scalars(sa.select(Finding).where(Finding.document_id == document.id))
    return next(row for row in rows if words in row.quote)


def decide(client: FlaskClient, found: Finding, act: str, **fields: str | list[str]):  # type: ignore[no-untyped-def]
    fields.setdefault("version", str(found.version))
    data = {f"{act}-{name}": value for name, value in fields.items()}
    return post(client, f"/review/{found.document_id}/{found.id}/{act}", data)


def accept(client: FlaskClient, found: Finding, **fields: str):  # type: ignore[no-untyped-def]
    return decide(client, found, "accept", **{"giver_level": "prime_minister", "urgency": "normal", **fields})


@pytest.fixture
def document(session: Session, client: FlaskClient) -> Document:
    sign_in(client, user(session, Role.SUPERVISOR))
    return read(session)


def test_queue_counts_what_waits_by_document(client: FlaskClient, document: Document) -> None:
    page = client.get("/review").text
    assert f"/review/{document.id}" in page
    assert "/review/new" not in page


def test_an_empty_queue_says_what_fills_it(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    assert "/documents/new" in client.get("/review").text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_review_is_closed_to_other_roles(session: Session, client: FlaskClient, role: Role) -> None:
    document = read(session)
    found = finding(session, document, "ремонт")
    sign_in(client, user(session, role))
    assert client.get("/review").status_code == 403
    assert client.get(f"/review/{document.id}").status_code == 403
    assert accept(client, found, lead=ENERGY).status_code == 403
    session.refresh(found)
    assert found.review is Review.PENDING


@pytest.mark.parametrize("address", ["/review/0", "/review/99999", "/review/99999999999999999999", "/review/x"])
def test_no_such_document(client: FlaskClient, document: Document, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_finding_belongs_to_its_document(session: Session, client: FlaskClient, document: Document) -> None:
    other = read(session, TEXT + "\n\nЕщё строка.")
    found = finding(session, other, "ремонт")
    answer = post(client, f"/review/{document.id}/{found.id}/accept", {"accept-lead": ENERGY})
    assert answer.status_code == 404
    assert client.get(f"/review/{document.id}?finding={found.id}").status_code == 200


def test_card_says_what_is_proposed_and_why(session: Session, client: FlaskClient, document: Document) -> None:
    found = finding(session, document, "ремонт")
    page = client.get(f"/review/{document.id}?finding={found.id}").text
    assert f'<option selected value="{ENERGY}">' in page
    assert 'value="2026-03-01"' in page
    assert '<span class="field-deadline">' in page
    assert '<span class="field-owner">' in page
    assert "01.03.2026" in page
    assert f'id="at-{found.id}"' in page


def test_card_of_a_weighed_sentence_says_what_speaks_for_it(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    document = read(
        session,
        "Премьер-министр провёл совещание по дорогам.\nОбсудили ремонт трасс. От КазАвтоЖола глава Правительства хочет "
        "получить до 10 июня план работ. Аким области доложил о ходе подготовки к зиме.",
    )
    found = finding(session, document, "хочет получить")
    page = client.get(f"/review/{document.id}?finding={found.id}").text
    assert "Говорит за" in page
    assert "«получить»" in page
    assert "назван орган" in page


def test_accept_as_proposed_and_go_on(session: Session, client: FlaskClient, document: Document) -> None:
    found = finding(session, document, "ремонт")
    answer = accept(client, found, lead=ENERGY, due_on="2026-03-01")
    assert answer.location == f"/review/{document.id}"
    task = session.scalars(sa.select(Task)).one()
    assert (task.due_on, task.due_basis, task.lead_agency.code) == (date(2026, 3, 1), DueBasis.TEXT, ENERGY)
    assert f"/tasks/{task.number}" in client.get(answer.location).text
    assert f"#at-{found.start}" in client.get(f"/tasks/{task.number}").text


def test_accept_with_corrections(session: Session, client: FlaskClient, document: Document) -> None:
    found = finding(session, document, "средства")
    fields = {
        "lead": ENERGY,
        "others-0": FINANCE,
        "due_on": "2026-04-01",
        "title": "Средства",
        "giver_level": "president",
    }
    assert accept(client, found, **fields).status_code == 302
    task = session.scalars(sa.select(Task)).one()
    assert (task.title, task.due_on, task.due_basis) == ("Средства", date(2026, 4, 1), DueBasis.PERSON)
    assert [row.agency.code for row in task.executors] == [ENERGY, FINANCE]


def test_without_a_date_the_default_term_applies(session: Session, client: FlaskClient, document: Document) -> None:
    accept(client, finding(session, document, "средства"), lead=FINANCE, due_on="")
    task = session.scalars(sa.select(Task)).one()
    assert (task.due_on, task.default_term) == (date(2026, 2, 16), True)


@pytest.mark.parametrize(
    "fields",
    [{"lead": ""}, {"lead": "nobody"}, {"lead": ENERGY, "due_on": "2025-01-01"}, {"lead": ENERGY, "due_on": "morgen"}],
)
def test_what_cannot_be_accepted_comes_back_with_what_was_typed(
    session: Session, client: FlaskClient, document: Document, fields: dict[str, str]
) -> None:
    found = finding(session, document, "ремонт")
    answer = accept(client, found, title="Моё название", **fields)
    assert answer.status_code == 422
    assert "Моё название" in answer.text
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


def test_a_finding_decided_meanwhile_is_not_overwritten(
    session: Session, client: FlaskClient, document: Document
) -> None:
    found = finding(session, document, "ремонт")
    seen = str(found.version)
    decide(client, found, "reject", reason="duplicate", text="")
    answer = accept(client, found, lead=ENERGY, version=seen)
    assert answer.status_code == 409
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


def test_reject_wants_a_reason_and_can_be_undone(session: Session, client: FlaskClient, document: Document) -> None:
    found = finding(session, document, "ремонт")
    answer = decide(client, found, "reject", reason="", text="Моя запись")
    assert answer.status_code == 422
    assert "Моя запись" in answer.text
    assert decide(client, found, "reject", reason="too_vague", text="Моя запись").status_code == 302
    session.refresh(found)
    assert (found.review, found.review_reason) == (Review.REJECTED, RejectReason.TOO_VAGUE)
    assert decide(client, found, "restore").status_code == 302
    session.refresh(found)
    assert found.review is Review.PENDING


def test_a_refused_sentence_is_one_step_from_review(session: Session, client: FlaskClient, document: Document) -> None:
    refused = finding(session, document, "резерве")
    assert refused.kind is FindingKind.REFUSED
    assert refused.quote in client.get(f"/review/{document.id}").text
    assert decide(client, refused, "restore").status_code == 302
    session.refresh(refused)
    assert refused.review is Review.PENDING


def test_split_into_the_acts_that_are_ticked(session: Session, client: FlaskClient, document: Document) -> None:
    found = finding(session, document, "средства")
    assert decide(client, found, "split", parts=[]).status_code == 422
    assert decide(client, found, "split", parts=["2"]).status_code == 302
    rows = session.scalars(sa.select(Finding).where(Finding.review == Review.PENDING, Finding.start >= found.start))
    quotes = [row.quote for row in rows]
    assert [quote for quote in quotes if quote.startswith("представить")] == ["представить расчёт"]
    assert any(quote.startswith("выделить") and "сметы" in quote for quote in quotes)


def test_add_by_ticked_sentences(session: Session, client: FlaskClient, document: Document) -> None:
    page = client.get(f"/review/{document.id}/add").text
    values = {line.split(">")[0]: line for line in page.split('name="sentences" value="')[1:]}
    ticks = [value.split('"')[0] for value, line in values.items() if "Погода" in line or "Снега" in line]
    assert post(client, f"/review/{document.id}/add", {"kind": "goal", "sentences": ticks}).status_code == 302
    added = session.scalars(sa.select(Finding).where(Finding.by_hand)).one()
    assert (added.quote, added.kind) == ("Погода остаётся холодной. Снега пока мало.", FindingKind.GOAL)


def test_add_by_selected_words(session: Session, client: FlaskClient, document: Document) -> None:
    start = TEXT.index("подумать")
    fields = {"kind": "instruction", "start": str(start), "end": str(start + len("подумать о резерве"))}
    assert post(client, f"/review/{document.id}/add", fields).status_code == 302
    assert session.scalars(sa.select(Finding).where(Finding.by_hand)).one().quote == "подумать о резерве"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"sentences": ["x", "999999"]},
        {"start": "5", "end": "5"},
        {"start": "0", "end": "99999999"},
        {"start": "-1", "end": "x"},
    ],
)
def test_nothing_selected_adds_nothing(
    session: Session, client: FlaskClient, document: Document, fields: dict[str, str]
) -> None:
    answer = post(client, f"/review/{document.id}/add", {"kind": "instruction", **fields})
    assert answer.status_code == 422
    assert session.scalar(sa.select(sa.func.count(Finding.id)).where(Finding.by_hand)) == 0


def test_what_policy_confirmed_says_so(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    document = read(session, auto_confirm=True)
    found = finding(session, document, "ремонт")
    assert found.auto_confirmed
    task = session.scalars(sa.select(Task).where(Task.due_on == date(2026, 3, 1))).one()
    assert f"/tasks/{task.number}" in client.get(f"/review/{document.id}?finding={found.id}").text


def test_secondary_sources_are_marked(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    document = read(session, secondary=True)
    assert '<span class="mark">' in client.get("/review").text
    assert 'class="mark mark-policy"' in client.get(f"/review/{document.id}").text


def test_marks_nest_and_offsets_count_in_the_text() -> None:
    text = "Первая строка\nАкимат обязан строить школы 🏫 и дороги"
    start = text.index("Акимат")
    outer, inner = Span(1, start, len(text), "pending"), Span(2, start + 7, start + 13, "open")
    first, second = paragraphs(text, [outer, inner], [Words("owner", start, start + 6)])
    assert (first.offset, second.offset) == (0, start)
    assert "".join(run.text for group in second.groups for run in group.runs) == text[start:]
    assert [(group.span.key if group.span else 0, group.first) for group in second.groups] == [
        (1, True),
        (2, True),
        (1, False),
    ]
    assert second.groups[0].runs[0].field == "owner"


def test_ticks_join_neighbours_alone() -> None:
    text = "Раз сказано. Два сказано. Три сказано.\nЧетыре сказано."
    places = ticked(text, ["0", "1", "3"])
    assert [text[start:end] for start, end in places] == ["Раз сказано. Два сказано.", "Четыре сказано."]


def test_parts_keep_the_rest_together() -> None:
    assert parts_of([(0, 5), (7, 9), (11, 15)], ["2"]) == [(0, 9), (11, 15)]
    assert parts_of([(0, 5), (7, 9), (11, 15)], ["1"]) == [(0, 5), (7, 9), (11, 15)]
    assert parts_of([(0, 5), (7, 9)], []) == [(0, 9)]


def test_the_same_instruction_of_another_text_is_merged(
    session: Session, client: FlaskClient, document: Document
) -> None:
    first = finding(session, document, "Министерству энергетики")
    accept(client, first, lead=ENERGY)
    minutes = read(
        session, "Премьер-министр поручил Министерству энергетики завершить ремонт котлов до 1 апреля 2026 года."
    )
    again = finding(session, minutes, "Министерству энергетики")
    task = session.scalars(sa.select(Task).where(Task.text == first.quote)).one()
    page = client.get(f"/review/{minutes.id}").text
    assert f'value="{task.number}"' in page
    response = decide(client, again, "merge", number=task.number)
    assert response.status_code == 302
    session.expire_all()
    assert again.review is Review.MERGED
    assert len(task.sources) == 2
    assert task.flagged
    assert decide(client, again, "merge", number="2026-99999").status_code == 404


def test_card_of_a_refused_sentence_says_what_it_names_and_not_how_sure_the_refusal_is(
    session: Session, client: FlaskClient, document: Document
) -> None:
    denied = read(session, "Министр не поручал Министерству энергетики до 1 мая 2027 года закрыть полигон.")
    found = finding(session, denied, "полигон")
    assert found.kind is FindingKind.REFUSED
    page = client.get(f"/review/{denied.id}?finding={found.id}").text
    assert "01.05.2027" in page
    assert "Министерство энергетики" in page
    for untrue in ("уверенность", "в тексте срока нет", "не назван"):
        assert untrue not in page
    assert decide(client, found, "restore").status_code == 302
    page = client.get(f"/review/{denied.id}?finding={found.id}").text
    assert f'<option selected value="{ENERGY}">' in page
    assert 'value="2027-05-01"' in page
    assert "уверенность" not in page
