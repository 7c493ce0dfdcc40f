"""Nothing typed is lost: refused forms, ended sign-ins, files too large, other languages, other browsers."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Draft, Task, User
from app.services.drafts import LONGEST, MOST, keep_draft
from app.services.execution import add_note, take_into_work
from app.web.security import MAX_REQUEST_BYTES
from app.web.session import IDLE
from tests.conftest import NOW
from tests.factories import FINANCE, document, sign_in, task, user
from tests.web.pages import post, token, words
from tests.web.real_forms import form_of, send_form

TEXT = "Котёл заменён, испытания прошли без замечаний, акт подписан комиссией."


@pytest.fixture
def coordinator(session: Session, client: FlaskClient) -> User:
    made = user(session, locale="en")
    sign_in(client, made)
    return made


def drafts(session: Session) -> list[Draft]:
    session.expire_all()
    return list(session.scalars(sa.select(Draft).order_by(Draft.id)))


def autosave(client: FlaskClient, address: str, fields: dict[str, str]) -> str:
    answer = post(client, f"/drafts?form={address}", fields, headers={"X-Draft": "1"})
    assert answer.status_code == 200, words(answer)
    return answer.text


def restored(client: FlaskClient, made: Task, action: str = "submit") -> dict[str, str]:
    page = client.get(f"/tasks/{made.number}").text
    fields: dict[str, str] = form_of(page, f"/tasks/{made.number}/{action}")["fields"]
    return fields


def test_what_is_typed_is_kept_and_put_back(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    told = autosave(client, f"/tasks/{made.number}/submit", {"submit-text": TEXT, "submit-version": "1-1"})
    assert told.strip() == "Draft kept, 20.11.2026 09:00"
    page = client.get(f"/tasks/{made.number}")
    assert "Draft of 20.11.2026 09:00 restored" in words(page)
    assert restored(client, made)["submit-text"] == TEXT
    assert drafts(session)[0].fields == {"submit-text": TEXT}  # the row's version is the page's affair


def test_a_draft_goes_when_the_form_is_carried_out(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    autosave(client, f"/tasks/{made.number}/submit", {"submit-text": TEXT})
    page = client.get(f"/tasks/{made.number}").text
    assert send_form(client, page, f"/tasks/{made.number}/submit").status_code == 302
    assert drafts(session) == []
    session.refresh(made)
    assert made.reports[0].text == TEXT


def test_discarding_leaves_the_form_empty(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    autosave(client, f"/tasks/{made.number}/ask", {"ask-text": TEXT})
    (draft,) = drafts(session)
    answer = post(client, "/drafts/discard", {"draft": str(draft.id)})
    assert answer.location == f"/tasks/{made.number}?do=ask#do-ask"
    assert "restored" not in words(client.get(answer.location))
    assert drafts(session) == []


def test_what_was_restored_from_another_browser_goes_with_what_was_typed_to_it_here(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    address = f"/tasks/{made.number}/ask"
    shown = keep_draft(session, coordinator.id, address, "elsewhere", {"ask-text": TEXT}, now=NOW - timedelta(hours=1))
    assert shown is not None
    assert f'name="draft" value="{shown.id}"' in client.get(f"/tasks/{made.number}?do=ask").text
    autosave(client, address, {"ask-text": f"{TEXT} и ещё"})
    post(client, "/drafts/discard", {"draft": str(shown.id)})
    assert drafts(session) == []


def test_an_older_draft_is_discarded_alone(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    address = f"/tasks/{made.number}/ask"
    older = keep_draft(
        session, coordinator.id, address, "elsewhere", {"ask-text": "Иное"}, now=NOW - timedelta(hours=1)
    )
    assert older is not None
    autosave(client, address, {"ask-text": TEXT})
    assert f'name="other" value="{older.id}"' in client.get(f"/tasks/{made.number}?do=ask").text
    post(client, "/drafts/discard", {"other": str(older.id)})
    assert [draft.fields["ask-text"] for draft in drafts(session)] == [TEXT]


def test_nobody_reads_or_discards_the_draft_of_another(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made, colleague = task(session), user(session, locale="en")
    theirs = keep_draft(session, colleague.id, f"/tasks/{made.number}/ask", "x", {"ask-text": TEXT}, now=NOW)
    assert theirs is not None
    assert TEXT not in client.get(f"/tasks/{made.number}").text + client.get("/drafts").text
    assert post(client, "/drafts/discard", {"draft": str(theirs.id)}).location == "/drafts"
    assert len(drafts(session)) == 1


def test_a_refused_form_is_kept_and_survives_a_switch_of_language(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    form = {"request_extension-text": TEXT, "request_extension-due_on": "", "request_extension-version": "1-1"}
    refused = post(client, f"/tasks/{made.number}/request_extension", form)
    assert refused.status_code == 422
    switch = form_of(refused.text, "/language")["fields"]
    switched = client.post("/language", data={**switch, "locale": "kk"})
    assert switched.location == f"/tasks/{made.number}"
    assert restored(client, made, "request_extension")["request_extension-text"] == TEXT


def test_a_conflict_is_kept_too(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    add_note(session, made, "Другое", by=user(session), now=NOW)
    take_into_work(session, made, by=user(session), now=NOW)
    assert send_form(client, page, f"/tasks/{made.number}/submit", text=TEXT).status_code == 409
    assert restored(client, made)["submit-text"] == TEXT


def test_a_sign_in_that_lapsed_keeps_the_words_and_leads_back(
    session: Session, client: FlaskClient, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    later = NOW + IDLE + timedelta(minutes=1)
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{later.isoformat()}")
    answer = send_form(client, page, f"/tasks/{made.number}/submit", text=TEXT)
    assert answer.status_code == 401
    assert "kept as a draft" in words(answer)
    assert f"/sign-in?next=/tasks/{made.number}?do%3Dsubmit%23do-submit" in answer.text
    assert session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 1
    sign_in(client, coordinator, later)
    assert restored(client, made)["submit-text"] == TEXT


def test_words_of_somebody_unknown_are_shown_and_not_kept(session: Session, client: FlaskClient) -> None:
    made = task(session)
    client.set_cookie("tapsyrma_locale", "en")
    answer = client.post(f"/tasks/{made.number}/ask", data={"csrf_token": token(client), "ask-text": TEXT})
    assert answer.status_code == 401
    assert TEXT in answer.text
    assert "copy it first" in words(answer)
    assert drafts(session) == []


def test_who_signed_out_everywhere_is_not_known_any_more(
    session: Session, client: FlaskClient, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    coordinator.session_epoch += 1
    session.flush()
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{(NOW + 2 * IDLE).isoformat()}")
    answer = send_form(client, page, f"/tasks/{made.number}/submit", text=TEXT)
    assert answer.status_code in (400, 401)
    assert TEXT in answer.text
    assert drafts(session) == []


def test_a_page_out_of_date_keeps_the_words(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    answer = client.post(f"/tasks/{made.number}/ask", data={"csrf_token": "old", "ask-text": TEXT})
    assert answer.status_code == 400
    assert f"/tasks/{made.number}?do=ask#do-ask" in answer.text
    assert restored(client, made, "ask")["ask-text"] == TEXT


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_plant_a_draft(
    session: Session, client: FlaskClient, coordinator: User, headers: dict[str, str]
) -> None:
    made = task(session)
    form = {"csrf_token": "old", "ask-text": TEXT}
    assert client.post(f"/tasks/{made.number}/ask", data=form, headers=headers).status_code == 400
    assert drafts(session) == []


def test_files_too_large_leave_the_words(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    fields = form_of(page, f"/tasks/{made.number}/submit")["fields"]
    file = b'Content-Disposition: form-data; name="submit-files"; filename="scan.pdf"\r\n\r\n'
    sent = {name: value for name, value in {**fields, "submit-text": TEXT}.items() if name != "submit-files"}
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in sent.items()]
    body = b"".join(b"--limit\r\n" + part + b"\r\n" for part in [*parts, file + b"x" * MAX_REQUEST_BYTES])
    kind = "multipart/form-data; boundary=limit"
    answer = client.post(f"/tasks/{made.number}/submit", data=body + b"--limit--\r\n", content_type=kind)
    assert answer.status_code == 413
    assert "kept as a draft" in words(answer)
    assert TEXT in answer.text
    assert restored(client, made)["submit-text"] == TEXT


def test_a_failure_of_ours_keeps_the_words(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made = task(session)

    def view(**_values: str) -> str:
        raise ZeroDivisionError

    app.view_functions["tasks.act"] = view
    client = app.test_client()
    sign_in(client, user(session, locale="en"))
    answer = post(client, f"/tasks/{made.number}/submit", {"submit-text": TEXT})
    assert answer.status_code == 500
    assert "kept as a draft" in words(answer)
    assert restored(client, made)["submit-text"] == TEXT


def test_too_many_attempts_keep_the_words(app: Flask, session: Session) -> None:
    from werkzeug.exceptions import TooManyRequests

    made = task(session)

    def view(**_values: str) -> str:
        raise TooManyRequests

    app.view_functions["tasks.act"] = view
    client = app.test_client()
    sign_in(client, user(session, locale="en"))
    assert post(client, f"/tasks/{made.number}/submit", {"submit-text": TEXT}).status_code == 429
    assert restored(client, made)["submit-text"] == TEXT


def test_the_newest_draft_wins_and_the_older_one_is_told_of(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    address = f"/tasks/{made.number}/submit"
    old = NOW - timedelta(hours=2)
    keep_draft(session, coordinator.id, address, "phone", {"submit-text": "Начато с телефона"}, now=old)
    autosave(client, address, {"submit-text": TEXT})
    page = client.get(f"/tasks/{made.number}")
    assert restored(client, made)["submit-text"] == TEXT
    assert "older draft of 20.11.2026 07:00" in words(page)
    assert "Начато с телефона" in words(page)
    autosave(client, address, {"submit-text": f"Начато с телефона. {TEXT}"})
    assert "older draft" not in words(client.get(f"/tasks/{made.number}"))


def test_without_a_script_a_button_keeps_the_text(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get(f"/tasks/{made.number}").text
    action = f"/drafts?form=/tasks/{made.number}/submit"
    answer = send_form(client, page, action, text=TEXT)
    assert answer.location == f"/tasks/{made.number}?do=submit#do-submit"
    assert restored(client, made)["submit-text"] == TEXT


def test_passwords_ticks_and_numbers_of_forms_are_not_kept(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    more = {"once": "abcdef", "note-take": "y", "present_password": "geheimes", "note-refuse": "11", "next": "/tasks"}
    autosave(client, f"/tasks/{made.number}/note", {"note-text": TEXT, **more})
    assert drafts(session)[0].fields == {"note-text": TEXT}


def test_an_emptied_form_has_no_draft(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    autosave(client, f"/tasks/{made.number}/ask", {"ask-text": TEXT})
    assert autosave(client, f"/tasks/{made.number}/ask", {"ask-text": " "}).strip() == ""
    assert drafts(session) == []


@pytest.mark.parametrize("address", ["/sign-in", "/nowhere", "javascript:alert(1)", "", "/profile"])
def test_other_forms_keep_no_drafts(session: Session, client: FlaskClient, coordinator: User, address: str) -> None:
    assert post(client, "/drafts", {"text": TEXT}, query_string={"form": address}).status_code == 422
    assert drafts(session) == []


def test_a_document_and_a_finding_have_drafts(session: Session, client: FlaskClient) -> None:
    from app.services.review import extract_findings

    sign_in(client, user(session, Role.SUPERVISOR, locale="en"))
    autosave(client, "/documents/new", {"text": TEXT, "title": "Протокол"})
    fields = form_of(client.get("/documents/new").text, "/documents/new")["fields"]
    assert (fields["text"], fields["title"]) == (TEXT, "Протокол")
    text = "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт котельной."
    (found,) = extract_findings(session, document(session, text), now=NOW, auto_confirm=False)
    address = f"/review/{found.document_id}/{found.id}/accept"
    autosave(client, address, {"accept-title": "Ремонт котельной", "accept-lead": FINANCE})
    fields = form_of(client.get(f"/review/{found.document_id}").text, address)["fields"]
    assert (fields["accept-title"], fields["accept-lead"]) == ("Ремонт котельной", FINANCE)


def test_drafts_are_listed_with_their_forms(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    assert "No drafts" in words(client.get("/drafts"))
    autosave(client, f"/tasks/{made.number}/ask", {"ask-text": TEXT})
    page = client.get("/drafts")
    assert f"/tasks/{made.number}?do=ask#do-ask" in page.text
    assert TEXT in page.text
    (draft,) = drafts(session)
    assert post(client, "/drafts/discard", {"draft": str(draft.id), "back": "list"}).location == "/drafts"


def test_old_drafts_and_too_many_of_them_go(session: Session, coordinator: User) -> None:
    keep_draft(session, coordinator.id, "/tasks/1/ask", "a", {"ask-text": TEXT}, now=NOW - timedelta(days=31))
    keep_draft(session, coordinator.id, "/tasks/2/ask", "a", {"ask-text": TEXT}, now=NOW)
    assert [draft.form for draft in drafts(session)] == ["/tasks/2/ask"]
    for n in range(MOST + 1):
        keep_draft(session, coordinator.id, f"/tasks/x{n}/ask", "a", {"ask-text": TEXT}, now=NOW)
    assert len(drafts(session)) == MOST


def test_more_than_a_draft_holds_is_refused(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    address = f"/drafts?form=/tasks/{made.number}/ask"
    assert post(client, address, {"ask-text": "я" * (LONGEST + 1)}, headers={"X-Draft": "1"}).status_code == 422
    assert drafts(session) == []


@pytest.mark.parametrize("form", ["//[x", "//a]/b", "/tasks/2026-00001%00/submit", "/tasks/1/submit?of=%00", ""])
def test_an_address_that_is_none_keeps_nothing(
    form: str, session: Session, client: FlaskClient, coordinator: User
) -> None:
    answer = post(client, f"/drafts?form={form}", {"submit-text": TEXT})
    assert answer.status_code in (302, 422)
    assert all("\0" not in draft.form for draft in drafts(session))
    assert client.get("/drafts").status_code == 200


def test_a_field_whose_name_no_form_has_does_no_harm(session: Session, client: FlaskClient, coordinator: User) -> None:
    autosave(client, f"/tasks/{task(session).number}/submit", {"submit-text": TEXT, "submit-\0": TEXT})
    assert drafts(session)[0].fields == {"submit-text": TEXT}
