"""Words about plans: columns, kinds of differences, problems of rows, errors. `app.labels` takes the errors into its table."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.plans import ChangeKind
from app.i18n import N_, format_day, gettext

CHANGE_WORDS: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: N_("New measure"),
    ChangeKind.GONE: N_("No longer in the plan"),
    ChangeKind.ACTION: N_("Changed words of the measure"),
    ChangeKind.FORM: N_("Changed form of completion"),
    ChangeKind.EXECUTORS: N_("Changed executors"),
    ChangeKind.TERM: N_("Changed term"),
    ChangeKind.MORE: N_("Changed money or notes"),
}

# What taking a difference over does to the task.
CHANGE_EFFECTS: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: N_("is put on control"),
    ChangeKind.GONE: N_("the task leaves control as withdrawn by the giver"),
    ChangeKind.ACTION: N_("the plan is changed, and a note is put on the task"),
    ChangeKind.FORM: N_("the form of completion of the task is changed"),
    ChangeKind.EXECUTORS: N_("the executors of the task are changed, and they are told"),
    ChangeKind.TERM: N_("the deadline of the task is moved by your decision"),
    ChangeKind.MORE: N_("only the plan is changed"),
}

PROBLEMS: Mapping[str, str] = {
    "action_missing": N_("The measure has no words. Write them, or leave the row out."),
    "executors_missing": N_("No executor is named. Choose the main executor."),
    "lead_group": N_("“%(name)s” is a group. Choose the body that leads."),
    "lead_unknown": N_("“%(name)s” is no body of the register. Choose the main executor, or correct the name."),
    "lead_ended": N_("“%(name)s” has several successors: %(heirs)s. Choose the main executor."),
    "lead_succeeded": N_("“%(name)s” has ended; its successor leads: %(heirs)s."),
    "executors_unknown": N_("Not in the register of bodies, so not among the executors: %(names)s."),
    "several_leads": N_("Several executors are marked as the lead; the first one leads."),
    "lead_by_agreement": N_("The main executor is outside of the Government: it takes part by agreement."),
    "term_missing": N_("No term is given: the default term of policy will be set."),
    "term_unread": N_(
        "No date follows from “%(text)s”: the default term of policy will be set, unless you give a date."
    ),
    "term_before_approval": N_("The term ends on %(day)s, before the plan was approved. Correct it, or give a date."),
    "term_passed": N_("The term has passed already: %(day)s. The task will be overdue at once."),
    "term_several": N_("Several dates; the last one is the term. Earlier ones: %(days)s."),
    "term_partly": N_("These words beside the term were not read: “%(text)s”."),
}

# What is said of a file beside its rows.
NOTES: Mapping[str, str] = {
    "hidden_sheet": N_("“%(name)s” is a hidden sheet and was not read."),
    "no_heads": N_("“%(name)s” has no heads of a plan and was not read."),
    "no_values": N_(
        "“%(name)s”: formulas without a stored value: %(count)d. Open the file in Excel, save it and upload it again."
    ),
    "totals": N_("“%(name)s”: rows of totals that were left out: %(count)d."),
    "hidden_rows": N_("“%(name)s”: hidden rows that were read all the same: %(count)d."),
    "numbers_repeated": N_("Numbers that stand at several rows: %(numbers)s."),
    "numbers_missing": N_("Numbers that the file leaves out: %(numbers)s. Check that no row was lost."),
}

PLAN_ERRORS: Mapping[str, str] = {
    "plan_registered": N_("This edition of the plan was taken over already. Nothing was done a second time."),
    "plan_gone": N_("It was given up already, or it is not open to you."),
    "plan_file_gone": N_("The file was taken over already, or given up."),
    "plan_rows_blocked": N_(
        "Nothing was put on control: rows that cannot be as they are: %(count)s. Correct them, or leave them out with a reason."
    ),
    "plan_row_blocked": N_("This row has a problem. Correct it first."),
    "plan_skip_reason": N_("Say why the row is left out."),
    "plan_task_ended": N_("The task has ended; what has ended is not changed."),
    "plan_term_repeats": N_("A repeating task: end its series on its page, and put the new one on control by hand."),
    "plan_term_undated": N_("No date follows from the new term. Give one."),
    "plan_term_earlier": N_(
        "The new date is earlier than the present one, and a date is only moved to a later day. Set an interim date on the "
        "task’s page instead."
    ),
}


def problem_sentence(code: str, data: dict[str, Any]) -> str:
    """A problem of a row, or a note on a file, in the reader's language; days come as ISO dates."""
    shown = {key: _shown(key, value) for key, value in data.items()}
    return gettext(PROBLEMS.get(code) or NOTES[code]) % shown


def _shown(key: str, value: Any) -> Any:
    if key == "day":
        return format_day(date.fromisoformat(value))
    if key == "days":
        return ", ".join(format_day(date.fromisoformat(day)) for day in value)
    return value
