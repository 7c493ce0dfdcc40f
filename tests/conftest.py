"""Fixtures with real parts: databases made by the migrations, a real PostgreSQL where one is installed.

Each test of the database runs on SQLite and, when a server can be started, on PostgreSQL. What is missing is skipped with
a word; under CI that is a failure. Isolation: an outer transaction that is rolled back, the session works in savepoints.
"""

import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.orm import Session

from app import create_app, schema
from app.config import Settings
from app.db import engine
from app.i18n import DEFAULT_LOCALE, set_locale
from app.web.security import limiter
from seeds.loader import load_reference

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BASE_URL = "http://localhost"

# No test is timed: an example may take as long as a busy machine needs.
hypothesis.settings.register_profile("tapsyrma", deadline=None)
hypothesis.settings.load_profile("tapsyrma")

ON_POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


class CompiledTemplates(BytecodeCache):
    """Templates compiled once a run, though each test has an application of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()


def missing(what: str) -> None:
    """Skip for a part that is not installed; fail under CI, where everything must be."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{NOW.isoformat()}")


@pytest.fixture(autouse=True)
def _language_of_the_office() -> None:
    """A page or a command of the test before may have spoken another language."""
    set_locale(DEFAULT_LOCALE)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of annotated texts."""
    folder = os.environ.get("TAPSYRMA_GOLD", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TAPSYRMA_GOLD is not set: the annotated texts are not here")
    return Path(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of our own in a temporary folder, on a Unix socket; yields its URL without a database."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        missing("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="tapsyrma-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        subprocess.run(
            [*as_user, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    data = str(folder / "data")
    run(f"{programs[-1]}/initdb", "-D", data, "-U", "tapsyrma", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    run(f"{programs[-1]}/pg_ctl", "-D", data, "-o", options, "-w", "-l", f"{folder}/log", "start")
    try:
        yield f"postgresql+psycopg://tapsyrma@/{{name}}?host={folder}"
    finally:
        run(f"{programs[-1]}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database as a new installation has it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "tapsyrma.db"
    fill(f"sqlite:///{path}")
    with engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of such a database on the server."""
    url = new_postgres(postgres_server, "template_of_tests")
    fill(url)
    engine(url).dispose()
    return "template_of_tests"


def fill(url: str) -> None:
    """Bring an empty database to what a new installation has."""
    schema.upgrade(url)
    with Session(engine(url)) as session, session.begin():
        load_reference(session)


def filled_database(request: pytest.FixtureRequest, kind: str, folder: Path, name: str) -> str:
    """The URL of a database of that kind as a new installation has it: a copy, instead of an older one of that name."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / f"{name}.db")
        return f"sqlite:///{folder / name}.db"
    return new_postgres(request.getfixturevalue("postgres_server"), name, request.getfixturevalue("postgres_template"))


@pytest.fixture(scope="session", params=["sqlite", ON_POSTGRES])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database made by the migrations and filled with the reference data, one a run and kind."""
    url = filled_database(request, request.param, tmp_path_factory.mktemp("db"), "suite")
    yield url
    engine(url).dispose()


def new_postgres(server: str, name: str, template: str = "template1") -> str:
    """A database on the server, empty or a copy, instead of an older one of that name."""
    made = sa.create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    made.dispose()
    return server.format(name=name)


@pytest.fixture
def own_database(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """A filled database of the same kind for one test, for what commits by itself and for whole processes."""
    url = filled_database(request, database_url.partition(":")[0].partition("+")[0], tmp_path, "own")
    yield url
    engine(url).dispose()


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """An empty database of the same kind, for tests of migrations and of first starts."""
    if database_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = new_postgres(request.getfixturevalue("postgres_server"), "empty")
    yield url
    engine(url).dispose()


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session whose work is undone after the test; `transaction()` inside it ends savepoints only."""
    with engine(database_url).connect() as connection:
        outer = connection.begin()
        with _session_on(connection) as opened:
            yield opened
        outer.rollback()


def _session_on(connection: sa.Connection) -> Session:
    return Session(
        connection,
        join_transaction_mode="create_savepoint",
        expire_on_commit=False,
        info={"base_url": BASE_URL, "signing_key": "x" * 40},
    )


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a test process."""
    return Settings(
        database_url=database_url,
        secret_key="x" * 40,
        smtp_url="",
        base_url=BASE_URL,
        mail_from="tapsyrma@example.kz",
        data=tmp_path,
        testing=True,
        auto_confirm=True,
    )


@pytest.fixture
def new_app(settings: Settings, session: Session) -> Flask:
    """A web application nobody had before, for tests that add pages to it."""
    made = create_app(settings, session_factory=lambda: _session_on(session.connection()))
    made.jinja_env.bytecode_cache = TEMPLATES
    return made


@pytest.fixture(scope="session")
def prototypes() -> dict[Settings, Flask]:
    """Applications by their settings: to put together some hundred addresses takes longer than most tests."""
    return {}


@pytest.fixture
def app(settings: Settings, session: Session, prototypes: dict[Settings, Flask]) -> Flask:
    """The web application; each request has a session of its own on the test's connection.

    Its addresses are those of every test; its settings, views and what parts of it remember are this test's alone.
    """
    alike = settings.changed(data=Path())
    if alike not in prototypes:
        prototypes[alike] = create_app(settings)
        prototypes[alike].jinja_env.bytecode_cache = TEMPLATES
    made = copy.copy(prototypes[alike])
    made.config = copy.copy(made.config)
    made.view_functions = dict(made.view_functions)
    made.extensions = {**made.extensions, "tapsyrma": (settings, lambda: _session_on(session.connection()))}
    limiter.reset()
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


def tapsyrma(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name of a test: a file made by zip holds the second it was made in, and workers would differ."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Under CI a skip is a failure, except for the annotated texts, which a clone does not have."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and "TAPSYRMA_GOLD" not in str(report.longrepr):
        report.outcome = "failed"
    return report
