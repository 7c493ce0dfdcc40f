"""Plans: those a person may see, their editions and rows, the tasks of rows as the person may see them.

A supervisor of all bodies sees every plan; one of some bodies those that he brought in himself.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from app.domain.errors import NotFound
from app.domain.plans import Line, PlanState
from app.domain.workflow import OPEN, TaskStatus
from app.models import Agency, Plan, PlanEdition, PlanRow, Task, User
from app.queries.access import visible
from app.queries.keyset import Order, Page, page

ROWS_SHOWN = 50


@dataclass(frozen=True)
class PlanLine:
    """A plan as the list shows it. measures: rows of the edition on control; draft: whether another one waits."""

    id: int
    title: str
    approved_on: date
    measures: int
    on_control: int
    draft: bool


@dataclass(frozen=True)
class RowTask:
    """What the register says of a row's task."""

    id: int
    number: str
    status: TaskStatus
    due_on: date | None
    submitted_on: date | None


@dataclass(frozen=True)
class Counts:
    """Rows of an edition: all, those that cannot be put on control as they are, those left out."""

    rows: int
    blocked: int
    skipped: int

    @property
    def ready(self) -> int:
        """Rows that can be put on control now."""
        return self.rows - self.blocked - self.skipped


def _seen(user: User) -> sa.ColumnElement[bool]:
    return Plan.added_by_id == user.id if user.supervises else sa.true()


def plans_page(session: Session, user: User, cursor: str) -> Page[PlanLine]:
    """The plans, the newest first."""
    current = (
        sa.select(sa.func.max(PlanEdition.id))
        .where(PlanEdition.plan_id == Plan.id, PlanEdition.state == PlanState.REGISTERED)
        .correlate(Plan)
        .scalar_subquery()
    )
    rows = sa.select(sa.func.count(PlanRow.id)).where(PlanRow.edition_id == current).correlate(Plan)
    waiting = sa.exists().where(PlanEdition.plan_id == Plan.id, PlanEdition.state == PlanState.DRAFT)
    query = sa.select(
        Plan.id,
        Plan.title,
        Plan.approved_on,
        rows.scalar_subquery(),
        rows.where(PlanRow.task_id.is_not(None)).scalar_subquery(),
        waiting,
    ).where(_seen(user))
    return page(session, query, Order((Plan.id,), descending=True), cursor, lambda row: PlanLine(*row[:6]))


def plan_of(session: Session, user: User, plan_id: int) -> Plan:
    """A plan that the person may see. Raises NotFound: it was given up, or is not his to see."""
    plan = session.scalar(sa.select(Plan).where(Plan.id == plan_id, _seen(user)))
    if plan is None:
        raise NotFound("plan_gone")
    return plan


def current_edition(session: Session, plan: Plan) -> PlanEdition | None:
    """The edition on control."""
    return _newest(session, plan, PlanState.REGISTERED)


def draft_edition(session: Session, plan: Plan) -> PlanEdition | None:
    """The edition that waits."""
    return _newest(session, plan, PlanState.DRAFT)


def _newest(session: Session, plan: Plan, state: PlanState) -> PlanEdition | None:
    query = sa.select(PlanEdition).where(PlanEdition.plan_id == plan.id, PlanEdition.state == state)
    return session.scalars(query.order_by(PlanEdition.number.desc())).first()


def draft_of(session: Session, user: User, plan_id: int) -> PlanEdition:
    """The waiting edition of a plan that the person may see. Raises NotFound."""
    edition = draft_edition(session, plan_of(session, user, plan_id))
    if edition is None:
        raise NotFound("plan_file_gone")
    return edition


def draft_row(session: Session, user: User, plan_id: int, row_id: int) -> PlanRow:
    """A row of the waiting edition. Raises NotFound."""
    edition = draft_of(session, user, plan_id)
    row = session.scalar(sa.select(PlanRow).where(PlanRow.id == row_id, PlanRow.edition_id == edition.id))
    if row is None:
        raise NotFound("not_found")
    return row


def rows_of(session: Session, edition: PlanEdition, ids: set[int]) -> list[PlanRow]:
    """Those of the rows that the edition has, in their order, as the database has them now."""
    query = sa.select(PlanRow).where(PlanRow.edition_id == edition.id, PlanRow.id.in_(sorted(ids)))
    return list(session.scalars(query.order_by(PlanRow.position).execution_options(populate_existing=True)))


def rows_page(session: Session, edition: PlanEdition, cursor: str, *, only: str = "") -> Page[PlanRow]:
    """Rows in their order. only: "blocked" or "skipped" ones."""
    query = sa.select(PlanRow).where(PlanRow.edition_id == edition.id)
    if only == "blocked":
        query = query.where(PlanRow.blocked, PlanRow.skip_reason == "")
    elif only == "skipped":
        query = query.where(PlanRow.skip_reason != "")
    return page(session, query, Order((PlanRow.position,)), cursor, lambda row: row[0], ROWS_SHOWN)


def counts(session: Session, edition: PlanEdition) -> Counts:
    """How many rows are ready, blocked, left out."""
    taken = PlanRow.skip_reason == ""
    query = sa.select(
        sa.func.count(PlanRow.id),
        sa.func.count(PlanRow.id).filter(PlanRow.blocked, taken),
        sa.func.count(PlanRow.id).filter(~taken),
    ).where(PlanRow.edition_id == edition.id)
    return Counts(*session.execute(query).one())


def all_rows(session: Session, edition: PlanEdition) -> list[PlanRow]:
    """All rows of an edition with their earlier selves, in order."""
    query = sa.select(PlanRow).where(PlanRow.edition_id == edition.id).options(joinedload(PlanRow.earlier))
    return list(session.scalars(query.order_by(PlanRow.position)))


def tasks_of(session: Session, user: User, task_ids: list[int]) -> dict[int, RowTask]:
    """The tasks of rows by id, as far as the person sees them; of a series its occurrence at hand."""
    columns = (Task.id, Task.number, Task.status, Task.due_on, Task.submitted_on)
    at_hand = aliased(Task)
    found: dict[int, RowTask] = {}
    for start in range(0, len(task_ids), 500):
        some = Task.id.in_(task_ids[start : start + 500])
        found |= {row[0]: RowTask(*row) for row in session.execute(sa.select(*columns).where(some, visible(user)))}
        series = (
            sa.select(at_hand.id, *columns)
            .join(Task, Task.series_id == at_hand.series_id)
            .where(at_hand.id.in_(task_ids[start : start + 500]), visible(user))
            .order_by(Task.status.in_(OPEN), Task.occurrence_on.desc())
        )
        # The last one wins: the earliest of those that are open, else the first that has ended.
        found |= {row[0]: RowTask(*row[1:]) for row in session.execute(series)}
    return found


def seen_digest(session: Session, edition: PlanEdition) -> str:
    """What a page showed of an edition: another one after any change of its rows or choices."""
    rows = session.execute(
        sa.select(PlanRow.id, PlanRow.version).where(PlanRow.edition_id == edition.id).order_by(PlanRow.id)
    )
    words = " ".join(f"{row.id}:{row.version}" for row in rows)
    return hashlib.sha256(f"{edition.id}:{edition.version} {words}".encode()).hexdigest()[:20]


def corrections(session: Session, edition: PlanEdition) -> list[tuple[str, int]]:
    """Whose corrections a waiting edition holds, on how many rows; who corrected most comes first."""
    rows = sa.func.count(PlanRow.id)
    query = sa.select(User.name, rows).join(PlanRow, PlanRow.corrected_by_id == User.id)
    query = query.where(PlanRow.edition_id == edition.id).group_by(User.id, User.name)
    return [(row[0], row[1]) for row in session.execute(query.order_by(rows.desc(), User.id))]


def names_by_code(session: Session, codes: set[str], locale: str) -> dict[str, str]:
    """Names of bodies in the reader's language."""
    rows = session.scalars(sa.select(Agency).where(Agency.code.in_(sorted(codes))))
    return {row.code: row.name(locale) for row in rows}


def plans_of_task(session: Session, user: User, task_id: int) -> list[tuple[Plan, PlanRow]]:
    """The plans on control that a task is a measure of, with its row, for the task's page."""
    query = (
        sa.select(Plan, PlanRow)
        .join(PlanEdition, PlanEdition.plan_id == Plan.id)
        .join(PlanRow, PlanRow.edition_id == PlanEdition.id)
        .where(PlanRow.task_id == task_id, PlanEdition.state == PlanState.REGISTERED, _seen(user))
        .order_by(PlanEdition.number.desc())
    )
    found = {plan.id: (plan, row) for plan, row in reversed(session.execute(query).all())}
    return list(found.values())


def line_of(row: PlanRow) -> Line:
    """A row as the comparison of editions takes it."""
    more = tuple((head, text) for head, text in row.more)
    return Line(row.id, row.number, row.action, row.form, row.executors, row.term, more, row.section)
