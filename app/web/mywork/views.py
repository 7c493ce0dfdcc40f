"""The first page: an executor's three parts, a supervisor's counters with their short lists."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import Role
from app.domain.permissions import Relation
from app.i18n import get_locale
from app.models import User
from app.queries.findings import queue_count
from app.queries.mywork import (
    Part,
    Why,
    act_now,
    changed,
    changed_since,
    contribution_dates,
    open_count,
    wait_for_others,
    waiting_counts,
    waiting_lines,
)
from app.queries.overdue import due_this_week_count, overdue_count, overdue_page
from app.queries.projects import conflicting_ids, day_of, stage_conflicts
from app.queries.reference import work_calendar
from app.queries.tasks import Filters, TaskLine, Waiting
from app.web.documents.sources import place_url
from app.web.mywork.next_steps import Step, may_take, next_step
from app.web.navigation import home_url
from app.web.session import account, db, now, person, today
from app.web.tasks.lists import WAITING_WORDS

blueprint = Blueprint("mywork", __name__)


@dataclass(frozen=True)
class Row:
    """A line of a part: the task, why it stands there, what comes next."""

    task: TaskLine
    why: Why
    step: Step
    take: bool


@blueprint.get("/work")
def index() -> BaseResponse | str:
    """Where a person's day begins; who has no tasks is led to what the role is for."""
    user = person()
    match user.role:
        case Role.COORDINATOR | Role.OFFICIAL:
            return _executor(user)
        case Role.SUPERVISOR:
            return _supervisor(user)
    return redirect(home_url(account()))


def _executor(user: User) -> str:
    calendar = work_calendar(db())
    act = act_now(db(), user, day=today(), calendar=calendar, locale=get_locale())
    wait = wait_for_others(db(), user, locale=get_locale())
    return render_template(
        "mywork/executor.html",
        act=_rows(act, user, Relation.LEAD),
        act_more=act.more,
        wait=_rows(wait, user, Relation.CO_EXECUTOR),
        wait_more=wait.more,
        contributions=contribution_dates(db(), user, [task.id for task, _why in wait.rows]),
        changes=changed(db(), user, since=changed_since(now())),
        open_count=open_count(db(), user),
    )


def _rows(part: Part, user: User, stands: Relation) -> list[Row]:
    return [
        Row(task, why, next_step(task, why, user.role, stands), may_take(task, user.role, stands))
        for task, why in part.rows
    ]


def _supervisor(user: User) -> str:
    counts = waiting_counts(db(), user)
    conflicts = stage_conflicts(db(), user)
    overdue = overdue_page(db(), user, Filters(), day=today(), sort="longest", cursor="", locale=get_locale(), rows=8)
    return render_template(
        "mywork/supervisor.html",
        counts=counts,
        words=WAITING_WORDS,
        lists={what: waiting_lines(db(), user, what, get_locale()) for what in Waiting if counts[what].value},
        overdue_count=overdue_count(db(), user, Filters(), day=today()),
        week_count=due_this_week_count(db(), user, Filters(), day=today()),
        queue_count=queue_count(db()),
        overdue=overdue.rows,
        conflicts=conflicts,
        conflicting=conflicting_ids(conflicts),
        day_of=day_of,
        place_url=place_url,
    )
