"""Rows 19, 38 and 39: a database that restarts, migrations that are killed, a backup under load and its restore."""

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import schema
from app.db import engine
from app.models import TaskEvent
from app.services.audit import verify
from tests.conftest import fill, missing, new_postgres
from tests.faults.test_faults_web import PERSON, note, notes, prepare, served
from tests.faults.world import TALLY, Forker, Sink, World, times, until


class Server:
    """A PostgreSQL server of this test's own, which may be restarted."""

    def __init__(self, folder: Path) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            missing("PostgreSQL is not installed: apt-get install postgresql")
        self.programs, self.folder = programs[-1], folder
        self.data = str(folder / "data")
        self.run("initdb", "-D", self.data, "-U", "tapsyrma", "--auth=trust", "-E", "UTF8", "--locale=C")
        self.control("start")
        self.url = f"postgresql+psycopg://tapsyrma@/{{name}}?host={folder}"

    def run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        quiet = subprocess.DEVNULL
        command = [*as_user, f"{self.programs}/{program}", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=quiet, stderr=quiet, timeout=60)

    def control(self, order: str) -> None:
        options = f"-k {self.folder} -c listen_addresses="
        self.run("pg_ctl", "-D", self.data, "-o", options, "-m", "immediate", "-w", "-l", f"{self.folder}/log", order)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/tapsyrma-pg-XXXXXX"], text=True).strip())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Server(folder)
    yield made
    made.control("stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.postgres
def test_row_19_a_restarted_server_costs_a_request_and_no_acknowledged_save(
    server: Server, tmp_path: Path, forker: Forker
) -> None:
    url = new_postgres(server.url, "restarted")
    fill(url)
    world = World(url, tmp_path, forker)
    numbers = prepare(world, 3)
    process, browser = served(world)
    browser.sign_in(PERSON)
    acknowledged, failures = [], 0
    for restart in range(times(2, 10)):
        if restart % 2:
            assert browser.get("/overdue")[0] == 200  # idle connections in the pool
        for number in range(6):
            if number == 3:
                server.control("restart")
            try:
                status, _ = note(browser, numbers[number % 3], f"note {restart}.{number}")
            except AssertionError:  # the page with the form was the one that failed
                status = 503
            except (OSError, HTTPException) as error:
                raise AssertionError("the web process itself failed") from error
            if status == 302:
                acknowledged.append(f"note {restart}.{number}")
            else:
                failures += 1
        engine(url).dispose()
        assert set(acknowledged) <= set(notes(world))
        assert failures <= restart + 1
    assert len(acknowledged) >= 5 * times(2, 10)
    process.kill()
    engine(url).dispose()


def test_row_38_a_killed_migration_is_refused_and_then_completed(
    empty_database: str, tmp_path: Path, forker: Forker
) -> None:
    world = World(empty_database, tmp_path, forker)
    chance, wanted, kills = random.Random(38), times(2, 20), 0
    for _ in range(wanted * 20):
        if kills == wanted:
            break
        process = world.start("db", "upgrade")
        try:
            until(process.ended, "", chance.uniform(0.05, 0.6))
        except AssertionError:
            process.kill()
            kills += 1
            engine(empty_database).dispose()
            if schema.current(empty_database) != schema.head():
                for command in (("scheduler", "--once"), ("serve", "--port", "0")):
                    refused = world.start(*command)
                    assert refused.wait() == 1
                    assert "tapsyrma db upgrade" in refused.said()
        world.run("db", "upgrade")
        assert "fits the code" in world.run("db", "check")
        world.run("db", "downgrade", "base")
    TALLY.add("migration, at any moment", kills=kills)
    assert kills == wanted


@pytest.mark.parametrize("revision", ["older", "newer"])
def test_row_38_another_structure_is_refused_before_and_while_serving(world: World, revision: str) -> None:
    prepare(world)
    process, browser = served(world, app__web__health__views__REVISION_CHECK_S=0.0)
    browser.sign_in(PERSON)
    name = schema.revisions()[-2] if revision == "older" else "9999_of_the_future"
    with engine(world.database_url).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :name"), {"name": name})
    assert browser.get("/overdue")[0] == 503
    assert browser.get("/healthz/web")[0] == 503
    process.kill()
    for command in (("serve", "--port", "0"), ("scheduler", "--once")):
        refused = world.start(*command)
        assert refused.wait() == 1
        assert name in refused.said()


def test_row_39_a_backup_under_load_is_whole_and_sends_no_old_letter_again(
    world: World, sink: Sink, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    numbers = prepare(world, 2)
    world.write_letters(6, "before")
    process, browser = served(world)
    browser.sign_in(PERSON)
    for number in range(6):
        assert note(browser, numbers[number % 2], f"note {number}")[0] == 302
        if number == 3:
            restored = back_up(world, request, tmp_path)
    process.kill()
    world.run("sender", "--once")
    sent = sum(sink.accepted().values())
    assert sent == sum(world.states().values()) >= 6
    again = World(restored, tmp_path / "restored", world.forker, smtp_url=sink.url, now=world.now + timedelta(hours=3))
    with again.session() as session:
        assert verify(session, None).sound
        assert session.scalar(sa.select(sa.func.count()).select_from(TaskEvent)) >= 4
    assert f"{sent} letters are held" in again.run("outbox", "hold")
    again.run("scheduler", "--once")
    again.run("sender", "--once")
    assert sum(sink.accepted().values()) == sent, "an old letter went out again"
    again.set_clock(again.now + timedelta(days=3))
    assert "held" in again.run("outbox", "list", "--state", "held")
    again.run("outbox", "drop", "--state", "held")
    again.run("scheduler", "--once")
    assert again.states()["dropped"] == sent
    engine(restored).dispose()


def back_up(world: World, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A copy made while the web process works, by the means that docs/operations.md names; the URL of the restored one."""
    (tmp_path / "restored").mkdir()
    if world.database_url.startswith("sqlite"):
        target = tmp_path / "restored" / "tapsyrma.db"
        source = sqlite3.connect(world.database_url.removeprefix("sqlite:///"))
        source.execute("VACUUM INTO ?", (str(target),))
        source.close()
        copy = sqlite3.connect(target)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.close()
        return f"sqlite:///{target}"
    server = request.getfixturevalue("postgres_server")
    new = new_postgres(server, "restored")
    plain = world.database_url.replace("postgresql+psycopg", "postgresql")
    dump = subprocess.run(["pg_dump", "--format=custom", plain], check=True, capture_output=True).stdout
    plain_new = new.replace("postgresql+psycopg", "postgresql")
    subprocess.run(["pg_restore", "--exit-on-error", "--dbname", plain_new], input=dump, check=True)
    return new
