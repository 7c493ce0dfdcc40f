"""A series on the page of one of its occurrences: what came before, what is open, when the next one is due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.i18n import get_locale
from app.models import Series, Task
from app.queries.keyset import AnySelect
from app.queries.tasks import Filters, TaskLine, line, lines
from app.web.session import person
from app.web.tasks.periods import period_name

NEIGHBOURS = 4


@dataclass(frozen=True)
class SeriesPart:
    """The series of a task. earlier, later: occurrences that the reader sees, with the names of their periods.

    next_due: the date of the one that is put on control next; None once the series has ended.
    """

    row: Series
    period: str
    earlier: list[tuple[TaskLine, str]]
    later: list[tuple[TaskLine, str]]
    next_due: date | None


def series_of(session: Session, task: Task) -> SeriesPart | None:
    """The series of an occurrence; None for a task that does not repeat."""
    if task.series is None or task.occurrence_on is None:
        return None
    seen = lines(person(), Filters(), get_locale()).where(Task.series_id == task.series_id).add_columns(Task.period)
    before = seen.where(Task.occurrence_on < task.occurrence_on).order_by(Task.occurrence_on.desc())
    after = seen.where(Task.occurrence_on > task.occurrence_on).order_by(Task.occurrence_on)
    return SeriesPart(
        row=task.series,
        period=period_name(task.period),
        earlier=_named(session, before)[::-1],
        later=_named(session, after),
        next_due=None if task.series.ended_on else task.series.next_due,
    )


def _named(session: Session, query: AnySelect) -> list[tuple[TaskLine, str]]:
    return [(line(row), period_name(str(row[-1]))) for row in session.execute(query.limit(NEIGHBOURS))]
