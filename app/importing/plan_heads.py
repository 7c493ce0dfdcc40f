"""The heads of a plan table: which column holds what, by words in Russian or Kazakh, in any order, over one to three rows.

A row counts as heads when it names the measures and, beside them, executors or terms. How the rows below are read belongs
to `plan_rows.py`.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from app.domain.plans import ADDED_HEADS, PlanField
from app.importing.plan_grid import EMPTY, Cell, Grid, Row

MOST_HEAD_ROWS = 3
_LONGEST_HEAD = 120
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d[\d.)]*")
_NUMBER = re.compile(
    r"(?:№|n|no|nn|#|номер|р/с|р/н|т/б|п/п|п\.\s?п\.|реттік|рет)(?:\s*(?:№|п/п|п\.\s?п\.|пп|р/с|р/н|т/с|т/б|нөмірі?|саны))*\.?"
)
_TERM = re.compile(r"(?:планов\w+ |конечн\w+ |предельн\w+ )?(?:срок|дата|период)(?!\w*ическ)|.*мерзім(?:і|дері|дер)?$")
_LAST_TERM = re.compile(r"заверш|окончан|исполн|аяқта|орында")
_EXECUTORS = re.compile(r"ответственн|исполнител|жауапты|орындаушы")
_CO_EXECUTORS = re.compile(r"соисполн|бірлесіп|тең орындаушы|қоса орындаушы")
_FORM = re.compile(r"форм[аы] (?:заверш|исполн|реализ|отч)|завершени|вид документ|результат|аяқта(?:у|лу)|нысан|нәтиже")
_OTHER = re.compile(
    r"расход|финанс|источник|стоимост|сумм|объ[её]м|млн|тенге|теңге|бюджет|шығын|қаржы|көлем|примечан|ескерт|индикатор|"
    r"показател|көрсеткіш"
)
_ACTION = re.compile(
    r"(?:наименован|содержан|мероприят|перечень мероприят|задач|поручен|пункт|действи|меры(?!\w))|.*(?:шара|атауы|тапсырма"
    r"|мазмұн)"
)
_BEST_ACTION = re.compile(r"мероприят|шара|поручен|тапсырма")
_ADDED = frozenset(head.casefold() for heads in ADDED_HEADS.values() for head in heads)


@dataclass(frozen=True)
class Column:
    """A column of a plan: what it holds and how its head reads. place: from 0, in its own table."""

    field: PlanField
    head: str
    place: int


@dataclass(frozen=True)
class Heads:
    """The columns of a table in their order; below: the first row under the heads."""

    columns: tuple[Column, ...]
    below: int

    def place(self, field: PlanField) -> int | None:
        """Where that column stands; None for none. Not for MORE."""
        return next((column.place for column in self.columns if column.field is field), None)


def is_co_executors(head: str) -> bool:
    """Whether a further column names co-executors."""
    return _CO_EXECUTORS.search(_plain(head)) is not None


def heads_at(grid: Grid, place: int) -> Heads | None:
    """The heads that begin in that row; None where none do."""
    first = grid.rows[place]
    if _heads_of(grid, place, 1) is None and not _opens(first):
        return None
    depth = next((n for n in range(1, MOST_HEAD_ROWS + 1) if _heads_of(grid, place, n) is not None), 0)
    if not depth:
        return None
    while depth < MOST_HEAD_ROWS and _goes_on(grid, place, depth):
        depth += 1
    found = _heads_of(grid, place, depth)
    if found is None:
        return None
    below = place + depth
    if below < len(grid.rows) and _counts_columns(grid.rows[below]):
        below += 1
    return Heads(found, below)


def field_of(head: str) -> PlanField | None:
    """What a head says that its column holds; None when it says nothing known."""
    low = _plain(head)
    if not low or len(low) > _LONGEST_HEAD:
        return None
    if _NUMBER.fullmatch(low):
        return PlanField.NUMBER
    if _DIGIT.search(low):
        return None
    if _CO_EXECUTORS.search(low):
        return PlanField.MORE
    if _TERM.match(low):
        return PlanField.TERM
    if _EXECUTORS.search(low):
        return PlanField.EXECUTORS
    if _OTHER.search(low):
        return PlanField.MORE
    if _FORM.search(low):
        return PlanField.FORM
    return PlanField.ACTION if _ACTION.match(low) else None


def _plain(head: str) -> str:
    return " ".join(head.casefold().split()).replace("- ", "-").strip(" .:*")


def _opens(row: Row) -> bool:
    """Whether a row alone may be the first of several head rows: it has a number or the measures, and other cells."""
    fields = {field_of(cell.text) for cell in row if cell.left}
    return bool(fields & {PlanField.NUMBER, PlanField.ACTION}) and sum(1 for cell in row if cell.text and cell.left) > 1


def _goes_on(grid: Grid, place: int, depth: int) -> bool:
    """Whether the next row belongs to the heads: their cells reach into it, or it only names parts of columns."""
    if place + depth >= len(grid.rows):
        return False
    found = _heads_of(grid, place, depth) or ()
    places = {column.field: column.place for column in found}
    row = grid.rows[place + depth]
    action = _at(row, places[PlanField.ACTION])
    if not action.top:
        return True
    others = [_at(row, places[f]) for f in (PlanField.NUMBER, PlanField.EXECUTORS, PlanField.TERM) if f in places]
    return not action.text and not any(cell.text for cell in others) and any(field_of(cell.text) for cell in row)


def _heads_of(grid: Grid, place: int, depth: int) -> tuple[Column, ...] | None:
    rows = grid.rows[place : place + depth]
    if len(rows) < depth or any(_COUNTED.fullmatch(cell.text) for cell in rows[0]):
        return None  # a row that is numbered is a measure, whatever its words are
    columns: list[Column] = []
    for column in range(max(len(row) for row in rows)):
        cells = [_at(row, column) for row in rows]
        head, field = _head(cells)
        if head and head.casefold() not in _ADDED and (cells[-1].left or field is not None):
            columns.append(Column(field or PlanField.MORE, head, column))
    chosen = _distinct(_one_of_each(columns))
    fields = {column.field for column in chosen}
    complete = PlanField.ACTION in fields and fields & {PlanField.EXECUTORS, PlanField.TERM}
    return chosen if complete else None


def _head(cells: list[Cell]) -> tuple[str, PlanField | None]:
    """The head of a column: its lowest words that say something, else all of them."""
    words = list(dict.fromkeys(cell.text for cell in cells if cell.text))
    for text in reversed(words):
        field = field_of(text)
        if field is not None:
            return _line(text), field
    return _line(" – ".join(words)), None


def _line(text: str) -> str:
    return " ".join(text.split())


def _one_of_each(columns: list[Column]) -> tuple[Column, ...]:
    """Each field once: of several measures the one that says so, of several terms the last one; others are kept as text."""
    best: dict[PlanField, Column] = {}
    for column in columns:
        rival = best.get(column.field)
        if rival is None or _better(column, rival):
            best[column.field] = column
    return tuple(
        column
        if column.field is PlanField.MORE or best[column.field] is column
        else Column(PlanField.MORE, *_rest(column))
        for column in columns
    )


def _distinct(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Heads by which columns can be told apart: of several that read the same, the later ones are numbered."""
    seen: Counter[str] = Counter()
    found = []
    for column in columns:
        seen[column.head] += 1
        head = column.head if seen[column.head] == 1 else f"{column.head} ({seen[column.head]})"
        found.append(replace(column, head=head))
    return tuple(found)


def _rest(column: Column) -> tuple[str, int]:
    return column.head, column.place


def _better(column: Column, rival: Column) -> bool:
    wanted = {PlanField.ACTION: _BEST_ACTION, PlanField.TERM: _LAST_TERM}.get(column.field)
    if wanted is None:
        return False
    return bool(wanted.search(_plain(column.head))) and not wanted.search(_plain(rival.head))


def _counts_columns(row: Row) -> bool:
    """«1 2 3 4 5» under the heads."""
    numbers = [cell.text.strip(" .") for cell in row if cell.left and cell.text]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else EMPTY
