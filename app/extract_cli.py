"""`tapsyrma extract` and `tapsyrma deadline`: texts and terms in, findings and dates out, without a database.

What cannot be read is said on standard error with the name of its file or line; the rest is read all the same, and the
exit status is 2 at the end. How a text is read belongs to `app.importing` and `app.extraction`.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, NamedTuple

import click

from app.domain.errors import DomainError

EXIT_REFUSED = 2
FORMATS = click.Choice(["table", "jsonl"])
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
# Fields of a row of --documents: the type, and whether it may be absent or null.
_FIELDS = {"id": (str, False), "published": (str, False), "title": (str, True), "text": (str, False)}


class Text(NamedTuple):
    """A text to be read."""

    name: str
    title: str
    published: date
    text: str


class Unread(Exception):
    """A sentence why a file or a row was not read."""


class Day(click.ParamType):
    """YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A date, or a usage error."""
        try:
            return value if isinstance(value, date) else _day(value)
        except ValueError:
            self.fail(f"{value!r} is no date such as 2026-01-16", param, ctx)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--published", type=Day(), help="Date of publication of the FILES, YYYY-MM-DD.")
@click.option("--documents", type=click.File("rb"), help="JSON lines of id, published, title, text; - is stdin.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--refused", is_flag=True, help="Also the sentences that were considered and refused, with the veto.")
def extract(files: tuple[Path, ...], published: date | None, documents: Any, form: str, refused: bool) -> None:
    """Find instructions, milestones, goals and references in texts. Needs no database.

    A FILE or a row that cannot be read is named on standard error, the others are read; exit status 2 then.
    """
    from app.extraction import extract as find
    from app.extraction.record import to_record
    from app.reference import agency_directory, work_calendar

    if not files and documents is None:
        raise click.UsageError("nothing to read: give FILES or --documents")
    calendar, unread = work_calendar(), 0
    for found in (*_rows(documents), *_files(files, published)):
        if isinstance(found, Unread):
            click.echo(f"tapsyrma: {found}", err=True)
            unread += 1
            continue
        directory = agency_directory().on(found.published)
        for finding in find(found.text, found.published, directory, calendar, title=found.title, refused=refused):
            record = to_record(finding, found.name)
            click.echo(json.dumps(record, ensure_ascii=False) if form == "jsonl" else _line(record))
    if unread:
        sys.exit(EXIT_REFUSED)


@click.command()
@click.argument("expression", required=False)
@click.option(
    "--list", "listed", type=click.File("rb"), help="One expression a line; text after a tab and # lines are ignored."
)
@click.option("--published", type=Day(), required=True)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def deadline(expression: str | None, listed: Any, published: date, form: str) -> None:
    """Read a deadline expression: the date and the steps that led to it. Needs no database."""
    from app.explanations import explain_step
    from app.extraction.deadlines import read_deadline
    from app.i18n import format_day, gettext, locale_of
    from app.reference import work_calendar

    if (expression is None) == (listed is None):
        raise click.UsageError("give either an EXPRESSION or --list")
    with locale_of("en"):
        for text in [_whole(expression)] if expression is not None else _expressions(listed):
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


def _day(text: str) -> date:
    """A day written YYYY-MM-DD. Raises ValueError for all else, also for weeks («2026-W03»)."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(text: str) -> str:
    """A text without half characters (lone surrogates), which cannot be printed; as long as before."""
    return _HALF_CHARACTERS.sub("\ufffd", text)


def _lines(file: IO[bytes]) -> list[str]:
    """The lines of a text file in any of the usual encodings, with or without a byte order mark.

    Raises click.UsageError, naming the file.
    """
    from app.importing.charsets import decode

    try:
        return decode(file.read()).text.replace("\r\n", "\n").split("\n")
    except DomainError as error:
        raise click.UsageError(f"{file.name}: {_sentence(error)}") from error


def _expressions(file: IO[bytes]) -> Iterator[str]:
    for line in _lines(file):
        text = line.split("\t")[0]
        if text.strip() and not text.startswith("#"):
            yield _whole(text)


def _rows(documents: IO[bytes] | None) -> Iterator[Text | Unread]:
    """The texts of --documents, in order."""
    for number, line in enumerate(_lines(documents) if documents is not None else (), 1):
        if line.strip():
            try:
                yield _row(line)
            except Unread as error:
                yield Unread(f"line {number} of the documents: {error}")


def _row(line: str) -> Text:
    """A line of --documents. Raises Unread."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unread("no JSON object") from error
    if not isinstance(row, dict):
        raise Unread("no JSON object")
    for name, (kind, optional) in _FIELDS.items():
        if row.get(name) is None and not optional:
            raise Unread(f"the field {name} is missing")
        if row.get(name) is not None and not isinstance(row[name], kind):
            raise Unread(f"the field {name} is no text")
    try:
        day = _day(row["published"])
    except ValueError as error:
        raise Unread("the field published is no date such as 2026-01-16") from error
    return Text(_whole(row["id"]), _whole(row.get("title") or ""), day, _whole(row["text"]))


def _files(files: tuple[Path, ...], published: date | None) -> Iterator[Text | Unread]:
    """The texts of the files, in order; what was read with a loss is said on standard error."""
    for path in files:
        name = _whole(str(path))
        try:
            yield _text(path, name, published)
        except Unread as error:
            yield Unread(f"{name}: {error}")


def _text(path: Path, name: str, published: date | None) -> Text:
    """A file's text. Raises Unread."""
    from app.importing import NOTES, read_document

    try:
        imported = read_document(path.read_bytes(), path.name)
    except OSError as error:
        raise Unread(error.strerror or "cannot be read") from error
    except DomainError as error:
        raise Unread(_sentence(error)) from error
    note = NOTES[imported.note] % imported.note_data if imported.note else ""
    if not imported.text:
        raise Unread(note)
    day = published or imported.published
    if day is None:
        raise Unread("no date of publication in the text; give --published YYYY-MM-DD")
    if note:
        click.echo(f"tapsyrma: {name}: {note}", err=True)
    return Text(_whole(path.name), "", day, imported.text)


def _sentence(error: DomainError) -> str:
    from app.i18n import locale_of
    from app.labels import error_sentence

    with locale_of("en"):
        return error_sentence(error)


def _line(record: dict[str, Any]) -> str:
    owners = ", ".join(owner["name"] for owner in record.get("owners") or []) or "–"
    due = (record.get("deadline") or {}).get("date") or record.get("recurrence") or "–"
    quote = " ".join(record["quote"].split())
    return f"{record['kind']:<12} {due:<12} {owners[:44]:<44} {quote[:110]}"
