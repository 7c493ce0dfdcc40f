"""A plan as the table it came as, with the columns of control behind it: xlsx and docx that its readers can read again.

Pure: finished texts in, bytes out. Section rows go across the table, as in official plans. No text is a formula.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.exporting.tables import is_dangerous

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_A4 = 9
_MARGIN_MM, _WIDTH_MM = 15, 267
_LINE = Side(style="thin", color="BFC6CF")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)


@dataclass(frozen=True)
class PlanRowText:
    """A row of the file. sections: titles that stand above it; cells: one text a column."""

    cells: Sequence[str]
    sections: Sequence[str] = ()


@dataclass(frozen=True)
class PlanText:
    """A plan to be written. lines: what stands below the title; widths: of the columns, in characters."""

    title: str
    lines: Sequence[str]
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[PlanRowText]


def plan_workbook(plan: PlanText) -> bytes:
    """The plan as an Excel workbook with a frozen head."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "1"
    for text in (plan.title, *plan.lines):
        _put(sheet, (text,), bold=text == plan.title, border=False)
    _put(sheet, plan.heads, bold=True, fill=True)
    head = sheet.max_row
    for row in plan.rows:
        for section in row.sections:
            _put(sheet, (section, *[""] * (len(plan.heads) - 1)), bold=True)
            sheet.merge_cells(
                start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=len(plan.heads)
            )
        _put(sheet, row.cells)
    for place, width in enumerate(plan.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", _A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return _bytes(book)


def _put(sheet: Any, texts: Sequence[str], *, bold: bool = False, border: bool = True, fill: bool = False) -> None:
    """A row of texts below the last one; those that look like formulas carry Excel's mark of a quoted text."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        cell.quotePrefix = is_dangerous(text)
        cell.alignment = Alignment(vertical="top", wrap_text=border)
        cell.font = Font(bold=bold)
        if border:
            cell.border = _BORDER
        if fill:
            cell.fill = PatternFill("solid", fgColor="E8ECF1")


def plan_document(plan: PlanText) -> bytes:
    """The plan as a Word document on its side, the head repeated on every page."""
    document = Document()
    _lay_out(document)
    document.add_heading(_clean(plan.title), level=1)
    for line in plan.lines:
        document.add_paragraph(_clean(line))
    count = 1 + sum(1 + len(row.sections) for row in plan.rows)
    table = document.add_table(count, len(plan.heads))
    table.style = "Table Grid"
    table.autofit = False
    rows = iter(table.rows)
    head = next(rows)
    _fill(head.cells, plan.heads, plan.widths, bold=True)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in plan.rows:
        for section in row.sections:
            cells = next(rows).cells
            _fill([cells[0].merge(cells[-1])], (section,), (sum(plan.widths),), bold=True)
        _fill(next(rows).cells, row.cells, plan.widths)
    return _bytes(document)


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    document.styles["Normal"].font.size = Pt(10)


def _fill(cells: Sequence[Any], texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    shares = _WIDTH_MM / sum(widths)
    for cell, text, width in zip(cells, texts, widths, strict=True):
        paragraph = cell.paragraphs[0]
        for place, line in enumerate(_clean(text).split("\n")):
            paragraph = cell.add_paragraph() if place else paragraph
            paragraph.add_run(line).bold = bold or None
        if len(cells) > 1:
            cell.width = Mm(width * shares)


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _bytes(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
