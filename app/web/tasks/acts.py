"""What can be done on a task's page: for each action its form, the service it calls, and when it is offered.

Which statuses know an action is said in `app.domain.workflow`, whose it is in `app.domain.permissions`; here only what
an action needs beside that (a question to answer, a report to decide on).
"""

from collections.abc import Callable

from app.domain.enums import CancelReason, ExtensionState, ReturnReason, Role
from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Relation, may
from app.domain.workflow import Action, available_actions
from app.i18n import N_
from app.models import Extension, Question, Task
from app.services import execution, executors, questions, reminding, terms
from app.web.tasks import forms
from app.web.tasks.act import Act, Sent
from app.web.tasks.evidence_forms import ReportForm, filing_of, submit_form
from app.web.tasks.lists import member
from app.web.tasks.official_act import OFFICIAL_ACTS
from app.web.tasks.part_acts import PART_ACTS, PART_NEEDS, decidable_parts, parts_to_nudge
from app.web.tasks.reminded import reminded_today
from app.web.tasks.term_acts import TERM_ABOUT, TERM_ACTS, TERM_NEEDS, warn_of_late, warn_of_level, warn_of_minimum


def offered(task: Task, role: Role, stands: Relation) -> tuple[Action, ...]:
    """The actions that the person may do on the task now, in the order of their buttons; what ends control is last."""
    known = available_actions(task.status, milestone=task.is_milestone)
    mine = [
        action for action in known if action in ACTS and may(role, action, stands) and NEEDS.get(action, _always)(task)
    ]
    return tuple(sorted(mine, key=lambda action: ACTS[action].danger))


def pending_extension(task: Task) -> Extension | None:
    """The request that waits for a decision."""
    return next((row for row in task.extensions if row.state is ExtensionState.REQUESTED), None)


def open_questions(task: Task) -> list[Question]:
    """The questions without an answer, the oldest first."""
    return [question for question in task.questions if question.answered_at is None]


def _always(_task: Task) -> bool:
    return True


NEEDS: dict[Action, Callable[[Task], bool]] = {
    Action.ANSWER: lambda task: bool(open_questions(task)),
    Action.REQUEST_EXTENSION: lambda task: task.due_on is not None and pending_extension(task) is None,
    Action.DECIDE_EXTENSION: lambda task: pending_extension(task) is not None,
    Action.CONFIRM_TERM: lambda task: task.default_term,
    Action.REMIND: lambda task: reminded_today(task) is None,
    **PART_NEEDS,
    **TERM_NEEDS,
}
# What an act is about when a page may have its form several times: ids of questions, requests, executors.
ABOUT: dict[Action, Callable[[Task], list[int]]] = {
    Action.ANSWER: lambda task: [question.id for question in open_questions(task)],
    Action.DECIDE_EXTENSION: lambda task: [row.id for row in task.extensions if row is pending_extension(task)],
    Action.DECIDE_CONTRIBUTION: decidable_parts,
    Action.NUDGE: parts_to_nudge,
    **TERM_ABOUT,
}


def _note(sent: Sent) -> None:
    take = bool(sent.form.take.data)
    if take and not sent.text.strip():
        execution.take_into_work(sent.session, sent.task, **sent.checked)
    else:
        execution.add_note(sent.session, sent.task, sent.text, take=take, **sent.checked)


def _return(sent: Sent) -> None:
    reason = member(ReturnReason, sent.form.reason.data)
    if reason is None:
        raise InvalidInput("reason_required")
    day = sent.form.interim_due_on.data
    execution.return_report(sent.session, sent.task, reason, sent.text, interim_due_on=day, **sent.checked)


def _cancel(sent: Sent) -> None:
    reason = member(CancelReason, sent.form.reason.data)
    if reason is None:
        raise InvalidInput("reason_required")
    execution.cancel_task(sent.session, sent.task, reason, sent.text, other=sent.form.other.data or "", **sent.checked)


def _answer(sent: Sent) -> None:
    question = next((row for row in sent.task.questions if row.id == sent.of), None)
    if question is None:
        raise NotFound("not_found")
    questions.answer(sent.session, question, sent.text, **sent.stamp)


def _decide_extension(sent: Sent) -> None:
    extension = next((row for row in sent.task.extensions if row.id == sent.of), None)
    if extension is None:
        raise NotFound("not_found")
    granted = None if sent.form.refuse.data else sent.form.due_on.data
    if granted is None and not sent.form.refuse.data:
        raise InvalidInput("date_required")
    terms.decide_extension(sent.session, extension, granted, sent.text, **sent.checked)


def _change_executors(sent: Sent) -> None:
    lead, others = sent.form.lead.data or "", sent.form.chosen_others()
    executors.change_executors(sent.session, sent.task, lead, others, sent.text, **sent.checked)


ACTS: dict[Action, Act] = {
    Action.TAKE_INTO_WORK: Act(
        forms.ConfirmForm,
        lambda sent: execution.take_into_work(sent.session, sent.task, **sent.checked),
        N_("Taken into work."),
    ),
    Action.SUBMIT: Act(
        ReportForm,
        lambda sent: execution.submit_report(
            sent.session, sent.task, sent.text, filing=filing_of(sent.form), **sent.checked
        ),
        N_("The report is with the controller. A report filed by the deadline stops lateness while it waits."),
        N_("The controller accepts it and removes the task from control, or returns it with a reason."),
        fitted=submit_form,
    ),
    Action.WITHDRAW: Act(
        forms.ConfirmForm,
        lambda sent: execution.withdraw_report(sent.session, sent.task, **sent.checked),
        N_("The report is withdrawn; the task is in progress again."),
        N_("The task goes back into work, and its deadline counts again."),
    ),
    Action.ACCEPT: Act(
        forms.TextForm,
        lambda sent: execution.accept_report(sent.session, sent.task, sent.text, **sent.checked),
        N_("The report is accepted, the task is removed from control."),
        N_("The task is removed from control; whether it was done in time is decided by the day the report was filed."),
    ),
    Action.RETURN: Act(
        forms.ReturnForm,
        _return,
        N_("The report is returned, and the executor is told."),
        N_("The deadline stays what it was; the interim date says by when to complete."),
    ),
    Action.CLOSE_NOT_DONE: Act(
        forms.TextForm,
        lambda sent: execution.close_not_done(sent.session, sent.task, sent.text, **sent.checked),
        N_("Control has ended: not executed."),
        N_("Control ends, and the task counts as not executed."),
        danger=True,
    ),
    Action.CANCEL: Act(
        forms.CancelForm,
        _cancel,
        N_("The task is removed without execution."),
        N_("Control ends although nothing was executed."),
        danger=True,
    ),
    Action.REOPEN: Act(
        forms.TextForm,
        lambda sent: execution.reopen_task(sent.session, sent.task, sent.text, **sent.checked),
        N_("The task is on control again."),
        N_("For a task that was removed by mistake: it goes back to where it was."),
    ),
    Action.RECORD_FACT: Act(
        forms.FactForm,
        lambda sent: execution.record_fact(sent.session, sent.task, sent.form.due_on.data, sent.text, **sent.checked),
        N_("The fact is recorded, the milestone is reached."),
    ),
    Action.NOTE: Act(forms.NoteForm, _note, N_("The status is updated.")),
    Action.REPORT_INTERIM: Act(
        ReportForm,
        lambda sent: execution.report_interim(
            sent.session, sent.task, sent.text, filing=filing_of(sent.form), **sent.checked
        ),
        N_("The interim report is filed."),
        N_("Interim information neither ends control nor moves the deadline."),
    ),
    Action.ASK: Act(
        forms.TextForm,
        lambda sent: questions.ask(sent.session, sent.task, sent.text, **sent.stamp),
        N_("The question is with the controller."),
        N_("The deadline counts on while the question waits."),
    ),
    Action.ANSWER: Act(forms.AnswerForm, _answer, N_("The answer is sent.")),
    Action.REQUEST_EXTENSION: Act(
        forms.ExtensionForm,
        lambda sent: terms.request_extension(sent.session, sent.task, sent.form.due_on.data, sent.text, **sent.checked),
        N_("The request is with the controller. Until it is decided the present date counts."),
        N_("Until it is decided the present date counts. A request shortly before the date is marked as late."),
        filled=warn_of_late,
    ),
    Action.DECIDE_EXTENSION: Act(
        forms.DecisionForm, _decide_extension, N_("The request is decided."), filled=warn_of_level
    ),
    Action.CHANGE_EXECUTORS: Act(
        forms.ChangeExecutorsForm,
        _change_executors,
        N_("The executors are changed."),
        N_("One real body leads and answers for the result. A new lead and the old one are told at once."),
        apart=True,
    ),
    Action.CONFIRM_TERM: Act(
        forms.TermForm,
        lambda sent: terms.confirm_term(sent.session, sent.task, sent.form.due_on.data, sent.text, **sent.checked),
        N_("The term is settled."),
        N_("Leave the date as it is to confirm the default term, or set the date that applies."),
        filled=warn_of_minimum,
    ),
    Action.RECORD_FORECAST: Act(
        forms.ForecastForm,
        lambda sent: execution.record_forecast(
            sent.session, sent.task, sent.form.due_on.data, sent.text, **sent.checked
        ),
        N_("The forecast is recorded; the original date stays."),
        N_("Without a date it says: not started. The original date stays."),
    ),
    Action.REMIND: Act(
        forms.TextForm,
        lambda sent: reminding.remind(sent.session, sent.task, sent.text, **sent.stamp),
        N_("The reminder is sent."),
        N_("A letter to the responsible executors, at once."),
    ),
    **OFFICIAL_ACTS,
    **PART_ACTS,
    **TERM_ACTS,
}
