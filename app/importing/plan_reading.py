"""The entry point for plans: bytes of a docx or xlsx -> the rows of its plan tables, or one refusal with a sentence."""

from dataclasses import dataclass
from typing import Any

from app.domain.plans import PlanField
from app.importing.archives import parts_of
from app.importing.errors import ImportRefused
from app.importing.limits import MAX_BYTES
from app.importing.plan_errors import PlanRefused
from app.importing.plan_excel import read_excel
from app.importing.plan_grid import MAX_PLAN_CELL, Grid
from app.importing.plan_rows import Found, ReadRow, read_grid
from app.importing.plan_word import read_word

Note = tuple[str, dict[str, Any]]
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class ReadPlan:
    """What a file holds. columns: (field, head) in the order of its first table; notes: codes of `app.labels_plans.NOTES`."""

    columns: tuple[tuple[PlanField, str], ...]
    rows: tuple[ReadRow, ...]
    language: str
    notes: tuple[Note, ...] = ()


def read_plan(data: bytes, name: str) -> ReadPlan:
    """Read the plan tables of a file, one below another.

    data: the whole file; name: as the person's machine calls it. Raises ImportRefused ("too_large", "empty", "encrypted",
    "damaged" and what `archives` refuses) and PlanRefused, nothing else, whatever the bytes are.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused("too_large", limit_mb=MAX_BYTES // (1024 * 1024))
    if not data.strip():
        raise ImportRefused("empty")
    word, grids = _grids(data, name)
    found = Found([], [])
    notes: list[Note] = []
    for grid in grids:
        notes += grid.notes
        if not grid.rows:
            continue
        shown = {"name": f"№ {grid.name}" if word else grid.name}
        if not read_grid(grid, found):
            notes.append(("no_heads", shown))
        elif found.totals:
            notes.append(("totals", {**shown, "count": found.totals}))
    if not found.columns:
        raise PlanRefused("no_plan_table")
    if not found.rows:
        raise PlanRefused("no_plan_rows")
    _refuse_long(found.rows)
    kazakh = _is_kazakh(found)
    columns = tuple((column.field, column.head) for column in found.columns)
    return ReadPlan(columns, tuple(found.rows), "kk" if kazakh else "ru", tuple(notes))


def _is_kazakh(found: Found) -> bool:
    """Whether most heads have letters that only Kazakh has."""
    own = set("әғқңөұүһі")
    heads = [column for column in found.columns if column.field is not PlanField.MORE]
    return 2 * sum(1 for column in heads if own & set(column.head.casefold())) > len(heads)


def _grids(data: bytes, name: str) -> tuple[bool, list[Grid]]:
    """Whether it is Word's, and its tables; the format is told by content."""
    if data.startswith(_OFFICE_BINARY):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ImportRefused("encrypted")
        raise PlanRefused("old_excel" if "Workbook".encode("utf-16-le") in data else "plan_format")
    if not data.startswith(_ZIP):
        raise PlanRefused("plan_format") if not name.lower().endswith((".docx", ".xlsx")) else ImportRefused("damaged")
    parts = parts_of(data)
    if "xl/workbook.xml" in parts:
        return False, read_excel(data)
    if "word/document.xml" in parts:
        return True, read_word(data)
    raise PlanRefused("plan_format")


def _refuse_long(rows: list[ReadRow]) -> None:
    for place, row in enumerate(rows, 1):
        cells = (row.action, row.form, row.executors, row.term, row.section, *(text for _head, text in row.more))
        if max(map(len, cells)) > MAX_PLAN_CELL:
            raise PlanRefused("plan_cell_too_long", row=row.number or place, limit=MAX_PLAN_CELL)
