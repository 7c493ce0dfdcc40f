"""Words for the codes of evidence, parts of co-executors and change of lead; `app.labels` takes them into its tables."""

from collections.abc import Mapping
from enum import Enum

from app.domain import enums
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.i18n import N_

PROOF_WORDS: tuple[tuple[Enum, str], ...] = (
    (Action.CHANGE_FORM, N_("Change the form of completion")),
    (Action.BEGIN_CONTRIBUTION, N_("Take our part into work")),
    (Action.CONTRIBUTE, N_("Hand in our part")),
    (Action.WITHDRAW_CONTRIBUTION, N_("Take our part back")),
    (Action.DECIDE_CONTRIBUTION, N_("Decide on the part")),
    (Action.NUDGE, N_("Remind of the part")),
    (Action.REQUEST_LEAD_CHANGE, N_("Not ours: ask for another main executor")),
    (Action.DECIDE_LEAD_CHANGE, N_("Decide on the main executor")),
    (enums.EvidenceKind.ACT, N_("Act with number and date")),
    (enums.EvidenceKind.INDICATOR, N_("Indicator: plan and fact")),
    (enums.EvidenceKind.DOCUMENT, N_("Attached document")),
    (enums.EvidenceKind.PLACE, N_("Place")),
    (enums.LeadChangeState.REQUESTED, N_("Requested")),
    (enums.LeadChangeState.ACCEPTED, N_("Approved")),
    (enums.LeadChangeState.REFUSED, N_("Refused")),
)
PROOF_EVENTS: Mapping[EventKind, str] = {
    EventKind.FORM_CHANGED: N_("Form of completion changed"),
    EventKind.CONTRIBUTION_BEGUN: N_("A co-executor began its part"),
    EventKind.CONTRIBUTION_SUBMITTED: N_("A part was handed in to the main executor"),
    EventKind.CONTRIBUTION_WITHDRAWN: N_("A part was taken back"),
    EventKind.CONTRIBUTION_ACCEPTED: N_("The main executor accepted a part"),
    EventKind.CONTRIBUTION_RETURNED: N_("The main executor returned a part"),
    EventKind.NUDGED: N_("The main executor reminded of a part"),
    EventKind.LEAD_CHANGE_REQUESTED: N_("Another main executor asked for"),
    EventKind.LEAD_CHANGE_DECIDED: N_("Decision on the main executor"),
}
PROOF_ERRORS: Mapping[str, str] = {
    "illegal_contribution": N_("This part has another state now: %(state)s. Nothing was changed."),
    "evidence_missing": N_(
        "The form of completion wants evidence that is not here yet: %(lines)s. The report was not submitted; "
        "what you typed is kept, files must be chosen again."
    ),
    "evidence_unknown": N_("The form of completion was changed meanwhile. Compare, and submit again."),
    "number_wrong": N_("“%(text)s” is not a number."),
    "label_required": N_("Say in a few words what the line of the form of completion wants."),
    "kind_required": N_("Choose what kind of evidence “%(label)s” is."),
    "lines_too_many": N_("A form of completion has at most %(limit)s lines."),
    "line_too_long": N_("A line is longer than %(limit)s characters."),
    "form_unchanged": N_("Nothing was changed: the form of completion is the same."),
    "act_in_future": N_("An act cannot bear a date that has not come yet."),
    "file_too_large": N_("“%(name)s” is larger than %(limit_mb)s MB. Split it, or attach the part that matters."),
    "file_empty": N_("“%(name)s” is empty. Choose the right file."),
    "file_refused": N_(
        "“%(name)s” was not taken: only pdf, docx, xlsx, png, jpeg, txt and csv files are, judged by their content."
    ),
    "file_damaged": N_("“%(name)s” is damaged or protected by a password. Save it again without one."),
    "file_with_macros": N_("“%(name)s” holds macros. Save it without them, as docx, xlsx or pdf."),
    "files_too_many": N_("At most %(limit)s files can be attached at once."),
    "attachment_lost": N_("The file is no longer in the data folder as it was stored. Tell the administrator."),
    "contribution_not_pending": N_("This part has been decided on or taken back already."),
    "nudged_today": N_("This body was reminded today already; one reminder a day is enough."),
    "nothing_awaited": N_("Nothing is awaited from this body."),
    "co_is_lead": N_("“%(name)s” is the main executor already. Take it out of the co-executors."),
    "lead_change_pending": N_("A request for another main executor is already waiting for a decision."),
    "lead_change_not_pending": N_("This request has been decided already."),
    "lead_unchanged": N_("Choose another body than the present main executor."),
    "other_task_unknown": N_("There is no task with the number “%(number)s” that you may see."),
    "other_task_itself": N_("A task cannot replace itself."),
    "interim_beyond_term": N_("An interim date lies inside the term: after the instruction and before the deadline."),
    "interim_exists": N_("This interim date is set already."),
    "interim_met": N_("A report has met this interim date; it stays."),
    "series_ended": N_("The series has ended already."),
    "no_series": N_("The task belongs to no series."),
    "extension_level_up": N_(
        "This would be extension number %(number)s of the task: it is granted at the level “%(level)s” or above. "
        "You may refuse it."
    ),
    "preview_outdated": N_(
        "Something changed since the preview was made. Nothing was applied; below is the present preview."
    ),
    "rule_unknown": N_("There is no such rule."),
    "rule_unchanged": N_("Nothing was changed: the rule is the same."),
    "rule_too_early": N_("The new version must begin after %(day)s, when the present one began."),
    "rule_followed": N_("From %(day)s on another version is entered already. Choose a day after it."),
    "amount_outside": N_("The number must lie between %(first)s and %(last)s."),
    "unit_fixed": N_("This rule counts “%(unit)s”, and nothing else."),
    "source_required": N_("Name the source: the act or the page, or say on whose decision it is policy."),
    "day_unchanged": N_("Nothing was changed: the day is like that already."),
    "day_working_already": N_(
        "This is an ordinary working day; only a Saturday or Sunday becomes a working weekend day."
    ),
    "day_name_required": N_("Name the day in three languages."),
    "other_task_needless": N_("Another task is named only for a duplicate or a replaced instruction."),
}
