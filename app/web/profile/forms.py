"""Forms of one's own page: nothing here touches role, agency or scope."""

from wtforms import BooleanField, IntegerField, PasswordField, SelectField
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length

from app.domain.enums import OverdueList
from app.i18n import LOCALE_NAMES, lazy
from app.services.passwords import MAX_LENGTH, MIN_LENGTH
from app.web.forms import Form, choices


class ProfileForm(Form):
    """What a person decides for himself."""

    locale = SelectField(lazy("Language of pages and letters"), choices=LOCALE_NAMES)
    digest_hour = IntegerField(lazy("Hour of the daily letter"), [InputRequired(), AnyOf(range(24))])
    early_reminders = BooleanField(lazy("Remind me 10 and 5 working days before a deadline"))
    news = BooleanField(lazy("Tell me what others changed"))
    overdue_list = SelectField(lazy("Overdue list by body"))

    def for_role(self, *, supervises: bool) -> "ProfileForm":
        """The form with the fields that the role has."""
        if supervises:
            self.overdue_list.choices = choices(OverdueList)
        else:
            del self.overdue_list
        return self


class FeedForm(Form):
    """Which calendar gets a new secret address; empty: one's own."""

    agency = SelectField(lazy("Calendar"), validate_choice=False)


class PasswordForm(Form):
    """Another password."""

    present_password = PasswordField(lazy("Present password"), [InputRequired(), Length(max=MAX_LENGTH)])
    password = PasswordField(lazy("New password"), [InputRequired(), Length(min=MIN_LENGTH, max=MAX_LENGTH)])
    repeated_password = PasswordField(
        lazy("The same once more"), [InputRequired(), EqualTo("password", lazy("The two passwords differ."))]
    )
