"""What tests of the past share: the replay of every task's whole history says what its rows say."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, ReportKind
from app.models import Task
from app.queries.asof import states

FAR = date(2090, 1, 1)
FACTS = (
    "status",
    "kind",
    "original_due_on",
    "due_on",
    "due_basis",
    "term_confirmed",
    "default_term",
    "giver_level",
    "submitted_on",
    "ended_on",
    "result",
    "cancel_reason",
    "status_before_end",
    "forecast_on",
    "fact_on",
    "flagged",
    "executor_event_on",
)


def differences(session: Session) -> list[str]:
    """What a row and its history disagree on, task by task; empty when nothing."""
    session.expire_all()
    replayed = dict(states(session, FAR))
    found = []
    for task in session.scalars(sa.select(Task).order_by(Task.id)):
        state = replayed.pop(task.id)
        pairs = {name: (getattr(task, name), getattr(state, name)) for name in FACTS}
        pairs["gaps"] = (set(), state.gaps)
        pairs["events"] = (task.event_count, state.events)
        pairs["lead"] = (task.lead_agency.code, state.lead)
        pairs["executors"] = ([(row.agency.code, row.role) for row in task.executors], state.executors)
        pairs["parts"] = (
            {
                row.agency.code: (row.state, None if row.agency.kind == "group" else row.contribution_due_on)
                for row in task.executors
                if row.role is not ExecutorRole.LEAD
            },
            {code: (part.state, part.due_on) for code, part in state.contributions.items()},
        )
        pairs["reports"] = (
            [(row.id, row.filed_on, row.decision) for row in task.reports if row.kind is ReportKind.COMPLETION],
            [(row.id, row.filed_on, row.decision) for row in state.reports],
        )
        pairs["extensions"] = (
            [(row.id, row.state, row.asked_due_on, row.granted_due_on, row.late_request) for row in task.extensions],
            [(row.id, row.state, row.asked, row.granted, row.late) for row in state.extensions],
        )
        pairs["questions"] = ({row.id for row in task.questions if row.answered_at is None}, state.questions)
        found += [
            f"{task.number} {name}: row {row}, history {then}" for name, (row, then) in pairs.items() if row != then
        ]
    return found + [f"task {task_id} has a history and no row" for task_id in replayed]
