"""Two people on one task: what changed since the page was shown beside what was typed; a repeat of one's own act.

A form carries the version of the row, which services compare, and the number of events its reader saw.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session
from wtforms import Field

from app.domain.history import EventKind
from app.domain.workflow import Action
from app.i18n import format_day
from app.models import Task, TaskEvent, User
from app.queries.history import events_of
from app.services.guard import seen as readable
from app.web.tasks.submitting import VersionedForm

_TYPED = ("TextAreaField", "LineField", "StringField", "DateField", "SelectField")

# What an act writes into the history; an act that is not here is never taken for a repeat.
WRITES: dict[Action, EventKind] = {
    Action.TAKE_INTO_WORK: EventKind.TAKEN_INTO_WORK,
    Action.SUBMIT: EventKind.SUBMITTED,
    Action.WITHDRAW: EventKind.WITHDRAWN,
    Action.ACCEPT: EventKind.ACCEPTED,
    Action.RETURN: EventKind.RETURNED,
    Action.CLOSE_NOT_DONE: EventKind.CLOSED_NOT_DONE,
    Action.CANCEL: EventKind.CANCELLED,
    Action.REOPEN: EventKind.REOPENED,
    Action.RECORD_FACT: EventKind.FACT_RECORDED,
    Action.NOTE: EventKind.NOTED,
    Action.REPORT_INTERIM: EventKind.INTERIM_REPORTED,
    Action.REQUEST_EXTENSION: EventKind.EXTENSION_REQUESTED,
    Action.DECIDE_EXTENSION: EventKind.EXTENSION_DECIDED,
    Action.CHANGE_EXECUTORS: EventKind.EXECUTORS_CHANGED,
    Action.CONFIRM_TERM: EventKind.TERM_CONFIRMED,
    Action.RECORD_FORECAST: EventKind.FORECAST_RECORDED,
    Action.CHOOSE_OFFICIAL: EventKind.OFFICIAL_CHOSEN,
}


def stamp(task: Task) -> str:
    """What a form keeps of the task as it is shown: version and number of events."""
    return f"{task.version}-{task.event_count}"


def since(events: list[TaskEvent], form: VersionedForm) -> list[TaskEvent]:
    """The events that the form's reader had not seen, the newest first; of an unmarked form the last one."""
    if form.read_events is None:
        return events[:1]
    return [event for event in events if event.seq > form.read_events]


def repeats_own(session: Session, task: Task, form: VersionedForm, action: Action, actor: User) -> bool:
    """Whether nobody else did anything meanwhile, and the last thing the person did is what the form asks for again."""
    new = since(events_of(session, task), form)
    kind = WRITES.get(action)
    if kind is None or not new or any(event.actor_id != actor.id for event in new):
        return False
    if action is Action.RECORD_FORECAST and form["due_on"].data is None:
        kind = EventKind.NOT_STARTED
    typed = readable(form["text"].data or "").strip() if "text" in form else ""
    return any(
        event.kind is kind and (event.data.get("text") or "") == typed and _same_day(event, form) for event in new
    )


def _same_day(event: TaskEvent, form: VersionedForm) -> bool:
    """Where the form gives a day, the event tells the same one."""
    day = form["due_on"].data if "due_on" in form else None
    return day is None or day.isoformat() in {event.data.get(key) for key in ("asked", "new", "fact_on", "forecast_on")}


def typed_values(form: VersionedForm) -> list[tuple[str, str]]:
    """What stands in the form, in words: (what, value)."""
    return list(_typed(form))


def _typed(form: VersionedForm) -> Iterator[tuple[str, str]]:
    for field in form:
        if field.type in _TYPED and field.data:
            yield field.label.text, _shown(field)


def _shown(field: Field) -> str:
    if isinstance(field.data, date):
        return format_day(field.data)
    if field.type == "SelectField":
        return next((str(word) for value, word, *_rest in field.iter_choices() if value == field.data), field.data)
    return str(field.data)
