"""The form that takes a document in."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import URL as Address
from wtforms.validators import Optional

from app.i18n import lazy
from app.web.forms import Form, LineField
from app.web.tasks.fields import day, words


class DocumentForm(Form):
    """A file or pasted words; what they do not say themselves.

    use: "file" or "pasted", asked when both came with words. kept, kept_name: a file that came with an earlier sending of
    this form, and its name.
    """

    file = FileField(lazy("File"))
    text = words(lazy("Text"))
    title = LineField(lazy("Title"))
    published_on = day(lazy("Date of publication"))
    url = LineField(
        lazy("Address of the source"),
        validators=[Optional(), Address(message=lazy("Give a full address that begins with https:// or http://."))],
    )
    secondary = BooleanField(lazy("Secondary source: somebody’s account of what was said"))
    use = RadioField(lazy("Which words are read"), validators=[Optional()], validate_choice=False)
    kept = HiddenField()
    kept_name = HiddenField()
