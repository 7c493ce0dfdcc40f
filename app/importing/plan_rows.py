"""The rows under the heads: sections, rows that go on over several lines, totals, heads repeated on a new page."""

import re
from dataclasses import dataclass, replace
from typing import Any

from app.domain.plans import PlanField
from app.importing.plan_grid import EMPTY, Cell, Grid, Row
from app.importing.plan_heads import Column, Heads, heads_at

_TOTALS = re.compile(r"(?:итого|всего|барлығы|жиыны|жалпы сома)(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXІХ]+[.)]?")
_COUNTED = re.compile(r"[\d.)( №]*")
_DAY_FOR_NUMBER = re.compile(r"(\d\d)\.(\d\d)\.\d{4}")
_JOINED = (PlanField.FORM, PlanField.EXECUTORS, PlanField.TERM)


@dataclass(frozen=True)
class ReadRow:
    """A row of a plan as its file says it; more: the other columns as (head, text)."""

    number: str = ""
    action: str = ""
    form: str = ""
    executors: str = ""
    term: str = ""
    more: tuple[tuple[str, str], ...] = ()
    section: str = ""


@dataclass
class Found:
    """What a file's tables gave so far. totals: rows of totals in the table at hand."""

    columns: list[Column]
    rows: list[ReadRow]
    heads: Heads | None = None
    width: int = 0
    section: str = ""
    titled: bool = False
    totals: int = 0


def read_grid(grid: Grid, found: Found) -> bool:
    """Read a table; False when it is no plan. One without heads that goes on the table before is read by its heads."""
    place, known = 0, _goes_on(grid, found)
    if not known:
        found.heads = None
    found.width, found.totals = grid.width, 0
    while place < len(grid.rows):
        heads = heads_at(grid, place)
        if heads is not None:
            _begin(heads, found)
            place, known = heads.below, True
            continue
        if found.heads is not None:
            _row(grid, place, found.heads, found)
        place += 1
    return known


def _goes_on(grid: Grid, found: Found) -> bool:
    """Whether a table is the rest of the one before, which a page break cut off."""
    if found.heads is None or not grid.rows or grid.width != found.width:
        return False
    number, action = found.heads.place(PlanField.NUMBER), found.heads.place(PlanField.ACTION)
    first = grid.rows[0]
    counted = number is not None and re.match(r"\d", _at(first, number).text) is not None
    return counted and action is not None and len(_at(first, action).text) > len(_at(first, number or 0).text)


def _begin(heads: Heads, found: Found) -> None:
    """Another table, or the heads again: columns that the plan does not have yet are added."""
    found.heads, found.titled = heads, False
    for column in heads.columns:
        known = any(
            each.field is column.field and (column.field is not PlanField.MORE or each.head == column.head)
            for each in found.columns
        )
        if not known:
            found.columns.append(column)


def _row(grid: Grid, place: int, heads: Heads, found: Found) -> None:
    row = grid.rows[place]
    own = [cell for cell in row if cell.text and cell.left and cell.top]
    if not own:
        return
    read = _read(row, heads, found.section)
    if _TOTALS.match(read.action or read.number or own[0].text):
        found.totals += 1
    elif _is_section(grid, place, heads, read, own):
        text = " ".join(" ".join(cell.text.split()) for cell in own)
        found.section = f"{found.section}\n{text}" if found.titled and found.section else text
        found.titled = True
    elif found.rows and _continues(row, heads, read):
        found.rows[-1] = _joined(found.rows[-1], row, heads)
    elif any((read.action, read.form, read.executors, read.term)):
        found.rows.append(read)
        found.titled = False


def _read(row: Row, heads: Heads, section: str) -> ReadRow:
    texts = {
        column.place: _at(row, column.place).text if _at(row, column.place).left else "" for column in heads.columns
    }
    by_field = {column.field: texts[column.place] for column in heads.columns if column.field is not PlanField.MORE}
    more = tuple((c.head, texts[c.place]) for c in heads.columns if c.field is PlanField.MORE)
    read = ReadRow(**{field.value: text for field, text in by_field.items()}, more=more, section=section)
    # A sheet makes a day of the number «1.2».
    as_day = _DAY_FOR_NUMBER.fullmatch(read.number)
    return replace(read, number=f"{int(as_day[1])}.{int(as_day[2])}") if as_day else read


def _is_section(grid: Grid, place: int, heads: Heads, read: ReadRow, own: list[Cell]) -> bool:
    """A row with words and nothing of a measure: one text alone, or a number with a title above its own rows."""
    if read.form or read.executors or read.term:
        return False
    if len(own) == 1:
        return not _COUNTED.fullmatch(own[0].text) and own[0].text not in [text for _head, text in read.more if text]
    if not read.number or not read.action or len(own) > 2:
        return False
    if _ROMAN.fullmatch(read.number):
        return True
    following = grid.rows[place + 1] if place + 1 < len(grid.rows) else []
    number = heads.place(PlanField.NUMBER)
    below = _at(following, number).text if number is not None else ""
    return below.startswith(read.number.rstrip(".") + ".") and below.rstrip(".") != read.number.rstrip(".")


def _continues(row: Row, heads: Heads, read: ReadRow) -> bool:
    """A line that only adds executors, forms or terms to the measure above."""
    number, action = heads.place(PlanField.NUMBER), heads.place(PlanField.ACTION)
    assert action is not None
    merged = bool(_at(row, action).text) and not _at(row, action).top
    same_number = number is None or not _at(row, number).text or not _at(row, number).top
    return same_number and (merged or not (read.action or read.number))


def _joined(last: ReadRow, row: Row, heads: Heads) -> ReadRow:
    added: dict[str, Any] = {}
    for column in heads.columns:
        cell = _at(row, column.place)
        before = getattr(last, column.field.value) if column.field in _JOINED else ""
        if column.field in _JOINED and cell.text and cell.top and cell.left and cell.text not in before.split("\n"):
            added[column.field.value] = f"{before}\n{cell.text}".strip()
    return replace(last, **added)


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else EMPTY
