"""What every page stands on: closed by default, guarded headers, own hosts only, languages, the doors of the demo."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.config import Settings
from app.domain.enums import Role
from app.models import Heartbeat
from tests import factories
from tests.conftest import NOW
from tests.web.pages import foreign_addresses, inline_parts, post, token, words

PUBLIC = {
    "auth.home",
    "auth.sign_in",
    "auth.sign_in_post",
    "auth.sign_out",
    "auth.forgotten",
    "auth.forgotten_post",
    "auth.one_time_link",
    "auth.one_time_link_post",
    "profile.language",
    "feeds.feed",
    "links.act",
    "links.confirm",
    "links.ask_unsubscribe",
    "links.end_letters",
    "health.index",
    "health.metrics",
    "health.web",
    "static",
    "bootstrap.static",
}
# A mail program posts here by itself; the signed link is what it is asked for (tests of letter links).
WITHOUT_TOKEN = {"links.end_letters"}
PRODUCTION = Settings(
    database_url="sqlite://",
    secret_key="k" * 40,
    smtp_url="smtps://relay.example.kz",
    base_url="https://control.example.kz",
    mail_from="control@example.kz",
    data=Path("/nonexistent"),
)


def production(session: Session) -> Flask:
    return create_app(PRODUCTION, session_factory=lambda: Session(session.connection()))


def demo(settings: Settings, session: Session) -> Flask:
    return create_app(replace(settings, demo=True, testing=True), session_factory=lambda: Session(session.connection()))


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """(endpoint, a path) of every route that answers the method."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()) and not rule.endpoint.endswith("static"):
                values = {name: _example(name) for name in rule.arguments}
                found.append((rule.endpoint, app.url_for(rule.endpoint, **values)))
    return found


def _example(argument: str) -> str | int:
    return 1 if argument.endswith("_id") or argument == "at" else "x"


def test_production_refuses_unsafe_settings_and_names_each() -> None:
    unsafe = replace(PRODUCTION, secret_key="short", base_url="http://control.example.kz")
    with pytest.raises(RuntimeError) as refused:
        create_app(unsafe)
    assert "SECRET_KEY" in str(refused.value)
    assert "BASE_URL" in str(refused.value)


@pytest.mark.parametrize("path", ["/demo", "/dev/mail", "/dev/mail/000001-a", "/dev/mail/000001-a/html"])
def test_production_has_no_demo_doors(session: Session, path: str) -> None:
    app = production(session)
    assert app.test_client().get(path, base_url=PRODUCTION.base_url).status_code == 404
    assert app.test_client().post(path, base_url=PRODUCTION.base_url).status_code in (400, 404)
    assert "demo" not in app.blueprints


def test_the_demo_signs_in_with_one_click_by_post_only(settings: Settings, session: Session) -> None:
    client = demo(settings, session).test_client()
    person = factories.user(session, Role.ADMINISTRATOR)
    assert person.name in words(client.get("/demo"))
    assert client.post("/demo", data={"user_id": person.id}).status_code == 400
    answer = post(client, "/demo", {"user_id": person.id})
    assert (answer.status_code, answer.location) == (302, "/people")


def test_cookies_and_headers_of_production(session: Session) -> None:
    answer = production(session).test_client().get("/sign-in", base_url=PRODUCTION.base_url)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tapsyrma=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/tapsyrma.css", "/healthz"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_unknown_host_is_refused_and_a_forwarded_one_ignored(session: Session) -> None:
    app = production(session)
    assert app.test_client().get("/sign-in", base_url="https://evil.example").status_code == 400
    answer = app.test_client().get(
        "/people", base_url=PRODUCTION.base_url, headers={"X-Forwarded-Host": "evil.example"}
    )
    assert answer.location == "/sign-in?next=/people"


def test_a_proxy_is_believed_only_when_there_is_one(session: Session) -> None:
    behind = create_app(replace(PRODUCTION, proxies=1), session_factory=lambda: Session(session.connection()))
    seen = []
    for app in (production(session), behind):
        with app.test_client() as client:
            from flask import request

            client.get("/sign-in", base_url=PRODUCTION.base_url, headers={"X-Forwarded-For": "203.0.113.9"})
            seen.append(request.remote_addr)
    assert seen == ["127.0.0.1", "203.0.113.9"]


def test_every_page_is_closed_to_visitors_unless_it_says_so(app: Flask, client: FlaskClient) -> None:
    for endpoint, path in addresses(app, "GET"):
        answer = client.get(path)
        closed = answer.status_code == 302 and (answer.location or "").startswith("/sign-in")
        assert closed != (endpoint in PUBLIC - {"auth.home"}), endpoint


def test_every_post_needs_a_token(app: Flask, client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR))
    other = app.test_client()
    stranger = token(other)
    routes = addresses(app, "POST")
    assert len(routes) > 20
    for endpoint, path in routes:
        if endpoint in WITHOUT_TOKEN:
            assert client.post(path).status_code == 404, endpoint
            continue
        assert client.post(path, data={"text": "x"}).status_code == 400, endpoint
        assert client.post(path, data={"csrf_token": stranger}).status_code == 400, endpoint
        assert client.post(path, data="{}", content_type="text/plain").status_code == 400, endpoint


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.SUPERVISOR])
def test_the_administrators_pages_are_his_alone(client: FlaskClient, session: Session, role: Role) -> None:
    factories.sign_in(client, factories.user(session, role))
    for path in ("/people", "/people/new", "/people/1", "/people/import", "/people/import/template.csv", "/outbox"):
        assert client.get(path).status_code == 403, path
    assert post(client, "/people/new", {"name": "x"}).status_code == 403
    assert post(client, "/outbox/1/retry").status_code == 403
    menu = client.get("/policy").get_data(as_text=True)
    assert 'href="/people"' not in menu
    assert 'href="/work"' in menu


@pytest.mark.parametrize("role", list(Role))
def test_no_page_names_a_foreign_host_or_carries_inline_code(
    app: Flask, client: FlaskClient, session: Session, role: Role
) -> None:
    factories.task(session)
    pages = 0
    for person in (None, factories.user(session, role)):
        if person is not None:
            factories.sign_in(client, person)
        for endpoint, path in addresses(app, "GET"):
            answer = client.get(path)
            assert answer.status_code < 500 or endpoint.startswith("health."), endpoint
            if answer.mimetype == "text/html":
                html = answer.get_data(as_text=True)
                assert foreign_addresses(html) == [], endpoint
                assert inline_parts(html) == [], endpoint
                pages += 1
    assert pages > 20


def test_a_planted_foreign_host_would_be_seen() -> None:
    planted = '<link href="https://cdn.example/x.css"><a href="https://source.example">source</a><p style="x">'
    assert foreign_addresses(planted) == ["https://cdn.example/x.css"]
    assert inline_parts(planted) == ["p style"]


def test_style_sheets_and_icons_name_no_foreign_host(client: FlaskClient) -> None:
    for path in ("/static/tapsyrma.css", "/static/icons.svg", "/static/favicon.svg"):
        with client.get(path) as answer:
            text = answer.get_data(as_text=True).replace("http://www.w3.org/2000/svg", "")
        assert "//" not in text.replace("/*", "").replace("*/", ""), path


def test_the_language_is_the_persons_else_the_browsers(client: FlaskClient, session: Session) -> None:
    assert '<html lang="ru">' in client.get("/sign-in").get_data(as_text=True)
    answer = post(client, "/language", {"locale": "kk", "next": "/forgotten"})
    assert answer.location == "/forgotten"
    assert '<html lang="kk">' in client.get("/sign-in").get_data(as_text=True)
    person = factories.user(session, locale="en")
    factories.sign_in(client, person)
    assert '<html lang="en">' in client.get("/profile").get_data(as_text=True)
    post(client, "/language", {"locale": "ru", "next": "https://evil.example/"})
    assert '<html lang="ru">' in client.get("/profile").get_data(as_text=True)
    session.refresh(person)
    assert person.locale == "ru"


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/policy?x=1", "/policy?x=1"),
        ("//evil.example/", "/people"),
        ("https://evil.example/", "/people"),
        ("/\\evil.example", "/people"),
        ("javascript:alert(1)", "/people"),
        ("/\tx", "/people"),
        ("", "/people"),
    ],
)
def test_no_redirect_leads_elsewhere(client: FlaskClient, session: Session, target: str, leads_to: str) -> None:
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR))
    assert client.get("/sign-in", query_string={"next": target}).location == leads_to


def test_health_names_what_does_not_live(client: FlaskClient, session: Session) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["scheduler"]) == (503, False)
    assert client.get("/healthz/web").status_code == 200
    session.merge(Heartbeat(name="scheduler", beat_at=NOW - timedelta(minutes=2)))
    session.flush()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["ok"], answer.json["heartbeat_age_s"]) == (200, True, {"scheduler": 120})
    session.merge(Heartbeat(name="scheduler", beat_at=NOW - timedelta(minutes=11)))
    session.flush()
    assert client.get("/healthz").status_code == 503
    assert set(json.loads(answer.get_data())) == {
        "ok",
        "database",
        "structure",
        "revision",
        "heartbeat_age_s",
        "scheduler",
        "clock",
        "running",
        "hung",
        "failing",
        "outbox_age_s",
        "outbox",
        "mail_server_faults",
        "queue_paused",
    }


def test_static_files_are_named_by_their_content(client: FlaskClient) -> None:
    page = client.get("/sign-in").get_data(as_text=True)
    address = re.findall(r'href="(/static/tapsyrma.css\?v=[^"]+)"', page)[0]
    with client.get(address) as answer:
        assert "max-age=" in answer.headers["Cache-Control"]


def test_the_letter_view_has_no_rights(settings: Settings, session: Session) -> None:
    folder = settings.data / "mail"
    folder.mkdir()
    (folder / "000001-a@example.kz.eml").write_bytes(
        b"From: a@example.kz\r\nTo: b@example.kz\r\nSubject: =?utf-8?b?0KHRgNC+0Lo=?=\r\n"
        b"Date: Fri, 20 Nov 2026 04:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<script>alert(1)</script><b>x</b>"
    )
    client = demo(settings, session).test_client()
    assert "Срок" in words(client.get("/dev/mail"))
    page = client.get("/dev/mail/000001-a@example.kz").get_data(as_text=True)
    assert '<iframe class="letter-frame" sandbox=""' in page
    assert "<script>" not in page
    policy = client.get("/dev/mail/000001-a@example.kz/html").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("; sandbox")
    for name in ("..%2Ftapsyrma", "000002-a"):
        assert client.get(f"/dev/mail/{name}").status_code == 404
