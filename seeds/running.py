"""The demo as a process: data, one run of the clock, a local mailbox, a summary on the terminal, then pages and clock.

A second run continues with the data of the first. Only for this machine: it binds 127.0.0.1.
"""

import os
import socket
import threading
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from app import clock
from app.config import Settings
from app.db import open_session, transaction
from app.domain.enums import FindingKind, LetterState, Review, Shift
from app.domain.lateness import days_late, late
from app.i18n import format_day, locale_of, set_locale
from app.importing import read_document
from app.labels import label
from app.models import Document, Finding, OutboxMessage, Task, User
from app.queries.reference import work_calendar
from app.scheduler import run_forever, run_job, tick
from app.services.documents import NewDocument, ingest_document
from app.services.review import extract_findings
from notifications.mailcatcher import MailCatcher
from seeds.loader import load_reference
from seeds.playing import SUPERVISOR, add_people, play

HOST = "127.0.0.1"
PASSWORD = "tapsyrma-demo"
LETTER_HOUR = 9


@dataclass(frozen=True)
class Run:
    """What the command line asked for. port 0 = any free one."""

    files: tuple[str, ...]
    today: str | None
    port: int
    empty: bool
    check: bool


def run_demo(settings: Settings, run: Run) -> None:
    """Play, tick, deliver, tell, serve. Raises ClickException with a sentence for what a person can mend."""
    if run.today:
        os.environ["TAPSYRMA_CLOCK"] = f"@{_day(run.today).isoformat()}T12:00+05:00"
    listener = _listen(run.port)
    port = listener.getsockname()[1]
    settings = settings.changed(base_url=f"http://{HOST}:{port}")
    with MailCatcher(settings.data / "mail") as mailbox:
        settings = settings.changed(smtp_url=mailbox.url)
        with open_session(
            settings.database_url, base_url=settings.base_url, signing_key=settings.secret_key
        ) as session:
            _fill(session, settings, run)
            moment = _run_clock_once(session, settings)
            _tell(session, settings, moment)
        if run.check:
            listener.close()
            return
        _serve(settings, listener)


def prepare(settings: Settings) -> None:
    """Make the data folder and mark it as the demo's, before there is a database in it."""
    _require_writable(settings.data)
    settings.demo_marker.touch()


def _fill(session: Session, settings: Settings, run: Run) -> None:
    now = clock.now()
    with transaction(session):
        load_reference(session)
        add_people(session, PasswordHasher().hash(PASSWORD), now)
    played = session.scalar(sa.select(Document.id).limit(1)) is not None
    if not run.empty and not played:
        play(session, settings.data, clock.today())
    for given in run.files:
        _add_file(session, settings, given, now)


def _add_file(session: Session, settings: Settings, given: str, now: datetime) -> None:
    """Take one text in. FILE@YYYY-MM-DD gives the date; else the text or its metadata must."""
    name, at, day_text = given.rpartition("@")
    path, day = (Path(name), _day(day_text)) if at and not Path(given).is_file() else (Path(given), None)
    if not path.is_file():
        raise click.ClickException(f"{path}: there is no such file")
    content = path.read_bytes()
    imported = read_document(content, path.name)
    published = day or imported.published
    if published is None:
        raise click.ClickException(
            f"{path.name}: no date of publication in the text or its metadata. Give it as {path}@YYYY-MM-DD."
        )
    basis = "person" if day else imported.published_basis or ""
    supervisor = session.scalars(sa.select(User).where(User.email == SUPERVISOR)).one()
    with transaction(session):
        new = NewDocument(
            text=imported.text,
            title=imported.title or path.name,
            published_on=published,
            published_basis=basis,
            language=imported.language or "",
            media_type=imported.media_type,
            note=imported.note or "",
            file=content,
            file_name=path.name,
        )
        document, fresh = ingest_document(session, new, by=supervisor, now=now, data=settings.data)
        extract_findings(session, document, now=now, auto_confirm=settings.auto_confirm)
    known = "" if fresh else ", was here already"
    click.echo(f"{path.name}: published {published.isoformat()} ({basis}){known}, {len(document.findings)} findings")


def _run_clock_once(session: Session, settings: Settings) -> datetime:
    """Run every job as of the last morning on which letters go out: today's, or the last working day's."""
    now = clock.now()
    today = clock.today(now)
    calendar = work_calendar(session)
    moment = clock.local_moment(today, LETTER_HOUR)
    if not calendar.is_working_day(today) or now < moment:
        before = today if not calendar.is_working_day(today) else calendar.add_working_days(today, -1)
        moment = clock.local_moment(calendar.shift(before, Shift.PRECEDING), LETTER_HOUR)
    tick(session, settings, moment)
    for job in ("flag-overdue", "deliver"):
        run_job(session, settings, job, moment if job == "deliver" else now)
    return moment


def _tell(session: Session, settings: Settings, moment: datetime) -> None:
    set_locale("en")
    today = clock.today()
    tasks = session.scalars(sa.select(Task).order_by(Task.kind, Task.due_on, Task.id)).all()
    real = [task for task in tasks if not task.training]
    click.echo()
    for title, rows in (
        ("Instructions", [task for task in real if not task.is_milestone]),
        ("Milestones", [task for task in real if task.is_milestone]),
    ):
        click.echo(f"{title} on control: {len(rows)}")
        for task in rows:
            click.echo("  " + _row(task, today))
    _tell_training([task for task in tasks if task.training], today)
    waiting = session.scalar(sa.select(sa.func.count()).select_from(Finding).where(Finding.review == Review.PENDING))
    refused = sa.select(sa.func.count()).select_from(Finding).where(Finding.kind == FindingKind.REFUSED)
    click.echo(f"Review queue: {waiting} findings wait for a person, {session.scalar(refused)} sentences were refused")
    _tell_letters(session, settings, moment)
    click.echo(f"\nPages:  {settings.base_url}/demo   (demo logins, password {PASSWORD})")
    for user in session.scalars(sa.select(User).where(User.email.in_(_SHOWN)).order_by(User.id)):
        click.echo(f"  {user.email:<34} {label(user.role)}: {user.name}")


_SHOWN = (SUPERVISOR, "almaty-oblast@demo.example", "almaty-official@demo.example", "admin@demo.example")


def _row(task: Task, today: date) -> str:
    over = days_late(task.status, task.due_on, today, task.submitted_on)
    basis = label(task.due_basis) if task.due_basis else "no term"
    mark = f"OVERDUE {over} days" if over else label(task.status)
    source = " · secondary source" if task.evidence.value == "secondary" else ""
    limit = f" · limit {format_day(task.limit_on)}" if task.limit_on else ""
    with locale_of("ru"):
        owner = task.lead_agency.name("ru")
    return (
        f"{task.number}  {format_day(task.due_on):<10}  {mark:<20} {owner[:32]:<32} {task.title[:64]}\n"
        f"{'':14}{basis}{limit}{source}"
    )


def _tell_training(tasks: list[Task], today: date) -> None:
    if not tasks:
        return
    by_status: dict[str, int] = {}
    for task in tasks:
        by_status[label(task.status)] = by_status.get(label(task.status), 0) + 1
    overdue = sum(late(task.status, task.due_on, today, task.submitted_on) for task in tasks)
    told = ", ".join(f"{count} {status.lower()}" for status, count in sorted(by_status.items()))
    agencies = len({task.lead_agency_id for task in tasks})
    click.echo(f"Training example: {len(tasks)} tasks of {agencies} sample agencies ({told}); {overdue} overdue")


def _tell_letters(session: Session, settings: Settings, moment: datetime) -> None:
    sent = session.scalars(
        sa.select(OutboxMessage).where(OutboxMessage.state == LetterState.SENT).order_by(OutboxMessage.id)
    ).all()
    day = clock.today(moment)
    why = "" if day == clock.today() else ", the last working morning"
    click.echo(
        f"Letters of {format_day(day)}{why}: {len(sent)} delivered to the local mailbox {settings.data / 'mail'}"
    )
    for message in sent:
        click.echo(f"  {message.recipient.email:<34} {message.subject}")


def _serve(settings: Settings, listener: socket.socket) -> None:
    import waitress

    from app import create_app

    stop = threading.Event()
    ticking = threading.Thread(target=run_forever, args=(settings, stop), name="scheduler")
    ticking.start()
    click.echo("\nServing; Ctrl-C stops. The data stay for the next run.")
    try:
        waitress.serve(create_app(settings), sockets=[listener], ident="tapsyrma")
    finally:
        stop.set()
        ticking.join()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.ClickException(f"{text!r} is no date such as 2026-01-16") from error


def _require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.ClickException(
            f"{folder} cannot be written ({error.strerror}). Give yourself the right, or set TAPSYRMA_DATA to another folder."
        ) from error


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise click.ClickException(
            f"port {port} of {HOST} is not free ({error.strerror}). Take another one: bin/run --port N"
        ) from error
    listener.listen()
    return listener
