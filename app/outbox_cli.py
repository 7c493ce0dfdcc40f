"""`tapsyrma outbox …`, `tapsyrma job history|resume`, `tapsyrma sender`: letters and the clock for whoever runs the machine."""

import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click

from app import clock
from app.config import Settings
from app.domain.enums import LetterState

Begin = Callable[[], Settings]
EXIT_BELIEVE_NOT = 3


class LocalMoment(click.ParamType):
    """YYYY-MM-DDTHH:MM in Kazakhstan, or with a zone of its own."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """A moment, or a usage error."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment such as 2026-11-20T06:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=clock.ZONE)


@click.group()
def outbox() -> None:
    """Letters and their delivery."""


@outbox.command("list")
@click.option("--state", type=click.Choice([state.value for state in LetterState]), help="Only letters in this state.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.pass_obj
def outbox_list(begin: Begin, state: str | None, limit: int) -> None:
    """The newest letters, never what they say: ID, state, attempts, moment, kind, address, last error."""
    from app.db import open_session
    from app.queries.outbox import letter_counts, letter_lines, queue_now

    with open_session(begin().database_url) as session:
        for line in letter_lines(session, LetterState(state) if state else None, limit):
            moment = line.sent_at or line.next_attempt_at
            click.echo(
                f"{line.id}\t{line.state.value}\t{line.attempts}\t{_local(moment)}\t{line.kind}\t{line.email}\t{line.last_error}"
            )
        counts = letter_counts(session)
        click.echo(", ".join(f"{counts.get(each, 0)} {each.value}" for each in LetterState), err=True)
        queue = queue_now(session)
        if queue.paused_until and queue.paused_until > clock.now():
            click.echo(f"The queue is paused until {_local(queue.paused_until)}: {queue.reason}", err=True)


@outbox.command("retry")
@click.argument("ids", nargs=-1, type=int)
@click.option("--state", type=click.Choice(["dead", "held"]), help="All letters in this state instead of IDS.")
@click.pass_obj
def outbox_retry(begin: Begin, ids: tuple[int, ...], state: str | None) -> None:
    """Queue dead or held letters again. News that is over stays where it is."""
    from app.services.outbox import retry_letter

    _each(begin, ids, state, lambda session, letter: retry_letter(session, letter, now=clock.now()), "queued again")


@outbox.command("drop")
@click.argument("ids", nargs=-1, type=int)
@click.option("--state", type=click.Choice(["dead", "held"]), help="All letters in this state instead of IDS.")
@click.pass_obj
def outbox_drop(begin: Begin, ids: tuple[int, ...], state: str | None) -> None:
    """Give letters up. The ledger keeps them."""
    from app.services.outbox import drop_letter

    _each(begin, ids, state, drop_letter, "given up")


def _each(begin: Begin, ids: tuple[int, ...], state: str | None, act: Callable[[Any, Any], bool], done: str) -> None:
    from app.db import open_session, transaction
    from app.domain.errors import DomainError
    from app.i18n import locale_of
    from app.labels import error_sentence
    from app.models import OutboxMessage
    from app.queries.outbox import ids_of

    if bool(ids) == bool(state):
        raise click.UsageError("give IDS or --state")
    failed = False
    with open_session(begin().database_url) as session, locale_of("en"):
        for letter_id in ids_of(session, LetterState(state)) if state else ids:
            message = session.get(OutboxMessage, letter_id)
            try:
                if message is None:
                    raise click.ClickException(f"there is no letter {letter_id}")
                with transaction(session):
                    changed = act(session, message)
                click.echo(f"{letter_id}: {done if changed else 'was so already'}")
            except DomainError as error:
                failed = True
                click.echo(f"{letter_id}: {error_sentence(error)}", err=True)
    if failed:
        raise SystemExit(1)


@outbox.command("hold")
@click.option("--before", type=LocalMoment(), help="By default now: the moment of the restore.")
@click.pass_obj
def outbox_hold(begin: Begin, before: datetime | None) -> None:
    """After a restore, before anything else runs: hold what waits in the queue, and write no digest up to that day.

    A letter that waits in the backup may have been sent after the backup was made; nothing in the backup can tell.
    """
    from app.db import open_session, transaction
    from app.services.clockwork import be_quiet, resume_clock
    from app.services.outbox import hold_letters

    before = before or clock.now()
    tomorrow = clock.local_moment(clock.today(before) + timedelta(days=1))
    with open_session(begin().database_url) as session, transaction(session):
        held = hold_letters(session, before)
        be_quiet(session, tomorrow)
        resume_clock(session, now=clock.now())
    click.echo(f"{held} letters are held; no reminders and digests before {_local(tomorrow)}.")
    click.echo("See: tapsyrma outbox list --state held; then: tapsyrma outbox drop --state held")


@click.command("history")
@click.option("--job", "name", default="", help="Of one job.")
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 10_000))
@click.pass_obj
def job_history(begin: Begin, name: str, limit: int) -> None:
    """The newest runs: job, slot, begun, state, outcome; then the job at work, and whether the clock is believed."""
    from app.db import open_session
    from app.queries.health import clock_now, job_runs

    with open_session(begin().database_url) as session:
        for run in job_runs(session, name, limit):
            state = "done" if run.finished_at else "failed"
            outcome = run.outcome.get("result", "") if run.finished_at else run.error
            click.echo(f"{run.job}\t{run.slot}\t{_local(run.started_at)}\t{state}\t{outcome}")
        found = clock_now(session, clock.now())
        if found.running:
            late = ", over its limit" if found.hung else ""
            click.echo(
                f"At work: {found.running} {found.running_slot} since {_local(found.running_since)}{late}", err=True
            )
        if found.trouble:
            click.echo(f"The clock is not believed ({found.trouble}): no letters are written. {_ADVICE}", err=True)
            raise SystemExit(EXIT_BELIEVE_NOT)


_ADVICE = "When it is right: tapsyrma job resume"


@click.command("resume")
@click.pass_obj
def job_resume(begin: Begin) -> None:
    """Believe the present clock after a jump: letters are written again, with today's date and once."""
    from app.db import open_session, transaction
    from app.services.clockwork import resume_clock

    now = clock.now()
    with open_session(begin().database_url) as session, transaction(session):
        resume_clock(session, now=now)
    click.echo(f"The clock goes on from {_local(now)}.")


@click.command()
@click.option(
    "--every", type=click.FloatRange(0.05, 300), default=5.0, show_default=True, help="Seconds between rounds."
)
@click.option("--once", is_flag=True, help="One round, then exit.")
@click.pass_obj
def sender(begin: Begin, every: float, once: bool) -> None:
    """Deliver letters: any number of these processes beside a scheduler that runs with --no-deliver."""
    from dataclasses import asdict

    from app.sender import deliver_once, send_forever

    settings = begin()
    if not settings.smtp_url:
        raise click.ClickException("SMTP_URL is missing")
    if once:
        done = deliver_once(settings)
        click.echo(f"deliver: {asdict(done) if done else 'the clock is not believed'}")
        return
    send_forever(settings, stopping(), every=every)


def stopping() -> threading.Event:
    """Set by SIGTERM and SIGINT: a process ends after what it is at. It may as well be killed."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _local(moment: datetime | None) -> str:
    return moment.astimezone(clock.ZONE).isoformat(timespec="minutes") if moment else "-"
