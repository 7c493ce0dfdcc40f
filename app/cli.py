"""`tapsyrma …`: the commands of an installation. Each is a thin entry point over services, queries and jobs.

Texts of users are not printed in languages here: the command line speaks English, as the logs do. Loading seeds and
playing the demo are `tapsyrma-seeds` (`seeds.__main__`), because nothing of `app` looks up at them.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from app import clock
from app.config import Settings
from app.domain.errors import DomainError
from app.examples_cli import examples
from app.outbox_cli import job_history, job_resume, outbox, sender, stopping
from app.report_cli import audit, report
from app.search_cli import complete_index, search

EXIT_REFUSED = 2


class Commands(click.Group):
    """Domain errors become one sentence on standard error and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DomainError as error:
            from app.i18n import locale_of
            from app.labels import error_sentence

            with locale_of("en"):
                click.echo(f"tapsyrma: {error_sentence(error)}", err=True)
            sys.exit(EXIT_REFUSED)


@click.group(cls=Commands)
@click.pass_context
def main(context: click.Context) -> None:
    """Control of execution of a government's instructions."""
    context.obj = _started  # how commands of other modules begin


class Day(click.ParamType):
    """YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A date, or a usage error."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date such as 2026-01-16", param, ctx)


FORMATS = click.Choice(["table", "jsonl"])


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--published", type=Day(), help="Date of publication of the FILES, YYYY-MM-DD.")
@click.option(
    "--documents",
    type=click.File("r", encoding="utf8"),
    help="JSON lines of id, lang, published, title, text; - is stdin.",
)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--refused", is_flag=True, help="Also the sentences that were considered and refused, with the veto.")
def extract(files: tuple[Path, ...], published: date | None, documents: Any, form: str, refused: bool) -> None:
    """Find instructions, milestones, goals and references in texts. Needs no database."""
    from app.extraction import extract as find
    from app.extraction.record import to_record
    from app.reference import agency_directory, work_calendar

    calendar = work_calendar()
    for name, title, day, text in _texts(files, published, documents):
        for finding in find(text, day, agency_directory().on(day), calendar, title=title, refused=refused):
            record = to_record(finding, name)
            click.echo(json.dumps(record, ensure_ascii=False) if form == "jsonl" else _line(record))


def _texts(files: tuple[Path, ...], published: date | None, documents: Any) -> Iterator[tuple[str, str, date, str]]:
    """(name, title, published, text) of every text asked for."""
    from app.importing import read_document

    for number, line in enumerate(documents or (), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield row["id"], row.get("title") or "", date.fromisoformat(row["published"]), row["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise click.UsageError(f"line {number} of the documents: {error!r}") from error
    for path in files:
        imported = read_document(path.read_bytes(), path.name)
        day = published or imported.published
        if day is None:
            raise click.UsageError(f"{path.name}: no date of publication in the text; give --published YYYY-MM-DD")
        yield path.name, "", day, imported.text


def _line(record: dict[str, Any]) -> str:
    owners = ", ".join(owner["name"] for owner in record.get("owners") or []) or "–"
    due = (record.get("deadline") or {}).get("date") or record.get("recurrence") or "–"
    quote = " ".join(record["quote"].split())
    return f"{record['kind']:<12} {due:<12} {owners[:44]:<44} {quote[:110]}"


@main.command()
@click.argument("expression", required=False)
@click.option(
    "--list",
    "listed",
    type=click.File("r", encoding="utf8"),
    help="One expression a line; text after a tab and # lines are ignored.",
)
@click.option("--published", type=Day(), required=True)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def deadline(expression: str | None, listed: Any, published: date, form: str) -> None:
    """Read a deadline expression: the date and the steps that led to it. Needs no database."""
    from app.explanations import explain_step
    from app.extraction.deadlines import read_deadline
    from app.i18n import format_day, gettext, locale_of
    from app.reference import work_calendar

    lines = [expression] if expression else [line.rstrip("\n").split("\t")[0] for line in listed or ()]
    with locale_of("en"):
        for text in lines:
            if not text.strip() or text.startswith("#"):
                continue
            read = read_deadline(text, published, work_calendar())
            steps = [explain_step(step, gettext, format_day) for step in read.steps] if read else []
            day = read.date.isoformat() if read and read.date else None
            if form == "jsonl":
                row = {"text": text, "date": day, "rule": read.rule if read else None, "steps": steps}
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                click.echo(f"{text}: {day or 'no date'}")
                for step in steps:
                    click.echo(f"  {step}")


@main.command()
def check() -> None:
    """List unsafe settings; exit status 1 when there are any."""
    problems = Settings.from_env().problems()
    if old := clock.check_tzdata():
        problems.append(old)
    for problem in problems:
        click.echo(problem)
    click.echo("The settings are safe." if not problems else f"{len(problems)} problems.")
    sys.exit(bool(problems))


@main.group()
def db() -> None:
    """The database's structure."""


@db.command("upgrade")
@click.argument("revision", default="head")
def db_upgrade(revision: str) -> None:
    """Run the migrations up to REVISION (by default the newest)."""
    from app import schema

    settings = Settings.from_env()
    _make_data_folder(settings)
    schema.upgrade(settings.database_url, revision)
    if schema.current(settings.database_url) == schema.head() and (added := complete_index(settings.database_url)):
        click.echo(f"{added} rows were added to the index of the search.")
    click.echo(f"The database is at {schema.current(settings.database_url)}.")


@db.command("downgrade")
@click.argument("revision")
def db_downgrade(revision: str) -> None:
    """Run the migrations down to REVISION ("base" empties the database)."""
    from app import schema

    settings = Settings.from_env()
    schema.downgrade(settings.database_url, revision)
    click.echo(f"The database is at {schema.current(settings.database_url) or 'base'}.")


@db.command("check")
def db_check() -> None:
    """Compare the database with the code; exit status 1 when they differ."""
    from app import schema

    settings = Settings.from_env()
    current, newest = schema.current(settings.database_url), schema.head()
    differences = (
        schema.drift(settings.database_url) if current == newest else [f"at {current}, the code wants {newest}"]
    )
    for difference in differences:
        click.echo(str(difference))
    click.echo("The database fits the code." if not differences else "Run: tapsyrma db upgrade")
    sys.exit(bool(differences))


@main.group()
def job() -> None:
    """The jobs of the clock."""


@job.command("list")
def job_list() -> None:
    """Names of the jobs."""
    from app.scheduler import JOBS

    for each in JOBS:
        click.echo(each.name)


@job.command("run")
@click.argument("name")
def job_run(name: str) -> None:
    """Run a job now, whatever its slots say."""
    from app.db import open_session
    from app.scheduler import run_job

    settings = _started()
    with open_session(settings.database_url, base_url=settings.base_url, signing_key=settings.secret_key) as session:
        click.echo(f"{name}: {run_job(session, settings, name, clock.now())}")


@main.group()
def people() -> None:
    """The first people of an installation; the rest is done on the pages."""


@people.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(["administrator", "supervisor"]), default="administrator", show_default=True)
def people_add(email: str, name: str, role: str) -> None:
    """Add a person and print a one-time link to choose a password."""
    from app.db import open_session, transaction
    from app.domain.enums import GiverLevel, Role
    from app.services.links import INVITE, link_path, make_link
    from app.services.people import PersonData, add_person

    settings = _started()
    now = clock.now()
    with open_session(settings.database_url, base_url=settings.base_url) as session, transaction(session):
        level = GiverLevel.PRESIDENT if role == "supervisor" else None
        user = add_person(session, PersonData(email, name, Role(role), decides_up_to=level), by=None, now=now)
        link, token = make_link(session, user, INVITE, now=now)
        click.echo(f"{settings.base_url}{link_path(token)}")
        click.echo(f"The link works once, until {link.expires_at.astimezone(clock.ZONE):%d.%m.%Y %H:%M} (Almaty).")


main.add_command(examples)
main.add_command(report)
main.add_command(audit)
main.add_command(outbox)
main.add_command(sender)
main.add_command(search)
job.add_command(job_history)
job.add_command(job_resume)


@main.command()
@click.option(
    "--every", type=click.FloatRange(0.05, 300), default=30.0, show_default=True, help="Seconds between ticks."
)
@click.option("--no-deliver", is_flag=True, help="Letters are delivered by `tapsyrma sender`.")
@click.option("--once", is_flag=True, help="One tick as the leader, then exit; status 1 when another process leads.")
def scheduler(every: float, no_deliver: bool, once: bool) -> None:
    """Run the clock: one process works, any number stand by."""
    from app.scheduler import run_forever, run_once

    settings, without = _started(), frozenset({"deliver"} if no_deliver else ())
    if once:
        sys.exit(0 if run_once(settings, without=without) else 1)
    run_forever(settings, stopping(), every=every, without=without)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--threads", type=int, default=8, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the pages (waitress). The scheduler is a process of its own."""
    import waitress

    from app import create_app

    settings = _started()
    if settings.demo and host not in ("127.0.0.1", "localhost", "::1"):
        raise click.UsageError("the demo serves this machine only")
    waitress.serve(create_app(settings), host=host, port=port, threads=threads, ident="tapsyrma")


def _started() -> Settings:
    """Settings of a process that works on the database: safe ones, logs set up, the structure at hand."""
    from app import logs, schema

    settings = Settings.from_env()
    logs.configure(settings.log_format)
    if not settings.testing and (problems := settings.problems()):
        raise click.ClickException("unsafe settings:\n" + "\n".join(problems))
    if old := clock.check_tzdata():
        raise click.ClickException(old)
    if (current := schema.current(settings.database_url)) != schema.head():
        raise click.ClickException(f"the database is at {current}, the code wants {schema.head()}: tapsyrma db upgrade")
    return settings


def _make_data_folder(settings: Settings) -> None:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"{settings.data} cannot be written ({error.strerror}): set TAPSYRMA_DATA"
        ) from error


if __name__ == "__main__":
    main()
