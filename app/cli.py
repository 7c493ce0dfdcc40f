"""`tapsyrma …`: the commands of an installation. Each is a thin entry point over services, queries and jobs.

Texts of users are not printed in languages here: the command line speaks English, as the logs do. Loading seeds and
playing the demo are `tapsyrma-seeds` (`seeds.__main__`), because nothing of `app` looks up at them.
"""

import sys
from typing import Any

import click

from app import clock
from app.config import Settings
from app.domain.errors import DomainError
from app.examples_cli import examples
from app.extract_cli import EXIT_REFUSED, deadline, extract
from app.outbox_cli import job_history, job_resume, outbox, sender, stopping
from app.report_cli import audit, report
from app.search_cli import complete_index, search


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


main.add_command(extract)
main.add_command(deadline)
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
