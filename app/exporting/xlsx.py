"""A table as an Excel workbook: real dates, widths, a frozen head, an autofilter, and a page that prints on its side.

Written row by row: memory does not grow with the rows. Texts are never formulas: they are stored as
texts, and those that look like formulas carry Excel's own mark of a quoted text, so that editing them keeps them so.
"""

from copy import copy
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.exporting.tables import Column, Kind, Row, Table, Value, is_dangerous

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_FORMAT = "dd.mm.yyyy"
LONGEST_TEXT = 32_000
SHEET_NAME_LIMIT = 31
A4 = 9
_FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def write_workbook(table: Table, out: IO[bytes]) -> None:
    """Write the file."""
    _book(table).save(out)


def _book(table: Table) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(table.title))
    head_row = len(_head(table)) + 2
    _lay_out(sheet, table, head_row)
    for place, line in enumerate(_head(table)):
        sheet.append([_cell(sheet, text, bold=place == 0 or not number) for number, text in enumerate(line)])
    sheet.append([])
    sheet.append([_title_cell(sheet, column) for column in table.columns])
    count = 0
    writer = _Writer(sheet, table)
    for row in table.rows:
        sheet.append(writer.cells(row))
        count += 1
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{head_row}:{last}{head_row + count}"
    return book


def sheet_name(title: str) -> str:
    """The title as the name of a sheet: without what Excel forbids in one, and cut at a word where it is too long."""
    name = " ".join(title.translate(_FORBIDDEN_IN_NAME).split())
    if len(name) > SHEET_NAME_LIMIT:
        whole, _space, _rest = name[: SHEET_NAME_LIMIT + 1].rpartition(" ")
        name = (whole or name[:SHEET_NAME_LIMIT]).rstrip(" ,;:–-")
    return name or "1"


def _head(table: Table) -> list[tuple[str, ...]]:
    return [(table.title,), *table.facts, *([(table.note,)] if table.note else [])]


def _lay_out(sheet: Any, table: Table, head_row: int) -> None:
    """What stands before the rows in the file, hence is said before the first one."""
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    _put_text(cell, text)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _title_cell(sheet: Any, column: Column) -> Any:
    cell = _cell(sheet, column.title, bold=True)
    cell.alignment = _WRAPPED
    cell.fill = PatternFill("solid", fgColor="E8ECF1")
    return cell


class _Writer:
    """Cells that are filled anew for every row: a style is looked up once a column, not once a cell."""

    def __init__(self, sheet: Any, table: Table) -> None:
        self.plain = [_styled(sheet, column) for column in table.columns]
        self.quoted = [_quoted(each) for each in self.plain]

    def cells(self, row: Row) -> list[Any]:
        """The row's cells; valid until the next row. Where there is no value there is no cell: a cell costs time and room."""
        return [None if value is None or value == "" else self._filled(place, value) for place, value in enumerate(row)]

    def _filled(self, place: int, value: Value) -> Any:
        if isinstance(value, str):
            cell = (self.quoted if is_dangerous(value) else self.plain)[place]
            _put_text(cell, value)
            return cell
        cell = self.plain[place]
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY_FORMAT
        return cell


def _styled(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.alignment = _WRAPPED if column.wrap else _TOP
    if column.kind is Kind.DAY:
        cell.number_format = DAY_FORMAT
    return cell


def _quoted(cell: Any) -> Any:
    made = WriteOnlyCell(cell.parent)
    made._style = copy(cell._style)
    made.quotePrefix = True
    return made


def _put_text(cell: Any, text: str) -> None:
    # Not by `value`, which guesses what the text may mean, cell after cell.
    cell._value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    cell.data_type = "s"
