"""Projects with their stages, and what contradicts itself: stages out of order, one instruction in two versions.

The rule of the order is `app.domain.stages`, that of sameness `app.domain.sameness`; who sees what `app.queries.access`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.enums import TaskKind
from app.domain.errors import NotFound
from app.domain.history import EventKind
from app.domain.sameness import WINDOW_DAYS, Difference, compare, is_kazakh, stems
from app.domain.sameness_across import traces
from app.domain.stages import ORDER, StageDate, order_conflicts, stage_day
from app.domain.workflow import OPEN, TaskStatus
from app.models import Agency, Finding, Project, Task, TaskEvent, TaskSource, User
from app.queries.access import visible
from app.queries.duplicates import version_of_task

# A country's plans hold some hundreds of dated stages; more would not be read by anybody.
MOST_STAGES = 2000
# Pairs are compared among so many of the newest open instructions.
COMPARED = 300
_LEAST = 2


@dataclass(frozen=True)
class StageConflict:
    """Two milestones of one project in the wrong order. days: by which their dates contradict it."""

    project: Project
    earlier: Task
    later: Task
    days: int


@dataclass(frozen=True)
class VersionConflict:
    """One instruction in two versions: of two tasks, or of a task and a text that was added to it as a source.

    lead: the main executor that the added text names, where it is another one.
    """

    task: Task
    other: Task | None
    finding: Finding | None
    differences: tuple[Difference, ...]
    lead: Agency | None = None


def day_of(task: Task) -> date | None:
    """The day that counts for a milestone: fact, last forecast, or the date that was set."""
    return stage_day(task.due_on, task.forecast_on, task.fact_on)


def project_of(session: Session, project_id: int) -> Project:
    """A project. Raises NotFound."""
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("not_found")
    return project


def projects_with_counts(session: Session, user: User) -> list[tuple[Project, int]]:
    """All projects by name, with the number of their milestones that the person sees."""
    counted = dict(
        session.execute(
            sa.select(Task.project_id, sa.func.count())
            .where(_milestones(user), Task.project_id.is_not(None))
            .group_by(Task.project_id)
        ).all()
    )
    rows = session.scalars(sa.select(Project))
    return sorted(((row, counted.get(row.id, 0)) for row in rows), key=lambda pair: pair[0].name.casefold())


def stages_of(session: Session, user: User, project: Project | None) -> list[Task]:
    """The milestones of a project that the person sees, in the order of stages and dates; None: those of no project."""
    belongs = Task.project_id == project.id if project else Task.project_id.is_(None)
    query = _with_sources().where(_milestones(user), belongs).order_by(Task.id.desc()).limit(MOST_STAGES)
    return sorted(session.scalars(query), key=_place)


def _place(task: Task) -> tuple[int, date, int]:
    return ORDER[task.stage] if task.stage else len(ORDER), day_of(task) or date.max, task.id


def _milestones(user: User) -> sa.ColumnElement[bool]:
    return sa.and_(visible(user), Task.kind == TaskKind.MILESTONE, Task.status != TaskStatus.CANCELLED)


def _with_sources() -> sa.Select[Task]:
    return sa.select(Task).options(selectinload(Task.sources).joinedload(TaskSource.document))


def stage_conflicts(session: Session, user: User, project: Project | None = None) -> list[StageConflict]:
    """Stages in the wrong order among what the person sees, of one project or of all."""
    query = _with_sources().where(_milestones(user), Task.stage.is_not(None))
    query = query.where(Task.project_id == project.id) if project else query.where(Task.project_id.is_not(None))
    by_project: dict[int | None, list[Task]] = defaultdict(list)
    for task in session.scalars(query.order_by(Task.id.desc()).limit(MOST_STAGES)):
        by_project[task.project_id].append(task)
    return [conflict for tasks in by_project.values() for conflict in _conflicts(tasks)]


def _conflicts(tasks: Sequence[Task]) -> Iterable[StageConflict]:
    by_id = {task.id: task for task in tasks}
    dated = (StageDate(task.id, task.stage, day_of(task)) for task in tasks if task.stage)
    for found in order_conflicts(dated):
        earlier, later = by_id[found.earlier.key], by_id[found.later.key]
        # What was built is built: two facts in the wrong order ask nothing of anybody.
        if earlier.project and not (earlier.fact_on and later.fact_on):
            yield StageConflict(earlier.project, earlier, later, found.days)


def conflicts_of(session: Session, user: User, task: Task) -> list[StageConflict]:
    """The stages of its project that contradict a milestone."""
    if not task.is_milestone or task.project is None or task.stage is None:
        return []
    return [
        each for each in stage_conflicts(session, user, task.project) if task.id in (each.earlier.id, each.later.id)
    ]


def conflicting_ids(conflicts: Iterable[StageConflict]) -> frozenset[int]:
    """The ids of the tasks in conflicts, for marks in lists."""
    return frozenset(task.id for each in conflicts for task in (each.earlier, each.later))


def version_conflicts(session: Session, user: User) -> list[VersionConflict]:
    """One instruction with different leads or dates: sources that disagree with their task, then pairs of tasks."""
    return [*_disagreeing_sources(session, user), *_disagreeing_tasks(session, user)]


def versions_of(session: Session, user: User, task: Task) -> list[VersionConflict]:
    """The other versions of one task's instruction that disagree with it."""
    if task.status not in OPEN:
        return []
    sources = _disagreeing_sources(session, user, task)
    return sources if task.is_milestone else [*sources, *_disagreeing_tasks(session, user, task)]


def _disagreeing_sources(session: Session, user: User, task: Task | None = None) -> list[VersionConflict]:
    """Of every task that the person sees, or of one."""
    query = (
        sa.select(Task, TaskEvent.data)
        .join(TaskEvent, TaskEvent.task_id == Task.id)
        .where(visible(user), Task.status.in_(OPEN), TaskEvent.kind == EventKind.SOURCE_ADDED)
        .options(selectinload(Task.sources).joinedload(TaskSource.document))
        .order_by(TaskEvent.id.desc())
        .limit(COMPARED)
    )
    rows = session.execute(query.where(Task.id == task.id) if task else query).all()
    disagreeing = [(each, data) for each, data in rows if data.get("differences")]
    query_of_findings = sa.select(Finding).where(Finding.id.in_([data["finding"] for _task, data in disagreeing]))
    findings = {row.id: row for row in session.scalars(query_of_findings.options(joinedload(Finding.document)))}
    leads = _bodies(session, {data["lead"] for _task, data in disagreeing if data.get("lead")})
    return [
        VersionConflict(
            each,
            None,
            findings.get(data["finding"]),
            tuple(map(Difference, data["differences"])),
            leads.get(data.get("lead", "")),
        )
        for each, data in disagreeing
    ]


def _bodies(session: Session, codes: set[str]) -> dict[str, Agency]:
    rows = session.scalars(sa.select(Agency).where(Agency.code.in_(sorted(codes)))) if codes else ()
    return {agency.code: agency for agency in rows}


def _disagreeing_tasks(session: Session, user: User, task: Task | None = None) -> list[VersionConflict]:
    """Pairs among the newest tasks, or those of one task with them."""
    tasks = session.scalars(
        _with_sources()
        .where(visible(user), Task.status.in_(OPEN), Task.kind != TaskKind.MILESTONE)
        .order_by(Task.issued_on.desc(), Task.id.desc())
        .limit(COMPARED)
    ).all()
    pairs = [(task, other) for other in tasks if other.id != task.id] if task else _likely_pairs(tasks)
    found = []
    for one, other in pairs:
        if _beside(one, other):
            continue
        same = compare(version_of_task(one), version_of_task(other))
        if same and same.differences:
            found.append((same.score, VersionConflict(one, other, None, same.differences)))
    return [conflict for _score, conflict in sorted(found, key=lambda pair: (-pair[0], pair[1].task.id))]


def _beside(one: Task, other: Task) -> bool:
    """Whether two tasks are no versions of each other: occurrences of one series, instructions of one text."""
    if one.series_id is not None and one.series_id == other.series_id:
        return True
    return not {row.document_id for row in one.sources}.isdisjoint(row.document_id for row in other.sources)


def _likely_pairs(tasks: Sequence[Task]) -> Iterable[tuple[Task, Task]]:
    """Pairs that share some words, within the window: the costly comparison is made of few."""
    kazakh = [is_kazakh(task.text) for task in tasks]
    by_stems, by_marks = _shared(tasks, stems), _shared(tasks, _marks)
    for first, second in sorted(by_stems.keys() | by_marks.keys()):
        shared = by_stems if kazakh[first] == kazakh[second] else by_marks
        one, other = tasks[first], tasks[second]
        if shared[first, second] >= _LEAST and abs((one.issued_on - other.issued_on).days) <= WINDOW_DAYS:
            yield one, other


def _shared(tasks: Sequence[Task], words_of: Callable[[str], Iterable[str]]) -> Counter[tuple[int, int]]:
    """How many words each pair of tasks shares, those that most tasks have left out."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, task in enumerate(tasks):
        for word in words_of(task.text):
            holders[word].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= COMPARED // 4:
            shared.update(combinations(places, 2))
    return shared


def _marks(text: str) -> Iterable[str]:
    return traces(text).marks
