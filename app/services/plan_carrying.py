"""Taking a plan over, all or nothing: new rows go on control, chosen differences reach their tasks, the rest stays as it was.

The work is done in steps, so that a page can tell how far it is; the transaction around it is the caller's.
"""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.enums import DueBasis, ExecutorRole, Recurrence, TaskKind
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.domain.plans import ChangeKind, Line, Pair, PlanState, differences
from app.models import Plan, PlanEdition, PlanRow, Task, User
from app.queries.plans import all_rows, current_edition, line_of
from app.queries.reference import term_rules
from app.services.guard import require_duty
from app.services.plan_changes import Difference, obstacle, take_over
from app.services.plan_reading import Reader, reader_of, understand
from app.services.plans import is_new, require_draft
from app.services.register import Due, NewTask, register_task

_FIELDS = {
    ChangeKind.ACTION: ("action",),
    ChangeKind.FORM: ("form",),
    ChangeKind.EXECUTORS: ("executors", "picked_lead"),
    ChangeKind.TERM: ("term", "picked_due_on"),
    ChangeKind.MORE: ("more",),
}
_COPIED = (
    "section number action form executors term more as_read lead others due_on recurrence due_rule due_steps picked_lead "
    "picked_due_on skip_reason problems blocked task_id"
).split()


def found_differences(session: Session, edition: PlanEdition, *, by: User | None, now: datetime) -> list[Difference]:
    """What the waiting edition changes, in its order; rows that are gone come last. Rows left out are no difference."""
    rows = all_rows(session, edition)
    current = current_edition(session, edition.plan)
    old = all_rows(session, current) if current else []
    _load_tasks(session, old)
    by_id = {row.id: row for row in (*old, *rows)}
    kept = {row.earlier_id for row in rows if row.earlier_id}
    pairs: list[Pair] = [_pair(row) for row in rows if not (is_new(row) and row.skip_reason)]
    pairs += [(line_of(row), None) for row in old if row.id not in kept]
    rules = term_rules(session)
    found = []
    for change in differences(pairs):
        earlier, row = _row(change.old, by_id), _row(change.new, by_id)
        difference = Difference(change, earlier, row)
        found.append(Difference(change, earlier, row, obstacle(difference, rules, by=by, now=now)))
    return found


def _pair(row: PlanRow) -> tuple[Line | None, Line | None]:
    return (None if is_new(row) or row.earlier is None else line_of(row.earlier)), line_of(row)


def _row(line: Line | None, by_id: dict[int, PlanRow]) -> PlanRow | None:
    return by_id[line.key] if line else None


def _load_tasks(session: Session, rows: list[PlanRow]) -> None:
    """Give the rows their tasks with all that obstacles ask, in a few statements.

    The rows hold them: a session forgets what nobody holds, and each would be read again by itself.
    """
    charged = [row for row in rows if row.task_id]
    for start in range(0, len(charged), 500):
        some = charged[start : start + 500]
        tasks = session.scalars(
            sa.select(Task)
            .where(Task.id.in_([row.task_id for row in some]))
            .options(selectinload(Task.executors), selectinload(Task.extensions), joinedload(Task.official))
        )
        found = {task.id: task for task in tasks}
        for row in some:
            set_committed_value(row, "task", found.get(row.task_id or 0))


def carry_out(session: Session, edition: PlanEdition, *, by: User | None, now: datetime) -> Iterator[tuple[int, int]]:
    """Take the waiting edition over; yields (steps done, all steps) as it goes on. Exhaust it within one transaction.

    Raises InvalidInput ("plan_registered", "plan_rows_blocked") and what the services of tasks raise; then nothing may be kept.
    """
    require_duty(by, Duty.REGISTER_BY_HAND)
    require_draft(session, edition)
    session.refresh(edition)
    plan = edition.plan
    left_out = set(edition.left_out)
    found = found_differences(session, edition, by=by, now=now)
    taken = [each for each in found if each.key not in left_out]
    _refuse_blocked(taken)
    changed = [each for each in taken if each.change.kind is not ChangeKind.NEW]
    done, steps = 0, len(taken)
    for difference in changed:
        take_over(session, difference, plan.title, by=by, now=now)
        done += 1
        yield done, steps
    _finish_rows(session, edition, [each for each in found if each.key in left_out], reader_of(session, plan, now=now))
    for difference in taken:
        if difference.change.kind is ChangeKind.NEW and difference.row is not None:
            difference.row.task_id = register_task(session, new_task(plan, difference.row), by=by, now=now).id
            done += 1
            yield done, steps
    edition.state, edition.done_at = PlanState.REGISTERED, now
    session.flush()


def _refuse_blocked(taken: list[Difference]) -> None:
    blocked = sum(1 for each in taken if each.change.kind is ChangeKind.NEW and each.obstacle is not None)
    if blocked:
        raise InvalidInput("plan_rows_blocked", count=blocked)
    for each in taken:
        if each.obstacle is not None:
            raise each.obstacle


def _finish_rows(session: Session, edition: PlanEdition, refused: list[Difference], reader: Reader) -> None:
    """The edition as it holds from now on: what was not taken over reads as before, rows that stay though gone stand in
    their place."""
    rows = all_rows(session, edition)
    for same in rows:
        if same.earlier is not None and same.task_id is None:
            same.task_id = same.earlier.task_id
    for each in refused:
        kind, earlier, row = each.change.kind, each.earlier, each.row
        if kind is ChangeKind.NEW and row is not None:
            rows.remove(row)
            session.delete(row)
        elif kind is ChangeKind.GONE and earlier is not None:
            rows.insert(_place_of(earlier, rows), _copy(session, earlier, edition))
        elif row is not None and earlier is not None:
            _revert(row, earlier, kind)
            understand(row, reader)
    for position, row in enumerate(rows, 1):
        row.position = position
    session.flush()


def _revert(row: PlanRow, earlier: PlanRow, kind: ChangeKind) -> None:
    """The cell as it was; what the file said of it is forgotten, so that it is a difference again the next time."""
    for name in _FIELDS[kind]:
        setattr(row, name, getattr(earlier, name))
    name = _FIELDS[kind][0]
    if name in row.as_read:
        row.as_read = {**row.as_read, name: earlier.as_read.get(name, "")}


def _place_of(earlier: PlanRow, rows: list[PlanRow]) -> int:
    """After the nearest row that stood before it."""
    before = [place for place, row in enumerate(rows) if row.earlier and row.earlier.position < earlier.position]
    return before[-1] + 1 if before else 0


def _copy(session: Session, earlier: PlanRow, edition: PlanEdition) -> PlanRow:
    copied = {name: getattr(earlier, name) for name in _COPIED}
    row = PlanRow(edition_id=edition.id, position=0, earlier_id=earlier.id, **copied)
    session.add(row)
    return row


def new_task(plan: Plan, row: PlanRow) -> NewTask:
    """The card of a measure. The words of a series are added to its text: its dates are read from them."""
    due = None
    if row.picked_due_on is not None:
        due = Due(row.picked_due_on, DueBasis.PERSON, "person", row.term)
    elif row.due_on is not None:
        due = Due(row.due_on, DueBasis.TEXT, row.due_rule, row.term, tuple(row.due_steps))
    return NewTask(
        text=f"{row.action}\n{row.term}" if row.recurrence else row.action,
        title=row.action,
        issued_on=plan.approved_on,
        lead=row.lead,
        others=tuple((code, ExecutorRole(role)) for code, role in row.others),
        kind=_kind(row.recurrence),
        giver_role=plan.giver_role,
        giver_name=plan.giver_name,
        giver_level=plan.giver_level,
        due=due,
        recurrence=row.recurrence,
        form_of_completion=row.form,
        event_data={"plan": plan.id, "plan_row": row.number or None},
    )


def _kind(recurrence: Recurrence | None) -> TaskKind:
    if recurrence is None:
        return TaskKind.ONE_OFF
    return TaskKind.STANDING if recurrence is Recurrence.STANDING else TaskKind.SERIES
