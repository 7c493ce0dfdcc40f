"""Tampering is found and the row is named: edit, delete, reorder, a tail cut with the task's row, an old copy restored.

Triggers are dropped first: whoever tampers has the database's own rights.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import engine, transaction
from app.domain.chains import FaultKind
from app.domain.enums import Role
from app.domain.errors import InvalidInput
from app.domain.history import event_hash
from app.models import Seal, SealHead, Task, TaskEvent, User
from app.scheduler import run_job
from app.services.audit import Audit, verify
from app.services.audit_words import SENTENCES, sentences
from app.services.execution import accept_report, add_note, submit_report, take_into_work
from app.services.seals import read_lines, seal_day, write_seals
from tests import factories
from tests.conftest import tapsyrma

DAY = date(2026, 11, 16)
TABLES = ("task_event", "seal", "seal_head")


@pytest.fixture
def register(own_database: str) -> Iterator[Session]:
    """Three tasks that live for three days, each day sealed."""
    with Session(engine(own_database), expire_on_commit=False, info={"base_url": "http://localhost"}) as session:
        with transaction(session):
            factories.user(session, now=local_moment(DAY))
            factories.user(session, Role.SUPERVISOR, now=local_moment(DAY))
            for _ in range(3):
                factories.task(session, due_on=date(2026, 12, 4), now=local_moment(DAY, 10))
        yield session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "seals"


def tasks(session: Session) -> list[Task]:
    return list(session.scalars(sa.select(Task).order_by(Task.id)))


def live(session: Session, folder: Path) -> None:
    """Day by day: work on every task, then the night's seal and its lines."""
    coordinator, supervisor = (
        session.scalars(sa.select(User).where(User.role == role)).one() for role in (Role.COORDINATOR, Role.SUPERVISOR)
    )
    acts: tuple[Callable[[Task, date], object], ...] = (
        lambda task, day: take_into_work(session, task, by=coordinator, now=local_moment(day, 11)),
        lambda task, day: add_note(session, task, "Идёт.", by=coordinator, now=local_moment(day, 12)),
        lambda task, day: submit_report(session, task, "Готово.", by=coordinator, now=local_moment(day, 12)),
    )
    for number, act in enumerate(acts):
        day = DAY + timedelta(days=number)
        with transaction(session):
            for task in tasks(session):
                act(task, day)
        seal(session, folder, day)
    with transaction(session):
        accept_report(session, tasks(session)[0], by=supervisor, now=local_moment(DAY + timedelta(days=3), 9))


def seal(session: Session, folder: Path, day: date) -> None:
    with transaction(session):
        seal_day(session, day, now=local_moment(day + timedelta(days=1), 0, 1))
    write_seals(session, folder)


def as_owner(session: Session, *statements: str, **values: object) -> None:
    """Run statements as somebody who may drop triggers."""
    postgres = session.get_bind().dialect.name == "postgresql"
    with transaction(session):
        for table in TABLES:
            for operation in ("update", "delete"):
                on = f" ON {table}" if postgres else ""
                session.execute(sa.text(f"DROP TRIGGER IF EXISTS {table}_no_{operation}{on}"))
        for statement in statements:
            session.execute(sa.text(statement), values)
    session.expire_all()


def rehash(session: Session, task: Task, first: int) -> str:
    """Write the hashes of a task's tail anew, as a forger would; returns the last one."""
    query = sa.select(TaskEvent).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)
    rows = list(session.scalars(query))
    previous = rows[first - 2].hash
    for row in rows[first - 1 :]:
        own = event_hash(
            previous, task_id=task.id, seq=row.seq, kind=row.kind, actor_id=row.actor_id, at=row.at, data=row.data
        )
        as_owner(
            session,
            "UPDATE task_event SET previous_hash = :previous, hash = :own WHERE id = :id",
            previous=previous,
            own=own,
            id=row.id,
        )
        previous = own
    as_owner(session, "UPDATE task SET event_head = :head WHERE id = :id", head=previous, id=task.id)
    return previous


def first(audit: Audit) -> tuple[FaultKind, str, int | None]:
    fault = audit.faults[0]
    return fault.kind, fault.number, fault.seq


def test_an_untouched_history_is_sound_and_says_what_is_not_sealed(register: Session, folder: Path) -> None:
    live(register, folder)
    found = verify(register, folder)
    assert found.faults == []
    assert (found.tasks, found.events, found.seals, found.last_seal) == (3, 13, 3, DAY + timedelta(days=2))
    number = tasks(register)[0].number
    assert (found.unsealed_events, found.unsealed_tasks) == (1, 1)
    assert found.oldest_unsealed == (local_moment(DAY + timedelta(days=3), 9), number, 5)
    assert list(sentences(found))[-1] == (
        f"Not yet sealed: 1 events of 1 tasks, the oldest {number} event 5 of 2026-11-19 09:00."
    )


def test_an_edited_event_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    second = tasks(register)[1]
    data = json.dumps({"text": "Ничего не сделано.", "role": "coordinator"})
    as_owner(register, "UPDATE task_event SET data = :d WHERE task_id = :id AND seq = 3", d=data, id=second.id)
    found = verify(register, folder)
    assert first(found) == (FaultKind.EVENT_ALTERED, second.number, 3)
    assert [fault.number for fault in found.faults] == [second.number]


def test_text_that_is_no_json_is_named_too(register: Session, folder: Path) -> None:
    live(register, folder)
    if register.get_bind().dialect.name == "postgresql":
        as_owner(
            register, "UPDATE task_event SET data = '[]' WHERE task_id = :id AND seq = 2", id=tasks(register)[0].id
        )
    else:
        as_owner(register, "UPDATE task_event SET data = 'x' WHERE task_id = :id AND seq = 2", id=tasks(register)[0].id)
    assert first(verify(register, folder)) == (FaultKind.EVENT_ALTERED, tasks(register)[0].number, 2)


def test_an_event_with_a_forged_hash_breaks_the_next_link(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[0]
    row = register.scalars(sa.select(TaskEvent).where(TaskEvent.task_id == task.id, TaskEvent.seq == 2)).one()
    moved = row.at - timedelta(days=1)
    own = event_hash(
        row.previous_hash, task_id=task.id, seq=2, kind=row.kind, actor_id=row.actor_id, at=moved, data=row.data
    )
    statement = sa.update(TaskEvent).where(TaskEvent.id == row.id).values(at=moved, hash=own)
    as_owner(register)
    with transaction(register):
        register.execute(statement)
    register.expire_all()
    # The seal knows the end that the forged event should have had, so the forged row itself is named.
    assert first(verify(register, folder))[1:] == (task.number, 2)


def test_a_whole_tail_written_anew_is_found_through_the_seal(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[2]
    as_owner(register, "UPDATE task_event SET data = '{}' WHERE task_id = :id AND seq = 3", id=task.id)
    rehash(register, task, 3)
    assert first(verify(register, None)) == (FaultKind.SEALED_EVENT_DIFFERS, task.number, 3)
    as_owner(register, "DELETE FROM seal_head", "DELETE FROM seal")
    found = verify(register, folder)
    assert first(found) == (FaultKind.SEALED_EVENT_DIFFERS, task.number, 3)
    assert {fault.kind for fault in found.faults} == {FaultKind.SEALED_EVENT_DIFFERS, FaultKind.SEAL_ROW_MISSING}


def test_a_deleted_event_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    as_owner(register, "DELETE FROM task_event WHERE task_id = :id AND seq = 2", id=task.id)
    assert first(verify(register, folder)) == (FaultKind.EVENT_MISSING, task.number, 2)


def test_events_in_another_order_are_named(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    swap = "UPDATE task_event SET seq = :new WHERE task_id = :id AND seq = :old"
    for old, new in ((2, 99), (3, 2), (99, 3)):
        as_owner(register, swap, id=task.id, old=old, new=new)
    kind, number, seq = first(verify(register, folder))
    assert (number, seq) == (task.number, 2)
    assert kind in (FaultKind.EVENT_ALTERED, FaultKind.EVENT_UNLINKED)


CUT = "DELETE FROM task_event WHERE task_id = :id AND seq > 3"
SET_BACK = (
    "UPDATE task SET status = 'in_progress', submitted_on = NULL, event_count = 3, event_head ="
    " (SELECT hash FROM task_event WHERE task_id = :id AND seq = 3) WHERE id = :id"
)


def test_a_tail_cut_without_the_row_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    as_owner(register, CUT, id=task.id)
    assert first(verify(register, folder)) == (FaultKind.HEAD_WITHOUT_EVENT, task.number, 4)


def test_a_tail_cut_together_with_the_row_is_found_through_the_seal(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    as_owner(register, CUT, SET_BACK, id=task.id)
    assert first(verify(register, None)) == (FaultKind.SEALED_EVENT_MISSING, task.number, 4)
    # The ends that the database kept are cut too, and the seal's row is written anew: the folder knows better.
    as_owner(register, "DELETE FROM seal_head WHERE task_id = :id AND events > 3", id=task.id)
    found = verify(register, folder)
    assert first(found) == (FaultKind.SEALED_EVENT_MISSING, task.number, 4)
    last = DAY + timedelta(days=2)
    assert {(fault.kind, fault.day) for fault in found.faults[1:]} == {
        (FaultKind.SEAL_DIFFERS, last),
        (FaultKind.SEAL_HEAD_DIFFERS, last),
    }


def test_a_task_that_is_gone_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    gone = tasks(register)[2].id
    number = tasks(register)[2].number
    delete = [f"DELETE FROM {table} WHERE task_id = :id" for table in ("task_event", "task_executor", "report")]
    as_owner(register, *delete, "DELETE FROM task WHERE id = :id", id=gone)
    assert first(verify(register, folder)) == (FaultKind.TASK_MISSING, number, 1)
    as_owner(register, "DELETE FROM seal_head WHERE task_id = :id", id=gone)
    assert first(verify(register, folder)) == (FaultKind.TASK_MISSING, number, 1)


def test_a_row_that_contradicts_its_history_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    as_owner(register, "UPDATE task SET due_on = '2027-05-01' WHERE id = :id", id=task.id)
    found = verify(register, folder)
    assert [(fault.kind, fault.number, fault.detail) for fault in found.faults] == [
        (FaultKind.ROW_DIFFERS, task.number, "due_on")
    ]


def test_an_event_slipped_in_behind_a_sealed_day_is_named(register: Session, folder: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    coordinator = register.scalars(sa.select(User).where(User.role == Role.COORDINATOR)).one()
    with transaction(register):
        add_note(register, task, "Задним числом.", by=coordinator, now=local_moment(DAY, 15))
    assert first(verify(register, folder)) == (FaultKind.EVENT_BACKDATED, task.number, 5)


def test_a_save_around_midnight_is_no_fault(register: Session, folder: Path) -> None:
    live(register, folder)
    task, last = tasks(register)[1], DAY + timedelta(days=2)
    coordinator = register.scalars(sa.select(User).where(User.role == Role.COORDINATOR)).one()
    with transaction(register):
        add_note(register, task, "До полуночи.", by=coordinator, now=local_moment(last, 23, 59))
    assert verify(register, folder).faults == []


def test_an_old_copy_is_found_by_the_folder(register: Session, folder: Path, tmp_path: Path) -> None:
    """Restoring means: the database says again what it said after the second day."""
    live(register, folder)
    last = DAY + timedelta(days=2)
    accepted = tasks(register)[0]
    as_owner(
        register,
        "DELETE FROM seal_head WHERE day = '2026-11-18'",
        "DELETE FROM seal WHERE day = '2026-11-18'",
        "DELETE FROM task_event WHERE seq > 3",
        "DELETE FROM report",
        "UPDATE task SET status = 'in_progress', submitted_on = NULL, ended_on = NULL, result = NULL, event_count = 3,"
        " event_head = (SELECT hash FROM task_event WHERE task_id = task.id AND seq = 3)",
    )
    assert verify(register, None).faults == []
    found = verify(register, folder)
    assert first(found) == (FaultKind.SEALED_EVENT_MISSING, accepted.number, 4)
    assert found.faults[-1].kind is FaultKind.SEAL_ROW_MISSING
    assert found.faults[-1].day == last
    # Life goes on in the restored copy: nothing is added to a folder that contradicts it.
    with transaction(register):
        seal_day(register, last + timedelta(days=1), now=local_moment(last + timedelta(days=2), 0, 1))
    with pytest.raises(InvalidInput, match="seals_differ"):
        write_seals(register, folder)
    assert last + timedelta(days=1) not in read_lines(folder)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_copied_file_of_sqlite_is_found_as_well(register: Session, folder: Path, tmp_path: Path) -> None:
    coordinator = register.scalars(sa.select(User).where(User.role == Role.COORDINATOR)).one()
    seal(register, folder, DAY)
    source, copy = str(register.get_bind().url.database), tmp_path / "copy.db"  # type: ignore[union-attr]
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    task = tasks(register)[0]
    with transaction(register):
        add_note(register, task, "Идёт.", by=coordinator, now=local_moment(DAY + timedelta(days=1), 9))
    seal(register, folder, DAY + timedelta(days=1))
    with Session(engine(f"sqlite:///{copy}")) as restored:
        found = verify(restored, folder)
    engine(f"sqlite:///{copy}").dispose()
    assert first(found) == (FaultKind.SEALED_EVENT_MISSING, task.number, 2)


def test_a_seal_covers_the_day_however_late_it_is_set(register: Session, folder: Path) -> None:
    coordinator = register.scalars(sa.select(User).where(User.role == Role.COORDINATOR)).one()
    with transaction(register):
        add_note(register, tasks(register)[0], "Утро.", by=coordinator, now=local_moment(DAY + timedelta(days=1), 9))
        kept = seal_day(register, DAY, now=local_moment(DAY + timedelta(days=1), 10))
    assert (kept.tasks, kept.events) == (3, 3)
    found = verify(register, None)
    assert (found.faults, found.unsealed_events) == ([], 1)


def test_only_what_grew_is_kept_with_a_seal(register: Session, folder: Path) -> None:
    live(register, folder)
    seal(register, folder, DAY + timedelta(days=3))
    query = sa.select(SealHead.day, sa.func.count()).group_by(SealHead.day).order_by(SealHead.day)
    assert [count for _, count in register.execute(query)] == [3, 3, 3, 1]
    assert len((folder / "heads" / "2026-11-19.txt").read_text(encoding="utf8").splitlines()) == 1


def test_a_death_between_row_and_line_is_made_good(register: Session, folder: Path) -> None:
    live(register, folder)
    last = DAY + timedelta(days=3)
    with transaction(register):
        seal_day(register, last, now=local_moment(last + timedelta(days=1), 0, 1))
    found = verify(register, folder)
    assert (found.faults, found.unwritten) == ([], last)
    # The line was cut off in the middle.
    path = folder / "2026.txt"
    whole = path.read_bytes()
    path.write_bytes(whole + b"2026-11-19 3f9a")
    assert write_seals(register, folder) == 1
    assert write_seals(register, folder) == 0
    assert path.read_bytes().startswith(whole)
    assert path.read_bytes().count(b"\n") == 4
    assert verify(register, folder).unwritten is None


def test_lines_that_are_gone_or_changed_are_faults(register: Session, folder: Path) -> None:
    live(register, folder)
    path = folder / "2026.txt"
    lines = path.read_text(encoding="utf8").splitlines(keepends=True)
    path.write_text("".join(lines[1:]), encoding="utf8")
    assert [(fault.kind, fault.day) for fault in verify(register, folder).faults] == [
        (FaultKind.SEAL_LINE_MISSING, DAY)
    ]
    path.write_text("".join([lines[0].replace(" 3 ", " 4 "), *lines[1:]]), encoding="utf8")
    assert [(fault.kind, fault.day) for fault in verify(register, folder).faults] == [
        (FaultKind.SEAL_LINE_DIFFERS, DAY)
    ]


def test_a_seal_written_anew_does_not_fit_its_ends(register: Session, folder: Path) -> None:
    live(register, folder)
    as_owner(register, "UPDATE seal SET hash = 'f' WHERE day = '2026-11-17'")
    assert [(fault.kind, fault.day.day) for fault in verify(register, None).faults if fault.day] == [
        (FaultKind.SEAL_DIFFERS, 17)
    ]


def test_the_command_names_the_row_and_fails(register: Session, folder: Path, tmp_path: Path) -> None:
    live(register, folder)
    task = tasks(register)[1]
    url = register.get_bind().url.render_as_string(hide_password=False)  # type: ignore[union-attr]
    place = {"DATABASE_URL": url, "TAPSYRMA_DATA": str(tmp_path), "TAPSYRMA_TESTING": "1"}
    place |= {"SECRET_KEY": "x" * 40, "BASE_URL": "https://localhost", "SMTP_URL": "smtp://127.0.0.1:9"}
    place |= {"MAIL_FROM": "a@example.kz", "TAPSYRMA_CLOCK": ""}
    sound = tapsyrma("audit", "verify", **place)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "Every chain and every seal is what it was." in sound.stdout
    as_owner(register, CUT, SET_BACK, id=task.id)
    broken = tapsyrma("audit", "verify", "--seals", str(folder), **place)
    assert broken.returncode == 1
    assert f"First bad row: task {task.number}, event 4 (seal of 2026-11-18)" in broken.stdout


def test_seals_and_ends_are_written_by_the_jobs(register: Session, settings: object, tmp_path: Path) -> None:
    run_job(register, settings, "seal", local_moment(DAY + timedelta(days=1), 1))  # type: ignore[arg-type]
    assert run_job(register, settings, "seal-file", local_moment(DAY + timedelta(days=1), 1)) == 1  # type: ignore[arg-type]
    assert list(read_lines(tmp_path / "seals")) == [DAY]
    assert register.scalar(sa.select(sa.func.count()).select_from(Seal)) == 1


def test_kinds_of_faults_all_have_a_sentence() -> None:
    assert set(SENTENCES) == set(FaultKind)
