"""The base of all forms: messages in the reader's language, choices from the vocabularies, accessible controls.

A section's own forms stand in its folder.
"""

from enum import Enum
from typing import Any

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, SelectMultipleField, StringField
from wtforms.i18n import get_translations
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.i18n import get_locale, lazy
from app.labels import label

_CHECKS = frozenset({"BooleanField"})
_LISTS = frozenset({"RadioField", "ChecklistField"})
_SELECTS = frozenset({"SelectField", "SelectMultipleField"})


class Form(FlaskForm):
    """A form whose own messages speak the reader's language."""

    class Meta(FlaskForm.Meta):
        """WTForms brings ru, kk and en."""

        def get_translations(self, form: Any) -> Any:  # noqa: ARG002
            """The catalog of WTForms for the reader."""
            return get_translations([get_locale()])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        if "csrf_token" in self:
            # Several forms on a page must not share an id.
            self.csrf_token.render_kw = {"id": False}


class ChecklistField(SelectMultipleField):
    """Several of many, as check boxes: works without a script and on a phone."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class LineField(StringField):
    """One line of text, without blanks around it; line breaks and other control characters are refused."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Strip the blanks."""
        if valuelist:
            self.data: str | None = valuelist[0].strip()

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """A line break in a name would be a header of a letter."""
        if any(not character.isprintable() for character in self.data or ""):
            raise ValidationError(str(lazy("Use one line without special characters.")))


def choices(members: type[Enum], empty: str | None = None) -> list[tuple[str, str]]:
    """(value, word) of a vocabulary in the reader's language; `empty`: the word for no choice, first."""
    words = [(member.value, label(member)) for member in members]
    return words if empty is None else [("", empty), *words]


def number(text: str | None) -> int:
    """A small whole number from an address line or a hidden field; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def control(field: Field, help_text: str = "", **attributes: Any) -> Markup:
    """The field's control with Bootstrap's class and with ARIA: what describes it, and whether it is in error.

    attributes: further HTML attributes (`rows=4`, `autocomplete="email"`); None leaves one out.
    """
    described = [f"{field.id}-help"] * bool(help_text) + [f"{field.id}-errors"] * bool(field.errors)
    shown: dict[str, Any] = {name: value for name, value in attributes.items() if value is not None}
    if described:
        shown["aria-describedby"] = " ".join(described)
    if field.errors:
        shown["aria-invalid"] = "true"
    invalid = " is-invalid" if field.errors else ""
    shown["class"] = shown.pop("class_", "") + " " + _control_class(field.type) + invalid
    shown["class"] = shown["class"].strip()
    return field(**shown)


def _control_class(kind: str) -> str:
    if kind in _CHECKS:
        return "form-check-input"
    if kind in _LISTS:
        return "choice-list"
    return "form-select" if kind in _SELECTS else "form-control"
