"""The form that names a substitute."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from app.i18n import gettext, lazy
from app.models import User
from app.web.forms import Form
from app.web.tasks.fields import day


class AbsenceForm(Form):
    """Who stands in, from which day to which."""

    substitute = SelectField(lazy("Who stands in"), validators=[InputRequired()])
    since = day(lazy("First day of absence"), required=True)
    until = day(lazy("Last day of absence"), required=True)

    def offer(self, people: list[User]) -> "AbsenceForm":
        """Fill the choices; the form itself again."""
        names = [(str(each.id), f"{each.name}, {each.office}" if each.office else each.name) for each in people]
        self.substitute.choices = [("", gettext("choose")), *names]
        return self
