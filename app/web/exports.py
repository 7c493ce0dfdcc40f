"""Lists as files and as one page to print: what the filters let through, or the rows that were ticked.

How a format is written is `app.exporting`'s; which rows a list has is said by the list's own queries. A workbook and a
printed page say above their columns what they are: the filters in words, the day, for whom they were made. Sizes are
bounded, and a file that stops says so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Blueprint, Response, render_template, request

from app.domain.permissions import Duty
from app.exporting import csv_text, xlsx
from app.exporting.tables import Row, Table
from app.i18n import N_, format_day, get_locale, gettext
from app.queries.asof import scope_of
from app.queries.contributions import LONGEST, awaited, owed
from app.queries.exports import ExportLine, count_up_to, export_lines, past_export_lines
from app.queries.feeds import FeedDate
from app.queries.keyset import AnySelect, Order
from app.queries.list_filters import ListFilters, further
from app.queries.overdue import OVERDUE_SORTS, due_this_week_lines, overdue_lines
from app.queries.past_lists import overdue_then, register_then
from app.queries.tasks import REGISTER_SORTS, lines
from app.web.export_tables import PART_COLUMNS, on_paper, part_row, task_columns, task_row
from app.web.feeds.calendar import calendar_file
from app.web.overdue import views as overdue
from app.web.past import Finder, Past, asked_day
from app.web.security import requires
from app.web.session import db, person, settings, today
from app.web.tasks import views as tasks
from app.web.tasks.lists import FilterForm, filter_form, filters_of, in_words, sort_of, ticked

blueprint = Blueprint("exports", __name__)

MOST = {"xlsx": 10_000, "csv": 10_000, "ics": 2_000, "print": 1_000}
IN_MEMORY_BYTES, PIECE_BYTES = 1_000_000, 65_536
CUT = N_("Only the first %(n)s rows are here: there are more. Narrow the filters to get the rest.")


@dataclass(frozen=True)
class Listed:
    """A list of tasks. held: whether it says who holds each task; past: how it is found as of a day, where it can be."""

    name: str
    title: str
    form: FilterForm
    fields: list[str]
    query: AnySelect
    orders: dict[str, Order]
    held: bool = False
    past: Finder | None = None


@blueprint.get("/exports/overdue")
@requires(Duty.SEE_OVERDUE)
def overdue_list() -> Response:
    """The overdue list."""
    form = overdue.overdue_form(person())
    return _answer(
        Listed(
            "overdue",
            gettext("Overdue"),
            form,
            [*overdue.FIELDS, *overdue.MORE_FIELDS],
            overdue_lines(person(), _chosen(form), day=today(), locale=get_locale()),
            OVERDUE_SORTS,
            held=True,
            past=overdue_then,
        )
    )


@blueprint.get("/exports/week")
@requires(Duty.SEE_OVERDUE)
def week() -> Response:
    """What falls due in the coming seven days."""
    form = overdue.week_form(person())
    query = due_this_week_lines(person(), _chosen(form), day=today(), locale=get_locale())
    fields = [*overdue.FIELDS, *overdue.WEEK_MORE]
    return _answer(Listed("due-this-week", gettext("Due in the coming seven days"), form, fields, query, OVERDUE_SORTS))


@blueprint.get("/exports/tasks")
def register() -> Response:
    """The register."""
    form = filter_form(person(), tasks.SORTS)
    filters = _chosen(form)
    query = lines(person(), filters, get_locale()).where(*further(filters, today()))
    fields = tasks.REGISTER_FIELDS
    return _answer(Listed("register", gettext("Register"), form, fields, query, REGISTER_SORTS, past=register_then))


@blueprint.get("/exports/contributions")
@requires(Duty.SEE_CONTRIBUTIONS)
def contributions() -> Response:
    """Both lists of parts, one after the other."""
    given: dict[str, Any] = {"day": today(), "locale": get_locale()}
    mine, theirs = owed(db(), person(), **given), awaited(db(), person(), **given)
    rows = [part_row(part, gettext("we owe")) for part in mine]
    rows += [part_row(part, gettext("we wait for")) for part in theirs]
    note = gettext(CUT, n=LONGEST) if LONGEST in (len(mine), len(theirs)) else ""
    title = gettext("Parts of co-executors")
    made = Table(title, _facts([], today_only()), [column() for column in PART_COLUMNS], rows, note)
    return _file(made, "parts", _format(("xlsx", "csv", "print")), today_only())


def today_only() -> Past:
    """The present day, for lists that have no past."""
    return Past("", today())


def _answer(listed: Listed) -> Response:
    """The list in the format asked for."""
    past = asked_day() if listed.past else today_only()
    if past.problem:
        raise past.problem
    kind = _format(tuple(MOST))
    found, more = _rows(listed, past, MOST[kind])
    if kind == "ics":
        return _calendar(listed, found, past)
    held = listed.held or bool(past.text)
    columns = [column() for column in task_columns(held=held)]
    rows: Iterator[Row] = (task_row(each, held=held, base_url=settings().base_url) for each in found)
    if kind == "print":
        columns, rows = on_paper(columns, rows)
    facts = _facts(in_words(listed.form, listed.fields), past)
    made = Table(listed.title, facts, columns, rows, gettext(CUT, n=MOST[kind]) if more else "")
    return _file(made, listed.name, kind, past)


def _rows(listed: Listed, past: Past, most: int) -> tuple[Iterator[ExportLine], bool]:
    """The rows, and whether there are more."""
    if past.text and listed.past:
        sort = sort_of(listed.form)
        chosen = {"sort": sort} if sort else {}
        ids = listed.past(db(), scope_of(person()), filters_of(listed.form), day=past.day, **chosen)
        if wanted := set(ticked()):
            ids = [each for each in ids if each in wanted]
        return past_export_lines(db(), ids[:most], day=past.day, locale=get_locale()), len(ids) > most
    order = listed.orders.get(sort_of(listed.form)) or next(iter(listed.orders.values()))
    rows = export_lines(db(), listed.query, order, day=today(), most=most, locale=get_locale(), held=listed.held)
    return rows, count_up_to(db(), listed.query, most) > most


def _chosen(form: FilterForm) -> ListFilters:
    """What the filters let through; of it only what was ticked, if anything was."""
    return replace(filters_of(form), ids=ticked())


def _facts(words: list[tuple[str, str]], past: Past) -> list[tuple[str, str]]:
    reader = person()
    rows = [*words]
    if count := len(ticked()):
        rows.append((gettext("Chosen rows"), str(count)))
    office = reader.office or (reader.agency.name(get_locale()) if reader.agency else "")
    return [
        *rows,
        (gettext("As it stood on"), format_day(past.day)),
        (gettext("Made for"), ", ".join(part for part in (reader.name, office) if part)),
    ]


def _format(known: tuple[str, ...]) -> str:
    """The format of the address line; Excel for one that is not known."""
    asked = request.args.get("as", "")
    return asked if asked in known else "xlsx"


def _file(made: Table, name: str, kind: str, past: Past) -> Response:
    if kind == "print":
        return Response(render_template("exports/print.html", table=made), mimetype="text/html")
    name = f"tapsyrma-{name}-{past.day}.{kind}"
    if kind == "csv":
        pieces = (piece.encode() for piece in csv_text.csv_pieces(made, get_locale()))
        return _download(name, csv_text.MEDIA_TYPE, lambda out: out.writelines(pieces))
    return _download(name, xlsx.MEDIA_TYPE, lambda out: xlsx.write_workbook(made, out))


def _calendar(listed: Listed, found: Iterable[ExportLine], past: Past) -> Response:
    """Deadlines as events of a whole day, with the same identities as in a calendar that is subscribed to."""
    dates = [_date(each) for each in found if each.task.due_on]
    title = gettext("Tapsyrma: %(name)s", name=listed.title)
    content = calendar_file(title, dates, base_url=settings().base_url, host=settings().host)
    name = f"tapsyrma-{listed.name}-{past.day}.ics"
    return _download(name, "text/calendar", lambda out: out.write(content))


def _date(each: ExportLine) -> FeedDate:
    task = each.task
    assert task.due_on is not None
    changed_at = each.changed_at or datetime(task.due_on.year, 1, 1, tzinfo=UTC)
    return FeedDate(
        "task", task.id, task.due_on, task.number, task.title, changed_at, task.version, task.lead, task.giver_name
    )


def _download(name: str, media_type: str, write: Callable[[IO[bytes]], object]) -> Response:
    """The file, written whole before the first byte goes out: a slow reader holds no database, an error is a page."""
    made = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    write(made)
    size = made.tell()
    made.seek(0)
    if size <= IN_MEMORY_BYTES:
        answer = Response(made.read(), mimetype=media_type)
        made.close()
    else:
        answer = Response(iter(lambda: made.read(PIECE_BYTES), b""), mimetype=media_type)
        answer.content_length = size
        answer.call_on_close(made.close)
    # Latin names alone: what a Cyrillic one becomes depends on the browser.
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
