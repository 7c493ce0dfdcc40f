"""`tapsyrma-seeds`: load the reference data; play and serve the demo. The entry point above `app`, hence not in it."""

import logging
import sys

import click

from app import logs, schema
from app.config import Settings
from app.db import open_session, transaction
from app.domain.errors import DomainError
from app.i18n import locale_of
from app.labels import error_sentence
from app.search_cli import complete_index
from seeds.loader import load_reference
from seeds.running import Run, prepare, run_demo


@click.group()
def main() -> None:
    """Reference data and the demo."""


@main.command()
def load() -> None:
    """Bring the reference tables up to seeds/reference. Idempotent; nothing is deleted."""
    settings = Settings.from_env()
    with open_session(settings.database_url) as session, transaction(session):
        counts = load_reference(session)
    click.echo("Reference data: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


@main.command()
@click.argument("files", nargs=-1)
@click.option("--today", metavar="YYYY-MM-DD", help="Play and serve as if it were that day.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--empty", is_flag=True, help="Without the texts of the demo: only people and your FILES.")
@click.option("--check", is_flag=True, help="Do everything, then exit instead of serving.")
def demo(files: tuple[str, ...], today: str | None, port: int, empty: bool, check: bool) -> None:
    """Play the demo, run the clock once, deliver to the local mailbox, show the list, serve.

    FILES are texts of yours, FILE[@YYYY-MM-DD] each; without a date it is taken from the text or its metadata.
    """
    settings = Settings.from_env()
    logs.configure(settings.log_format, logging.WARNING)
    if not settings.demo:
        raise click.ClickException("the demo runs with TAPSYRMA_DEMO=1 only; bin/run sets it")
    if problems := settings.problems():
        raise click.ClickException("\n".join(problems))
    prepare(settings)
    schema.upgrade(settings.database_url)
    complete_index(settings.database_url)
    try:
        run_demo(settings, Run(files=files, today=today, port=port, empty=empty, check=check))
    except DomainError as error:
        with locale_of("en"):
            click.echo(f"tapsyrma: {error_sentence(error)}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
