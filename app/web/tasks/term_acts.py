"""Acts about the term: interim dates, a request taken back, the end of a series; what a reader is warned of beforehand."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField

from app.domain.enums import ExtensionState
from app.domain.errors import NotFound
from app.domain.extensions import granting_level
from app.domain.workflow import Action
from app.i18n import N_, gettext, lazy, ngettext
from app.labels import label
from app.models import Task
from app.queries.reference import term_rules, work_calendar
from app.services import interim, occurrences, terms
from app.web.session import db, person, today
from app.web.tasks.act import Act, Sent
from app.web.tasks.fields import day, words
from app.web.tasks.submitting import VersionedForm


class InterimDateForm(VersionedForm):
    """A date for an interim report."""

    due_on = day(lazy("Interim report by"), required=True)
    text = words(lazy("What it should tell"))


class DropForm(VersionedForm):
    """An interim date is taken back: no words."""


class WithdrawForm(VersionedForm):
    """A request is taken back."""

    text = words(lazy("Note"))


class EndSeriesForm(VersionedForm):
    """A series ends."""

    text = words(lazy("Ground"))
    cancel_open = BooleanField(lazy("Remove the open occurrences from control as well, as withdrawn by the giver"))


def waiting_dates(task: Task) -> list[int]:
    """Interim dates that no report has met yet."""
    return [row.id for row in task.interim_dates if row.met_on is None]


def warn_of_level(form: Any, task: Task, _sent: bool) -> None:
    """Say beforehand that a repeated extension is granted higher up."""
    number = terms.granted_count(task) + 1
    level = granting_level(task.giver_level, number, term_rules(db()), today())
    mine = person().decides_up_to
    if mine is not None and not mine.reaches(level):
        sentence = gettext(
            "Extension number %(number)s of this task is granted at the level “%(level)s” or above. You may refuse it.",
            number=number,
            level=label(level),
        )
        form.notes = (sentence,)


def warn_of_late(form: Any, task: Task, _sent: bool) -> None:
    """Say beforehand that the request will be marked as late: it is taken all the same."""
    if task.due_on is None:
        return
    least = term_rules(db()).get("extension_lead", today()).amount
    if work_calendar(db()).working_days_between(today(), task.due_on) >= least:
        return
    sentence = ngettext(
        "Late: requests are due %(n)s working day before the deadline. It is taken, and marked as a late request.",
        "Late: requests are due %(n)s working days before the deadline. It is taken, and marked as a late request.",
        least,
    )
    passed = gettext("The deadline has passed; the days until a decision count as late.")
    form.notes = (sentence, passed) if task.due_on < today() else (sentence,)


def warn_of_minimum(form: Any, task: Task, _sent: bool) -> None:
    """Say what the shortest term is: a warning, never a refusal."""
    rule = term_rules(db()).find("minimum_term", task.issued_on)
    if rule is not None:
        sentence = ngettext(
            "A term of less than %(n)s working day is taken, with a warning.",
            "A term of less than %(n)s working days is taken, with a warning.",
            rule.amount,
        )
        form.notes = (sentence,)


def _drop(sent: Sent) -> None:
    row = next((row for row in sent.task.interim_dates if row.id == sent.of), None)
    if row is None:
        raise NotFound("not_found")
    interim.drop_interim_date(sent.session, sent.task, row, **sent.checked)


def _withdraw(sent: Sent) -> None:
    row = next((row for row in sent.task.extensions if row.state is ExtensionState.REQUESTED), None)
    if row is None:
        raise NotFound("not_found")
    terms.withdraw_extension(sent.session, row, sent.text, **sent.checked)


def _end_series(sent: Sent) -> None:
    cancel = bool(sent.form.cancel_open.data)
    occurrences.end_series(sent.session, sent.task, sent.text, cancel_open=cancel, **sent.checked)


def _asked(task: Task) -> bool:
    return any(row.state is ExtensionState.REQUESTED for row in task.extensions)


TERM_NEEDS: dict[Action, Callable[[Task], bool]] = {
    Action.SET_INTERIM_DATE: lambda task: task.due_on is not None,
    Action.DROP_INTERIM_DATE: lambda task: bool(waiting_dates(task)),
    Action.WITHDRAW_EXTENSION: _asked,
    Action.END_SERIES: lambda task: task.series is not None and task.series.ended_on is None,
}
TERM_ABOUT: dict[Action, Callable[[Task], list[int]]] = {Action.DROP_INTERIM_DATE: waiting_dates}
TERM_ACTS: dict[Action, Act] = {
    Action.SET_INTERIM_DATE: Act(
        InterimDateForm,
        lambda sent: interim.set_interim_date(
            sent.session, sent.task, sent.form.due_on.data, sent.text, **sent.checked
        ),
        N_("The interim date is set."),
        N_("A day inside the term for interim information. The deadline stays what it is."),
    ),
    Action.DROP_INTERIM_DATE: Act(DropForm, _drop, N_("The interim date is dropped.")),
    Action.WITHDRAW_EXTENSION: Act(
        WithdrawForm,
        _withdraw,
        N_("The request is taken back; the present date counts."),
    ),
    Action.END_SERIES: Act(
        EndSeriesForm,
        _end_series,
        N_("The series has ended; no further occurrences are put on control."),
        N_("No further occurrences are put on control. Those that are open stay, unless you remove them too."),
        danger=True,
    ),
}
