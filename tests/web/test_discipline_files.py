"""The page of discipline as files: every figure of the page stands in the workbook and in the document."""

import io
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.discipline_files import Column, Report, Table, Value, Words, document, workbook
from app.domain.enums import ExecutorRole, Role
from app.i18n import translations
from app.models import User
from app.services import execution, terms
from tests import factories
from tests.conftest import TODAY
from tests.web.test_discipline_pages import START

PAGE = "/discipline?period=2026"
EMPTY = ("", "–")


@pytest.fixture
def supervisor(session: Session) -> User:
    return factories.user(session, Role.SUPERVISOR, locale="en")


@pytest.fixture
def register(session: Session, supervisor: User) -> None:
    """Two bodies: one with six tasks, of which one moved and one is overdue; one with two, and a part in the others'."""
    lead, co = factories.user(session), factories.user(session, code=factories.FINANCE)
    for number in range(6):
        others = ((factories.FINANCE, ExecutorRole.CO),) if number < 2 else ()
        due = START + timedelta(days=30 + number)
        task = factories.task(
            session, due_on=due, title=f"=Дело {number}", others=others, issued_on=START, now=local_moment(START, 10)
        )
        execution.take_into_work(session, task, by=lead, now=local_moment(START + timedelta(days=1), 10))
        if number == 4:
            asked = terms.request_extension(
                session, task, due + timedelta(days=20), "Не успеем.", by=lead, now=local_moment(due, 9)
            )
            terms.decide_extension(session, asked, asked.asked_due_on, by=supervisor, now=local_moment(due, 18))
        if number < 5:
            filed = local_moment(due + timedelta(days=10 if number == 4 else -2), 12)
            execution.submit_report(session, task, "Готово.", by=lead, now=filed)
            execution.accept_report(session, task, by=supervisor, now=filed + timedelta(days=1))
    for number in range(2):
        task = factories.task(session, factories.FINANCE, due_on=START, issued_on=START, now=local_moment(START, 9))
        execution.take_into_work(session, task, by=co, now=local_moment(START, 12 + number))
    factories.task(session, due_on=None, issued_on=START, now=local_moment(START, 11))


class _Tables(HTMLParser):
    """The tables of a page: rows of cells, each the words of a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tables[-1][-1][-1] = " ".join(f"{self.tables[-1][-1][-1]} {data}".split())


def tables_of_page(client: FlaskClient, address: str) -> list[list[list[str]]]:
    reader = _Tables()
    reader.feed(client.get(address).get_data(as_text=True))
    return reader.tables


def read_workbook(client: FlaskClient, address: str) -> Workbook:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="discipline-2026-as-of-')
    return load_workbook(io.BytesIO(answer.data))


def as_shown(cells: list[Any]) -> str:
    """Three cells of a workbook, value with its number format and counts, as the page writes them."""
    value, part, base = cells
    if value.value is None:
        return "–"
    match value.number_format:
        case "0.0%":
            shown = f"{int(value.value * 1000 + 0.5) / 10:.1f}%"
        case "0.0":
            shown = f"{int(value.value * 10 + 0.5) / 10:.1f}"
        case _:
            shown = str(value.value)
    return f"{shown} {part.value} of {base.value}"


def rows_of_sheet(sheet: Any) -> list[list[str]]:
    heads = [str(cell.value) for cell in sheet[3] if cell.value]
    found = []
    for row in sheet.iter_rows(min_row=4, max_col=len(heads)):
        if row[0].value is None:
            break
        cells, place = [], 0
        while place < len(heads):
            figure = heads[place + 1 : place + 2] == [f"{heads[place]}: counted"]
            cells.append(as_shown(row[place : place + 3]) if figure else str(row[place].value or ""))
            place += 3 if figure else 1
        found.append(cells)
    return found


def no_words(cell: str) -> str:
    """What a file writes otherwise than the page: an empty place, the mark of few tasks."""
    for mark in (" (fewer than 5 tasks: not compared)", " fewer than 5 tasks: not compared"):
        cell = cell.removesuffix(mark)
    return "" if cell in (*EMPTY, "none: fewer than 5 tasks") else cell


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [[no_words(cell) for cell in row] for row in rows]


def test_the_workbook_holds_every_figure_of_the_page_as_a_number(
    client: FlaskClient, supervisor: User, register: None
) -> None:
    factories.sign_in(client, supervisor)
    page = tables_of_page(client, PAGE)
    book = read_workbook(client, PAGE.replace("/discipline?", "/discipline/figures.xlsx?"))
    about, *sheets = book.worksheets
    assert len(page) == 3 + 2 * 4  # three pictures; two lines of four tables
    for shown, sheet in zip(page, sheets[: len(page)], strict=True):
        # A picture puts the first place first, a list keeps the order of bodies.
        assert sorted(plain(shown[1:])) == sorted(plain(rows_of_sheet(sheet))), sheet.title
    assert sheets[3]["C4"].value == pytest.approx(4 / 8)
    assert sheets[3]["C4"].number_format == "0.0%"
    assert "Report on executive discipline, 2026" in about["A1"].value
    assert any("÷" in str(row[1].value) for row in about.iter_rows(min_row=3))


def test_the_lists_of_the_workbook_are_safe_and_dated(client: FlaskClient, supervisor: User, register: None) -> None:
    factories.sign_in(client, supervisor)
    *_, ledger, overdue = read_workbook(client, "/discipline/figures.xlsx?period=2026").worksheets
    titles = [row[1] for row in overdue.iter_rows(min_row=4) if row[1].value]
    assert [cell.value for cell in titles if str(cell.value).startswith("=")] == ["=Дело 5"]
    assert {cell.data_type for cell in titles} == {"s"}
    assert all(cell.quotePrefix for cell in titles if str(cell.value).startswith("="))
    assert ledger["D4"].is_date
    assert ledger["D4"].number_format == "DD.MM.YYYY"
    assert "=Дело 4" in [row[1].value for row in ledger.iter_rows(min_row=4)]


def tables_of_document(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_document_holds_every_figure_of_the_page(
    client: FlaskClient, session: Session, supervisor: User, register: None, language: str
) -> None:
    supervisor.locale = language
    session.flush()
    factories.sign_in(client, supervisor)
    page = tables_of_page(client, PAGE)
    answer = client.get(f"/discipline/report.docx?period=2026&lang={language}")
    assert answer.headers["Content-Disposition"].endswith(f'-{language}.docx"')
    tables = tables_of_document(answer.data)
    of = translations(language).gettext("%(part)s of %(base)s").replace("%(part)s", "").replace("%(base)s", "")
    figures = 0
    for shown, written in zip(page, tables, strict=False):
        cells = {cell.replace("(", "").replace(")", "") for row in written for cell in row}
        wanted = [cell for row in shown[1:] for cell in row if of in cell]
        assert set(wanted) <= cells
        figures += len(wanted)
    assert figures > 30
    assert any("█" in cell and "▒" in cell for row in tables[0] for cell in row)
    assert len(tables) == len(page) + 2  # what slipped, what is overdue


def test_an_english_reader_gets_the_document_in_russian_and_offices_sign(
    client: FlaskClient, session: Session, supervisor: User, register: None
) -> None:
    supervisor.office = "Отдел контроля"
    session.flush()
    factories.sign_in(client, supervisor)
    answer = client.get("/discipline/report.docx?period=2026&lang=xx")
    assert answer.headers["Content-Disposition"].endswith('-ru.docx"')
    paragraphs = [each.text for each in Document(io.BytesIO(answer.data)).paragraphs]
    assert paragraphs[-1].strip().startswith("Отдел контроля  ____")
    assert supervisor.name not in "\n".join(paragraphs)
    overdue = tables_of_document(answer.data)[-1]
    assert "=Дело 5" in [row[1] for row in overdue]


def test_files_are_of_the_day_and_of_whom_the_page_is(
    client: FlaskClient, session: Session, supervisor: User, register: None
) -> None:
    factories.sign_in(client, factories.user(session, code=factories.FINANCE, locale="en"))
    book = read_workbook(client, "/discipline/figures.xlsx?period=2026&as_of=2026-07-01")
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "the end of 01.07.2026" in words
    assert not [word for word in words if "Ministry of Energy" in word]
    for path in ("figures.xlsx", "report.docx"):
        assert client.get(f"/discipline/{path}?as_of={TODAY + timedelta(days=1)}").status_code == 422
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR))
    assert client.get("/discipline/figures.xlsx").status_code == 403


def made(*rows: tuple[Any, ...], cut: int = 0, title: str = "Т/а[б]:*?") -> Report:
    words = Words("About", "counted", "out of", "picture", "none", "%(n)s more", "sign")
    table = Table(title, (Column("имя"), Column("доля", figure=True)), list(rows), bars=True, cut=cut)
    return Report("=Отчёт\x01", "kk", (("факт", "+1"),), [table, table], (), words)


def test_a_writer_takes_what_no_format_can_hold() -> None:
    value = Value(0.5, "50.0%", 1, 2, "1 of 2", "0.0%")
    report = made(("@имя\x0b", value), ("б", Value(None, "–", 0, 0, "", "0.0%")), cut=1)
    book = load_workbook(io.BytesIO(workbook(report)))
    assert [len(sheet.title) <= 31 for sheet in book] == [True] * 3
    sheet = book.worksheets[1]
    assert [cell.value for cell in sheet[4]] == ["@имя", 0.5, 1, 2]
    assert [cell.value for cell in sheet[5]] == ["б", None, None, None]
    assert book.worksheets[0]["B3"].data_type == "s"
    written = Document(io.BytesIO(document(report)))
    assert written.tables[0].rows[1].cells[2].text == "█" * 10
    assert "1 more" in [each.text for each in written.paragraphs]
    empty = Document(io.BytesIO(document(made())))
    assert "none" in [each.text for each in empty.paragraphs]
