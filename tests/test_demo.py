"""The whole path in one process, as `bin/run --check` walks it: texts, tasks, clock, letters, summary."""

import re
import socket
import subprocess
import sys
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db import engine
from app.domain.enums import Evidence, Review, Role
from app.domain.history import GENESIS
from app.domain.workflow import TaskStatus
from app.models import Finding, Task, TaskEvent, User

TODAY = "2026-11-22"


def demo(data: Path, *arguments: str, today: str = TODAY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seeds", "demo", "--check", "--port", "0", "--today", today, *arguments],
        env={"TAPSYRMA_DEMO": "1", "TAPSYRMA_DATA": str(data), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder of a demo that was played, and what it printed."""
    data = tmp_path_factory.mktemp("demo")
    result = demo(data)
    assert result.returncode == 0, result.stderr
    return data, result.stdout


@pytest.fixture
def register(played: tuple[Path, str]) -> Session:
    with Session(engine(f"sqlite:///{played[0] / 'tapsyrma.db'}")) as session:
        yield session


def test_the_summary_lists_what_a_stranger_came_for(played: tuple[Path, str]) -> None:
    out = played[1]
    assert "Instructions on control: 7\n" in out
    assert "Milestones on control: 8\n" in out
    assert re.search(r"16\.02\.2026 +OVERDUE 279 days +Акимат города Алматы +Продлить", out)
    assert re.search(r"default term \(policy\), none in the text · limit 31\.12\.2027", out)
    assert re.search(r"31\.05\.2026 +OVERDUE 175 days +Фонд Alatau City Authority +Iconic Towers", out)
    assert "tapsyrma-demo" in out
    assert "Letters of 20.11.2026, the last working morning" in out


def test_the_instructions_of_the_interview_are_marked_secondary(register: Session) -> None:
    tasks = register.scalars(sa.select(Task).where(Task.number.startswith("2025-"))).all()
    assert len(tasks) == 2
    assert {task.evidence for task in tasks} == {Evidence.SECONDARY}


def test_owners_and_monitoring_bodies(register: Session) -> None:
    owners = {
        task.title: [executor.agency.code for executor in task.executors]
        for task in register.scalars(sa.select(Task).where(~Task.training))
    }
    iconic = [codes for title, codes in owners.items() if title.startswith("Iconic Towers")]
    assert iconic == [["f_aca", "akimat_almaty_obl"]] * 3
    assert ["akimat_almaty", "sez_pit"] in owners.values()
    assert ["f_aca", "akimat_almaty_obl"] in owners.values()


def test_the_goal_and_references_stay_in_the_queue(register: Session) -> None:
    pending = Counter(
        finding.kind.value for finding in register.scalars(sa.select(Finding).where(Finding.review == Review.PENDING))
    )
    assert pending["reference"] >= 3
    assert pending["goal"] >= 1


def test_the_training_example_fills_every_status(register: Session) -> None:
    tasks = register.scalars(sa.select(Task).where(Task.training)).all()
    assert len(tasks) >= 40
    assert len({task.lead_agency_id for task in tasks}) >= 6
    assert {task.status for task in tasks} == set(TaskStatus)


def test_every_task_links_to_its_sentence(register: Session) -> None:
    for task in register.scalars(sa.select(Task)):
        (source,) = task.sources
        assert source.document.text[source.start : source.end] == task.text


def test_every_chain_of_the_play_holds(register: Session) -> None:
    heads: dict[int, str] = {}
    for event in register.scalars(sa.select(TaskEvent).order_by(TaskEvent.task_id, TaskEvent.seq)):
        assert event.previous_hash == heads.get(event.task_id, GENESIS)
        heads[event.task_id] = event.hash
    assert heads == {task.id: task.event_head for task in register.scalars(sa.select(Task))}


def test_letters_lie_in_the_mailbox_as_text_and_html(played: tuple[Path, str], register: Session) -> None:
    files = sorted((played[0] / "mail").glob("*.eml"))
    messages = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    supervisor = register.scalars(sa.select(User).where(User.role == Role.SUPERVISOR)).first()
    assert supervisor is not None
    (digest,) = [
        message for message in messages if message["To"] == supervisor.email and "20.11.2026" in message["Subject"]
    ]
    kinds = [part.get_content_type() for part in digest.walk()]
    assert {"text/plain", "text/html"} <= set(kinds)
    text = digest.get_body(("plain",)).get_content()
    assert "Акимат города Алматы" in text


def test_a_second_run_continues_with_the_data_of_the_first(tmp_path: Path, played: tuple[Path, str]) -> None:
    result = demo(played[0])
    assert result.returncode == 0
    assert "Instructions on control: 7\n" in result.stdout
    with Session(engine(f"sqlite:///{played[0] / 'tapsyrma.db'}")) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Task).where(~Task.training)) == 15


def test_the_play_is_reproducible(played: tuple[Path, str], tmp_path: Path, register: Session) -> None:
    assert demo(tmp_path / "again").returncode == 0
    query = sa.select(Task.number, Task.status, Task.due_on, Task.event_head).order_by(Task.id)
    with Session(engine(f"sqlite:///{tmp_path / 'again' / 'tapsyrma.db'}")) as other:
        assert register.execute(query).all() == other.execute(query).all()


def test_ones_own_texts_are_added_with_their_date(tmp_path: Path) -> None:
    dated = tmp_path / "own.txt"
    dated.write_text(
        "date 2026-11-02\nПремьер-министр поручил Министерству энергетики до 1 декабря завершить ремонт.\n",
        encoding="utf8",
    )
    given = tmp_path / "given.txt"
    given.write_text(
        "Премьер-министр поручил Министерству финансов до 5 декабря внести проект бюджета.\n", encoding="utf8"
    )
    result = demo(tmp_path / "data", "--empty", str(dated), f"{given}@2026-11-03")
    assert result.returncode == 0, result.stderr
    assert "own.txt: published 2026-11-02 (leading)" in result.stdout
    assert "given.txt: published 2026-11-03 (person)" in result.stdout
    assert "Instructions on control: 2\n" in result.stdout
    assert re.search(r"01\.12\.2026 +On control +Министерство энергетики", result.stdout)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Премьер-министр поручил завершить ремонт.", "no date of publication"),
        ("", "holds no text"),
    ],
)
def test_a_text_without_a_date_or_words_is_refused_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "undated.txt"
    file.write_text(content, encoding="utf8")
    result = demo(tmp_path / "data", "--empty", str(file))
    assert result.returncode != 0
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_busy_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = demo(tmp_path, "--port", str(taken.getsockname()[1]))
    assert result.returncode != 0
    assert "bin/run --port N" in result.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = demo(tmp_path / "file" / "data")
    assert result.returncode != 0
    assert "TAPSYRMA_DATA" in result.stderr
