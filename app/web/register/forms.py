"""The form that puts an instruction on control without a text."""

from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from app.domain.enums import GiverLevel, GiverRole, Recurrence, Urgency
from app.i18n import gettext, lazy
from app.web.forms import LineField, choices
from app.web.tasks.evidence_forms import requirement_rows
from app.web.tasks.fields import ExecutorsForm, day, words

LINE_LENGTH = 500


class RegisterForm(ExecutorsForm):
    """What a card needs; what is left empty policy fills or nobody knows."""

    text = words(lazy("What is to be done"))
    title = LineField(lazy("Title"), validators=[Length(max=LINE_LENGTH)])
    issued_on = day(lazy("Given on"), required=True)
    giver_role = SelectField(
        lazy("Giver"), choices=lambda: choices(GiverRole, gettext("choose")), validators=[InputRequired()]
    )
    giver_name = LineField(lazy("Name or office of the giver"), validators=[Length(max=LINE_LENGTH)])
    giver_level = SelectField(
        lazy("Level of the giver"), choices=lambda: choices(GiverLevel, gettext("that of the giver’s office"))
    )
    due_on = day(lazy("Deadline"))
    urgency = SelectField(lazy("Urgency"), choices=lambda: choices(Urgency))
    recurrence = SelectField(lazy("Repeats"), choices=lambda: choices(Recurrence, gettext("no")))
    form_of_completion = LineField(lazy("Form of completion"), validators=[Length(max=LINE_LENGTH)])
    requirements = requirement_rows()
    project = LineField(lazy("Project"), validators=[Length(max=LINE_LENGTH)])
