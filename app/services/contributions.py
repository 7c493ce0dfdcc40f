"""Parts of co-executors: begun, handed in to the lead, taken back, accepted or returned; the lead's reminder.

Which state knows which act is said in `app.domain.contributions`. The lead's report is `execution.py`'s affair: it waits
for nobody, and names who did not contribute.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.contributions import ContributionAct, missing, next_state
from app.domain.enums import ExecutorRole, ReportDecision
from app.domain.errors import InvalidInput, NotFound
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Contribution, Task, TaskExecutor, User
from app.queries.reminded import nudged_on
from app.services.attachments import FileStore, NewFile, attach, facts_of
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying_parts import tell_part_awaited


def not_contributed(task: Task) -> list[str]:
    """Codes of the co-executors whose part the lead does not have, in their order."""
    return [row.agency.code for row in task.executors if missing(row.role, row.state, group=row.agency.kind == "group")]


def begin_contribution(
    session: Session, executor: TaskExecutor, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """The co-executor begins."""
    _require_own(executor, Action.BEGIN_CONTRIBUTION, by, version)
    executor.state = next_state(executor.state, ContributionAct.BEGIN)
    record(session, executor.task, EventKind.CONTRIBUTION_BEGUN, by=by, now=now, **_who(executor))


def contribute(
    session: Session,
    executor: TaskExecutor,
    text: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    files: Sequence[NewFile] = (),
    store: FileStore | None = None,
) -> Contribution:
    """Hand the part in to the lead, the first time or after a return. Bodies by agreement may, and owe nothing."""
    _require_own(executor, Action.CONTRIBUTE, by, version)
    executor.state = next_state(executor.state, ContributionAct.SUBMIT)
    task = executor.task
    contribution = Contribution(
        task=task,
        agency=executor.agency,
        executor_id=executor.id,
        text=written(text),
        filed_by_id=by.id if by else None,
        filed_at=now,
        filed_on=today(now),
    )
    session.add(contribution)
    session.flush()
    kept = attach(session, task, files, store, by=by, now=now, contribution=contribution)
    record(
        session,
        task,
        EventKind.CONTRIBUTION_SUBMITTED,
        by=by,
        now=now,
        contribution=contribution.id,
        text=contribution.text,
        attachments=facts_of(kept),
        **_who(executor),
    )
    return contribution


def withdraw_contribution(
    session: Session, executor: TaskExecutor, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """The co-executor takes the part back before the lead decided on it."""
    _require_own(executor, Action.WITHDRAW_CONTRIBUTION, by, version)
    executor.state = next_state(executor.state, ContributionAct.WITHDRAW)
    contribution = _pending(session, executor)
    contribution.decision = ReportDecision.WITHDRAWN
    contribution.decided_by_id, contribution.decided_at = by.id if by else None, now
    record(
        session,
        executor.task,
        EventKind.CONTRIBUTION_WITHDRAWN,
        by=by,
        now=now,
        contribution=contribution.id,
        **_who(executor),
    )


def decide_contribution(
    session: Session,
    executor: TaskExecutor,
    accepted: bool,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """The lead accepts the part, or returns it with words that say what is missing."""
    task = executor.task
    require_action(by, task, Action.DECIDE_CONTRIBUTION, version)
    act = ContributionAct.ACCEPT if accepted else ContributionAct.RETURN
    executor.state = next_state(executor.state, act)
    contribution = _pending(session, executor)
    contribution.decision = ReportDecision.ACCEPTED if accepted else ReportDecision.RETURNED
    contribution.decision_note = written(note, required=not accepted)
    contribution.decided_by_id, contribution.decided_at = by.id if by else None, now
    record(
        session,
        task,
        EventKind.CONTRIBUTION_ACCEPTED if accepted else EventKind.CONTRIBUTION_RETURNED,
        by=by,
        now=now,
        contribution=contribution.id,
        filed_on=contribution.filed_on,
        text=contribution.decision_note or None,
        **_who(executor),
    )


def nudge(
    session: Session,
    executor: TaskExecutor,
    note: str = "",
    *,
    by: User,
    now: datetime,
    version: int | None = None,
) -> None:
    """The lead reminds a co-executor of its part by a letter at once; once a day and body."""
    task = executor.task
    require_action(by, task, Action.NUDGE, version)
    if not missing(executor.role, executor.state, group=executor.agency.kind == "group"):
        raise InvalidInput("nothing_awaited")
    if (task.id, executor.agency.code) in nudged_on(session, [task.id], today(now)):
        raise InvalidInput("nudged_today")
    text = written(note, required=False)
    record(session, task, EventKind.NUDGED, by=by, now=now, text=text or None, **_who(executor))
    tell_part_awaited(session, executor, by=by, now=now, note=text)


def _require_own(executor: TaskExecutor, action: Action, by: User | None, version: int | None) -> None:
    """The act is the co-executor's own coordinator's; the lead reports, it does not contribute."""
    require_action(by, executor.task, action, version)
    own = by is None or executor.agency_id == by.agency_id
    if not own or executor.role is ExecutorRole.LEAD:
        raise NotFound("not_found")


def _who(executor: TaskExecutor) -> dict[str, Any]:
    """Whose part it is and when it is due, as every event of it keeps them."""
    return {
        "agency": executor.agency.code,
        "part": executor.role.value,
        "contribution_due_on": executor.contribution_due_on,
    }


def _pending(session: Session, executor: TaskExecutor) -> Contribution:
    contribution = session.scalar(
        sa.select(Contribution)
        .where(Contribution.executor_id == executor.id, Contribution.decision == ReportDecision.PENDING)
        .limit(1)
    )
    if contribution is None:
        raise InvalidInput("contribution_not_pending")
    return contribution
