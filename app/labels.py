"""Words for the codes of the domain: one table a vocabulary, msgids in English.

Templates and letters ask `label(value)`; errors become sentences through `error_sentence()`. Rules do not belong here.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from app.domain import enums
from app.domain.errors import DomainError
from app.domain.history import EventKind
from app.domain.sameness import Difference
from app.domain.workflow import Action, TaskStatus
from app.i18n import N_, format_day, gettext
from app.labels_plans import PLAN_ERRORS
from app.labels_proof import PROOF_ERRORS, PROOF_EVENTS, PROOF_WORDS

_WORDS: tuple[tuple[Enum, str], ...] = (
    (TaskStatus.ON_CONTROL, N_("On control")),
    (TaskStatus.IN_PROGRESS, N_("In progress")),
    (TaskStatus.SUBMITTED, N_("Submitted for removal")),
    (TaskStatus.RETURNED, N_("Returned for completion")),
    (TaskStatus.CLOSED, N_("Removed from control")),
    (TaskStatus.CANCELLED, N_("Removed without execution")),
    (Action.TAKE_INTO_WORK, N_("Take into work")),
    (Action.SUBMIT, N_("Submit completion report")),
    (Action.WITHDRAW, N_("Withdraw the report")),
    (Action.ACCEPT, N_("Accept and close")),
    (Action.RETURN, N_("Return for completion")),
    (Action.CLOSE_NOT_DONE, N_("Close as not executed")),
    (Action.CANCEL, N_("Remove without execution")),
    (Action.REOPEN, N_("Put back on control")),
    (Action.RECORD_FACT, N_("Record the fact")),
    (Action.NOTE, N_("Add a note")),
    (Action.REPORT_INTERIM, N_("File an interim report")),
    (Action.ASK, N_("Ask the controller")),
    (Action.ANSWER, N_("Answer the question")),
    (Action.REQUEST_EXTENSION, N_("Ask for an extension")),
    (Action.DECIDE_EXTENSION, N_("Decide on the extension")),
    (Action.CHANGE_EXECUTORS, N_("Change executors")),
    (Action.CONFIRM_TERM, N_("Confirm or change the term")),
    (Action.RECORD_FORECAST, N_("Record a forecast")),
    (Action.REMIND, N_("Remind")),
    *PROOF_WORDS,
    (Action.CHOOSE_OFFICIAL, N_("Choose the responsible official")),
    (Action.SET_INTERIM_DATE, N_("Set an interim date")),
    (Action.DROP_INTERIM_DATE, N_("Drop the interim date")),
    (Action.WITHDRAW_EXTENSION, N_("Take the request for an extension back")),
    (Action.END_SERIES, N_("End the series")),
    (enums.FindingKind.INSTRUCTION, N_("Instruction")),
    (enums.FindingKind.MILESTONE, N_("Milestone")),
    (enums.FindingKind.GOAL, N_("Goal")),
    (enums.FindingKind.REFERENCE, N_("Reference to an earlier instruction")),
    (enums.FindingKind.FOREIGN, N_("Instruction of a foreign leader")),
    (enums.FindingKind.REFUSED, N_("Considered and refused")),
    (enums.Review.PENDING, N_("Waiting for review")),
    (enums.Review.ACCEPTED, N_("Accepted")),
    (enums.Review.REJECTED, N_("Rejected")),
    (enums.Review.MERGED, N_("Merged")),
    (enums.RejectReason.NOT_AN_INSTRUCTION, N_("Not an instruction")),
    (enums.RejectReason.REFERENCE_ONLY, N_("Only mentions an earlier instruction")),
    (enums.RejectReason.DUPLICATE, N_("Duplicate")),
    (enums.RejectReason.TOO_VAGUE, N_("Too vague to control")),
    (enums.RejectReason.NOT_OURS, N_("Outside our scope")),
    (enums.RejectReason.SPLIT, N_("Split into several")),
    (enums.GiverRole.PRESIDENT, N_("President")),
    (enums.GiverRole.PRIME_MINISTER, N_("Prime Minister")),
    (enums.GiverRole.DEPUTY_PM, N_("Deputy Prime Minister")),
    (enums.GiverRole.MINISTER, N_("Minister")),
    (enums.GiverRole.AKIM, N_("Akim")),
    (enums.GiverRole.OTHER, N_("Another official")),
    (enums.GiverLevel.PRESIDENT, N_("President")),
    (enums.GiverLevel.ADMINISTRATION, N_("Presidential Administration")),
    (enums.GiverLevel.PRIME_MINISTER, N_("Prime Minister")),
    (enums.GiverLevel.DEPUTY_PM, N_("Deputy Prime Minister")),
    (enums.GiverLevel.MINISTER_OR_AKIM, N_("Minister or akim")),
    (enums.GiverLevel.BODY, N_("Head of a body")),
    (enums.ExecutorRole.LEAD, N_("Main executor")),
    (enums.ExecutorRole.CO, N_("Co-executor")),
    (enums.ExecutorRole.BY_AGREEMENT, N_("By agreement")),
    (enums.OwnerBasis.EXPLICIT, N_("named in the instruction")),
    (enums.OwnerBasis.CONTEXT, N_("from the text around it")),
    (enums.Strength.ORDER, N_("Plain order")),
    (enums.Strength.SOFT, N_("Soft wording")),
    (enums.Evidence.PRIMARY, N_("Primary source")),
    (enums.Evidence.SECONDARY, N_("Secondary source")),
    (enums.Stage.DESIGN, N_("Design")),
    (enums.Stage.PERMIT, N_("Permit")),
    (enums.Stage.START_OF_WORKS, N_("Start of works")),
    (enums.Stage.LAUNCH, N_("Launch")),
    (enums.Stage.COMPLETION, N_("Completion")),
    (enums.Stage.COMMISSIONING, N_("Commissioning")),
    (enums.Recurrence.WEEKLY, N_("Weekly")),
    (enums.Recurrence.MONTHLY, N_("Monthly")),
    (enums.Recurrence.QUARTERLY, N_("Quarterly")),
    (enums.Recurrence.HALF_YEARLY, N_("Half-yearly")),
    (enums.Recurrence.YEARLY, N_("Yearly")),
    (enums.Recurrence.STANDING, N_("On a standing basis")),
    (enums.TaskKind.ONE_OFF, N_("Instruction")),
    (enums.TaskKind.SERIES, N_("Series")),
    (enums.TaskKind.STANDING, N_("Standing instruction")),
    (enums.TaskKind.MILESTONE, N_("Milestone")),
    (enums.DueBasis.TEXT, N_("from the text")),
    (enums.DueBasis.POLICY, N_("default term (policy), none in the text")),
    (enums.DueBasis.PERSON, N_("set by the supervisor")),
    (enums.ReportKind.INTERIM, N_("Interim report")),
    (enums.ReportKind.COMPLETION, N_("Completion report")),
    (enums.ReportDecision.PENDING, N_("Waiting for a decision")),
    (enums.ReportDecision.ACCEPTED, N_("Accepted")),
    (enums.ReportDecision.RETURNED, N_("Returned")),
    (enums.ReportDecision.WITHDRAWN, N_("Withdrawn")),
    (enums.ReturnReason.INCOMPLETE, N_("Not everything is done")),
    (enums.ReturnReason.NO_EVIDENCE, N_("No supporting document")),
    (enums.ReturnReason.POOR_QUALITY, N_("Poor-quality execution")),
    (enums.ReturnReason.WRONG_SUBJECT, N_("The report is about something else")),
    (enums.ExtensionState.REQUESTED, N_("Requested")),
    (enums.ExtensionState.APPROVED, N_("Approved")),
    (enums.ExtensionState.REJECTED, N_("Refused")),
    (enums.ExtensionState.WITHDRAWN, N_("Withdrawn")),
    (enums.TaskResult.DONE, N_("Executed")),
    (enums.TaskResult.DONE_LATE, N_("Executed late")),
    (enums.TaskResult.NOT_DONE, N_("Not executed")),
    (enums.CancelReason.DUPLICATE, N_("Duplicate")),
    (enums.CancelReason.OBSOLETE, N_("No longer relevant")),
    (enums.CancelReason.WITHDRAWN, N_("Withdrawn by the giver")),
    (enums.CancelReason.REPLACED, N_("Replaced by another instruction")),
    (enums.Urgency.NORMAL, N_("Ordinary")),
    (enums.Urgency.URGENT, N_("Urgent")),
    (enums.Urgency.VERY_URGENT, N_("Very urgent")),
    (enums.Role.COORDINATOR, N_("Coordinator")),
    (enums.Role.SUPERVISOR, N_("Supervisor")),
    (enums.Role.OFFICIAL, N_("Official")),
    (enums.Role.ADMINISTRATOR, N_("Administrator")),
    (enums.SuccessionKind.RENAMED, N_("renamed")),
    (enums.SuccessionKind.MERGED, N_("merged")),
    (enums.SuccessionKind.SPLIT, N_("split up")),
    (enums.PersonChange.ADDED, N_("Was added")),
    (enums.PersonChange.CHANGED, N_("Data changed")),
    (enums.PersonChange.MOVED, N_("Moved to the successor of the body")),
    (enums.PersonChange.DISABLED, N_("Was disabled")),
    (enums.PersonChange.ENABLED, N_("Was enabled again")),
    (enums.PersonChange.SUBSTITUTE_NAMED, N_("A substitute was named")),
    (enums.PersonChange.SUBSTITUTE_ENDED, N_("The substitution was ended")),
    (enums.ReferenceChange.BODY_ADDED, N_("Body added")),
    (enums.ReferenceChange.BODY_NAMED, N_("Another name added")),
    (enums.ReferenceChange.SUCCEEDED, N_("Succession entered")),
    (enums.ReferenceChange.TASKS_PASSED, N_("Open tasks passed to the successor")),
    (enums.ReferenceChange.MONITORS_CHANGED, N_("Monitoring bodies changed")),
    (enums.ReferenceChange.ALIASES_CHANGED, N_("Other names changed")),
    (enums.OverdueList.DAILY, N_("every working day")),
    (enums.OverdueList.WEEKLY, N_("on the first working day of a week")),
    (enums.OverdueList.NEVER, N_("not at all")),
    (enums.Badge.STATUTORY, N_("statutory")),
    (enums.Badge.VERIFIED, N_("verified")),
    (enums.Badge.LIBRARY, N_("from a library")),
    (enums.Badge.POLICY, N_("policy")),
    (enums.Badge.UNVERIFIED, N_("unverified")),
    (enums.CalendarDayKind.HOLIDAY, N_("Holiday")),
    (enums.CalendarDayKind.DAY_OFF_WEEKEND_SHIFT, N_("Day off for a holiday on a weekend")),
    (enums.CalendarDayKind.DAY_OFF_TRANSFER, N_("Transferred day off")),
    (enums.CalendarDayKind.WORKING_WEEKEND, N_("Working weekend day")),
    (enums.TermUnit.CALENDAR_DAYS, N_("calendar days")),
    (enums.TermUnit.WORKING_DAYS, N_("working days")),
    (enums.TermUnit.MONTHS, N_("months")),
    (enums.TermUnit.TIMES, N_("times")),
    (enums.KeptReason.EXTENDED, N_("an extension moved the date")),
    (enums.KeptReason.ASKED, N_("a request for an extension waits for a decision")),
    (enums.KeptReason.PERSON, N_("a person set the date")),
    (enums.KeptReason.CONFIRMED, N_("a supervisor confirmed the date")),
    (enums.PolicyChangeKind.TERM_RULE, N_("Rule of terms")),
    (enums.PolicyChangeKind.CALENDAR_DAY, N_("Day of the work calendar")),
    (enums.ContributionState.NONE, N_("Not begun")),
    (enums.ContributionState.WORKING, N_("In progress")),
    (enums.ContributionState.SUBMITTED_TO_LEAD, N_("Submitted to the lead")),
    (enums.ContributionState.ACCEPTED_BY_LEAD, N_("Accepted by the lead")),
    (enums.ContributionState.RETURNED_BY_LEAD, N_("Returned by the lead")),
    (enums.Shift.NONE, N_("not shifted")),
    (enums.Shift.PRECEDING, N_("to the working day before")),
    (enums.Shift.NEXT, N_("to the next working day")),
    (enums.LetterState.QUEUED, N_("Queued")),
    (enums.LetterState.SENT, N_("Sent")),
    (enums.LetterState.DEAD, N_("Could not be delivered")),
    (enums.LetterState.DROPPED, N_("Dropped")),
    (enums.LetterState.HELD, N_("Held back")),
)

# Members of different vocabularies may share a value, and string enums compare by it: the type belongs to the key.
LABELS = {(type(member), member.value): word for member, word in _WORDS}

EVENTS: Mapping[EventKind, str] = {
    EventKind.REGISTERED: N_("Was put on control"),
    EventKind.SOURCE_ADDED: N_("Another source added"),
    EventKind.TAKEN_INTO_WORK: N_("Taken into work"),
    EventKind.NOTED: N_("Note"),
    EventKind.NOTE_TAKEN_BACK: N_("Note taken back"),
    EventKind.INTERIM_REPORTED: N_("Interim report filed"),
    EventKind.SUBMITTED: N_("Completion report submitted"),
    EventKind.WITHDRAWN: N_("Report withdrawn"),
    EventKind.ACCEPTED: N_("Report accepted, removed from control"),
    EventKind.RETURNED: N_("Report returned for completion"),
    EventKind.CLOSED_NOT_DONE: N_("Closed as not executed"),
    EventKind.CANCELLED: N_("Removed without execution"),
    EventKind.REOPENED: N_("Was put back on control"),
    EventKind.FACT_RECORDED: N_("Fact recorded"),
    EventKind.FORECAST_RECORDED: N_("New forecast recorded"),
    EventKind.NOT_STARTED: N_("Reported as not started"),
    EventKind.EXTENSION_REQUESTED: N_("Extension requested"),
    EventKind.EXTENSION_DECIDED: N_("Extension decided"),
    EventKind.EXECUTORS_CHANGED: N_("Executors changed"),
    EventKind.TERM_CONFIRMED: N_("Term confirmed"),
    EventKind.ASKED: N_("Question to the controller"),
    EventKind.ANSWERED: N_("Answer of the controller"),
    EventKind.REMINDED: N_("Reminder sent by the supervisor"),
    EventKind.RECEIVED: N_("Receipt of a letter confirmed"),
    **PROOF_EVENTS,
    EventKind.OFFICIAL_CHOSEN: N_("Responsible official chosen"),
    EventKind.PROJECT_CHANGED: N_("Moved to another project"),
    EventKind.AGENCY_SUCCEEDED: N_("Passed to the successor of a body"),
    EventKind.SERIES_ENDED: N_("The series was ended"),
    EventKind.INTERIM_DATE_SET: N_("Interim date set"),
    EventKind.INTERIM_DATE_DROPPED: N_("Interim date dropped"),
    EventKind.EXTENSION_WITHDRAWN: N_("Request for an extension taken back"),
    EventKind.TERM_RECOMPUTED: N_("Term computed anew after a change of policy"),
}

# What a rule of terms says; its number, unit, source and badge are data.
TERM_RULES: Mapping[str, str] = {
    "default_term": N_(
        "Term of an instruction whose text gives none. No act with this number was read: it is the custom of neighbours."
    ),
    "very_urgent": N_("Term under the mark “very urgent”, when the text gives none"),
    "urgent": N_("Term under the mark “urgent”, when the text gives none"),
    "minimum_term": N_(
        "Shortest term; a shorter one gives a warning. The copy of the Government’s regulations (point 135) that was read "
        "breaks off and does not show its edition."
    ),
    "coexec_lead": N_(
        "How long before the deadline co-executors hand in their part, when the term has 15 working days or more; "
        "otherwise half-way"
    ),
    "extension_lead": N_("Later than this before the deadline, a request for an extension is marked late"),
    "series_day": N_("Day of the month after the period by which a series is due"),
    "standing_day": N_("Day of January of the yearly checkpoint of a standing instruction"),
    "due_soon": N_("From here on a task counts as due soon"),
    "series_ahead": N_(
        "How long before its date the next occurrence of a series is put on control; never before the date of the one "
        "before it has passed"
    ),
    "extension_level_up": N_(
        "From this extension of a task on, the new date is granted at the level above that of the giver"
    ),
    "extension_red": N_("From this extension of a task on, the supervisor’s lists mark it in red"),
    "lead_change_request": N_("Later than this after registration, a request for another main executor is marked late"),
    "silent": N_("After this time without a word of the executor a task counts as silent"),
}

# Sentences for errors: what happened, what was kept, what to do.
ERRORS: Mapping[str, str] = {
    "as_of_in_future": N_("%(day)s has not come yet. Choose a day up to %(today)s: the history tells the past."),
    "as_of_before_history": N_("The history of this register begins on %(first)s; nothing is known of %(day)s."),
    "as_of_unreadable": N_("“%(text)s” is no date. Give a day such as 2026-10-01."),
    "no_history": N_("Nothing has been put on control yet, so there is no history to look back on."),
    "seals_differ": N_(
        "The seal of %(day)s in the folder is not the one of the database. Nothing was written; see the audit."
    ),
    "not_found": N_("There is no such page, or it is not open to you."),
    "view_gone": N_("It was deleted already, or it is not yours."),
    "not_permitted": N_("This action is not open to your role for this task."),
    "illegal_transition": N_("The task has another status now, and the action no longer fits. Nothing was changed."),
    "changed_meanwhile": N_("Somebody changed this meanwhile. Nothing was overwritten; compare and send again."),
    "lead_required": N_("Choose the main executor: one real body, not a group."),
    "lead_is_group": N_("“%(name)s” is a group. Choose the body that leads."),
    "agency_unknown": N_("There is no body with the code “%(name)s”."),
    "text_required": N_("Write at least one sentence."),
    "text_too_long": N_("The text is longer than %(limit)s characters."),
    "date_required": N_("Give a date."),
    "date_before_issue": N_("The date lies before the instruction was given."),
    "date_not_later": N_("The new date must be later than the present one."),
    "date_in_future": N_("A fact cannot lie in the future."),
    "date_in_past": N_("The date has passed already."),
    "issued_in_future": N_("The instruction cannot have been given on a day that has not come yet."),
    "reminded_today": N_("The executors were reminded of this task today already; one reminder a day is enough."),
    "nothing_changed": N_("Nothing was changed: the executors are the same."),
    "duty_not_permitted": N_("This page is not open to your role."),
    "no_deadline": N_("The task has no deadline that could be moved."),
    "extension_pending": N_("A request for an extension is already waiting for a decision."),
    "extension_not_pending": N_("This request has been decided already."),
    "no_pending_report": N_("There is no report waiting for a decision."),
    "reason_required": N_("Choose a reason."),
    "already_reviewed": N_("This finding has been reviewed already."),
    "span_empty": N_("Select the words of the instruction in the text."),
    "span_outside": N_("The selected words lie outside of the document."),
    "split_needs_two": N_("Choose at least two parts to split into."),
    "note_settled": N_("This sentence cannot be taken back any more: something else happened since, or it is too old."),
    "draft_unknown": N_("This form keeps no drafts."),
    "question_answered": N_("This question has been answered already."),
    "level_too_low": N_("Only the level that gave the instruction, or a higher one, may decide this."),
    "document_exists": N_("This text is already in the register: %(title)s."),
    "published_required": N_("No date of publication was found in the text. Give it by hand."),
    "letter_gone": N_("This letter was sent or given up already. Nothing was changed."),
    "letter_stale": N_("What this letter tells is over, so it is not sent any more. Give it up."),
    "job_unknown": N_("There is no job called “%(name)s”."),
    "text_is_empty": N_("The document has no text."),
    **PROOF_ERRORS,
    **PLAN_ERRORS,
    "body_known": N_("“%(name)s” is in the register of bodies already."),
    "body_has_name": N_("The body bears the name “%(name)s” already."),
    "body_kind_unknown": N_("Choose the kind of the body."),
    "region_unknown": N_("There is no region with the code “%(name)s”."),
    "body_code_unusable": N_(
        "A code has 2 to 40 characters: Latin letters a to z, digits, underscores; “%(name)s” does not fit."
    ),
    "body_code_taken": N_("The code “%(name)s” is taken. Give another."),
    "body_is_group": N_("“%(name)s” is a group; only real bodies are renamed, merged or split up."),
    "body_ended": N_("“%(name)s” has ended by an earlier act already."),
    "body_not_begun": N_("“%(name)s” begins only after the day on which the act takes effect."),
    "body_succeeds_itself": N_("A body stands in the act twice. Choose different bodies."),
    "succession_numbers": N_(
        "The kind of the act and the bodies do not fit: one is renamed into one, some become one, one becomes several."
    ),
    "act_not_signed_yet": N_("The act takes effect before it was signed. Correct one of the two days."),
    "body_has_no_heir": N_("“%(name)s” is in force, or has no successor: there is nobody to pass its tasks to."),
    "not_its_heir": N_("“%(name)s” is no successor of the body."),
    "name_required": N_("Give a name."),
    "same_project": N_("The milestone belongs to this project already."),
    "project_unknown": N_("There is no project “%(name)s”."),
    "not_a_milestone": N_("Only milestones belong to projects."),
    "monitor_required": N_("Choose at least one monitoring body."),
    "alias_taken": N_("“%(name)s” is the name of another project."),
    "not_an_official": N_("Choose a coordinator or an official of the body."),
    "not_an_executor": N_("This body takes no part in the task."),
    "substitute_self": N_("Nobody stands in for himself."),
    "substitute_role": N_(
        "A supervisor stands in for a supervisor, an administrator for an administrator, somebody of the same body for a "
        "coordinator or an official."
    ),
    "official_same": N_("This person answers for it already."),
    "monitors_same": N_("Nothing was changed: the monitoring bodies are the same."),
    "substitute_unknown": N_("Choose who stands in."),
    "substitution_overlaps": N_(
        "Somebody stands in on a part of these days already. End that substitution first, or choose other days."
    ),
    "substitution_over": N_("This substitution is over already."),
    "period_backwards": N_("The last day lies before the first one."),
    "span_too_short": N_("Select at least %(n)s characters: the words of an instruction."),
    "span_overlaps": N_(
        "These words overlap a finding that is there: “%(quote)s”. Tick “Add all the same” if they are another one."
    ),
}


def label(value: Enum | None) -> str:
    """The word for a code in the reader's language; a dash for none."""
    return gettext(LABELS[type(value), value.value]) if value is not None else "–"


def event_label(kind: EventKind) -> str:
    """The sentence of an event."""
    return gettext(EVENTS[kind])


def term_rule_label(code: str, note: str) -> str:
    """What a rule of terms says; the note of its row for a rule that an office added."""
    return gettext(TERM_RULES[code]) if code in TERM_RULES else note


DIFFERENCES = {Difference.LEAD: N_("another main executor"), Difference.DATE: N_("another date")}


def error_sentence(error: DomainError) -> str:
    """The error in the reader's language; other packages bring their own table under `error.sentences`."""
    table: Mapping[str, str] = getattr(error, "sentences", ERRORS)
    message = table.get(error.code) or ERRORS.get(error.code) or error.code
    return gettext(message) % _shown(error.data)


def _shown(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _word(value) for key, value in data.items()}


def _word(value: Any) -> Any:
    if isinstance(value, date):
        return format_day(value)
    return label(value) if isinstance(value, Enum) else value
