"""An xlsx -> its visible sheets as grids: stored values of formulas, dates as dd.MM.yyyy, merged cells.

Nothing is computed and no macro is looked at; a formula whose value was never stored is said to have none.
"""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from app.importing.archives import package_of, parts_of
from app.importing.errors import ImportRefused
from app.importing.plan_errors import PlanRefused
from app.importing.plan_grid import EMPTY, MAX_PLAN_COLUMNS, MAX_PLAN_ROWS, Cell, Grid, Row

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_DECIMALS = re.compile(r"0\.(0+)$")
_DIGITS = 10
Values = dict[tuple[int, int], str]


def read_excel(data: bytes) -> list[Grid]:
    """The sheets of a workbook in their order; a hidden one is a grid without rows and with a note.

    Raises ImportRefused: "unsafe_archive", "unsafe_xml", "too_much_text", "encrypted", "damaged"; PlanRefused:
    "too_many_plan_rows".
    """
    parts_of(data)
    package = package_of(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pictures, validations and styles, which a plan does not need
            book = load_workbook(io.BytesIO(package), data_only=True, keep_links=False)
            formulas = load_workbook(io.BytesIO(package), keep_links=False) if _has_formulas(package) else None
            grids = [_grid(sheet, formulas[sheet.title] if formulas else None) for sheet in book.worksheets]
    except PlanRefused:
        raise
    except Exception as error:  # openpyxl raises KeyError, ValueError, XMLSyntaxError and others for broken files
        raise ImportRefused("damaged") from error
    if sum(len(grid.rows) for grid in grids) > MAX_PLAN_ROWS:
        raise PlanRefused("too_many_plan_rows", limit=MAX_PLAN_ROWS)
    return grids


def _has_formulas(package: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _grid(sheet: Any, formulas: Any) -> Grid:
    if sheet.sheet_state != "visible":
        return Grid(sheet.title, [], [("hidden_sheet", {"name": sheet.title})])
    values = _values(sheet)
    grid = Grid(sheet.title, _rows(sheet, values))
    lost = _without_values(formulas, values)
    if lost:
        grid.notes.append(("no_values", {"name": sheet.title, "count": lost}))
    hidden = {row for row, _column in values if sheet.row_dimensions[row].hidden}
    if hidden:
        grid.notes.append(("hidden_rows", {"name": sheet.title, "count": len(hidden)}))
    return grid


def _values(sheet: Any) -> Values:
    """The cells that hold something. Only cells that the file holds are looked at: an empty one in row 1,048,576 of a
    sheet must not cost a million rows."""
    values: Values = {}
    for (row, column), cell in sheet._cells.items():
        text = _text(cell) if column <= MAX_PLAN_COLUMNS else ""
        if text:
            values[row, column] = text
    return values


def _rows(sheet: Any, values: Values) -> list[Row]:
    """A rectangle from the first filled row to the last one, blank rows among them left out."""
    filled = sorted({row for row, _column in values})
    if len(filled) > MAX_PLAN_ROWS:
        raise PlanRefused("too_many_plan_rows", limit=MAX_PLAN_ROWS)
    width = max((column for _row, column in values), default=0)
    shown = {row: place for place, row in enumerate(filled)}
    rows: list[Row] = [[EMPTY] * width for _ in filled]
    for (row, column), text in values.items():
        rows[shown[row]][column - 1] = Cell(text)
    for area in sheet.merged_cells.ranges:
        text = values.get((area.min_row, area.min_col), "")
        for row in [each for each in filled if area.min_row <= each <= area.max_row]:
            for column in range(area.min_col, min(area.max_col, width) + 1):
                rows[shown[row]][column - 1] = Cell(text, top=row == area.min_row, left=column == area.min_col)
    return rows


def _without_values(formulas: Any, values: Values) -> int:
    """Formulas whose result the program that wrote the file did not store."""
    if formulas is None:
        return 0
    return sum(1 for place, cell in formulas._cells.items() if cell.data_type == "f" and place not in values)


def _text(cell: Any) -> str:
    """A value as people see it in the cell."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        decimals = _DECIMALS.match(cell.number_format or "")
        if decimals:
            return f"{value:.{len(decimals[1])}f}"
        return str(int(value)) if value.is_integer() else repr(round(value, _DIGITS))
    lines = (" ".join(line.split()) for line in str(value).replace("_x000D_", "").splitlines())
    return "\n".join(line for line in lines if line)
