"""Sending a form: one transaction, and what the rules refuse is said beside the form with everything typed kept.

What a form does is a service's affair. Errors that are not about what was typed (no such thing, not open to the role)
become pages of their own.
"""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, HiddenField

from app.db import transaction
from app.domain.errors import ChangedMeanwhile, DomainError, IllegalTransition, InvalidInput
from app.labels import error_sentence
from app.web.forms import Form
from app.web.session import db

Result = TypeVar("Result")
UNPROCESSABLE, CONFLICT, OK = 422, 409, 200

# The field an error is about, by its code; other errors stand above the form.
ERROR_FIELDS = {
    "lead_required": "lead",
    "lead_is_group": "lead",
    "agency_unknown": "lead",
    "co_is_lead": "lead",
    "lead_unchanged": "lead",
    "other_task_unknown": "other",
    "other_task_itself": "other",
    "other_task_needless": "other",
    "file_too_large": "files",
    "file_empty": "files",
    "file_refused": "files",
    "file_damaged": "files",
    "file_with_macros": "files",
    "files_too_many": "files",
    "date_required": "due_on",
    "date_before_issue": "due_on",
    "date_not_later": "due_on",
    "date_in_future": "due_on",
    "date_in_past": "due_on",
    "interim_beyond_term": "due_on",
    "interim_exists": "due_on",
    "extension_level_up": "due_on",
    "rule_too_early": "valid_from",
    "rule_followed": "valid_from",
    "amount_outside": "amount",
    "unit_fixed": "unit",
    "source_required": "source",
    "day_name_required": "name_ru",
    "day_working_already": "kind",
    "issued_in_future": "issued_on",
    "text_required": "text",
    "text_too_long": "text",
    "reason_required": "reason",
}


class VersionedForm(Form):
    """A form that knows which version of its row the reader saw."""

    version = HiddenField()
    # Set by `carried_out`: the row has another version now.
    conflict: ClassVar[bool] = False

    @property
    def read_version(self) -> int:
        """The version that the reader saw; -1, which no row has, when the field came back damaged."""
        number = _number((self.version.data or "").partition("-")[0])
        return -1 if number is None else number

    @property
    def read_events(self) -> int | None:
        """How many events of the task the reader saw; None when the form does not say."""
        return _number((self.version.data or "").partition("-")[2])


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def carried_out(form: Form, act: Callable[[Session], Result]) -> Result | None:
    """Run the act in one transaction; None when the form has errors now and nothing was changed."""
    if not form.validate():
        return None
    try:
        with transaction(db()) as session:
            return act(session)
    except (InvalidInput, IllegalTransition, ChangedMeanwhile, StaleDataError) as error:
        _explain(form, ChangedMeanwhile("changed_meanwhile") if isinstance(error, StaleDataError) else error)
        return None


def status_of(form: Form) -> int:
    """The HTTP status of a page that shows the form again: OK before it was sent, a conflict, or unusable input."""
    if getattr(form, "conflict", False):
        return CONFLICT
    return UNPROCESSABLE if form.errors else OK


def _explain(form: Form, error: DomainError) -> None:
    if isinstance(error, (ChangedMeanwhile, IllegalTransition)):
        form.conflict = True
    field: Field | None = form._fields.get(ERROR_FIELDS.get(error.code, ""))
    if field is None:
        form.form_errors.append(error_sentence(error))
    else:
        field.errors = [*field.errors, error_sentence(error)]
