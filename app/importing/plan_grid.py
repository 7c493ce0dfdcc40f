"""What both formats give: a table as a rectangle of texts that knows which cells are merged. No heads, no plans here."""

from dataclasses import dataclass, field

MAX_PLAN_ROWS = 5_000
"""Rows of all tables of a file. The largest national plans have some hundreds."""

MAX_PLAN_COLUMNS = 60
"""Columns that are looked at; those beyond are left out."""

MAX_PLAN_CELL = 8_000
"""Characters of one cell; about three pages."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the table. A merged cell fills all its places with its text.

    top: first row of its cell; left: first column of it.
    """

    text: str = ""
    top: bool = True
    left: bool = True


EMPTY = Cell()
Row = list[Cell]


@dataclass
class Grid:
    """A table. name: of the sheet, or its place in the document; notes: (code, data) of `app.labels_plans.NOTES`."""

    name: str
    rows: list[Row]
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


def texts(row: Row) -> list[str]:
    """The texts of the cells that begin in the row's columns, empty ones left out."""
    return [cell.text for cell in row if cell.left and cell.text]
