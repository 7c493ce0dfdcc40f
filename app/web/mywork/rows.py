"""A row of an executor's list: the task, why it stands there, the next step, the sentence that was just saved.

The page shows many; an answer to a script is one of them, which takes the place of the row on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request

from app.domain.permissions import Relation
from app.i18n import get_locale
from app.models import TaskEvent, User
from app.queries.mywork import Why, line_now
from app.queries.own_notes import own_notes
from app.queries.reference import work_calendar
from app.queries.tasks import TaskLine
from app.web.mywork.next_steps import Step, may_take, next_step
from app.web.session import db, myself, now, person, today
from app.web.tasks.submitting import VersionedForm, status_of

ROW = "X-Row"


@dataclass(frozen=True)
class Row:
    """A line of a part. take: the sentence may take the task into work; note: one's own, which may be taken back."""

    task: TaskLine
    why: Why | None
    step: Step
    take: bool
    note: TaskEvent | None = None


def rows_of(found: Sequence[tuple[TaskLine, Why | None]], user: User, stands: Relation) -> list[Row]:
    """The rows of a part, in its order."""
    notes = own_notes(db(), myself().id, [task.id for task, _why in found], now=now()) if found else {}
    return [
        Row(
            task,
            why,
            next_step(task, why, user.role, stands),
            may_take(task, user.role, stands),
            notes.get(task.id),
        )
        for task, why in found
    ]


def in_place() -> bool:
    """Whether a script of the list asks, and puts the answer where its row is."""
    return request.headers.get("HX-Request") == "true" and request.args.get("back") == "mywork"


def row_answer(number: str, *, form: VersionedForm | None = None, told: str = "", **meanwhile: Any) -> Response:
    """The row as it is now. form: one that was refused, with what stands in it; told: what was done."""
    user = person()
    found = line_now(db(), user, number, day=today(), calendar=work_calendar(db()), locale=get_locale())
    rows = rows_of([found], user, Relation.LEAD) if found else []
    body = render_template("mywork/row.html", rows=rows, form=form, told=told, number=number, **meanwhile)
    answer = Response(body, status_of(form) if form else 200, mimetype="text/html")
    answer.headers[ROW] = "1"
    return answer
