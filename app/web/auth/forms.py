"""Forms of sign-in, of a forgotten password and of the page behind a one-time link."""

from wtforms import HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from app.i18n import lazy
from app.services.passwords import MAX_LENGTH, MIN_LENGTH
from app.web.forms import Form, LineField


class SignInForm(Form):
    """Address and password; `next`: the page that was asked for."""

    email = LineField(lazy("E-mail"), [InputRequired(), Length(max=254)])
    password = PasswordField(lazy("Password"), [InputRequired(), Length(max=MAX_LENGTH)])
    next = HiddenField()


class ForgottenForm(Form):
    """The address to which a link is sent."""

    email = LineField(lazy("E-mail"), [InputRequired(), Length(max=254)])


class NewPasswordForm(Form):
    """A password of one's own choice, twice."""

    password = PasswordField(lazy("New password"), [InputRequired(), Length(min=MIN_LENGTH, max=MAX_LENGTH)])
    repeated_password = PasswordField(
        lazy("The same once more"), [InputRequired(), EqualTo("password", lazy("The two passwords differ."))]
    )
