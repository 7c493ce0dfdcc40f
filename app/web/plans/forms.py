"""The forms of plans: a file with what is known of it, a new edition, one row."""

import hashlib
import json

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired, Length

from app.domain.enums import GiverLevel, GiverRole
from app.i18n import gettext, lazy
from app.web.forms import Form, LineField, choices
from app.web.tasks.fields import day, words
from app.web.tasks.submitting import VersionedForm

LINE_LENGTH = 200
ROW_TEXTS = ("number", "action", "form", "executors", "term", "lead", "due_on", "skip_reason")
_DIGEST_LENGTH = 16


class FileForm(Form):
    """A plan's file. kept, kept_name: one that came with an earlier sending of this form, and its name.

    replacing: what the person saw of the waiting file that this one is to replace, corrections and all.
    """

    file = FileField(lazy("File"))
    kept = HiddenField()
    kept_name = HiddenField()
    replacing = HiddenField()


class PlanForm(FileForm):
    """A plan that is new to the register."""

    title = LineField(lazy("Title of the plan"), validators=[InputRequired(), Length(max=LINE_LENGTH)])
    approved_on = day(lazy("Approved on"), required=True)
    giver_role = SelectField(
        lazy("Giver"), choices=lambda: choices(GiverRole, gettext("choose")), validators=[InputRequired()]
    )
    giver_name = LineField(lazy("Name or office of the giver"), validators=[Length(max=LINE_LENGTH)])
    giver_level = SelectField(
        lazy("Level of the giver"), choices=lambda: choices(GiverLevel, gettext("that of the giver’s office"))
    )


class RowForm(VersionedForm):
    """A row of a plan. lead: the name or code of a body; was: what the page showed of the row (`digest`)."""

    was = HiddenField()

    number = LineField(lazy("№"), validators=[Length(max=40)])
    action = words(lazy("Measure"))
    form = words(lazy("Form of completion"))
    executors = words(lazy("Responsible executors"))
    term = words(lazy("Term"))
    lead = LineField(lazy("Main executor"))
    due_on = day(lazy("Deadline"))
    skip = BooleanField(lazy("Leave this row out"))
    skip_reason = LineField(lazy("Why it is left out"), validators=[Length(max=LINE_LENGTH)])

    def digest(self) -> str:
        """What stands in the fields now; blanks at the ends of lines, which browsers change, say nothing."""
        shown = [_plain(self[name]._value()) for name in ROW_TEXTS]
        return hashlib.sha256(json.dumps([*shown, bool(self.skip.data)]).encode()).hexdigest()[:_DIGEST_LENGTH]

    @property
    def is_touched(self) -> bool:
        """Whether a person changed something after the page was shown."""
        return self.was.data != self.digest()


def _plain(text: str | None) -> str:
    return "\n".join(line.strip() for line in (text or "").splitlines()).strip()


class SkipForm(Form):
    """Rows with problems are left out."""

    reason = LineField(lazy("Why they are left out"), validators=[Length(max=LINE_LENGTH)])
