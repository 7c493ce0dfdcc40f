"""The figures of a request: which tables they stand in, and what their rows are called in the reader's language."""

from dataclasses import dataclass

from app.domain.discipline import Figure, Line, Quarter
from app.domain.enums import GiverLevel
from app.i18n import N_, format_quarter, get_locale, gettext
from app.labels import label
from app.queries.asof import scope_of
from app.queries.discipline import Asked, By, Row, overview
from app.web.session import db, person

# Figures that are read together stand in one table: fourteen columns fit on no page.
GROUPS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    (N_("In time"), (Figure.ON_TIME_ORIGINAL, Figure.ON_TIME_CURRENT, Figure.SLIP)),
    (
        N_("Dates and reports"),
        (Figure.EXTENSIONS, Figure.LATE_REQUESTS, Figure.FIRST_PASS, Figure.RETURNS),
    ),
    (
        N_("Whose days were lost"),
        (Figure.DAYS_LEAD, Figure.DAYS_CO_EXECUTOR, Figure.DAYS_CONTROLLER, Figure.DAYS_DECISION),
    ),
    (N_("Parts, and what stands still"), (Figure.CONTRIBUTIONS, Figure.OPEN_OVER_YEAR, Figure.SILENT)),
)
ROW_WORDS = {By.AGENCY: N_("Body"), By.LEVEL: N_("Level of the giver"), By.QUARTER: N_("Quarter")}


@dataclass(frozen=True)
class Figures:
    """What was asked, and the named rows by body, by level and by quarter. No rows where nothing can be told."""

    asked: Asked
    rows: dict[By, list[Row]]

    def lines(self, by: By) -> list[tuple[Line, list[Row]]]:
        """The rows of each line, in the order in which lines are shown."""
        return [(line, [row for row in self.rows[by] if row.line is line]) for line in Line]

    def counted(self, by: By) -> list[Row]:
        """What counts, without the row for all together: what charts compare."""
        return [row for row in self.rows[by] if row.line is Line.COUNTED and row.key]


def figures_of(asked: Asked, *, empty: bool = False) -> Figures:
    """Count what the reader may see. empty: of a day of which nothing can be told."""
    found: dict[By, list[Row]] = {by: [] for by in By}
    if not empty:
        found = overview(db(), scope_of(person()), asked, locale=get_locale())
    for by, rows in found.items():
        for row in rows:
            row.name = _name(row, by)
    return Figures(asked, found)


def row_word(by: By) -> str:
    """What the rows are."""
    return gettext(ROW_WORDS[by])


def _name(row: Row, by: By) -> str:
    if not row.key:
        return gettext("all together")
    if by is By.LEVEL:
        return label(GiverLevel(row.key))
    quarter = Quarter.parse(row.key) if by is By.QUARTER else None
    return format_quarter(quarter.first) if quarter else row.name or row.key
