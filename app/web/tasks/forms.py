"""The forms of a task's page, one for each kind of words and dates that an act wants."""

from collections.abc import Sequence

from wtforms import BooleanField, DateField, FieldList, HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.domain.enums import CancelReason, ExecutorRole, ReturnReason
from app.i18n import get_locale, gettext, lazy
from app.models import Agency
from app.web.forms import Form, choices
from app.web.tasks.submitting import VersionedForm

MOST_OTHERS = 30
EMPTY_OTHERS = 2


def without_nul(text: str | None) -> str | None:
    """PostgreSQL keeps no NUL in a text."""
    return text.replace("\0", "") if text else text


def words(label: str) -> TextAreaField:
    """A text of several lines. Whether it may be empty is the service's rule."""
    return TextAreaField(lazy(label), filters=[without_nul])


class NoteForm(VersionedForm):
    """A sentence on where the task stands."""

    text = words("Where does it stand? One sentence is enough")
    take = BooleanField(lazy("Take into work at the same time"))


class QuickForm(VersionedForm):
    """A sentence, or a task taken into work, from a list: two taps."""

    text = words("One sentence")
    take = HiddenField()


class TextForm(VersionedForm):
    """Words alone: a report, a question, a reason."""

    text = words("Text")


class ReportForm(VersionedForm):
    """A report on execution."""

    text = words("What was done, and which document proves it")


class ConfirmForm(VersionedForm):
    """An act that wants no words."""


class ReturnForm(VersionedForm):
    """A report goes back."""

    reason = SelectField(lazy("Reason"), choices=lambda: choices(ReturnReason, gettext("choose")))
    text = words("What is missing")
    interim_due_on = DateField(lazy("To be completed by"), validators=[Optional()])


class CancelForm(VersionedForm):
    """A task leaves control without execution."""

    reason = SelectField(lazy("Reason"), choices=lambda: choices(CancelReason, gettext("choose")))
    text = words("Why, and on what ground")


class FactForm(VersionedForm):
    """A milestone was reached."""

    due_on = DateField(lazy("Date of the fact"), validators=[InputRequired()])
    text = words("Note")


class ForecastForm(VersionedForm):
    """A milestone is expected on another day, or has not begun."""

    due_on = DateField(lazy("New forecast"), validators=[Optional()])
    text = words("Reason")


class ExtensionForm(VersionedForm):
    """Another date is asked for."""

    due_on = DateField(lazy("New date"), validators=[InputRequired()])
    text = words("Reason")


class DecisionForm(VersionedForm):
    """Granted or refused: which button was pressed is the decision."""

    due_on = DateField(lazy("Date granted"), validators=[Optional()])
    text = words("Note")
    refuse = HiddenField()


class TermForm(VersionedForm):
    """A default term is confirmed as it is, or replaced."""

    due_on = DateField(lazy("Deadline"), validators=[InputRequired()])
    text = words("Ground")


class AnswerForm(VersionedForm):
    """An answer to one question."""

    question = HiddenField()
    text = words("Answer")


class ExecutorsForm(Form):
    """Who executes: one real body that leads, and others."""

    lead = SelectField(lazy("Main executor"), validate_choice=False)
    others = FieldList(SelectField(lazy("Co-executor"), validate_choice=False), max_entries=MOST_OTHERS)

    def offer(
        self, bodies: Sequence[Agency], lead: str, others: Sequence[tuple[str, ExecutorRole]], known: dict[str, str]
    ) -> None:
        """Fill the choices; where nothing was sent yet, the proposal.

        known: names by code of bodies that are proposed though nobody may choose them anew (groups, older names).
        """
        self.roles = dict(others)
        if not self.is_submitted():
            self.lead.data = lead
            for code, _role in others:
                self.others.append_entry(code)
        for _ in range(EMPTY_OTHERS):
            if len(self.others) < MOST_OTHERS:
                self.others.append_entry("")
        offered = {body.code: body.name(get_locale()) for body in bodies}
        self.lead.choices = [("", gettext("choose")), *_sorted(offered)]
        everybody = [("", gettext("none")), *_sorted({**known, **offered})]
        for entry in self.others:
            entry.choices = everybody

    def chosen_others(self) -> tuple[tuple[str, ExecutorRole], ...]:
        """The co-executors chosen; a body proposed "by agreement" stays so."""
        codes = dict.fromkeys(entry.data for entry in self.others if entry.data)
        return tuple((code, self.roles.get(code, ExecutorRole.CO)) for code in codes)


class ChangeExecutorsForm(ExecutorsForm, VersionedForm):
    """Executors are set anew."""

    text = words("Ground")


def _sorted(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: item[1].casefold())
