"""The demo's histories: each replays to its row, the chains are sound, and the figures of one body are those of a count
by hand from its rows.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.calendar import WorkCalendar
from app.domain.discipline import Figure, Line
from app.domain.enums import DueBasis, ExtensionState, ReportDecision, ReportKind, TaskKind, TaskResult
from app.domain.workflow import OPEN, TaskStatus
from app.models import Report, Task
from app.queries.asof import EVERYTHING
from app.queries.discipline import Asked, Row, discipline
from app.queries.reference import work_calendar
from app.services.audit import verify
from app.services.seals import seal_day, write_seals
from seeds.playing import add_people, play
from tests.replaying import differences

TODAY = date(2026, 11, 22)
BODY = "sample_min_infra"


def test_the_histories_of_the_demo_replay_to_its_rows_and_figures(session: Session, tmp_path: Path) -> None:
    add_people(session, "x", local_moment(date(2025, 12, 1)))
    play(session, tmp_path, TODAY)
    assert differences(session) == []
    seal_day(session, date(2026, 11, 21), now=local_moment(TODAY, 1))
    write_seals(session, tmp_path / "seals")
    found = verify(session, tmp_path / "seals")
    assert (found.faults, found.unsealed_events) == ([], 0)
    rows = discipline(session, EVERYTHING, Asked(TODAY, training=True))
    own = next(row for row in rows if row.line is Line.COUNTED and row.key == BODY)
    tasks = [task for task in _counted(session) if task.lead_agency.code == BODY]
    assert len(tasks) >= 5
    _as_counted_by_hand(own, tasks, work_calendar(session))
    everything = next(row for row in rows if row.line is Line.COUNTED and not row.key)
    assert everything.total(Figure.EXTENSIONS).base == len(_counted(session))


def _counted(session: Session) -> list[Task]:
    """Instructions with a date of their own that were not removed without execution."""
    tasks = session.scalars(sa.select(Task).order_by(Task.id))
    return [
        task
        for task in tasks
        if task.kind is not TaskKind.MILESTONE
        and task.status is not TaskStatus.CANCELLED
        and task.original_due_on is not None
        and (task.due_basis is not DueBasis.POLICY or task.term_confirmed)
        and task.lead_agency.subordinate
    ]


def _filed(task: Task) -> date | None:
    reports = [report for report in task.reports if report.kind is ReportKind.COMPLETION]
    if task.status is TaskStatus.SUBMITTED:
        return reports[-1].filed_on
    return reports[-1].filed_on if task.result in (TaskResult.DONE, TaskResult.DONE_LATE) else None


def _met(task: Task, deadline: date) -> bool | None:
    if filed := _filed(task):
        return filed <= deadline
    return False if task.result is TaskResult.NOT_DONE or deadline < TODAY else None


def _as_counted_by_hand(row: Row, tasks: Sequence[Task], calendar: WorkCalendar) -> None:
    def pair(figure: Figure) -> tuple[int, int]:
        return row.total(figure).part, row.total(figure).base

    original = [_met(task, task.original_due_on) for task in tasks if task.original_due_on]
    current = [_met(task, task.due_on) for task in tasks if task.due_on]
    assert pair(Figure.ON_TIME_ORIGINAL) == (original.count(True), len(original) - original.count(None))
    assert pair(Figure.ON_TIME_CURRENT) == (current.count(True), len(current) - current.count(None))
    slips = 0
    for task, met in zip(tasks, original, strict=True):
        end = _filed(task) or task.ended_on or TODAY
        if met is False and task.original_due_on and end > task.original_due_on:
            slips += sum(
                calendar.is_working_day(date.fromordinal(day))
                for day in range(task.original_due_on.toordinal() + 1, end.toordinal() + 1)
            )
    assert pair(Figure.SLIP) == (slips, len(original) - original.count(None))
    approved = sum(row.state is ExtensionState.APPROVED for task in tasks for row in task.extensions)
    assert pair(Figure.EXTENSIONS) == (approved, len(tasks))
    decided = [[report for report in task.reports if _decided(report)] for task in tasks]
    decided = [reports for reports in decided if reports]
    assert pair(Figure.FIRST_PASS) == (sum(_accepted(reports[0]) for reports in decided), len(decided))
    every = [report for reports in decided for report in reports]
    assert pair(Figure.RETURNS) == (sum(not _accepted(report) for report in every), len(every))
    open_tasks = [task for task in tasks if task.status in OPEN]
    assert pair(Figure.SILENT) == (
        sum((TODAY - task.executor_event_on).days >= 30 for task in open_tasks),
        len(open_tasks),
    )


def _decided(report: Report) -> bool:
    return report.kind is ReportKind.COMPLETION and report.decision in (
        ReportDecision.ACCEPTED,
        ReportDecision.RETURNED,
    )


def _accepted(report: Report) -> bool:
    return report.decision is ReportDecision.ACCEPTED
