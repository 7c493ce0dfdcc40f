"""The closed vocabularies of the register, stored by value.

One word for one thing: the value is what the database, the command line and the API show; the words people read are in
`app.labels`. Statuses and actions of a task live in `workflow.py`, beside their transitions.
"""

from enum import StrEnum


class FindingKind(StrEnum):
    """What a piece of text is. `refused` rows were considered and vetoed; they are kept for the reviewer."""

    INSTRUCTION = "instruction"
    MILESTONE = "milestone"
    GOAL = "goal"
    REFERENCE = "reference"
    FOREIGN = "foreign"
    REFUSED = "refused"


class Review(StrEnum):
    """What a person said of a finding."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"


class RejectReason(StrEnum):
    """Why a finding does not become a task."""

    NOT_AN_INSTRUCTION = "not_an_instruction"
    REFERENCE_ONLY = "reference_only"
    DUPLICATE = "duplicate"
    TOO_VAGUE = "too_vague"
    NOT_OURS = "not_ours"
    SPLIT = "split"


class GiverRole(StrEnum):
    """The office that gave an instruction, as a text names it."""

    PRESIDENT = "president"
    PRIME_MINISTER = "prime_minister"
    DEPUTY_PM = "deputy_pm"
    MINISTER = "minister"
    AKIM = "akim"
    OTHER = "other"


class GiverLevel(StrEnum):
    """Levels of authority, high to low (declaration order). Control ends, and a date moves, at that level or higher."""

    PRESIDENT = "president"
    ADMINISTRATION = "administration"
    PRIME_MINISTER = "prime_minister"
    DEPUTY_PM = "deputy_pm"
    MINISTER_OR_AKIM = "minister_or_akim"
    BODY = "body"

    @property
    def rank(self) -> int:
        """0 for the highest level, growing downwards."""
        return list(GiverLevel).index(self)

    def reaches(self, other: "GiverLevel") -> bool:
        """Whether this level is the other's or a higher one."""
        return self.rank <= other.rank


LEVEL_OF_ROLE = {
    GiverRole.PRESIDENT: GiverLevel.PRESIDENT,
    GiverRole.PRIME_MINISTER: GiverLevel.PRIME_MINISTER,
    GiverRole.DEPUTY_PM: GiverLevel.DEPUTY_PM,
    GiverRole.MINISTER: GiverLevel.MINISTER_OR_AKIM,
    GiverRole.AKIM: GiverLevel.MINISTER_OR_AKIM,
    GiverRole.OTHER: GiverLevel.BODY,
}


class ExecutorRole(StrEnum):
    """Part of a body in an instruction. A body "by agreement" is outside the chain of command, and of discipline."""

    LEAD = "lead"
    CO = "co"
    BY_AGREEMENT = "by_agreement"


class OwnerBasis(StrEnum):
    """Whether the owner's name stands in the instruction itself or was carried over from the text around it."""

    EXPLICIT = "explicit"
    CONTEXT = "context"


class Strength(StrEnum):
    """A plain order, or a modal in the giver's own mouth."""

    ORDER = "order"
    SOFT = "soft"


class Evidence(StrEnum):
    """A text of the giver's own press service or minutes, or somebody's account of it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Stage(StrEnum):
    """Stages of a project in the order in which they follow one another."""

    DESIGN = "design"
    PERMIT = "permit"
    START_OF_WORKS = "start_of_works"
    LAUNCH = "launch"
    COMPLETION = "completion"
    COMMISSIONING = "commissioning"


class Recurrence(StrEnum):
    """How often an instruction is due again; `standing` has no end and a yearly checkpoint."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    STANDING = "standing"


class TaskKind(StrEnum):
    """One instruction, a series of occurrences, a standing instruction, or a dated stage of a project."""

    ONE_OFF = "one_off"
    SERIES = "series"
    STANDING = "standing"
    MILESTONE = "milestone"


class DueBasis(StrEnum):
    """Where a deadline comes from: the text, a rule of policy (default term), or a person's decision."""

    TEXT = "text"
    POLICY = "policy"
    PERSON = "person"


class ContributionState(StrEnum):
    """State of a co-executor's contribution."""

    NONE = "none"
    WORKING = "working"
    SUBMITTED_TO_LEAD = "submitted_to_lead"
    ACCEPTED_BY_LEAD = "accepted_by_lead"
    RETURNED_BY_LEAD = "returned_by_lead"


class EvidenceKind(StrEnum):
    """What a line of the form of completion wants as proof."""

    ACT = "act"
    INDICATOR = "indicator"
    DOCUMENT = "document"
    PLACE = "place"


class LeadChangeState(StrEnum):
    """Life of the main executor's request that another body lead."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReportKind(StrEnum):
    """Interim information never ends control; a completion report asks for it."""

    INTERIM = "interim"
    COMPLETION = "completion"


class ReportDecision(StrEnum):
    """What the controller said of a completion report."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class ReturnReason(StrEnum):
    """Why a report goes back to the executor."""

    INCOMPLETE = "incomplete"
    NO_EVIDENCE = "no_evidence"
    POOR_QUALITY = "poor_quality"
    WRONG_SUBJECT = "wrong_subject"


class ExtensionState(StrEnum):
    """Life of a request for another date."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class TaskResult(StrEnum):
    """How control ended."""

    DONE = "done"
    DONE_LATE = "done_late"
    NOT_DONE = "not_done"


class CancelReason(StrEnum):
    """Why a task left control without execution."""

    DUPLICATE = "duplicate"
    OBSOLETE = "obsolete"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Urgency(StrEnum):
    """Urgency marks; each is a row of term rules, used only where no date is given."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"


class Role(StrEnum):
    """Roles of people who sign in."""

    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


class SuccessionKind(StrEnum):
    """What an act does to bodies of the state: one gets another name, some become one, one becomes several."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


class PersonChange(StrEnum):
    """What happened to a person of the register."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SUBSTITUTE_NAMED = "substitute_named"
    SUBSTITUTE_ENDED = "substitute_ended"


class ReferenceChange(StrEnum):
    """What a person changed in the reference data: bodies and projects."""

    BODY_ADDED = "body_added"
    BODY_NAMED = "body_named"
    SUCCEEDED = "succeeded"
    TASKS_PASSED = "tasks_passed"
    MONITORS_CHANGED = "monitors_changed"
    ALIASES_CHANGED = "aliases_changed"


class Badge(StrEnum):
    """How far a row of reference data may be trusted."""

    STATUTORY = "statutory"
    VERIFIED = "verified"
    LIBRARY = "library"
    POLICY = "policy"
    UNVERIFIED = "unverified"


class CalendarDayKind(StrEnum):
    """Days that differ from a plain five-day week."""

    HOLIDAY = "holiday"
    DAY_OFF_WEEKEND_SHIFT = "day_off_weekend_shift"
    DAY_OFF_TRANSFER = "day_off_transfer"
    WORKING_WEEKEND = "working_weekend"


class PolicyChangeKind(StrEnum):
    """What a logged batch of policy changed."""

    TERM_RULE = "term_rule"
    CALENDAR_DAY = "calendar_day"


class KeptReason(StrEnum):
    """Why a change of policy leaves the date of a task alone."""

    EXTENDED = "extended"
    ASKED = "asked"
    PERSON = "person"
    CONFIRMED = "confirmed"


class Shift(StrEnum):
    """What happens to a date that falls on a day off. Policy: none."""

    NONE = "none"
    PRECEDING = "preceding"
    NEXT = "next"


class TermUnit(StrEnum):
    """Unit in which a term is counted; `times` counts acts, not days."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    TIMES = "times"


class Bound(StrEnum):
    """What a term in a text bounds: the last day on time, a start (which is no deadline), or nothing dated."""

    UNTIL = "until"
    FROM = "from"
    NONE = "none"


class OverdueList(StrEnum):
    """How often a supervisor gets the overdue list by agency: in each day's letter, in the week's first one, or never."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class LetterState(StrEnum):
    """Life of a letter in the outbox."""

    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"
    HELD = "held"
