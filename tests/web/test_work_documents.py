"""Documents: taking one in by paste or upload, what is refused and kept, who may read one."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.domain.enums import Role
from app.models import Document, Finding, Task
from app.web.documents.notes import note_sentence, written_note
from app.web.documents.uploads import MOST_WAITING, keep, take
from tests.factories import ENERGY, sign_in, user
from tests.importing.made_files import blank_pdf
from tests.web.pages import post, token
from tests.web.test_work_review import TEXT, read

DATED = "Астана, 16 января 2026 года\n\n" + TEXT


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def add(client: FlaskClient, file: tuple[bytes, str] | None = None, **fields: str) -> TestResponse:
    data: dict[str, object] = dict(fields)
    if file:
        data["file"] = (io.BytesIO(file[0]), file[1])
    return post(client, "/documents/new", data, content_type="multipart/form-data")


def documents(session: Session) -> list[Document]:
    return list(session.scalars(sa.select(Document).order_by(Document.id)))


def word_file(text: str) -> bytes:
    made, stream = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(stream)
    return stream.getvalue()


def test_pasted_text_is_read_at_once(session: Session, supervisor: FlaskClient) -> None:
    answer = add(supervisor, text=TEXT, published_on="2026-01-16")
    (document,) = documents(session)
    assert answer.location == f"/documents/{document.id}"
    page = supervisor.get(answer.location).text
    task = session.scalars(sa.select(Task).where(Task.due_on == date(2026, 3, 1))).one()
    assert f"/tasks/{task.number}" in page
    assert 'class="found found-accepted"' in page
    assert document.published_basis == "person"


@pytest.mark.parametrize(
    ("content", "name"), [(TEXT.encode(), "t.txt"), (TEXT.encode("cp1251"), "t.txt"), (word_file(TEXT), "t.docx")]
)
def test_files_are_read_and_kept(
    session: Session, supervisor: FlaskClient, settings: Settings, content: bytes, name: str
) -> None:
    assert add(supervisor, (content, name), published_on="2026-01-16").status_code == 302
    (document,) = documents(session)
    assert "завершить ремонт котлов" in document.text
    assert (settings.data / document.file_path).read_bytes() == content
    assert not list((settings.data / "waiting").iterdir())


def test_without_a_date_the_form_asks_and_keeps_everything(session: Session, supervisor: FlaskClient) -> None:
    answer = add(supervisor, (TEXT.encode(), "протокол.txt"), title="Моё название", secondary="y")
    assert answer.status_code == 422
    assert documents(session) == []
    page = answer.text
    assert 'id="published_on-errors"' in page
    assert "Моё название" in page
    kept = page.split('name="kept" type="hidden" value="')[1].split('"')[0]
    again = add(
        supervisor, kept=kept, kept_name="протокол.txt", title="Моё название", secondary="y", published_on="2026-01-16"
    )
    assert again.status_code == 302
    (document,) = documents(session)
    assert (document.title, document.file_name, document.secondary) == ("Моё название", "протокол.txt", True)


@pytest.mark.parametrize("day", ["2027-01-01", "1999-01-01", "yesterday"])
def test_a_date_that_cannot_be_is_refused(session: Session, supervisor: FlaskClient, day: str) -> None:
    answer = add(supervisor, text=TEXT, published_on=day)
    assert answer.status_code == 422
    assert "завершить ремонт котлов" in answer.text
    assert documents(session) == []


def test_a_date_found_in_the_text_needs_no_asking(session: Session, supervisor: FlaskClient) -> None:
    assert add(supervisor, text=DATED).status_code == 302
    (document,) = documents(session)
    assert document.published_on == date(2026, 1, 16)
    assert document.published_basis != "person"


def test_the_same_text_twice_leads_to_the_first(session: Session, supervisor: FlaskClient) -> None:
    first = add(supervisor, text=TEXT, published_on="2026-01-16")
    counted = session.scalar(sa.select(sa.func.count(Finding.id)))
    second = add(supervisor, text=TEXT, published_on="2026-01-17")
    assert second.location == first.location
    assert "notice-error" in supervisor.get(second.location).text
    assert session.scalar(sa.select(sa.func.count(Finding.id))) == counted


def test_a_scan_without_text_is_kept_with_a_sentence(session: Session, supervisor: FlaskClient) -> None:
    answer = add(supervisor, (blank_pdf(), "скан.pdf"), published_on="2026-01-16")
    assert answer.status_code == 302
    page = supervisor.get(answer.location).text
    assert "notice-warn" in page
    assert "empty-state" in page
    (document,) = documents(session)
    assert (document.text, document.file_name) == ("", "скан.pdf")
    assert "mark-policy" in supervisor.get("/documents").text


def test_words_pasted_beside_a_scan_are_its_text(session: Session, supervisor: FlaskClient) -> None:
    assert add(supervisor, (blank_pdf(), "скан.pdf"), text=TEXT, published_on="2026-01-16").status_code == 302
    (document,) = documents(session)
    assert "ремонт котлов" in document.text
    assert document.file_path


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.txt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "t.txt"),
        (b"\x7fELF" + bytes(200), "t.docx"),
        (b"PK\x03\x04 no zip", "t.docx"),
        (b"%PDF-1.4 broken", "t.pdf"),
        (bytes(range(256)) * 20, "t.txt"),
    ],
)
def test_garbage_is_refused_with_a_sentence(
    session: Session, supervisor: FlaskClient, content: bytes, name: str
) -> None:
    answer = add(supervisor, (content, name), published_on="2026-01-16", title="Моё название")
    assert answer.status_code == 422
    assert 'id="file-errors"' in answer.text
    assert "Моё название" in answer.text
    assert documents(session) == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": "  \n "}, {"text": "—\n…"}, {"text": TEXT, "url": "javascript:alert(1)"}, {"kept": "../../x"}],
)
def test_nothing_to_read_is_refused(session: Session, supervisor: FlaskClient, fields: dict[str, str]) -> None:
    assert add(supervisor, published_on="2026-01-16", **fields).status_code == 422
    assert documents(session) == []


def test_too_large_a_file_comes_back_with_a_sentence(session: Session, supervisor: FlaskClient) -> None:
    parts = [
        f'--limit\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token(supervisor)}\r\n',
        '--limit\r\nContent-Disposition: form-data; name="file"; filename="t.txt"\r\n\r\n',
        "a" * 21_500_000,
        "\r\n--limit--\r\n",
    ]
    content_type = "multipart/form-data; boundary=limit"
    answer = supervisor.post("/documents/new", data="".join(parts).encode(), content_type=content_type)
    assert answer.status_code == 422
    assert 'id="file-errors"' in answer.text
    assert documents(session) == []


def test_too_large_a_request_is_a_page(session: Session, supervisor: FlaskClient) -> None:
    content_type = "application/x-www-form-urlencoded"
    answer = supervisor.post("/documents/new", data=b"text=" + b"a" * 23_000_000, content_type=content_type)
    assert answer.status_code == 413
    assert documents(session) == []


def test_a_title_of_markup_stays_words(session: Session, supervisor: FlaskClient) -> None:
    answer = add(supervisor, text=TEXT + "<script>alert(1)</script>", title="<b>x", published_on="2026-01-16")
    page = supervisor.get(answer.location).text
    assert "<script>alert" not in page
    assert "<b>x" not in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_only_supervisors_add_and_list(session: Session, client: FlaskClient, role: Role) -> None:
    sign_in(client, user(session, role))
    assert client.get("/documents").status_code == 403
    assert client.get("/documents/new").status_code == 403
    assert add(client, text=TEXT, published_on="2026-01-16").status_code == 403
    assert documents(session) == []


def test_executors_read_the_document_of_their_task_with_their_own_places(session: Session, client: FlaskClient) -> None:
    document = read(session, auto_confirm=True)
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    page = client.get(f"/documents/{document.id}").text
    assert page.count('class="found found-') == 1
    assert "/review/" not in page
    sign_in(client, user(session, Role.COORDINATOR, "min_health"))
    assert client.get(f"/documents/{document.id}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/documents/0", "/documents/99999999999999999999", "/documents/x", "/documents/-1"]
)
def test_no_such_document(supervisor: FlaskClient, address: str) -> None:
    assert supervisor.get(address).status_code == 404


def test_an_empty_list_says_what_fills_it(supervisor: FlaskClient) -> None:
    assert "empty-state" in supervisor.get("/documents").text


def test_waiting_files_are_few_and_named_by_their_sum(tmp_path: Path) -> None:
    tokens = [keep(bytes([n]), tmp_path) for n in range(MOST_WAITING + 5)]
    assert sum(take(token, tmp_path) is not None for token in tokens) == MOST_WAITING
    assert take(tokens[-1], tmp_path) == bytes([MOST_WAITING + 4])
    assert take("../waiting/" + tokens[-1], tmp_path) is None


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", ""),
        (written_note("pages_without_text", {"pages": 3}), "3"),
        ("pages_without_text", "."),
        ("pages_without_text pages=x", "."),
        ("nothing_known", "."),
    ],
)
def test_notes_are_said_whatever_was_kept(note: str, said: str) -> None:
    assert said in note_sentence(note)
    assert bool(note_sentence(note)) is bool(note)
