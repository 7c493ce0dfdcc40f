"""The first page: an executor's three parts, a supervisor's counters with their short lists."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.enums import Role
from app.domain.permissions import Relation
from app.i18n import get_locale, gettext
from app.models import User
from app.queries.drafts import drafts_count
from app.queries.findings import queue_count
from app.queries.mywork import (
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
from app.queries.tasks import Filters, Waiting, task_of
from app.services.execution import take_back_note
from app.web.documents.sources import place_url
from app.web.forms import number as whole
from app.web.mywork.rows import in_place, row_answer, rows_of
from app.web.navigation import home_url
from app.web.session import account, db, myself, now, person, today
from app.web.tasks.lists import WAITING_WORDS

blueprint = Blueprint("mywork", __name__)


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
        act=rows_of(act.rows, user, Relation.LEAD),
        act_more=act.more,
        wait=rows_of(wait.rows, user, Relation.CO_EXECUTOR),
        wait_more=wait.more,
        contributions=contribution_dates(db(), user, [task.id for task, _why in wait.rows]),
        changes=changed(db(), user, since=changed_since(now())),
        open_count=open_count(db(), user),
        drafts=drafts_count(db(), myself().id, now=now()),
    )


@blueprint.post("/work/<number>/undo")
def undo(number: str) -> BaseResponse:
    """Take back the sentence that one has just saved about a task; the history keeps both."""
    seq, version = whole(request.form.get("seq")), whole(request.form.get("version"))
    with transaction(db()) as session:
        task, _stands = task_of(session, person(), number)
        take_back_note(session, task, seq, by=person(), now=now(), version=version)
    told = gettext("The sentence is taken back; the history keeps it.")
    if in_place():
        return row_answer(number, told=told)
    flash(told)
    return redirect(url_for("mywork.index"))


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
