"""The slippage ledger: the first date of each task against the date in force, what was granted, and whose days were lost.

Counted from histories, so that it holds for any day. A task stands in it when its date was moved, or when the original
date passed before a report was filed. Milestones stand in it with their forecasts; figures of discipline never count them.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.discipline import Period, View, slip
from app.domain.enums import ExtensionState
from app.domain.holders import Holder, Span, spans_until
from app.domain.past import TaskState
from app.domain.workflow import TaskStatus
from app.models import Task
from app.queries.asof import Scope, calendar_then, changed_since, led_by, states, taking_part
from app.queries.past_lists import PastLine, past_lines


@dataclass(frozen=True)
class Slipped:
    """A task of the ledger. moved: days from the first date to the date in force; slip: working days, as in discipline."""

    past: PastLine
    state: TaskState
    moved: int
    slip: int
    granted: int
    asked: int
    spans: list[Span]

    @property
    def lost_by(self) -> dict[Holder, int]:
        """Days after the date in force by who held the task then; who lost none is left out."""
        lost = {
            holder: sum(span.days_after(self.state.due_on) for span in self.spans if span.holder is holder)
            for holder in Holder
        }
        return {holder: days for holder, days in lost.items() if days}


def slippage_then(
    session: Session,
    scope: Scope,
    *,
    day: date,
    agency: str = "",
    locale: str = "en",
    training: bool = True,
    period: Period | None = None,
) -> list[Slipped]:
    """The ledger as of the end of a day: the greatest slip first, then by number. period: of the first date, None = all."""
    view = View(day, calendar_then(session, day))
    wanted = [Task.original_due_on.is_not(None), *taking_part(scope, day), *led_by(agency, day)]
    if not training:
        wanted.append(Task.training.is_(False))
    if period is not None:
        wanted.append(sa.or_(Task.original_due_on.between(period.first, period.last), changed_since(day)))
    found = [
        (task_id, state)
        for task_id, state in states(session, day, *wanted)
        if scope.sees(state)
        and (not agency or state.lead == agency)
        and (period is None or period.holds(state.original_due_on))
        and _slipped(state, view)
    ]
    lines = past_lines(session, found, day=day, locale=locale)
    rows = [_row(past, state, view) for past, (_, state) in zip(lines, found, strict=True)]
    return sorted(rows, key=lambda row: (-row.slip, -row.moved, row.past.line.number))


def _slipped(state: TaskState, view: View) -> bool:
    if state.original_due_on is None or state.status is TaskStatus.CANCELLED:
        return False
    return state.due_on != state.original_due_on or slip(state, view) > 0 or bool(state.extensions)


def _row(past: PastLine, state: TaskState, view: View) -> Slipped:
    moved = (state.due_on - state.original_due_on).days if state.due_on and state.original_due_on else 0
    return Slipped(
        past=past,
        state=state,
        moved=moved,
        slip=slip(state, view),
        granted=sum(row.state is ExtensionState.APPROVED for row in state.extensions),
        asked=len(state.extensions),
        spans=spans_until(state.spans, state.turn, view.day),
    )
