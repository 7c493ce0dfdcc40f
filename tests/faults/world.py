"""The parts of a fault test: an installation with a database, a clock file and processes; a mail server; a tally.

Everything is real: processes are killed with SIGKILL, the mail server is a process with a ledger. Waiting is always for a
condition and bounded in time.
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db import engine, transaction
from app.domain.enums import LetterState
from app.models import OutboxMessage, User
from notifications.mime import stable_message_id
from tests import factories
from tests.conftest import NOW

PATIENCE_S = 60.0
# How many kills the long run (bin/test --faults) makes for each that the short one makes.
LONG = os.environ.get("TAPSYRMA_FAULTS", "") == "1"

Found = TypeVar("Found")


def times(short: int, long: int) -> int:
    """How often: in the default run, and under bin/test --faults."""
    return long if LONG else short


def until(condition: Callable[[], Found], what: str, seconds: float = PATIENCE_S) -> Found:
    """Wait until the condition gives something true, and return that; fails after so many seconds."""
    ends = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < ends, f"waited {seconds} s in vain: {what}"
        time.sleep(0.002)
    return found


class Forker:
    """The process that forks the processes of a test run."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert json.loads(self._process.stdout.readline()) == {"ready": True}

    def ask(self, **question: Any) -> dict[str, Any]:
        """One question, one answer; from any thread."""
        with self._one:
            return self._ask(question)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()


@dataclass
class Process:
    """A running command of the register."""

    forker: Forker
    pid: int
    output: Path
    status: int | None = None

    def ended(self) -> bool:
        """Whether it has ended; its exit status is in `status`, negative for a signal."""
        if self.status is None:
            self.status = self.forker.ask(poll=self.pid)["status"]
        return self.status is not None

    def wait(self, seconds: float = PATIENCE_S) -> int:
        """The exit status."""
        until(self.ended, f"process {self.pid} ends; it said: {self.said()[-2000:]}", seconds)
        assert self.status is not None
        return self.status

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            self.wait()

    def said(self) -> str:
        """Its output and errors so far."""
        return self.output.read_text(encoding="utf8") if self.output.is_file() else ""


class Sink:
    """The scripted mail server's process, seen from a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.script()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Listen, on the same port as before."""
        known = (self.folder / "port").stat().st_mtime_ns if (self.folder / "port").is_file() else 0
        self._process = subprocess.Popen([sys.executable, "-m", "tests.faults.sink", str(self.folder)])
        port = self.folder / "port"
        until(lambda: port.is_file() and port.stat().st_mtime_ns != known, "the mail server listens")
        self.port = int(port.read_text(encoding="utf8"))

    def stop(self) -> None:
        """Kill it: nobody listens."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE_S)
            self._process = None

    @property
    def url(self) -> str:
        """For SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def script(self, **answers: str | list[str]) -> None:
        """Answer so from now on; a name is a command, or with `_` for the blank a command and a recipient."""
        new = self.folder / "script.new"
        new.write_text(json.dumps({name.replace("_", " ", 1): text for name, text in answers.items()}), encoding="utf8")
        new.replace(self.folder / "script")

    def kill_at(self, command: str, pid_file: Path) -> None:
        """Kill the process named in the file at the next such command."""
        new = self.folder / "kill.new"
        new.write_text(f"{command} {pid_file}", encoding="utf8")
        new.replace(self.folder / "kill")

    @property
    def killed(self) -> bool:
        """Whether the order was carried out."""
        return not (self.folder / "kill").exists()

    def accepted(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(line.split()[0] for line in self._lines())

    def recipients(self) -> list[str]:
        """The recipients in the order of acceptance."""
        return [line.split()[1] for line in self._lines()]

    def _lines(self) -> list[str]:
        path = self.folder / "ledger"
        return path.read_text(encoding="utf8").splitlines() if path.is_file() else []


@dataclass
class World:
    """An installation: its database, data folder, clock, and the forker of its processes."""

    database_url: str
    folder: Path
    forker: Forker
    smtp_url: str = ""
    now: datetime = NOW
    more: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.set_clock(self.now)

    @property
    def pid_file(self) -> Path:
        """Where the newest process has written its pid."""
        return self.folder / "pid"

    def set_clock(self, now: datetime) -> None:
        """Move the clock of all processes; it stands there."""
        self.now = now
        new = self.folder / "clock.new"
        new.write_text(f"@{now.isoformat()}", encoding="utf8")
        new.replace(self.folder / "clock")

    def later(self, **more: float) -> None:
        """Move the clock on."""
        self.set_clock(self.now + timedelta(**more))

    @property
    def environment(self) -> dict[str, str]:
        """What the processes see."""
        return {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "DATABASE_URL": self.database_url,
            "TAPSYRMA_DATA": str(self.folder),
            "TAPSYRMA_TESTING": "1",
            "TAPSYRMA_CLOCK": str(self.folder / "clock"),
            "TAPSYRMA_LOG": "json",
            "SECRET_KEY": "x" * 40,
            "BASE_URL": "http://localhost",
            "MAIL_FROM": "tapsyrma@example.kz",
            "SMTP_URL": self.smtp_url,
            **self.more,
        }

    def start(self, *arguments: str, **constants: object) -> Process:
        """Start `tapsyrma ARGUMENTS`. constants: values of module constants, dots written as `__`."""
        output = self.folder / f"output-{time.monotonic_ns()}"
        self.pid_file.unlink(missing_ok=True)
        named = {name.replace("__", "."): value for name, value in constants.items()}
        pid = self.forker.ask(
            arguments=arguments,
            environment=self.environment,
            output=str(output),
            pid_file=str(self.pid_file),
            constants=named,
        )["pid"]
        self.processes.append(Process(self.forker, pid, output))
        return self.processes[-1]

    def end(self) -> None:
        """Leave no process behind, also where a test failed half-way."""
        for process in self.processes:
            process.kill()

    def run(self, *arguments: str, **constants: object) -> str:
        """Run a command to its end, which must be a good one; returns its output."""
        process = self.start(*arguments, **constants)
        status = process.wait()
        assert status == 0, process.said()
        return process.said()

    def session(self) -> Session:
        """A session on the database; the caller closes it."""
        return Session(engine(self.database_url), expire_on_commit=False, info={"base_url": "http://localhost"})

    def people(self, count: int) -> None:
        """Coordinators with addresses reader0@…, reader1@…."""
        with self.session() as session, transaction(session):
            for number in range(count):
                factories.user(session, email=f"reader{number}@example.kz")

    def write_letters(self, count: int, key: str, *, stale_after: datetime | None = None) -> None:
        """Put letters into the outbox, one after another to all people."""
        with self.session() as session, transaction(session):
            ids = session.scalars(sa.select(User.id).order_by(User.id)).all()
            for number in range(count):
                session.add(
                    OutboxMessage(
                        recipient_id=ids[number % len(ids)],
                        kind="digest",
                        subject=f"Письмо {key}",
                        text="Текст",
                        html="<p>Текст</p>",
                        language="ru",
                        dedupe_key=f"{key}:{number}",
                        message_id_header=stable_message_id(f"{key}:{number}", "tapsyrma.letters"),
                        created_at=self.now,
                        next_attempt_at=self.now,
                        stale_after=stale_after,
                    )
                )

    def states(self) -> Counter[str]:
        """How many letters are in which state."""
        with self.session() as session:
            rows = session.execute(sa.select(OutboxMessage.state, sa.func.count()).group_by(OutboxMessage.state))
            return Counter({state.value: count for state, count in rows})

    def drain(self) -> None:
        """Deliver, moving the clock past leases and delays, until nothing is queued."""
        for _ in range(40):
            self.run("sender", "--once")
            if not self.states()[LetterState.QUEUED.value]:
                return
            self.later(minutes=16)
        raise AssertionError(f"the queue does not drain: {self.states()}")


@dataclass
class Tally:
    """What the kills did, over a whole run of tests; printed at its end."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, what: str, **counts: int) -> None:
        """Add counts to a row."""
        self.rows.setdefault(what, Counter()).update(counts)

    def lines(self) -> list[str]:
        """The table."""
        names = ("kills", "sent", "lost", "duplicated")
        head = f"{'what was killed':<52}" + "".join(f"{name:>12}" for name in names)
        body = [
            f"{what:<52}" + "".join(f"{counts.get(name, '–'):>12}" for name in names)
            for what, counts in self.rows.items()
        ]
        total: Counter[str] = sum(self.rows.values(), Counter())
        return [head, *body, f"{'in all':<52}" + "".join(f"{total[name]:>12}" for name in names)]


TALLY = Tally()


def letters_tally(world: World, sink: Sink) -> dict[str, int]:
    """What became of the letters of a world: sent (different ones accepted), lost, duplicated (accepted again)."""
    accepted = sink.accepted()
    with world.session() as session:
        written = dict(session.execute(sa.select(OutboxMessage.message_id_header, OutboxMessage.state)).all())
    assert set(accepted) <= set(written), "the server got a Message-ID that no letter has"
    lost = [header for header, state in written.items() if state is LetterState.SENT and header not in accepted]
    unsent = [header for header, state in written.items() if state is LetterState.QUEUED]
    return {
        "sent": len(accepted),
        "lost": len(lost) + len(unsent),
        "duplicated": sum(count - 1 for count in accepted.values()),
    }


def listening_port(process: Process) -> int:
    """The port on which a web process listens."""

    def found() -> int:
        inodes = set()
        for link in Path(f"/proc/{process.pid}/fd").iterdir():
            try:
                if match := re.match(r"socket:\[(\d+)\]", str(link.readlink())):
                    inodes.add(match[1])
            except OSError:
                continue
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            parts = line.split()
            if parts[3] == "0A" and parts[9] in inodes:
                return int(parts[1].split(":")[1], 16)
        return 0

    return until(found, f"the web process listens; it said: {process.said()}")
