"""What every page has: a theme that the reader chose, files kept by their content, packed answers."""

import re
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner
from sqlalchemy.orm import Session

from app.domain.enums import Role
from tests.conftest import TODAY
from tests.factories import ENERGY, sign_in, task, user

STATIC = Path(__file__).parents[2] / "app" / "static"
OVERDUE_BYTES = 60 * 1024
LONG_TITLE = (
    "Обеспечить ввод в эксплуатацию объектов инженерной и социальной инфраструктуры, предусмотренных планом развития"
)


def tokens(name: str) -> set[str]:
    """The colours that a style sheet sets for the whole page."""
    block = re.findall(r"^:root \{(.*?)^\}", (STATIC / name).read_text(encoding="utf-8"), re.S | re.M)[0]
    return set(re.findall(r"(--[\w-]+):", block))


def post_theme(client: FlaskClient, value: str, target: str = "/forgotten") -> str:
    """Press a button of the footer; returns where it leads."""
    token = re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)[-1]
    answer = client.post("/theme", data={"csrf_token": token, "theme": value, "next": target})
    assert answer.status_code == 302
    return answer.location


@pytest.mark.parametrize(
    ("chosen", "attribute", "media"),
    [
        ("dark", 'data-bs-theme="dark"', 'media="screen"'),
        ("light", 'data-bs-theme="light"', ""),
        ("auto", "", 'media="screen and (prefers-color-scheme: dark)"'),
        ("purple", "", 'media="screen and (prefers-color-scheme: dark)"'),
    ],
)
def test_a_theme_is_kept_without_a_script(client: FlaskClient, chosen: str, attribute: str, media: str) -> None:
    assert post_theme(client, chosen) == "/forgotten"
    page = client.get("/forgotten").text
    assert re.search(r"<html[^>]*data-bs-theme", page) is None if not attribute else attribute in page
    assert ("dark.css" in page) is bool(media)
    assert media in page
    pressed = re.findall(r'<button name="theme" value="(\w+)" aria-current="true">', page)
    assert pressed == [chosen if chosen != "purple" else "auto"]


def test_a_theme_leads_to_no_other_site(client: FlaskClient) -> None:
    assert post_theme(client, "dark", "//elsewhere.example/") == "/sign-in"


def test_the_dark_theme_has_the_colours_of_the_light_one() -> None:
    assert tokens("dark.css") == tokens("tapsyrma.css")


def test_colours_are_tokens() -> None:
    """A colour written into a rule would stay light in the dark."""
    rules = (STATIC / "tapsyrma.css").read_text(encoding="utf-8").partition("/* Text */")[2]
    written = [
        line for line in rules.splitlines() if re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|\b(?:white|black)\b(?!-)", line)
    ]
    # A letter is paper, in any theme.
    assert [line for line in written if not line.startswith(".letter-frame")] == []


def test_files_are_kept_for_a_year_by_their_content(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    files = re.findall(r'(?:href|src)="(/[^"]*static[^"]*)"', page)
    assert {name for name in ("tapsyrma.css", "bootstrap.min.css", "help.js") if name in " ".join(files)} == {
        "tapsyrma.css",
        "bootstrap.min.css",
        "help.js",
    }
    for path in files:
        with client.get(path) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", path
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("version", ["", "?v=0123456789"])
def test_a_file_under_another_name_is_asked_for_again(client: FlaskClient, version: str) -> None:
    with client.get("/static/tapsyrma.css" + version) as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, no-cache"
        etag = answer.headers["ETag"]
    with client.get("/static/tapsyrma.css" + version, headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 304


@pytest.mark.parametrize("path", ["/static/tapsyrma.css", "/bootstrap/static/css/bootstrap.min.css", "/demo-less", "/"])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_is_packed(session: Session, client: FlaskClient, path: str, encoding: str) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    with client.get(path, headers={"Accept-Encoding": encoding}, follow_redirects=True) as answer:
        packed = answer.headers.get("Content-Encoding", "")
        # An error may repeat what was asked for, so it is not packed.
        assert packed == ("" if answer.status_code == 404 else encoding)
        if packed:
            assert "Accept-Encoding" in answer.headers["Vary"]
        if packed == "br":
            assert len(brotli.decompress(answer.data)) > 2 * len(answer.data)


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten"])
def test_pages_beside_secrets_are_not_packed(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "br"}).headers


def test_answers_to_forms_are_not_packed(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/documents/new").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    answer = client.post("/documents/new", data={"csrf_token": token}, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 422
    assert "Content-Encoding" not in answer.headers


def test_the_part_of_a_token_that_counts_changes_with_the_second(
    session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `app.web.compression` relies on: two pages of one session share no signature of their tokens."""
    sign_in(client, user(session, Role.SUPERVISOR))
    tokens_of = []
    present = TimestampSigner.get_timestamp
    for later in (0, 1):
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self, later=later: present(self) + later)
        tokens_of.append(re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/overdue").text)[0])
    (said, _time, signature), (said_again, _later, other_signature) = (token.split(".") for token in tokens_of)
    assert said == said_again
    assert signature != other_signature


def test_fifty_overdue_rows_are_light(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.SUPERVISOR))
    for number in range(55):
        task(session, lead=ENERGY, due_on=TODAY - timedelta(days=number + 1), title=f"{LONG_TITLE}, {number}")
    page = client.get("/overdue").data
    assert page.count(b"<tr") == 51
    assert len(page) <= OVERDUE_BYTES
