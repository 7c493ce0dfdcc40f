"""Forms of one's own page: nothing here touches role, agency or scope."""

from wtforms import IntegerField, PasswordField, SelectField
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length

from app.i18n import LOCALE_NAMES, lazy
from app.services.passwords import MAX_LENGTH, MIN_LENGTH
from app.web.forms import Form


class ProfileForm(Form):
    """What a person decides for himself."""

    locale = SelectField(lazy("Language of pages and letters"), choices=LOCALE_NAMES)
    digest_hour = IntegerField(lazy("Hour of the daily letter"), [InputRequired(), AnyOf(range(24))])


class PasswordForm(Form):
    """Another password."""

    present_password = PasswordField(lazy("Present password"), [InputRequired(), Length(max=MAX_LENGTH)])
    password = PasswordField(lazy("New password"), [InputRequired(), Length(min=MIN_LENGTH, max=MAX_LENGTH)])
    repeated_password = PasswordField(
        lazy("The same once more"), [InputRequired(), EqualTo("password", lazy("The two passwords differ."))]
    )
