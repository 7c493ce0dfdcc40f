"""Plays the demo: the retold texts, a supervisor's decisions, and a training example with whole lives of tasks.

Everything is an ordinary service call with its own `now`, from the day of each text to today; a fixed seed makes it
reproducible. Only the training example's tasks get a life: about the bodies of the two texts nothing is invented beyond
putting their instructions on control.
"""

import csv
import heapq
import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.clock import today as local_day
from app.db import transaction
from app.domain.calendar import WorkCalendar
from app.domain.enums import (
    CancelReason,
    ExecutorRole,
    FindingKind,
    GiverLevel,
    RejectReason,
    ReturnReason,
    Review,
    Role,
    Shift,
)
from app.domain.workflow import Action, allows
from app.models import Agency, Document, Extension, Finding, Question, Task, User
from app.queries.reference import work_calendar
from app.services.documents import NewDocument, first_line, ingest_document
from app.services.execution import (
    accept_report,
    add_note,
    cancel_task,
    close_not_done,
    report_interim,
    return_report,
    submit_report,
    take_into_work,
)
from app.services.occurrences import create_occurrences
from app.services.questions import answer, ask
from app.services.review import Choice, accept_finding, extract_findings, proposed, reject_finding
from app.services.terms import confirm_term, decide_extension, request_extension
from seeds.loader import load_agencies, sample_agencies

SEED = 20260116
TRAINING = "2026-03-02-training-minutes.txt"
INTERVIEW = "2025-12-25-zhambyl-interview.txt"
SUPERVISOR, DEPUTY = "supervisor@demo.example", "deputy@demo.example"
POSITION_OF_SAMPLES = 10_000


@dataclass(frozen=True)
class Scene:
    """One act of the play: when, on which task, and what is called then."""

    at: datetime
    task: Task
    action: Action
    act: Callable[[datetime], object]


def documents() -> list[Traversable]:
    """The texts of the demo in the order of their dates."""
    folder = resources.files("seeds") / "documents"
    return sorted((path for path in folder.iterdir() if path.name.endswith(".txt")), key=lambda path: path.name)


def add_people(session: Session, password_hash: str, now: datetime) -> list[User]:
    """The offices of the demo as users; those that are there already stay as they are."""
    load_agencies(session, sample_agencies(), first=POSITION_OF_SAMPLES)
    users: list[User] = []
    for row in _rows("users.tsv"):
        user = session.scalar(sa.select(User).where(User.email == row["email"]))
        if user is None:
            user = User(
                email=row["email"],
                name=row["name_ru"],
                office=row["office_ru"],
                role=Role(row["role"]),
                agency=_agency(session, row["agency"]),
                locale=row["locale"],
                decides_up_to=GiverLevel(row["decides_up_to"]) if row["decides_up_to"] else None,
                deputy_of_id=next((u.id for u in users if u.email == row["deputy_of"]), None),
                password_hash=password_hash,
                created_at=now,
            )
            session.add(user)
            session.flush()
        users.append(user)
    return users


def play(session: Session, data: Path, today: date) -> None:
    """Play everything up to the morning of that day. A text published after it is left out."""
    supervisor = session.scalars(sa.select(User).where(User.email == SUPERVISOR)).one()
    for path in documents():
        published = date.fromisoformat(path.name[:10])
        if published >= today:
            continue
        morning = local_moment(published + timedelta(days=1), 10)
        with transaction(session):
            document = _take_in(session, path, published, supervisor, morning, data)
        with transaction(session):
            if document.training:
                _accept_all(session, document, supervisor, morning + timedelta(hours=1))
            else:
                _decide(session, document, path.name, supervisor, morning + timedelta(hours=1))
    calendar = work_calendar(session)
    tasks = session.scalars(sa.select(Task).where(Task.training).order_by(Task.id)).all()
    scenes = [scene for index, task in enumerate(tasks) for scene in _life(session, task, index, calendar, supervisor)]
    end = local_moment(today, 8)
    for scene in _with_occurrences(session, scenes, len(tasks), calendar, supervisor, end):
        # A plot may come to an act that an earlier one has made pointless, such as work on a task already reported.
        if allows(scene.task.status, scene.action, milestone=scene.task.is_milestone):
            with transaction(session):
                scene.act(scene.at)


def _with_occurrences(
    session: Session, scenes: list[Scene], count: int, calendar: WorkCalendar, by: User, end: datetime
) -> Iterator[Scene]:
    """The scenes up to a moment in their order; day by day the next occurrences of series join, with lives of their own."""
    places, lives = itertools.count(), itertools.count(count)
    agenda = [(scene.at, next(places), scene) for scene in scenes]
    heapq.heapify(agenda)
    moment = agenda[0][0] if agenda else end
    while moment < end:
        day = local_day(moment)
        with transaction(session):
            create_occurrences(session, day, now=moment)
        fresh = sa.select(Task).where(Task.training, Task.registered_at == moment).order_by(Task.id)
        for task in session.scalars(fresh).all():
            for scene in _life(session, task, next(lives), calendar, by, since=day):
                heapq.heappush(agenda, (scene.at, next(places), scene))
        moment += timedelta(days=1)
        while agenda and agenda[0][0] < min(moment, end):
            yield heapq.heappop(agenda)[2]


def _take_in(session: Session, path: Traversable, published: date, by: User, now: datetime, data: Path) -> Document:
    text = path.read_text(encoding="utf8")
    training = path.name == TRAINING
    new = NewDocument(
        text=text,
        title=_title(text),
        published_on=published,
        published_basis="leading",
        language="ru",
        secondary=path.name == INTERVIEW,
        training=training,
        file_name=path.name,
    )
    document, _ = ingest_document(session, new, by=by, now=now, data=data)
    extract_findings(session, document, now=now, auto_confirm=True)
    return document


def _title(text: str) -> str:
    """The line after the head, which says what the text is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[1] if len(lines) > 1 else first_line(text)


def _decide(session: Session, document: Document, name: str, by: User, now: datetime) -> None:
    """The supervisor's decisions on what the extractor was not sure of; soft findings and references stay in the queue."""
    choices = {row["id"]: row for row in _rows("decisions.tsv")}
    for row in _annotation(name):
        choice = choices.get(row.get("id", ""))
        finding = _finding_at(session, document, row) if choice else None
        if choice is None or finding is None or finding.review is not Review.PENDING:
            continue
        others = tuple(_other(part) for part in choice["others"].split("|") if part)
        accept_finding(
            session, finding, Choice(lead=choice["lead"], others=others, project=choice["project"]), by=by, now=now
        )


def _other(part: str) -> tuple[str, ExecutorRole]:
    code, _, role = part.partition("=")
    return code, ExecutorRole(role or ExecutorRole.CO)


def _finding_at(session: Session, document: Document, row: dict[str, Any]) -> Finding | None:
    """The finding of the same kind that shares most with an annotated span."""
    start, end = row["start"], row["end"]
    query = sa.select(Finding).where(
        Finding.document_id == document.id,
        Finding.kind == FindingKind(row["kind"]),
        Finding.start < end,
        Finding.end > start,
    )
    return max(session.scalars(query), key=lambda f: min(f.end, end) - max(f.start, start), default=None)


def _accept_all(session: Session, document: Document, by: User, now: datetime) -> None:
    """The training example: whatever has a lead is put on control, the rest is rejected with a reason."""
    for finding in list(document.findings):
        if finding.review is not Review.PENDING:
            continue
        choice = proposed(finding)
        if choice.lead:
            accept_finding(session, finding, choice, by=by, now=now)
        else:
            reject_finding(session, finding, RejectReason.TOO_VAGUE, "", by=by, now=now)


def _life(
    session: Session, task: Task, index: int, calendar: WorkCalendar, by: User, *, since: date | None = None
) -> Iterator[Scene]:
    """What happens to a training task, told by its place in the list and a seeded chance. since: None = from its text on."""
    chance = random.Random(SEED + index)
    coordinator = session.scalar(
        sa.select(User).where(User.agency_id == task.lead_agency_id, User.role == Role.COORDINATOR)
    )
    if coordinator is None or task.due_on is None:
        return

    def scene(day: date, hour: int, action: Action, act: Callable[[datetime], object]) -> Scene:
        day = calendar.shift(max(day, given + timedelta(days=2)), Shift.NEXT)
        return Scene(local_moment(day, hour), task, action, act)

    due, given = task.due_on, since or task.issued_on
    plot = index % 11
    if task.default_term and plot != 3:
        yield scene(
            given + timedelta(days=2),
            15,
            Action.CONFIRM_TERM,
            lambda now: confirm_term(session, task, due, by=by, now=now),
        )
    if plot != 4:
        begun = given + timedelta(days=chance.randint(2, 9))
        yield scene(
            begun, 11, Action.TAKE_INTO_WORK, lambda now: take_into_work(session, task, by=coordinator, now=now)
        )
        yield scene(
            begun + timedelta(days=chance.randint(5, 12)),
            12,
            Action.NOTE,
            lambda now: add_note(session, task, _NOTES[index % len(_NOTES)], by=coordinator, now=now),
        )
    before = due - timedelta(days=chance.randint(2, 6))
    after = due + timedelta(days=chance.randint(3, 15))
    if plot in (0, 5, 8):
        yield from _reported(session, task, coordinator, by, scene, before)
    elif plot == 1:
        yield from _reported(session, task, coordinator, by, scene, after)
    elif plot == 2:
        yield from _returned(session, task, coordinator, by, scene, before)
    elif plot == 6:
        yield from _extended(session, task, coordinator, by, scene, due)
    elif plot == 7:
        yield scene(
            before,
            16,
            Action.SUBMIT,
            lambda now: submit_report(session, task, _REPORTS[index % 3], by=coordinator, now=now),
        )
    elif plot == 9:
        yield from _ended_otherwise(session, task, by, scene, due, index)
    elif plot == 10:
        yield from _asked(session, task, coordinator, by, scene, given + timedelta(days=20))


_Make = Callable[[date, int, Action, Callable[[datetime], object]], Scene]


def _reported(session: Session, task: Task, coordinator: User, by: User, scene: _Make, filed: date) -> Iterator[Scene]:
    yield scene(
        filed,
        14,
        Action.SUBMIT,
        lambda now: submit_report(session, task, _REPORTS[task.id % 3], by=coordinator, now=now),
    )
    yield scene(filed + timedelta(days=3), 10, Action.ACCEPT, lambda now: accept_report(session, task, by=by, now=now))


def _returned(session: Session, task: Task, coordinator: User, by: User, scene: _Make, filed: date) -> Iterator[Scene]:
    yield scene(
        filed,
        14,
        Action.SUBMIT,
        lambda now: submit_report(session, task, _REPORTS[task.id % 3], by=coordinator, now=now),
    )
    yield scene(
        filed + timedelta(days=2),
        10,
        Action.RETURN,
        lambda now: return_report(session, task, ReturnReason.NO_EVIDENCE, _RETURN, by=by, now=now),
    )
    if task.id % 2:
        yield from _reported(session, task, coordinator, by, scene, filed + timedelta(days=25))


def _extended(session: Session, task: Task, coordinator: User, by: User, scene: _Make, due: date) -> Iterator[Scene]:
    asked = due - timedelta(days=10)

    def decide(now: datetime) -> None:
        pending = session.scalar(sa.select(Extension).where(Extension.task_id == task.id).order_by(Extension.id.desc()))
        if pending is not None:
            granted = pending.asked_due_on if task.id % 3 else None
            decide_extension(session, pending, granted, _EXTENSION, by=by, now=now)

    yield scene(
        asked - timedelta(days=5),
        9,
        Action.REPORT_INTERIM,
        lambda now: report_interim(session, task, _INTERIM, by=coordinator, now=now),
    )
    yield scene(
        asked,
        11,
        Action.REQUEST_EXTENSION,
        lambda now: request_extension(session, task, due + timedelta(days=60), _EXTENSION, by=coordinator, now=now),
    )
    yield scene(asked + timedelta(days=3), 17, Action.DECIDE_EXTENSION, decide)


def _ended_otherwise(session: Session, task: Task, by: User, scene: _Make, due: date, index: int) -> Iterator[Scene]:
    action = Action.CANCEL if index % 2 else Action.CLOSE_NOT_DONE
    if index % 2:
        act = lambda now: cancel_task(session, task, CancelReason.OBSOLETE, _CANCEL, by=by, now=now)  # noqa: E731
    else:
        act = lambda now: close_not_done(session, task, _NOT_DONE, by=by, now=now)  # noqa: E731
    yield scene(due + timedelta(days=20), 12, action, act)


def _asked(session: Session, task: Task, coordinator: User, by: User, scene: _Make, day: date) -> Iterator[Scene]:
    def reply(now: datetime) -> None:
        question = session.scalar(
            sa.select(Question).where(Question.task_id == task.id, Question.answered_at.is_(None))
        )
        if question is not None:
            answer(session, question, _ANSWER, by=by, now=now)

    yield scene(day, 10, Action.ASK, lambda now: ask(session, task, _QUESTION, by=coordinator, now=now))
    if task.id % 2:
        yield scene(day + timedelta(days=4), 10, Action.ANSWER, reply)


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("seeds") / "demo" / name).read_text(encoding="utf8")
    return [
        {key: value or "" for key, value in row.items()}
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def _annotation(name: str) -> list[dict[str, Any]]:
    text = (resources.files("seeds") / "documents" / "gold.jsonl").read_text(encoding="utf8")
    return [row for row in map(json.loads, text.splitlines()) if row["doc"] == name]


def _agency(session: Session, code: str) -> Agency | None:
    return session.scalars(sa.select(Agency).where(Agency.code == code)).one() if code else None


_NOTES = (
    "Назначен ответственный, определён порядок работ.",
    "Материалы направлены соисполнителям, ждём их предложений.",
    "Проведено рабочее совещание, разногласий нет.",
    "Подготовлен проект документа, он на согласовании.",
)
_REPORTS = (
    "Поручение исполнено в полном объёме, итоговый документ подписан и размещён.",
    "Работы завершены, акт приёмки подписан.",
    "Предложения подготовлены и внесены в установленном порядке.",
)
_RETURN = "К отчёту не приложен подтверждающий документ. Приложите подписанный акт."
_INTERIM = "Выполнено около двух третей работ; остаток зависит от поставки материалов."
_EXTENSION = "Поставка материалов задержана, новый график согласован с подрядчиком."
_CANCEL = "Предмет поручения утратил актуальность: работы вошли в другую программу."
_NOT_DONE = "Работы не начаты, поручение будет дано заново с другим исполнителем."
_QUESTION = "Просим уточнить, входит ли в объём работ обследование прилегающей территории."
_ANSWER = "Да, прилегающая территория входит в объём работ."
