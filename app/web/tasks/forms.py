"""The forms of a task's page, one for each kind of words and dates that an act wants."""

from wtforms import BooleanField, HiddenField, SelectField

from app.domain.enums import CancelReason, ReturnReason
from app.i18n import gettext, lazy
from app.web.forms import LineField, choices
from app.web.tasks.fields import ExecutorsForm, day, words
from app.web.tasks.submitting import VersionedForm


class NoteForm(VersionedForm):
    """A sentence on where the task stands."""

    text = words(lazy("Where does it stand? One sentence is enough"))
    take = BooleanField(lazy("Take into work at the same time"))


class TextForm(VersionedForm):
    """Words alone: a report, a question, a reason."""

    text = words(lazy("Text"))


class ConfirmForm(VersionedForm):
    """An act that wants no words."""


class ReturnForm(VersionedForm):
    """A report goes back."""

    reason = SelectField(lazy("Reason"), choices=lambda: choices(ReturnReason, gettext("choose")))
    text = words(lazy("What is missing"))
    interim_due_on = day(lazy("To be completed by"))


class CancelForm(VersionedForm):
    """A task leaves control without execution."""

    reason = SelectField(lazy("Reason"), choices=lambda: choices(CancelReason, gettext("choose")))
    text = words(lazy("Why, and on what ground"))
    other = LineField(lazy("Number of the task that stays, for a duplicate or a replaced one"))


class FactForm(VersionedForm):
    """A milestone was reached."""

    due_on = day(lazy("Date of the fact"), required=True)
    text = words(lazy("Note"))


class ForecastForm(VersionedForm):
    """A milestone is expected on another day, or has not begun."""

    due_on = day(lazy("New forecast"))
    text = words(lazy("Reason"))


class ExtensionForm(VersionedForm):
    """Another date is asked for."""

    due_on = day(lazy("New date"), required=True)
    text = words(lazy("Reason"))


class DecisionForm(VersionedForm):
    """Granted or refused: which button was pressed is the decision."""

    due_on = day(lazy("Date granted"))
    text = words(lazy("Note"))
    refuse = HiddenField()  # the second button's value


class TermForm(VersionedForm):
    """A default term is confirmed as it is, or replaced."""

    due_on = day(lazy("Deadline"), required=True)
    text = words(lazy("Ground"))


class AnswerForm(VersionedForm):
    """An answer to one question."""

    text = words(lazy("Answer"))


class ChangeExecutorsForm(ExecutorsForm, VersionedForm):
    """Executors are set anew."""

    text = words(lazy("Ground"))
