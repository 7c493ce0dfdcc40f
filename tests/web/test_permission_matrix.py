"""Who may open what: every address of the application by every kind of person, beside what the table says.

Addresses come from the url map, so a new one fails here until somebody has decided about it. To add one:
1. an argument that is not known yet gets a maker in `MAKERS` of matrix_world.py;
2. run `test_every_cell_of_the_matrix`: it prints the rows that the table lacks, as they are answered now;
3. compare each cell with `app.domain.permissions` and what the page shows, and put the row into permission_matrix.tsv.
Cells: `ok` (shown or carried out, or the form comes back with what is wrong in it), 403, 404, `sign-in`.
An address with `<action>` stands there once for each action of `app.domain.workflow`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask import session as cookies_of
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from structlog.testing import capture_logs
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.domain.workflow import Action
from app.web.tasks.acts import ACTS
from tests.conftest import _session_on
from tests.factories import sign_in
from tests.web.matrix_world import ABSENT, MAKERS, SECRETS, SUBSTITUTE, VISITORS, World, made_world

TABLE = Path(__file__).with_name("permission_matrix.tsv")
METHODS = ("GET", "POST")
RAW_TOKEN = "0" * 40
# Open to this machine alone, whoever asks.
LOCAL = frozenset({"health.metrics"})
# A signed link is the key, and mail programs post to it by themselves (RFC 8058).
WITHOUT_TOKEN = frozenset({"links.end_letters"})
QUERIES = {"discipline.tasks": "?figure=on_time_original&line=counted"}
# An answer differs from the next one in its number and in the address that was asked for.
_NUMBERS = re.compile(r"\b[45]\d\d-[0-9a-f]{8}\b")
_CONVERTER = re.compile(r"<(?:[^:<>]*:)?([^<>:]+)>")
Key = tuple[str, str]


@dataclass(frozen=True)
class Route:
    """A row: a method and an address; action: where the address has one."""

    rule: Rule
    method: str
    action: str = ""

    @property
    def key(self) -> Key:
        """How the table names it."""
        address = _CONVERTER.sub(r"<\1>", self.rule.rule)
        return self.method, address.replace("<action>", self.action) if self.action else address

    def arguments(self, world: World) -> dict[str, str]:
        """The value of each argument; "0" for one that nobody makes, which a test of its own complains of."""
        section = self.rule.endpoint.partition(".")[0]
        found = {}
        for name in self.rule.arguments:
            found[name] = world.values.get(f"{section}.{name}", world.values.get(name, "0"))
        if "action" in found:
            found |= {"action": self.action, "number": world.task_for(self.action).number}
        return found

    def path(self, values: dict[str, str]) -> str:
        """The address with those values."""
        return _CONVERTER.sub(lambda match: values[match[1]], self.rule.rule)


def routes(app: Flask) -> list[Route]:
    """Every address and method; one with an action once for each action."""
    found = [
        Route(rule, method, action)
        for rule in app.url_map.iter_rules()
        for method in METHODS
        if method in (rule.methods or ())
        for action in (actions_of(method) if "action" in rule.arguments else ("",))
    ]
    return sorted(found, key=lambda route: (route.key[1], route.method))


def actions_of(method: str) -> tuple[str, ...]:
    """The actions by which an address is expanded: all; for reading, those with a page of their own and one without."""
    if method == "POST":
        return tuple(Action)
    return (Action.NOTE, *(action for action in Action if ACTS[action].apart))


def table() -> dict[Key, dict[str, str]]:
    """The cells by method and address."""
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")[2:]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(row[0], row[1]): dict(zip(names, row[2:], strict=True)) for row in rows}


@pytest.fixture
def everything(settings: Settings, session: Session) -> Flask:
    """The application with the doors of the demo: no address is left out."""
    return create_app(settings.changed(demo=True), session_factory=lambda: _session_on(session.connection()))


@pytest.fixture
def token(everything: Flask) -> str:
    """A CSRF token for sessions that hold RAW_TOKEN."""
    with everything.test_request_context():
        cookies_of["csrf_token"] = RAW_TOKEN
        return generate_csrf()


def cookies(app: Flask, world: World) -> dict[str, str]:
    """The session cookie of everybody."""
    found = {}
    for visitor in VISITORS:
        client = app.test_client()
        if visitor in world.people:
            sign_in(client, world.people[visitor])
        with client.session_transaction() as opened:
            opened["csrf_token"] = RAW_TOKEN
            if visitor == SUBSTITUTE:
                opened["stands_in"] = world.stands_in
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        found[visitor] = cookie.value
    return found


def fresh_client(app: Flask, world: World, visitor: str) -> FlaskClient:
    """A browser of that person, which was nowhere yet."""
    client = app.test_client()
    if not world.cookies:
        world.cookies = cookies(app, world)
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], world.cookies[visitor])
    return client


def fields(route: Route, world: World) -> dict[str, Any]:
    """What a form must hold so that it is about something; all else stays empty."""
    if route.action:
        about = world.about(route.action)
        prefix = route.action if about is None else f"{route.action}-{about}"
        return {f"{prefix}-version": str(world.task_for(route.action).version)}
    given = {
        "review.merge": {"merge-number": world.values["number"]},
        "projects.move": {"project": world.values["project_id"], "version": str(world.tasks["milestone"].version)},
        "demo.switch": {"user_id": world.values["user_id"]},
    }
    return given.get(route.rule.endpoint, {})


def ask(app: Flask, world: World, visitor: str, route: Route, values: dict[str, str], token: str) -> TestResponse:
    """Send the request; what it changed is undone."""
    client, path = fresh_client(app, world, visitor), route.path(values)
    # An address of its own for each person: limits of rate are not what is asked about.
    address = "127.0.0.1" if route.rule.endpoint in LOCAL else f"10.0.0.{VISITORS.index(visitor)}"
    more: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": address}, "buffered": True}
    undo = world.session.connection().begin_nested()
    try:
        if route.method == "GET":
            return client.get(path + QUERIES.get(route.rule.endpoint, ""), **more)
        about = world.about(route.action) if route.action else None
        target = path if about is None else f"{path}?of={about}"
        return client.post(target, data={"csrf_token": token, **fields(route, world)}, **more)
    finally:
        undo.rollback()


def cell(route: Route, answer: TestResponse) -> str:
    """The word of the table for an answer."""
    to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
    if answer.status_code == 401 or (route.method == "GET" and to_sign_in):
        return "sign-in"
    if route.rule.endpoint == "health.index":
        return "ok" if answer.status_code in (200, 503) else str(answer.status_code)  # 503 is news, open to all
    # An act on a task is tried where its status knows it; other forms may come too late for their row (409).
    carried = (200, 302) if route.method == "GET" else (200, 302, 422) if route.action else (200, 302, 422, 409)
    return "ok" if answer.status_code in carried else str(answer.status_code)


def answers(app: Flask, world: World, visitor: str, token: str) -> Iterator[tuple[Route, TestResponse, list[Any]]]:
    """What every address says to the person, and the log of it."""
    for route in routes(app):
        with capture_logs() as log:
            answer = ask(app, world, visitor, route, route.arguments(world), token)
        yield route, answer, [line for line in log if line["event"] == "refused"]


def test_every_argument_has_a_maker(everything: Flask) -> None:
    missing = [
        f"{route.key[1]}: add a maker for “{name}” (or “{route.rule.endpoint.partition('.')[0]}.{name}”) to MAKERS of "
        "tests/web/matrix_world.py"
        for route in routes(everything)
        for name in route.rule.arguments
        if not {name, f"{route.rule.endpoint.partition('.')[0]}.{name}"} & MAKERS.keys()
    ]
    assert not missing, "\n".join(missing)


# Who sees what is asked of both databases in test_foreign_tasks.py; here thousands of requests go to one.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_cell_of_the_matrix(everything: Flask, session: Session, settings: Settings, token: str) -> None:
    world, expected = made_world(session, settings.data), table()
    found: dict[Key, dict[str, str]] = {}
    wrong: list[str] = []
    for visitor in VISITORS:
        for route, answer, log in answers(everything, world, visitor, token):
            was = found.setdefault(route.key, {})[visitor] = cell(route, answer)
            should = expected.get(route.key, {}).get(visitor, was)
            if was != should:
                wrong.append(f"{' '.join(route.key)} for {visitor}: {was}, the table says {should}")
            if was in ("403", "404"):
                wrong += complaints(everything, world, visitor, route, answer, log, token)
    lacking = [[*key, *(row[name] for name in VISITORS)] for key, row in found.items() if key not in expected]
    gone = [" ".join(key) for key in expected if key not in found]
    assert not lacking, "permission_matrix.tsv lacks these rows; check every cell and add them:\n" + "\n".join(
        "\t".join(row) for row in lacking
    )
    assert not gone, "permission_matrix.tsv has rows of addresses that are gone: " + ", ".join(gone)
    assert not wrong, "\n".join(wrong)


def complaints(
    app: Flask, world: World, visitor: str, route: Route, answer: TestResponse, log: list[Any], token: str
) -> Iterator[str]:
    """What is wrong with a refusal: not logged, tells something, or tells what is there from what is not."""
    where = f"{' '.join(route.key)} for {visitor}"
    if visitor != "visitor" and not (len(log) == 1 and log[0]["status"] == answer.status_code):
        yield f"{where}: the refusal is not logged once: {log}"
    values = route.arguments(world)
    said = without_address(answer, values)
    if told := [secret for secret in SECRETS if secret in said]:
        yield f"{where}: the refused page holds {told}"
    if re.search(r"\d", main_words(answer)):
        yield f"{where}: the refused page holds a number: {main_words(answer)}"
    absent = {name: ABSENT.get(name, value) for name, value in values.items()}
    first = route.action in ("", *actions_of(route.method)[:1])  # the other actions take the same way
    if answer.status_code == 404 and absent != values and first:
        nothing = ask(app, world, visitor, route, absent, token)
        if nothing.status_code != 404 or without_address(nothing, absent) != said:
            yield f"{where}: the page tells what is there from what is not"


def main_words(answer: TestResponse) -> str:
    """The words of a refused page without the number of the answer."""
    text = answer.text
    part = text[text.index("<main") : text.index("</main>")]
    return _NUMBERS.sub("", re.sub(r"<[^>]+>", " ", part))


def without_address(answer: TestResponse, values: dict[str, str]) -> str:
    """A page without its number, its token and the address that was asked for."""
    text = _NUMBERS.sub("", answer.text)
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", text)
    return re.sub(r'name="next" value="[^"]*"', "", text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_form_wants_its_token(everything: Flask, session: Session, settings: Settings) -> None:
    world = made_world(session, settings.data)
    open_doors = []
    for visitor in ("visitor", "lead_coordinator", "administrator"):
        for route in routes(everything):
            if route.method == "POST" and route.rule.endpoint not in WITHOUT_TOKEN:
                client = fresh_client(everything, world, visitor)
                status = client.post(route.path(route.arguments(world)), data=fields(route, world)).status_code
                open_doors += [f"{' '.join(route.key)} for {visitor}: {status}"] if status != 400 else []
    assert not open_doors, "\n".join(open_doors)


def test_production_has_no_doors_of_the_demo(everything: Flask, app: Flask) -> None:
    without = {route.key for route in routes(app)}
    assert {key[1] for key in {route.key for route in routes(everything)} - without} == {
        "/demo",
        "/dev/mail",
        "/dev/mail/<name>",
        "/dev/mail/<name>/html",
    }
