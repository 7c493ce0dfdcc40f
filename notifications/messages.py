"""Which letters there are, and the finished values each of them says: one frozen dataclass a letter.

How a value is worded stands in `templates/<name>/`; why a task may stand in a letter is listed here (`REASONS`) and,
for reminders, in `rules`. Looking anything up belongs to the caller. Days are local dates, urls are absolute, names and
free texts are as people wrote them; a field documented as msgid holds an English message, translated on rendering.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from notifications.rules import RULE_BY_CODE

# A mail client cuts a letter at about 100 KB: more lines than these belong into the count that follows them.
LINES_A_PART = 15
LINES_AN_AGENCY = 3
AGENCIES_A_LIST = 12


def N_(message: str) -> str:
    """Mark a message for translation where it is defined."""
    return message


# Why a task stands in a letter, beside the reminder rules. The second group are the kinds of a task's events.
REASONS = {
    "urgent": N_("marked urgent"),
    "due_soon": N_("due within 3 working days"),
    "overdue": N_("overdue"),
    "rework": N_("returned for completion"),
    "report_to_review": N_("a report waits for your decision"),
    "extension_to_decide": N_("an extension waits for your decision"),
    "question_to_answer": N_("a question waits for your answer"),
    "lead_change_to_decide": N_("a request for another main executor waits for your decision"),
    "report_pending": N_("the report is with the controller"),
    "extension_pending": N_("the extension is not decided yet"),
    "question_pending": N_("the question is not answered yet"),
    "contribution_pending": N_("a co-executor's contribution is awaited"),
    "registered": N_("put on control"),
    "source_added": N_("another source was added"),
    "taken_into_work": N_("taken into work"),
    "noted": N_("a note was added"),
    "note_taken_back": N_("a note was taken back"),
    "interim_reported": N_("interim information was given"),
    "submitted": N_("a report was submitted"),
    "withdrawn": N_("the report was withdrawn"),
    "accepted": N_("the report was accepted, removed from control"),
    "returned": N_("the report was returned for completion"),
    "closed_not_done": N_("removed from control as not executed"),
    "cancelled": N_("removed from control without execution"),
    "reopened": N_("put on control again"),
    "fact_recorded": N_("the fact was recorded"),
    "forecast_recorded": N_("a new forecast was recorded"),
    "not_started": N_("recorded as not started"),
    "extension_requested": N_("an extension was asked for"),
    "extension_decided": N_("an extension was decided"),
    "executors_changed": N_("the executors were changed"),
    "term_confirmed": N_("the term was confirmed"),
    "asked": N_("a question was asked"),
    "answered": N_("a question was answered"),
    "reminded": N_("a supervisor reminded"),
    "received": N_("the receipt of a letter was confirmed"),
    "official_chosen": N_("the responsible official was chosen"),
    "project_changed": N_("it was moved to another project"),
    "agency_succeeded": N_("it passed to the successor of a body"),
    "form_changed": N_("the form of completion was changed"),
    "contribution_begun": N_("a co-executor began its part"),
    "contribution_submitted": N_("a co-executor handed in its part"),
    "contribution_withdrawn": N_("a co-executor took its part back"),
    "contribution_accepted": N_("the main executor accepted a part"),
    "contribution_returned": N_("the main executor returned a part"),
    "nudged": N_("the main executor reminded of a part"),
    "series_ended": N_("the series was ended"),
    "interim_date_set": N_("an interim date was set"),
    "interim_date_dropped": N_("an interim date was dropped"),
    "extension_withdrawn": N_("a request for an extension was taken back"),
    "term_recomputed": N_("a change of policy moved the term"),
    "lead_change_requested": N_("another main executor was asked for"),
    "lead_change_decided": N_("it was decided who the main executor is"),
}

# Parts an agency has in an instruction, as the letter that announces it says them.
PARTS = {
    "lead": N_("Your agency is the main executor."),
    "co": N_("Your agency is a co-executor."),
    "by_agreement": N_("Your agency takes part by agreement."),
}


# Whose date a line gives: the instruction's, that of the reader's part in it, that of an interim report.
DATES = {
    "task": N_("due %(date)s"),
    "part": N_("your part is due %(date)s"),
    "interim": N_("interim information is due %(date)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task as a letter shows it.

    days_left: working days to the reminder day, 0 on it; days_late: calendar days after the deadline, from 1. At most
    one of the two is given; neither for a task without a date or one that has ended. owner: the lead body, or whoever
    the reader needs to see. reasons: codes of `REASONS` or of reminder rules. next_action: msgid of the reader's next
    step, empty when there is none; act_url: where that step is confirmed. about: a key of `DATES`, whose date due_on is;
    deadline: the instruction's own one, where due_on is another. stands_for: whose task it is that the reader gets as a
    substitute. default_term: the date comes from policy, not from the text. Raises ValueError for distances that
    contradict, for reasons and kinds of dates that are not known.
    """

    number: str
    title: str
    url: str
    due_on: date | None = None
    days_left: int | None = None
    days_late: int | None = None
    owner: str = ""
    reasons: tuple[str, ...] = ()
    next_action: str = ""
    act_url: str = ""
    about: str = "task"
    deadline: date | None = None
    stands_for: str = ""
    default_term: bool = False
    milestone: bool = False
    source_secondary: bool = False

    def __post_init__(self) -> None:
        if self.days_left is not None and self.days_late is not None:
            raise ValueError("a task has days left or days late, not both")
        if self.due_on is None and (self.days_left, self.days_late) != (None, None):
            raise ValueError("a task without a date has no distance to it")
        if (self.days_left or 0) < 0 or (self.days_late is not None and self.days_late < 1):
            raise ValueError("days left count from 0, days late from 1")
        if self.about not in DATES:
            raise ValueError(f"unknown kind of date: {self.about}")
        if unknown := set(self.reasons) - REASONS.keys() - RULE_BY_CODE.keys():
            raise ValueError(f"unknown reasons: {', '.join(sorted(unknown))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyOverdue:
    """The overdue tasks of one agency in a supervisor's digest. more: how many are not listed; url: where they are."""

    agency: str
    lines: tuple[TaskLine, ...]
    more: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter has: its reader, the office he holds (may be empty), the local day, and the language code.

    stands_for: the absent person in whose place the reader gets it. receipt_url: where the reader confirms that he has it.
    """

    name: ClassVar[str]
    reader: str
    office: str = ""
    day: date
    language: str
    stands_for: str = ""
    receipt_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLetter(Letter):
    """The one letter of a working day. Each part has its lines and the number of those left out (`…_more`).

    must_act is ordered most urgent first; changed: since the last digest. overdue_by_agency (overdue_more: tasks of bodies
    that are not listed; overdue_url: the whole list) and seal (the hash over the
    history up to the end of `sealed_on`) are for supervisors. home_url: the reader's list of work; settings_url: where he
    chooses what the letter tells; unsubscribe_url: where a letter that asks nothing of him can be ended.
    """

    name: ClassVar[str] = "digest"
    home_url: str
    must_act: tuple[TaskLine, ...] = ()
    must_act_more: int = 0
    waits: tuple[TaskLine, ...] = ()
    waits_more: int = 0
    changed: tuple[TaskLine, ...] = ()
    changed_more: int = 0
    overdue_by_agency: tuple[AgencyOverdue, ...] = ()
    overdue_more: int = 0
    overdue_url: str = ""
    seal: str = ""
    sealed_on: date | None = None
    settings_url: str = ""
    unsubscribe_url: str = ""

    @property
    def says_nothing(self) -> bool:
        """Nothing to do, to wait for, to know or to supervise: such a letter is not sent."""
        return not (self.must_act or self.waits or self.changed or self.overdue_by_agency)

    @property
    def must_act_count(self) -> int:
        """Tasks that need the reader, listed or not."""
        return len(self.must_act) + self.must_act_more

    @property
    def longest_delay(self) -> int:
        """Days late of the latest task the reader must act on; 0 when none is late."""
        return max((line.days_late or 0 for line in self.must_act), default=0)

    @property
    def overdue_count(self) -> int:
        """Overdue tasks of all agencies, listed or not."""
        return sum(len(group.lines) + group.more for group in self.overdue_by_agency) + self.overdue_more


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssignedLetter(Letter):
    """At once: put on control, urgent or due within 3 working days. part: a key of `PARTS`; text: the instruction."""

    name: ClassVar[str] = "task_assigned"
    task: TaskLine
    giver: str
    part: str = "lead"
    text: str = ""

    def __post_init__(self) -> None:
        if self.part not in PARTS:
            raise ValueError(f"unknown part: {self.part}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReturnedLetter(Letter):
    """At once: a completion report came back. reason: msgid; comment: the controller's words.

    interim_on: the day by which the completed report is expected; it is not a new deadline.
    """

    name: ClassVar[str] = "report_returned"
    task: TaskLine
    returned_by: str
    reason: str
    comment: str = ""
    interim_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecidedLetter(Letter):
    """At once: an extension was granted or refused. The date that holds now is `task.due_on`."""

    name: ClassVar[str] = "extension_decided"
    task: TaskLine
    granted: bool
    decided_by: str
    previous_due_on: date
    asked_due_on: date
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChangedLetter(Letter):
    """At once: another body leads. yours: the reader's agency leads from now on; else it has led until now."""

    name: ClassVar[str] = "lead_changed"
    task: TaskLine
    previous_lead: str
    new_lead: str
    changed_by: str
    yours: bool
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindLetter(Letter):
    """At once: a supervisor reminds of one task or of several. home_url is the button's page when they are several.

    Raises ValueError without a task.
    """

    name: ClassVar[str] = "remind"
    tasks: tuple[TaskLine, ...]
    reminded_by: str
    home_url: str
    more: int = 0
    comment: str = ""

    def __post_init__(self) -> None:
        if not self.tasks:
            raise ValueError("a reminder needs a task")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionAwaitedLetter(Letter):
    """At once, to a co-executor: the main executor waits for its part. part_due_on: when the part is due, if it is."""

    name: ClassVar[str] = "contribution_awaited"
    task: TaskLine
    lead: str
    reminded_by: str
    part_due_on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAskedLetter(Letter):
    """At once, to the controller: an executor asks. asked_by: person and office in one text."""

    name: ClassVar[str] = "question_asked"
    task: TaskLine
    asked_by: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnsweredLetter(Letter):
    """At once, to the one who asked: the controller's answer."""

    name: ClassVar[str] = "question_answered"
    task: TaskLine
    question: str
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteLetter(Letter):
    """At once: somebody may sign in from now on. url works once, until expires_at (local wall time)."""

    name: ClassVar[str] = "invite"
    url: str
    expires_at: datetime
    invited_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetLetter(Letter):
    """At once: a new password was asked for. url works once, until expires_at (local wall time)."""

    name: ClassVar[str] = "password_reset"
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRefusedLetter(Letter):
    """At once: a server refused somebody's address for good. answer: its words; url: where something can be done."""

    name: ClassVar[str] = "address_refused"
    person: str
    address: str
    answer: str
    url: str


LETTERS: dict[str, type[Letter]] = {
    letter.name: letter
    for letter in (
        DigestLetter,
        TaskAssignedLetter,
        ReportReturnedLetter,
        ExtensionDecidedLetter,
        LeadChangedLetter,
        RemindLetter,
        ContributionAwaitedLetter,
        QuestionAskedLetter,
        QuestionAnsweredLetter,
        InviteLetter,
        PasswordResetLetter,
        AddressRefusedLetter,
    )
}


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter as it is stored and sent: a subject of one line, and the same content as plain text and as HTML."""

    subject: str
    text: str
    html: str


def unsubscribe_headers(url: str) -> dict[str, str]:
    """The headers by which a mail program offers to unsubscribe with one click (RFC 2369, RFC 8058); none without a url."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if url else {}
