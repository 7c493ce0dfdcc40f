"""The columns of files, in the reader's language, and a row of each list. Which rows there are is `exports.py`'s."""

from collections.abc import Callable, Iterable, Iterator

from app import figure_words
from app.exporting.tables import Column, Kind, Row, Value
from app.i18n import gettext
from app.labels import label
from app.queries.contributions import PartLine
from app.queries.exports import ExportLine
from app.queries.past_lists import Holding, PastLine

Made = Callable[[], Column]


def task_columns(*, held: bool) -> list[Made]:
    """The columns of a list of tasks; with who holds each."""
    return [*_TASK, *(_HELD if held else ()), lambda: Column(gettext("Address"), 34)]


# On paper a list keeps what a meeting needs: number, task, lead, giver, dates, days late, status, who holds it.
ON_PAPER = (0, 1, 3, 6, 9, 10, 12, 13, 16, 18)


def on_paper(columns: list[Column], rows: Iterable[Row]) -> tuple[list[Column], Iterator[Row]]:
    """Those columns alone; the address at the end is left out with the others."""
    kept = [place for place in ON_PAPER if place < len(columns) - 1]
    return [columns[place] for place in kept], ([row[place] for place in kept] for row in rows)


def task_row(each: ExportLine, *, held: bool, base_url: str) -> Row:
    """A task in those columns."""
    task = each.task
    row: list[Value] = [
        task.number,
        task.title,
        label(task.kind),
        task.lead,
        each.official,
        task.project or "",
        label(task.giver_role) if task.giver_role else task.giver_name,
        label(task.giver_level),
        each.issued_on,
        task.original_due_on,
        task.due_on,
        gettext("default term") if task.default_term else "",
        each.days_late or None,
        label(task.status),
        label(task.result) if task.result else "",
        task.submitted_on,
    ]
    return [*row, *(_held(each.holding) if held else ()), f"{base_url}/tasks/{task.number}"]


_TASK: tuple[Made, ...] = (
    lambda: Column(gettext("Number"), 14),
    lambda: Column(gettext("Task"), 60, wrap=True),
    lambda: Column(gettext("Kind"), 14),
    lambda: Column(gettext("Main executor"), 36, wrap=True),
    lambda: Column(gettext("Responsible official"), 28, wrap=True),
    lambda: Column(gettext("Project"), 22, wrap=True),
    lambda: Column(gettext("Giver"), 22, wrap=True),
    lambda: Column(gettext("Level of the giver"), 20),
    lambda: Column(gettext("Issued on"), 12, Kind.DAY),
    lambda: Column(gettext("Original date"), 12, Kind.DAY),
    lambda: Column(gettext("Deadline"), 12, Kind.DAY),
    lambda: Column(gettext("Term of policy"), 14),
    lambda: Column(gettext("Days late"), 10, Kind.NUMBER),
    lambda: Column(gettext("Status"), 22),
    lambda: Column(gettext("Result"), 16),
    lambda: Column(gettext("Report filed on"), 12, Kind.DAY),
)
_HELD: tuple[Made, ...] = (
    lambda: Column(gettext("Who holds it"), 22, wrap=True),
    lambda: Column(gettext("Since"), 12, Kind.DAY),
    lambda: Column(gettext("Days lost"), 10, Kind.NUMBER),
)
PART_COLUMNS: tuple[Made, ...] = (
    lambda: Column(gettext("Part"), 14),
    lambda: Column(gettext("Number"), 14),
    lambda: Column(gettext("Task"), 60, wrap=True),
    lambda: Column(gettext("Main executor"), 36, wrap=True),
    lambda: Column(gettext("Co-executor"), 36, wrap=True),
    lambda: Column(gettext("Part due"), 12, Kind.DAY),
    lambda: Column(gettext("State"), 22),
    lambda: Column(gettext("Handed in on"), 12, Kind.DAY),
    lambda: Column(gettext("Days late"), 10, Kind.NUMBER),
)


def part_row(part: PartLine, whose: str) -> Row:
    """A part in PART_COLUMNS. whose: the word for who owes it."""
    return [
        whose,
        part.number,
        part.title,
        part.lead,
        part.body,
        part.due_on,
        label(part.state),
        part.filed_on,
        part.late or None,
    ]


def _held(holding: Holding | PastLine | None) -> list[Value]:
    if holding is None or holding.held is None:
        return ["", None, None]
    held = holding.held
    by = holding.held_by if held.holder.value == "co_executor" else ""
    word = f"{figure_words.holder_name(held.holder)} {by}".strip()
    return [word, held.since, holding.lost or None]
