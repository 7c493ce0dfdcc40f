"""Worlds for fault tests, each with a database copied from one that the migrations made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from app.db import engine
from tests.conftest import ON_POSTGRES, filled_database
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


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def world(request: pytest.FixtureRequest, tmp_path: Path, forker: Forker) -> Iterator[World]:
    """An installation on each kind of database."""
    url = filled_database(request, request.param, tmp_path, "tapsyrma")
    made = World(url, tmp_path, forker)
    yield made
    made.end()
    engine(url).dispose()


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
