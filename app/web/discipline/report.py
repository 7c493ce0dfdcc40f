"""What the report on discipline says, as finished tables in the reader's language; `app.discipline_files` writes them down.

The same figures as on the page, then what slipped and what is overdue. Offices sign, no names of people stand in it.
"""

from dataclasses import dataclass
from datetime import date

from app.discipline_files import Cell, Column, Report, Table, Value, Words
from app.domain.discipline import RANKED_TASKS, UNITS, Figure, Line, Total, Unit
from app.figure_words import figure_formula, figure_name, holder_name, line_name, shown
from app.i18n import N_, format_day, get_locale, gettext
from app.labels import label
from app.queries.discipline import By, Row
from app.queries.past_lists import PastLine
from app.queries.slippage_pages import Slipped
from app.web.discipline.figures import GROUPS, Figures, row_word
from app.web.discipline.forms import period_name

SHOWN_IN_TEXT = 200
RATES = (Figure.ON_TIME_ORIGINAL, Figure.ON_TIME_CURRENT)
FORMS = {Unit.SHARE: "0.0%", Unit.MEAN: "0.0", Unit.DAYS: "0"}
RATE_TITLES = {
    By.AGENCY: N_("On time, by body"),
    By.QUARTER: N_("On time, by quarter of the original date"),
    By.LEVEL: N_("On time, by level of the giver"),
}


@dataclass(frozen=True)
class Content:
    """What the report is made of. body: the name of the one body asked for, "" for all; office: whose report it is."""

    figures: Figures
    ledger: list[Slipped]
    overdue: list[PastLine]
    body: str
    office: str


def report_of(content: Content) -> Report:
    """The report in the language of this context."""
    asked = content.figures.asked
    period = period_name(asked.period) if asked.period else gettext("all time")
    everything = gettext("all")
    return Report(
        title=gettext("Report on executive discipline, %(quarter)s", quarter=period),
        language=get_locale(),
        facts=(
            (gettext("Period of the original date"), period),
            (gettext("As it stood on"), gettext("the end of %(day)s", day=format_day(asked.day))),
            (gettext("Body"), content.body or everything),
            (gettext("Level of the giver"), label(asked.level) if asked.level else everything),
            (
                gettext("What counts"),
                gettext(
                    "Instructions by their original date, so that a date that was moved stays in the count. Milestones "
                    "never count."
                ),
            ),
        ),
        tables=[*_rate_tables(content.figures), *_figure_tables(content.figures), *_lists(content)],
        closing=((gettext("Measures taken"), gettext("What was decided, the act with its number and date:")),),
        words=_words(content.office),
    )


def _words(office: str) -> Words:
    signer = office or gettext("Head of the unit that keeps control")
    signature, day, line = gettext("signature"), gettext("date"), "_" * 20
    return Words(
        about=gettext("About this file"),
        counted=gettext("counted"),
        out_of=gettext("out of"),
        bar=gettext("Picture: full against the original date, light against the date in force"),
        empty=gettext("There is none."),
        more=gettext("%(n)s more rows are in the workbook."),
        signature=f"{signer}  {line}  ({signature})    {line}  ({day})",
    )


def _rate_tables(figures: Figures) -> list[Table]:
    """Both rates side by side: what the pictures of the page show."""
    tables = []
    for by, title in RATE_TITLES.items():
        rows = [row for row in figures.counted(by) if row.total(RATES[0]).base]
        if rows:
            cells: list[tuple[Cell, ...]] = [
                (_marked(row), *(_value(each, row.total(each)) for each in RATES)) for row in rows
            ]
            tables.append(Table(gettext(title), _columns(row_word(by), RATES), cells, bars=True))
    return tables


def _marked(row: Row) -> str:
    """The name; with a word where there are too few tasks to compare."""
    if row.total(RATES[0]).base >= RANKED_TASKS:
        return row.name
    why = gettext("fewer than 5 tasks: not compared")
    return f"{row.name} ({why})"


def _figure_tables(figures: Figures) -> list[Table]:
    """The tables of the page; formulas stand below those of the first line alone."""
    by = figures.asked.by
    lines = [(line, rows) for line, rows in figures.lines(by) if rows]
    return [
        _figure_table(line, title, group, rows, by, formulas=line is lines[0][0])
        for line, rows in lines
        for title, group in GROUPS
    ]


def _figure_table(
    line: Line, title: str, group: tuple[Figure, ...], rows: list[Row], by: By, *, formulas: bool
) -> Table:
    ranked = title == GROUPS[0][0] and by is By.AGENCY and line is Line.COUNTED
    columns = _columns(row_word(by), group)
    if ranked:
        columns = (columns[0], Column(gettext("Place")), *columns[1:])
    cells: list[tuple[Cell, ...]] = [
        (row.name, *((row.rank,) if ranked else ()), *(_value(figure, row.total(figure)) for figure in group))
        for row in rows
    ]
    notes = tuple(f"{figure_name(figure)}: {figure_formula(figure)}" for figure in group) if formulas else ()
    return Table(f"{gettext(title)}. {line_name(line)}", columns, cells, notes)


def _columns(first: str, group: tuple[Figure, ...]) -> tuple[Column, ...]:
    return (Column(first), *(Column(figure_name(figure), figure=True) for figure in group))


def _value(figure: Figure, total: Total) -> Value:
    """The figure as the page shows it; days are a count, whatever they are out of."""
    unit = UNITS.get(figure, Unit.SHARE)
    number = total.value
    if number is not None and unit is Unit.DAYS:
        number = total.part
    counts = gettext("%(part)s of %(base)s", part=total.part, base=total.base)
    return Value(number, shown(figure, total), total.part, total.base, counts, FORMS[unit])


def _lists(content: Content) -> list[Table]:
    return [_ledger(content.ledger), _overdue(content.overdue, content.figures.asked.day)]


def _heads(*names: str) -> tuple[Column, ...]:
    return tuple(Column(gettext(name)) for name in names)


def _ledger(rows: list[Slipped]) -> Table:
    heads = _heads(
        N_("Number"),
        N_("Task"),
        N_("Main executor"),
        N_("Original date"),
        N_("Date in force"),
        N_("Extensions"),
        N_("Filed"),
        N_("Slip, working days"),
        N_("Whose days were lost"),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            row.past.line.number,
            row.past.line.title,
            row.past.line.lead,
            row.state.original_due_on,
            row.state.due_on,
            row.granted,
            row.state.filed_on,
            row.slip,
            "; ".join(f"{holder_name(holder)}: {days}" for holder, days in row.lost_by.items()),
        )
        for row in rows
    ]
    return Table(gettext("Original dates against dates in force"), heads, cells, cut=SHOWN_IN_TEXT)


def _overdue(rows: list[PastLine], day: date) -> Table:
    heads = _heads(
        N_("Number"),
        N_("Task"),
        N_("Main executor"),
        N_("Level of the giver"),
        N_("Original date"),
        N_("Date in force"),
        N_("Days late"),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            row.line.number,
            row.line.title,
            row.line.lead,
            label(row.line.giver_level),
            row.line.original_due_on,
            row.line.due_on,
            row.days_late,
        )
        for row in rows
    ]
    title = gettext("Overdue at the end of %(day)s, whatever the period", day=format_day(day))
    return Table(title, heads, cells, cut=SHOWN_IN_TEXT)
