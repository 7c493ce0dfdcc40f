"""Which bars and points the pictures of discipline have: both rates of a body, a level or a quarter. No colours here.

Drawing is `macros/chart.html`. A body with few tasks gets no place and is marked; a picture holds what fits on a page,
and says so when there is more. Pictures show what counts: other lines stand in tables alone.
"""

from dataclasses import dataclass

from app.domain.discipline import RANKED_TASKS, Figure, Total
from app.i18n import gettext, ngettext
from app.queries.discipline import By, Row
from app.web.discipline.figures import Figures

BARS = 15
POINTS = 8
LABEL_LIMIT = 44


@dataclass(frozen=True)
class Rates:
    """One row of a picture and of the table beside it. few: too few tasks to compare; place: among the bodies."""

    key: str
    name: str
    original: Total
    current: Total
    few: bool
    place: int | None = None

    @property
    def short(self) -> str:
        """The name as far as it fits above a bar; the table beside has it whole."""
        return self.name if len(self.name) <= LABEL_LIMIT else self.name[: LABEL_LIMIT - 1].rstrip() + "…"


@dataclass(frozen=True)
class Chart:
    """A picture with its table. kind: "bars" or "line"; note: what the picture leaves out."""

    kind: str
    by: By
    title: str
    rows: list[Rates]
    note: str = ""

    @property
    def said(self) -> str:
        """The picture in one sentence, for who does not see it."""
        worst = min((row for row in self.rows if not row.few), key=lambda row: row.original.value or 0.0, default=None)
        if worst is None:
            return gettext("Too few tasks to compare. The table has all figures.")
        return gettext(
            "Two rates each: against the original date and against the date in force. The lowest against the original "
            "date: %(name)s, %(part)s of %(base)s. The table has all figures.",
            name=worst.name,
            part=worst.original.part,
            base=worst.original.base,
        )


def charts_of(figures: Figures) -> list[Chart]:
    """The pictures of a page: bodies, quarters, levels; one without rows is left out."""
    made = (_of_bodies(figures), _of_quarters(figures), _of_levels(figures))
    return [chart for chart in made if chart.rows]


def _of_bodies(figures: Figures) -> Chart:
    rows = [_rates(row) for row in figures.counted(By.AGENCY)]
    rows = [row for row in rows if row.original.base]
    most = sorted(rows, key=lambda row: -row.original.base)[:BARS]
    shown = sorted((row for row in rows if row in most), key=lambda row: (row.few, row.place or 0))
    left = len(rows) - len(shown)
    note = (
        ngettext(
            "%(n)s body with fewer tasks stands in the tables below alone.",
            "%(n)s bodies with fewer tasks stand in the tables below alone.",
            left,
        )
        if left
        else ""
    )
    return Chart("bars", By.AGENCY, gettext("On time, by body"), shown, note)


def _of_quarters(figures: Figures) -> Chart:
    rows = [_rates(row) for row in figures.counted(By.QUARTER)]
    rows = [row for row in rows if row.original.base]
    note = gettext("The last %(n)s quarters are shown.", n=POINTS) if len(rows) > POINTS else ""
    if len(rows) == 1:
        note = gettext("One quarter makes no line: choose a year, or all time.")
    return Chart("line", By.QUARTER, gettext("On time, by quarter of the original date"), rows[-POINTS:], note)


def _of_levels(figures: Figures) -> Chart:
    rows = [_rates(row) for row in figures.counted(By.LEVEL)]
    return Chart(
        "bars", By.LEVEL, gettext("On time, by level of the giver"), [row for row in rows if row.original.base]
    )


def _rates(row: Row) -> Rates:
    original = row.total(Figure.ON_TIME_ORIGINAL)
    few = original.base < RANKED_TASKS
    return Rates(row.key, row.name, original, row.total(Figure.ON_TIME_CURRENT), few, row.rank)
