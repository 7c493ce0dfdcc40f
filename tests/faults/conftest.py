"""Worlds for fault tests, each with a database copied from one that the migrations made."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from _pytest.terminal import TerminalReporter

from app import schema
from app.db import engine, open_session, transaction
from seeds.loader import load_reference
from tests.conftest import ON_POSTGRES, new_postgres
from tests.faults.world import TALLY, Forker, Sink, World

pytestmark = pytest.mark.xdist_group("faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All fault tests on one worker: they share the forker and the tally."""
    for item in items:
        if "faults" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """The process that forks the others."""
    made = Forker()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled SQLite database, to be copied."""
    path = tmp_path_factory.mktemp("template") / "tapsyrma.db"
    fill(f"sqlite:///{path}")
    with engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a filled database on the server, to be copied."""
    url = new_postgres(postgres_server, "fault_template")
    fill(url)
    engine(url).dispose()
    return "fault_template"


def fill(url: str) -> None:
    """Bring an empty database to what a fresh installation has."""
    schema.upgrade(url)
    with open_session(url) as session, transaction(session):
        load_reference(session)


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def world(request: pytest.FixtureRequest, tmp_path: Path, forker: Forker) -> Iterator[World]:
    """An installation on each kind of database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "tapsyrma.db")
        url = f"sqlite:///{tmp_path / 'tapsyrma.db'}"
    else:
        url = copied_postgres(request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template"))
    yield World(url, tmp_path, forker)
    engine(url).dispose()


def copied_postgres(server: str, template: str) -> str:
    """A copy of a database on the server, instead of the one before."""
    made = sa.create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS fault WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE fault TEMPLATE {template}")
    made.dispose()
    return server.format(name="fault")


@pytest.fixture
def sink(world: World, tmp_path: Path) -> Iterator[Sink]:
    """A mail server to which the world's processes send."""
    made = Sink(tmp_path / "sink")
    world.smtp_url = made.url
    yield made
    made.stop()


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print what was killed and what became of it."""
    if TALLY.rows:
        terminalreporter.section("ledger of faults")
        for line in TALLY.lines():
            terminalreporter.write_line(line)
