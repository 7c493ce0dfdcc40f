"""Forms of the administrator: a person, a list of people, the filter. Each names its fields; nothing else is taken."""

from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from app.domain.enums import GiverLevel, Role
from app.i18n import LOCALE_NAMES, gettext, lazy
from app.labels import error_sentence
from app.models import Agency, User
from app.services.people import EXECUTORS, LINE_LIMIT, PersonData, PersonRefused, usable_address
from app.web.forms import ChecklistField, Form, LineField, choices
from app.web.templating import agency_name


def _key(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else str(value or "")


def _said(field: Field, value: Any) -> str:
    """A value of the field in words."""
    given = value if isinstance(value, list) else [value]
    words = {str(key): str(word) for key, word in getattr(field, "choices", None) or ()}
    return "; ".join(words.get(str(each), str(each)) for each in given if each not in (None, "")) or "–"


class PersonForm(Form):
    """All that the administrator decides about a person; `version`: of the row the page was made from."""

    # Set when another administrator changed the person meanwhile.
    conflict: ClassVar[bool] = False
    version = HiddenField()
    name = LineField(lazy("Full name"), [InputRequired(), Length(max=LINE_LIMIT)])
    email = LineField(lazy("E-mail"), [InputRequired(), Length(max=254)])
    office = LineField(lazy("Office"), [Length(max=LINE_LIMIT)])
    role = SelectField(lazy("Role"), [InputRequired()])
    agency = SelectField(lazy("Body"))
    locale = SelectField(lazy("Language"), choices=LOCALE_NAMES)
    digest_hour = IntegerField(lazy("Hour of the daily letter"), [InputRequired(), AnyOf(range(24))], default=8)
    decides_up_to = SelectField(lazy("Decides up to"))
    supervises = ChecklistField(lazy("Supervises"))
    deputy_of = SelectField(lazy("Deputy of"))

    def offer(self, agencies: list[Agency], deputised: list[tuple[str, str]], taken: set[str]) -> "PersonForm":
        """Fill the choices, and name the addresses that are others'; the form itself again."""
        self.taken = taken
        bodies = [(agency.code, agency_name(agency)) for agency in agencies]
        self.role.choices = choices(Role)
        self.agency.choices = [("", gettext("none")), *bodies]
        self.supervises.choices = bodies
        self.decides_up_to.choices = choices(GiverLevel, empty=gettext("does not decide"))
        self.deputy_of.choices = [("", gettext("nobody")), *((email, f"{name}, {email}") for email, name in deputised)]
        return self

    def validate_email(self, field: Field) -> None:
        """The service refuses the same; here the rest of the form is kept beside the sentence."""
        try:
            address = usable_address(field.data or "")
        except PersonRefused as error:
            raise ValidationError(error_sentence(error)) from error
        if address in self.taken:
            raise ValidationError(error_sentence(PersonRefused("email_taken", email=address)))

    def validate_agency(self, field: Field) -> None:
        """Who executes works for a body."""
        if self.role.data in [role.value for role in EXECUTORS] and not field.data:
            raise ValidationError(error_sentence(PersonRefused("agency_required")))

    def validate_decides_up_to(self, field: Field) -> None:
        """A supervisor has a level."""
        if self.role.data == Role.SUPERVISOR.value and not field.data:
            raise ValidationError(error_sentence(PersonRefused("level_required")))

    def differences(self, present: dict[str, Any]) -> list[tuple[str, str, str]]:
        """Where the form and the present row differ: (what, typed, there now), in words."""
        found = []
        for name, value in present.items():
            field = self[name]
            if name != "version" and _key(field.data) != _key(value):
                found.append((field.label.text, _said(field, field.data), _said(field, value)))
        return found

    def person(self) -> PersonData:
        """What was decided."""
        return PersonData(
            email=self.email.data or "",
            name=self.name.data or "",
            role=Role(self.role.data),
            office=self.office.data or "",
            agency=self.agency.data or "",
            locale=self.locale.data,
            digest_hour=self.digest_hour.data or 0,
            supervises=tuple(self.supervises.data or ()),
            decides_up_to=GiverLevel(self.decides_up_to.data) if self.decides_up_to.data else None,
            deputy_of=self.deputy_of.data or "",
        )


def shown_person(user: User, deputy_of: str) -> dict[str, Any]:
    """The person's present data, for the form."""
    return {
        "version": user.version,
        "name": user.name,
        "email": user.email,
        "office": user.office,
        "role": user.role.value,
        "agency": user.agency.code if user.agency else "",
        "locale": user.locale,
        "digest_hour": user.digest_hour,
        "decides_up_to": user.decides_up_to.value if user.decides_up_to else "",
        "supervises": [agency.code for agency in user.supervises],
        "deputy_of": deputy_of,
    }


class ListForm(Form):
    """A list of people: a file, or its text."""

    file = FileField(lazy("CSV file"))
    text = TextAreaField(lazy("or its text"))
    invite = BooleanField(lazy("Send everybody an invitation at once"))


class SureForm(Form):
    """A step that asks to confirm; `version`: of the row the page was made from."""

    version = HiddenField()
