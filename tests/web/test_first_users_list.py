"""What a first user stumbled over: file beside words, days to come, ways back, lists that are none, short selections."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Document, Finding, User
from app.services.review import extract_findings
from tests.conftest import NOW
from tests.factories import document, sign_in, task, user
from tests.web.pages import post, token, words

FILE = "20 ноября 2026 года\nПремьер-министр поручил Министерству энергетики завершить ремонт до 1 декабря 2026 года."
PASTED = "Совсем другие слова: поручено Министерству финансов представить отчёт до 1 декабря 2026 года."


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> User:
    made = user(session, Role.SUPERVISOR, locale="en")
    sign_in(client, made)
    return made


def sent(client: FlaskClient, **form: str):  # type: ignore[no-untyped-def]
    data = {"csrf_token": token(client), "published_on": "2026-11-19", **form}
    file = {"file": (BytesIO(FILE.encode()), "note.txt")} if "kept" not in form else {}
    return client.post("/documents/new", data={**data, **file}, content_type="multipart/form-data")


@pytest.mark.parametrize(("use", "kept"), [("file", FILE), ("pasted", PASTED)])
def test_a_file_beside_other_words_asks_which_are_read(
    session: Session, client: FlaskClient, supervisor: User, use: str, kept: str
) -> None:
    answer = sent(client, text=PASTED)
    assert answer.status_code == 422
    assert "Choose which are read" in words(answer)
    assert PASTED in answer.text
    assert session.scalar(sa.select(sa.func.count()).select_from(Document)) == 0
    assert sent(client, text=PASTED, use=use).status_code == 302
    assert session.scalars(sa.select(Document)).one().text.strip() == kept


def test_the_same_words_twice_ask_nothing(session: Session, client: FlaskClient, supervisor: User) -> None:
    assert sent(client, text=FILE).status_code == 302


def test_a_typed_day_to_come_is_not_blamed_on_the_text(client: FlaskClient, supervisor: User) -> None:
    page = words(post(client, "/documents/new", {"text": PASTED, "published_on": "2027-01-01"}))
    assert "is a day to come" in page
    assert "The text says" not in page
    found = words(post(client, "/documents/new", {"text": "1 января 2027 года\n" + PASTED}))
    assert "The text says" in found


def test_an_english_text_says_that_it_is_not_read(session: Session, client: FlaskClient, supervisor: User) -> None:
    text = "The Prime Minister instructed the Ministry of Energy to finish the repair by 1 December 2026."
    answer = post(client, "/documents/new", {"text": text, "published_on": "2026-11-19"})
    page = words(client.get(answer.location))
    assert page.count("English is not read") == 2


def test_a_language_switch_after_a_refused_form_leads_to_a_page(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    made = task(session)
    places = {
        f"/tasks/{made.number}/cancel": f"/tasks/{made.number}",
        "/documents/new": "/documents/new",
        "/tasks/new": "/tasks/new",
    }
    for sent_to, back in places.items():
        answer = post(client, sent_to, {})
        assert answer.status_code in (409, 422), sent_to
        assert f'name="next" value="{back}"' in answer.text, sent_to
        assert client.get(back).status_code == 200
        with_referrer = post(client, sent_to, {}, headers={"Referer": f"http://localhost{back}?x=1"})
        assert f'name="next" value="{back}?x=1"' in with_referrer.text
        foreign = post(client, sent_to, {}, headers={"Referer": "http://evil.example/"})
        assert f'name="next" value="{back}"' in foreign.text


def test_a_link_to_an_address_of_forms_leads_above(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.ADMINISTRATOR, locale="en"))
    person = user(session)
    answer = client.get(f"/people/{person.id}/invite")
    assert answer.status_code == 405
    assert f'href="/people/{person.id}"' in answer.text


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", b"PK\x03\x04\x00\x00\x00\x00"])
def test_a_picture_is_no_list_of_people(session: Session, client: FlaskClient, content: bytes) -> None:
    sign_in(client, user(session, Role.ADMINISTRATOR, locale="en"))
    data = {"csrf_token": token(client), "file": (BytesIO(content), "people.csv")}
    answer = client.post("/people/import", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "not a table of text" in words(answer)
    assert "docx" not in words(answer)
    assert 'name="file"' in answer.text


TEXT = (
    "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт. Вода подаётся исправно."
)


def test_short_and_overlapping_selections_are_not_taken_silently(
    session: Session, client: FlaskClient, supervisor: User
) -> None:
    made = document(session, TEXT)
    (found,) = extract_findings(session, made, now=NOW, auto_confirm=False)
    before = session.scalar(sa.select(sa.func.count()).select_from(Finding))

    def add(start: int, end: int, **more: str):  # type: ignore[no-untyped-def]
        form = {"kind": "instruction", "start": str(start), "end": str(end), **more}
        return post(client, f"/review/{made.id}/add", form)

    short = add(0, 1)
    assert (short.status_code, "at least 10 characters" in words(short)) == (422, True)
    over = add(found.start + 5, found.end)
    assert over.status_code == 422
    assert "overlap a finding" in words(over)
    assert f'name="start" type="hidden" value="{found.start + 5}"' in over.text
    assert session.scalar(sa.select(sa.func.count()).select_from(Finding)) == before
    assert add(found.start + 5, found.end, anyway="y").status_code == 302
    assert add(TEXT.index("Вода"), len(TEXT)).status_code == 302
