"""The form of completion as a checklist: the lines of evidence that a task wants before control can end.

A line that is removed is kept, marked. What a report gives for the lines is `evidence.py`'s affair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.enums import EvidenceKind
from app.domain.errors import IllegalTransition, InvalidInput
from app.domain.evidence import plain_number
from app.domain.history import EventKind
from app.domain.permissions import Duty
from app.domain.workflow import Action
from app.models import Requirement, Task, User
from app.services.guard import require_action, require_duty, written
from app.services.history import record

MOST_LINES = 20
LINE_LENGTH = 300


@dataclass(frozen=True)
class NewRequirement:
    """A line as it was typed. kind None: nothing was chosen; plan of an indicator: a number as people write it."""

    kind: EvidenceKind | None
    label: str
    plan: str = ""
    unit: str = ""


def current(task: Task) -> list[Requirement]:
    """The lines that hold now, in order."""
    return [row for row in task.requirements if row.removed_at is None]


def add_requirements(
    session: Session, task: Task, lines: Sequence[NewRequirement], *, by: User | None, now: datetime
) -> list[Requirement]:
    """Add lines; wholly empty ones are skipped. Permission and the event are the caller's part.

    Raises InvalidInput: "label_required", "kind_required", "number_wrong", "line_too_long", "lines_too_many".
    """
    place = max((row.position for row in task.requirements), default=0)
    rows: list[Requirement] = []
    for line in lines:
        label, plan, unit = _line(line.label), _line(line.plan), _line(line.unit)
        if not (line.kind or label or plan or unit):
            continue
        if not label:
            raise InvalidInput("label_required")
        if line.kind is None:
            raise InvalidInput("kind_required", label=label)
        plan = plain_number(plan) if line.kind is EvidenceKind.INDICATOR else plan
        place += 1
        row = Requirement(
            kind=line.kind,
            label=label,
            plan=plan,
            unit=unit,
            position=place,
            added_by_id=by.id if by else None,
            added_at=now,
        )
        task.requirements.append(row)
        rows.append(row)
    if len(current(task)) > MOST_LINES:
        raise InvalidInput("lines_too_many", limit=MOST_LINES)
    return rows


def set_first_form(
    session: Session, task: Task, lines: Sequence[NewRequirement], *, by: User | None, now: datetime
) -> None:
    """Set the form of completion in the act that puts the task on control: whoever may do that may say what proves it.

    A milestone is a recorded fact and has no form of completion.
    """
    require_duty(by, Duty.REGISTER_BY_HAND)
    if task.registered_at != now:
        raise IllegalTransition("illegal_transition", status=task.status, action=Action.CHANGE_FORM)
    if task.is_milestone:
        return
    rows = add_requirements(session, task, lines, by=by, now=now)
    if rows:
        session.flush()
        record(session, task, EventKind.FORM_CHANGED, by=by, now=now, added=facts_of(rows))


def change_form(
    session: Session,
    task: Task,
    *,
    add: Sequence[NewRequirement] = (),
    remove: Sequence[int] = (),
    form_of_completion: str | None = None,
    note: str = "",
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Change the form of completion: its words (None leaves them), lines to add, ids of lines to remove."""
    require_action(by, task, Action.CHANGE_FORM, version)
    words = task.form_of_completion if form_of_completion is None else written(form_of_completion, required=False)
    text = written(note, required=False) or None
    dropped = [row for row in current(task) if row.id in set(remove)]
    for row in dropped:
        row.removed_at, row.removed_by_id = now, by.id if by else None
    rows = add_requirements(session, task, add, by=by, now=now)
    if not rows and not dropped and words == task.form_of_completion:
        raise InvalidInput("form_unchanged")
    changed = words if words != task.form_of_completion else None
    task.form_of_completion = words
    session.flush()
    record(
        session,
        task,
        EventKind.FORM_CHANGED,
        by=by,
        now=now,
        form=changed,
        added=facts_of(rows),
        removed=facts_of(dropped),
        text=text,
    )


def facts_of(rows: Sequence[Requirement]) -> list[dict[str, Any]] | None:
    """Lines as an event keeps them; None for none."""
    return [
        {"requirement": row.id, "kind": row.kind.value, "label": row.label, "plan": row.plan, "unit": row.unit}
        for row in rows
    ] or None


def _line(text: str) -> str:
    """One line: line breaks and other control characters become blanks."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) > LINE_LENGTH:
        raise InvalidInput("line_too_long", limit=LINE_LENGTH)
    return line
