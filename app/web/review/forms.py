"""The reviewer's forms: accept with corrections, reject with a reason, split, add one that was missed."""

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Length

from app.domain.enums import FindingKind, GiverLevel, RejectReason, Urgency
from app.i18n import gettext, lazy
from app.labels import label
from app.web.forms import ChecklistField, Form, LineField, choices
from app.web.tasks.evidence_forms import requirement_rows
from app.web.tasks.fields import ExecutorsForm, day, words
from app.web.tasks.submitting import VersionedForm

TITLE_LENGTH = 500
# Kinds that a person may add: what the text says, not what the extractor thinks of it.
ADDED = (FindingKind.INSTRUCTION, FindingKind.MILESTONE, FindingKind.GOAL, FindingKind.REFERENCE)


class AcceptForm(ExecutorsForm, VersionedForm):
    """What goes on control, as the reviewer settles it."""

    title = LineField(lazy("Title"), validators=[Length(max=TITLE_LENGTH)])
    due_on = day(lazy("Deadline"))
    giver_level = SelectField(lazy("Level of the giver"), choices=lambda: choices(GiverLevel))
    urgency = SelectField(lazy("Urgency"), choices=lambda: choices(Urgency))
    form_of_completion = LineField(lazy("Form of completion"), validators=[Length(max=TITLE_LENGTH)])
    requirements = requirement_rows()
    project = LineField(lazy("Project"), validators=[Length(max=TITLE_LENGTH)])


class RejectForm(VersionedForm):
    """Why it is no task."""

    reason = SelectField(
        lazy("Reason"),
        choices=lambda: [
            ("", gettext("choose")),
            *((reason.value, label(reason)) for reason in RejectReason if reason is not RejectReason.SPLIT),
        ],
    )
    text = words(lazy("Note"))


class SplitForm(VersionedForm):
    """Which acts become findings of their own."""

    parts = ChecklistField(lazy("Acts that become tasks of their own"), validate_choice=False)


class MergeForm(VersionedForm):
    """The task on control that gives the same instruction."""

    number = HiddenField()


class RestoreForm(VersionedForm):
    """Back to review; no words are wanted."""


class AddForm(Form):
    """Sentences that are ticked, or words that a script counted. start, end: code points of the document's text."""

    kind = SelectField(lazy("What it is"), choices=lambda: [(kind.value, label(kind)) for kind in ADDED])
    sentences = ChecklistField(lazy("Sentences"), validate_choice=False)
    start = HiddenField()
    end = HiddenField()
    anyway = BooleanField(lazy("Add all the same, although a finding holds some of these words"))
