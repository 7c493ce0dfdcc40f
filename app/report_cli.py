"""`tapsyrma report …` and `tapsyrma audit …`: what the history says of a past day, and whether it is what it was.

Reports are the same, byte for byte, whenever they are asked for a day: codes instead of names that may change, rows in a
fixed order, nothing of the present. They show what the whole register shows; scopes of people belong to the pages.
"""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from app import clock
from app.config import Settings

Row = dict[str, Any]
Begin = Callable[[], Settings]
FORMATS = click.Choice(["table", "jsonl", "csv"])
# A cell that begins like this is a formula to a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_CELL = 48


@click.group()
def report() -> None:
    """Lists and figures as of any past day, out of the history."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--format", "form", type=FORMATS, default="table", show_default=True),
        click.option("--agency", default="", help="Code of one body."),
        click.option("--as-of", "as_of", default=None, help="The day, YYYY-MM-DD; by default today."),
    ):
        command = option(command)
    return command


@report.command("overdue")
@_options
@click.pass_obj
def report_overdue(begin: Begin, as_of: str | None, agency: str, form: str) -> None:
    """What was late at the end of the day, the longest first, and who held it."""
    from app.queries.past_lists import lines_then, overdue_then
    from app.queries.past_rows import overdue_row
    from app.queries.tasks import Filters

    def rows(session: Any, day: date) -> list[Row]:
        found = overdue_then(session, _everything(), Filters(agency=agency), day=day)
        return [overdue_row(each) for each in lines_then(session, found, day=day, locale="en")]

    _report(begin, as_of, form, rows)


@report.command("register")
@_options
@click.pass_obj
def report_register(begin: Begin, as_of: str | None, agency: str, form: str) -> None:
    """Every task that was in the register at the end of the day, in the order of registration."""
    from app.queries.past_lists import lines_then, register_then
    from app.queries.past_rows import register_row
    from app.queries.tasks import Filters

    def rows(session: Any, day: date) -> list[Row]:
        found = register_then(session, _everything(), Filters(agency=agency), day=day)[::-1]
        return [register_row(each) for each in lines_then(session, found, day=day, locale="en")]

    _report(begin, as_of, form, rows)


@report.command("discipline")
@_options
@click.option("--quarter", default="", help="Of original deadlines, such as 2026-Q3; by default all.")
@click.option("--by", "rows_by", type=click.Choice(["agency", "level", "quarter"]), default="agency", show_default=True)
@click.pass_obj
def report_discipline(begin: Begin, as_of: str | None, agency: str, form: str, quarter: str, rows_by: str) -> None:
    """The figures of executive discipline as of the day, with the counts behind each."""
    from app.domain.discipline import Quarter
    from app.queries.discipline import Asked, By, discipline
    from app.queries.past_rows import discipline_rows

    period = Quarter.parse(quarter) if quarter else None
    if quarter and period is None:
        raise click.UsageError(f"{quarter!r} is no quarter such as 2026-Q3")

    def rows(session: Any, day: date) -> list[Row]:
        training = not Settings.from_env().production
        asked = Asked(day, period, agency, by=By(rows_by), training=training)
        return discipline_rows(discipline(session, _everything(), asked))

    _report(begin, as_of, form, rows)


@report.command("slippage")
@_options
@click.pass_obj
def report_slippage(begin: Begin, as_of: str | None, agency: str, form: str) -> None:
    """The original date against the date in force of each task whose date was moved or missed."""
    from app.queries.past_rows import slippage_row
    from app.queries.slippage_pages import slippage_then

    def rows(session: Any, day: date) -> list[Row]:
        return [
            slippage_row(each) for each in slippage_then(session, _everything(), day=day, agency=agency, locale="en")
        ]

    _report(begin, as_of, form, rows)


def _everything() -> Any:
    from app.queries.asof import EVERYTHING

    return EVERYTHING


def _report(begin: Begin, as_of: str | None, form: str, make: Callable[[Any, date], list[Row]]) -> None:
    from app.db import open_session
    from app.queries.asof import past_day

    settings = begin()
    with open_session(settings.database_url) as session:
        day = past_day(session, as_of, clock.today())
        _print(make(session, day), form)


def _print(rows: list[Row], form: str) -> None:
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerows([list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)] if rows else [])
        click.echo(text.getvalue(), nl=False)
    else:
        _print_table(rows)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return "'" + text if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _print_table(rows: list[Row]) -> None:
    if not rows:
        click.echo("Nothing.")
        return
    cells = [list(rows[0]), *([("" if value is None else str(value)) for value in row.values()] for row in rows)]
    cut = [[text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…" for text in line] for line in cells]
    widths = [max(len(line[place]) for line in cut) for place in range(len(cut[0]))]
    for line in cut:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


@click.group()
def audit() -> None:
    """Is the history what it was?"""


@audit.command("verify")
@click.option(
    "--seals",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of seals to hold the database against; by default that of the data folder.",
)
@click.pass_obj
def audit_verify(begin: Begin, folder: Path | None) -> None:
    """Check every chain, every seal and its file, and name the first bad row; exit status 1 when there is one."""
    from app.db import open_session
    from app.services.audit import verify
    from app.services.audit_words import sentences

    settings = begin()
    with open_session(settings.database_url) as session:
        found = verify(session, folder or settings.seals)
    for sentence in sentences(found):
        click.echo(sentence)
    sys.exit(not found.sound)
