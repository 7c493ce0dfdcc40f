"""Forms of a project: who watches it, under which names texts know it, which project a milestone belongs to."""

from collections.abc import Sequence

from wtforms import FieldList, HiddenField, SelectField
from wtforms.validators import InputRequired, Length

from app.alphabet import sort_key
from app.i18n import get_locale, gettext, lazy
from app.models import Agency, Project
from app.services.guard import LINE_LIMIT
from app.web.forms import Form, LineField
from app.web.tasks.submitting import VersionedForm

MOST_MONITORS = 10


class MonitorsForm(Form):
    """The bodies that watch a project, the first one records facts. seen: those that the page showed."""

    monitors = FieldList(SelectField(lazy("Monitoring body"), validate_choice=False), max_entries=MOST_MONITORS)
    seen = HiddenField()

    def offer(self, bodies: Sequence[Agency], present: Sequence[Agency], *, sent: bool) -> "MonitorsForm":
        """Fill the choices, and where nothing was sent yet the present bodies; the form itself again."""
        if not sent:
            self.seen.data = "|".join(body.code for body in present)
            for body in present[: MOST_MONITORS - 1]:
                self.monitors.append_entry(body.code)
        if len(self.monitors) < MOST_MONITORS:
            self.monitors.append_entry("")
        names = {body.code: body.name(get_locale()) for body in (*present, *bodies)}
        offered = [("", gettext("none")), *sorted(names.items(), key=lambda item: sort_key(item[1], get_locale()))]
        for entry in self.monitors:
            entry.choices = offered
        return self

    def chosen(self) -> tuple[str, ...]:
        """The codes chosen, in their order."""
        return tuple(entry.data for entry in self.monitors if entry.data)


class AliasForm(Form):
    """Another name of a project."""

    alias = LineField(lazy("Another name"), [InputRequired(), Length(max=LINE_LIMIT)])


class MilestoneForm(VersionedForm):
    """The project that a milestone belongs to."""

    project = SelectField(lazy("Project"), [InputRequired()])

    def offer(self, projects: Sequence[Project]) -> "MilestoneForm":
        """Fill the choices; the form itself again."""
        self.project.choices = [("", gettext("choose")), *((str(each.id), each.name) for each in projects)]
        return self
