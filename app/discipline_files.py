"""Writes a report on discipline as a workbook and as a text document: finished tables in, bytes out.

What the tables say, and in which language, is decided where they are made (`app.web.discipline.report`). Numbers go into a
workbook as numbers. Words stay words: none of them can become a formula.
"""

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.exporting.tables import is_dangerous
from app.exporting.xlsx import sheet_name

HEAD_ROW = 3
BAR_CELLS = 20
DAY_FORMAT = "DD.MM.YYYY"
# Control characters that neither format can hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LANGUAGES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}


@dataclass(frozen=True)
class Value:
    """A figure. number: None where there is nothing to count; shown, counts: as the page writes them; form: a number format."""

    number: float | None
    shown: str
    part: int
    base: int
    counts: str
    form: str


Cell = str | int | date | Value | None


@dataclass(frozen=True)
class Column:
    """The head of a column. figure: it holds a `Value`, and a workbook gives it three columns."""

    name: str
    figure: bool = False


@dataclass(frozen=True)
class Table:
    """A table. notes: sentences below it, such as formulas in words; bars: its figures are drawn, too; cut: rows that a
    text document shows of it at most (a workbook has all), 0 = all.
    """

    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()
    bars: bool = False
    cut: int = 0


@dataclass(frozen=True)
class Report:
    """All of it, in one language. facts: what it is about, line by line; words: those that the writers need."""

    title: str
    language: str
    facts: tuple[tuple[str, str], ...]
    tables: list[Table]
    closing: tuple[tuple[str, str], ...]
    words: "Words"


@dataclass(frozen=True)
class Words:
    """Words of the writers. more: with %(n)s, below a table that was cut."""

    about: str
    counted: str
    out_of: str
    bar: str
    empty: str
    more: str
    signature: str


def workbook(report: Report) -> bytes:
    """An .xlsx: a sheet that says what it is, then one a table, its heads in the third row."""
    book = Workbook()
    about: Worksheet = book.active
    names: set[str] = set()
    about.title = _sheet_name(report.words.about, names)
    _write_about(about, report)
    for table in report.tables:
        sheet = book.create_sheet(_sheet_name(f"{len(names)} {table.title}", names))
        _write_table(sheet, table, report.words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(wanted: str, taken: set[str]) -> str:
    name = sheet_name(_UNWRITABLE.sub("", wanted))
    taken.add(name)
    return name


def _write_about(sheet: Worksheet, report: Report) -> None:
    _put(sheet.cell(1, 1), report.title).font = Font(bold=True, size=14)
    lines = [*report.facts, *((table.title, note) for table in report.tables for note in table.notes)]
    for row, (name, value) in enumerate(lines, HEAD_ROW):
        _put(sheet.cell(row, 1), name).font = Font(bold=True)
        _put(sheet.cell(row, 2), value).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 90


def _write_table(sheet: Worksheet, table: Table, words: Words) -> None:
    _put(sheet.cell(1, 1), table.title).font = Font(bold=True, size=14)
    heads: list[str] = []
    for column in table.columns:
        more = [f"{column.name}: {words.counted}", f"{column.name}: {words.out_of}"] if column.figure else []
        heads += [column.name, *more]
    for place, head in enumerate(heads, 1):
        cell = _put(sheet.cell(HEAD_ROW, place), head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 44 if place == 1 else 18
    for row, cells in enumerate(table.rows, HEAD_ROW + 1):
        for place, value in enumerate(_spread(cells, table.columns), 1):
            _put(sheet.cell(row, place), value)
    for row, note in enumerate(table.notes, HEAD_ROW + len(table.rows) + 2):
        _put(sheet.cell(row, 1), note).font = Font(italic=True)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    if table.rows:
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(heads))}{HEAD_ROW + len(table.rows)}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _spread(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[Cell]:
    found: list[Cell] = []
    for cell, column in zip(cells, columns, strict=True):
        if not column.figure:
            found.append(cell)
        elif isinstance(cell, Value) and cell.number is not None:
            found += [cell, cell.part, cell.base]
        else:
            found += [None, None, None]
    return found


def _put(target: SheetCell | Any, value: Cell) -> SheetCell:
    if isinstance(value, Value):
        target.value, target.number_format = value.number, value.form
    elif isinstance(value, str):
        target.value = _UNWRITABLE.sub("", value)
        target.data_type = "s"  # a name that begins with "=" is a name
        target.quotePrefix = is_dangerous(value)
    else:
        target.value = value
        if isinstance(value, date):
            target.number_format = DAY_FORMAT
    return target


def document(report: Report) -> bytes:
    """A .docx on landscape A4: title, what it is about, each table, closing parts, a line to sign."""
    made = Document()
    _set_page(made, report.language)
    made.core_properties.title = made.core_properties.subject = _clean(report.title)
    made.core_properties.author, made.core_properties.language = "Tapsyrma", _LANGUAGES[report.language]
    made.core_properties.comments = ""
    made.add_heading(_clean(report.title), 0)
    for name, value in report.facts:
        line = made.add_paragraph()
        line.add_run(f"{_clean(name)}: ").bold = True
        line.add_run(_clean(value))
    for table in report.tables:
        _add_table(made, table, report.words)
    for title, text in report.closing:
        made.add_heading(_clean(title), 1)
        made.add_paragraph(_clean(text))
    made.add_paragraph("\n" + _clean(report.words.signature))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_page(made: Any, language: str) -> None:
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    normal = made.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(10), Pt(3)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), _LANGUAGES[language])
    normal.element.get_or_add_rPr().append(tongue)


def _add_table(made: Any, table: Table, words: Words) -> None:
    made.add_heading(_clean(table.title), 1)
    shown = table.rows[: table.cut or None]
    if shown:
        heads = [column.name for column in table.columns] + ([words.bar] if table.bars else [])
        grid = made.add_table(rows=1, cols=len(heads), style="Table Grid")
        _fill(grid.rows[0], heads, bold=True)
        _repeat(grid.rows[0])
        for cells in shown:
            _fill(grid.add_row(), [_words(cell) for cell in cells] + ([_bars(cells)] if table.bars else []))
    else:
        made.add_paragraph(_clean(words.empty))
    if len(table.rows) > len(shown):
        made.add_paragraph(_clean(words.more % {"n": len(table.rows) - len(shown)}))
    for note in table.notes:
        made.add_paragraph(_clean(note)).runs[0].italic = True


def _fill(row: Any, texts: list[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(_clean(text))
        run.font.size, run.bold = Pt(8), bold


def _repeat(row: Any) -> None:
    """The heads stand on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _words(cell: Cell) -> str:
    if isinstance(cell, Value):
        return cell.shown if cell.number is None else f"{cell.shown} ({cell.counts})"
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    return "–" if cell is None or cell == "" else str(cell)


def _bars(cells: tuple[Cell, ...]) -> str:
    """A bar a figure, of whole blocks: full for the first, light for the second."""
    shares = [cell.number for cell in cells if isinstance(cell, Value)]
    bars = [block * round(BAR_CELLS * share) for block, share in zip("█▒", shares, strict=False) if share is not None]
    return "\n".join(bars)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
