"""A task as letters show it, from facts that were read for many at once: distance, words, next step.

Which tasks stand in which part of whose letter is `digests.py`'s; what is read, `app.queries.digest_facts`'s.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.enums import Evidence, Role
from app.domain.lateness import days_late, late, working_days_left
from app.domain.permissions import Relation, may
from app.domain.workflow import OPEN, Action, TaskStatus
from app.i18n import N_, get_locale
from app.queries.digest_facts import TaskFacts
from app.services.letters import page
from app.services.signed_links import Purpose, letter_link
from notifications.messages import TaskLine

Names = dict[int, tuple[str, dict[str, str]]]

DECISIONS = {
    "report_to_review": N_("Accept or return the report"),
    "extension_to_decide": N_("Decide on the extension"),
    "lead_change_to_decide": N_("Decide on the main executor"),
    "question_to_answer": N_("Answer the question"),
}
NEXT_STEPS = {
    TaskStatus.ON_CONTROL: (Action.TAKE_INTO_WORK, N_("Take into work")),
    TaskStatus.IN_PROGRESS: (Action.SUBMIT, N_("Submit the report")),
    TaskStatus.RETURNED: (Action.SUBMIT, N_("Complete and submit again")),
}
SEE = N_("See the task")
RECORD_FACT = N_("Record the fact or a forecast")
HAND_IN = N_("Hand in our part")
REPORT_INTERIM = N_("Give interim information")
PRESS = N_("Remind the executors or decide")


@dataclass
class Desk:
    """What all lines of a run share."""

    session: Session
    day: date
    calendar: WorkCalendar
    names: Names

    def __post_init__(self) -> None:
        self._left: dict[date, int] = {}

    def left(self, due_on: date) -> int:
        """Working days to a date, none below 0; worked out once for each date."""
        if due_on not in self._left:
            self._left[due_on] = max(0, working_days_left(due_on, self.day, self.calendar))
        return self._left[due_on]

    def name(self, agency_id: int) -> str:
        """The body in the language that is set."""
        names = self.names[agency_id][1]
        return names.get(get_locale(), names["en"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A task in a part of somebody's letter, before its words. due_on: the date that counts for the reader."""

    task_id: int
    due_on: date | None
    reasons: tuple[str, ...] = ()
    about: str = "task"
    for_id: int | None = None


def line(
    desk: Desk, task: TaskFacts, entry: Entry, *, next_action: str = "", act_url: str = "", stands_for: str = ""
) -> TaskLine:
    """The line, in the language that is set."""
    own = entry.about == "task"
    due_on = task.due_on if own else entry.due_on
    submitted_on = task.submitted_on if own else None
    is_open = task.status in OPEN
    is_late = late(task.status, due_on, desk.day, submitted_on)
    ahead = due_on is not None and is_open and not is_late and due_on >= desk.day
    return TaskLine(
        number=task.number,
        title=task.title,
        url=page(desk.session, f"/tasks/{task.number}"),
        due_on=due_on,
        days_left=desk.left(due_on) if ahead and due_on is not None else None,
        days_late=days_late(task.status, due_on, desk.day, submitted_on) or None,
        owner=desk.name(task.agency_id),
        reasons=entry.reasons,
        next_action=next_action,
        act_url=act_url,
        about=entry.about,
        deadline=None if own else task.due_on,
        stands_for=stands_for,
        default_term=task.default_term and own,
        milestone=task.is_milestone,
        source_secondary=task.evidence is Evidence.SECONDARY,
    )


def next_step(task: TaskFacts, entry: Entry, role: Role, stands: Relation) -> str:
    """The reader's next step, as a message to translate."""
    for reason, step in DECISIONS.items():
        if reason in entry.reasons:
            return step
    if role is Role.SUPERVISOR:
        return PRESS
    if task.is_milestone and may(role, Action.RECORD_FACT, stands):
        return RECORD_FACT
    if entry.about == "part":
        return HAND_IN if may(role, Action.CONTRIBUTE, stands) else SEE
    if entry.about == "interim":
        return REPORT_INTERIM if may(role, Action.REPORT_INTERIM, stands) else SEE
    action, step = NEXT_STEPS.get(task.status, (Action.NOTE, SEE))
    return step if not task.is_milestone and may(role, action, stands) else SEE


def act_link(desk: Desk, step: str, entry: Entry, reader_id: int) -> str:
    """Where the step can be confirmed from the letter; only taking into work needs no words."""
    if step != NEXT_STEPS[TaskStatus.ON_CONTROL][1]:
        return ""
    purpose, for_id = Purpose.TAKE, entry.for_id or 0
    return letter_link(desk.session, purpose, reader_id, desk.day, task_id=entry.task_id, for_id=for_id)
