"""The forms by which an administrator changes policy: a version of a rule, a day of the calendar.

`digest` is empty until a preview was made; what is applied must be what it showed.
"""

from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length

from app.domain.enums import Badge, CalendarDayKind, Shift, TermUnit
from app.i18n import gettext, lazy
from app.web.forms import Form, LineField, choices
from app.web.tasks.fields import day, words

LINE_LENGTH = 200
WITHDRAWN = "withdrawn"


class RuleForm(Form):
    """A new version of a rule of terms."""

    amount = IntegerField(lazy("Amount"), validators=[InputRequired()])
    unit = SelectField(lazy("Unit"), choices=lambda: choices(TermUnit))
    shift = SelectField(lazy("On a day off"), choices=lambda: choices(Shift))
    valid_from = day(lazy("In force from"), required=True)
    source = LineField(lazy("Source: the address or the name of the act"), validators=[Length(max=LINE_LENGTH)])
    badge = SelectField(lazy("Badge"), choices=lambda: choices(Badge))
    note = words(lazy("Note on the rule"))
    ground = words(lazy("Why it is changed, and on whose decision"))
    digest = HiddenField()


class DayForm(Form):
    """A day of the work calendar: added, changed or withdrawn."""

    day = day(lazy("Day"), required=True)
    kind = SelectField(
        lazy("Kind"),
        choices=lambda: [*choices(CalendarDayKind), (WITHDRAWN, gettext("withdrawn: the weekday decides"))],
    )
    source = LineField(lazy("Act by which it is so"), validators=[Length(max=LINE_LENGTH)])
    badge = SelectField(lazy("Badge"), choices=lambda: choices(Badge))
    name_ru = LineField(lazy("Name in Russian"), validators=[Length(max=LINE_LENGTH)])
    name_kk = LineField(lazy("Name in Kazakh"), validators=[Length(max=LINE_LENGTH)])
    name_en = LineField(lazy("Name in English"), validators=[Length(max=LINE_LENGTH)])
    note = words(lazy("Note"))
    digest = HiddenField()
