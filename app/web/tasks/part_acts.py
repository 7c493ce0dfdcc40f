"""Acts about parts of co-executors, the form of completion and the change of lead: forms and the services they call."""

from wtforms import HiddenField, SelectField

from app.alphabet import by_alphabet
from app.domain.contributions import ContributionAct, allows, missing
from app.domain.enums import ExecutorRole
from app.domain.errors import InvalidInput, NotFound
from app.domain.workflow import Action
from app.i18n import N_, get_locale, gettext, lazy
from app.models import Task, TaskExecutor
from app.queries.reference import agencies_for_choice
from app.services import contributions, lead_changes, requirements
from app.services.lead_changes import pending_lead_change
from app.web.session import db, person, today
from app.web.tasks.act import Act, Sent
from app.web.tasks.evidence_forms import FormOfCompletionForm, offer_lines, typed_lines
from app.web.tasks.fields import words
from app.web.tasks.files import files, store, uploads
from app.web.tasks.reminded import nudges_today
from app.web.tasks.submitting import VersionedForm


class BeginForm(VersionedForm):
    """A part is begun or taken back: no words."""


class PartForm(VersionedForm):
    """A co-executor's part."""

    text = words(lazy("What your body did"))
    files = files()


class PartDecisionForm(VersionedForm):
    """Accepted or returned: which button was pressed is the decision."""

    text = words(lazy("Note; when it is returned: what is missing"))
    refuse = HiddenField()  # the second button's value


class NudgeForm(VersionedForm):
    """One click."""


class RequestLeadForm(VersionedForm):
    """Another body should lead."""

    text = words(lazy("Why the instruction is not yours"))
    lead = SelectField(lazy("Which body should lead"), validate_choice=False)


class DecideLeadForm(VersionedForm):
    """Another body leads, or the request is refused: which button was pressed is the decision."""

    lead = SelectField(lazy("Main executor from now on"), validate_choice=False)
    text = words(lazy("Note; when it is refused: why"))
    refuse = HiddenField()  # the second button's value


def own_part(task: Task) -> TaskExecutor:
    """The executor row of the reader's body; without one the lead's, whose part the service refuses to take."""
    agency_id = person().agency_id
    return next((row for row in task.executors if row.agency_id == agency_id), task.executors[0])


def _part(sent: Sent) -> TaskExecutor:
    row = next((row for row in sent.task.executors if row.id == sent.of), None)
    if row is None:
        raise NotFound("not_found")
    return row


def _own_knows(task: Task, act: ContributionAct) -> bool:
    agency_id = person().agency_id
    own = [row for row in task.executors if row.agency_id == agency_id and row.role is not ExecutorRole.LEAD]
    return any(allows(row.state, act) for row in own)


def decidable_parts(task: Task) -> list[int]:
    """Executor rows whose part waits for the lead."""
    return [row.id for row in task.executors if allows(row.state, ContributionAct.ACCEPT)]


def parts_to_nudge(task: Task) -> list[int]:
    """Executor rows whose part the lead may remind of now: once a day is enough."""
    told = nudges_today(task)
    return [
        row.id
        for row in task.executors
        if missing(row.role, row.state, group=row.agency.kind == "group") and row.id not in told
    ]


def _contribute(sent: Sent) -> None:
    brought = uploads(sent.form.files)
    row = own_part(sent.task)
    contributions.contribute(sent.session, row, sent.text, files=brought, store=store(), **sent.checked)


def _decide(sent: Sent) -> None:
    accepted = not sent.form.refuse.data
    contributions.decide_contribution(sent.session, _part(sent), accepted, sent.text, **sent.checked)


def _change_form(sent: Sent) -> None:
    requirements.change_form(
        sent.session,
        sent.task,
        add=typed_lines(sent.form.rows),
        remove=sent.form.removed,
        form_of_completion=sent.form.form_of_completion.data or "",
        note=sent.text,
        **sent.checked,
    )


def _offer_leads(form: RequestLeadForm | DecideLeadForm, task: Task, sent: bool) -> None:
    bodies = [body for body in agencies_for_choice(db(), today()) if body.id != task.lead_agency_id]
    named = by_alphabet(((body.code, body.name(get_locale())) for body in bodies), lambda item: item[1], get_locale())
    form.lead.choices = [("", gettext("choose")), *named]
    request = pending_lead_change(task)
    if not sent and request is not None and request.proposed is not None:
        form.lead.data = request.proposed.code


def _decide_lead(sent: Sent) -> None:
    request = pending_lead_change(sent.task)
    if request is None:
        raise InvalidInput("lead_change_not_pending")
    lead = "" if sent.form.refuse.data else sent.form.lead.data or ""
    if not lead and not sent.form.refuse.data:
        raise InvalidInput("lead_required")
    lead_changes.decide_lead_change(sent.session, request, lead, sent.text, **sent.checked)


PART_NEEDS = {
    Action.BEGIN_CONTRIBUTION: lambda task: _own_knows(task, ContributionAct.BEGIN),
    Action.CONTRIBUTE: lambda task: _own_knows(task, ContributionAct.SUBMIT),
    Action.WITHDRAW_CONTRIBUTION: lambda task: _own_knows(task, ContributionAct.WITHDRAW),
    Action.DECIDE_CONTRIBUTION: lambda task: bool(decidable_parts(task)),
    Action.NUDGE: lambda task: bool(parts_to_nudge(task)),
    Action.REQUEST_LEAD_CHANGE: lambda task: pending_lead_change(task) is None,
    Action.DECIDE_LEAD_CHANGE: lambda task: pending_lead_change(task) is not None,
}
PART_ACTS: dict[Action, Act] = {
    Action.CHANGE_FORM: Act(
        FormOfCompletionForm,
        _change_form,
        N_("The form of completion is changed."),
        N_("What is listed here must be given with the completion report; without it the report is not submitted."),
        apart=True,
        filled=offer_lines,
        template="tasks/form_of_completion.html",
    ),
    Action.BEGIN_CONTRIBUTION: Act(
        BeginForm,
        lambda sent: contributions.begin_contribution(sent.session, own_part(sent.task), **sent.checked),
        N_("Your part is in progress."),
    ),
    Action.CONTRIBUTE: Act(
        PartForm,
        _contribute,
        N_("Your part is with the main executor."),
        N_("The main executor accepts it or returns it with words; the report on the whole is the main executor’s."),
    ),
    Action.WITHDRAW_CONTRIBUTION: Act(
        BeginForm,
        lambda sent: contributions.withdraw_contribution(sent.session, own_part(sent.task), **sent.checked),
        N_("Your part is taken back."),
    ),
    Action.DECIDE_CONTRIBUTION: Act(PartDecisionForm, _decide, N_("The part is decided on.")),
    Action.NUDGE: Act(
        NudgeForm,
        lambda sent: contributions.nudge(sent.session, _part(sent), **sent.checked),
        N_("The reminder is sent."),
    ),
    Action.REQUEST_LEAD_CHANGE: Act(
        RequestLeadForm,
        lambda sent: lead_changes.request_lead_change(
            sent.session, sent.task, sent.text, sent.form.lead.data or "", **sent.checked
        ),
        N_("The request is with the controller. Until it is decided your body leads, and the deadline counts."),
        N_("Until it is decided your body leads, and the deadline counts on. A late request is marked as late."),
        apart=True,
        filled=_offer_leads,
        template="tasks/lead_change.html",
    ),
    Action.DECIDE_LEAD_CHANGE: Act(
        DecideLeadForm,
        _decide_lead,
        N_("The request is decided."),
        N_("The body you choose leads from now on, the present one leaves the task, co-executors stay. Both are told."),
        apart=True,
        filled=_offer_leads,
        template="tasks/lead_change.html",
    ),
}
