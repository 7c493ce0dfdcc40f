"""Forms of saved views."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Length

from app.i18n import lazy
from app.services.saved_views import NAME_LIMIT
from app.web.forms import Form, LineField


class ViewForm(Form):
    """A name, and who sees it."""

    name = LineField(lazy("Name of the view"), [InputRequired(lazy("Give the view a name.")), Length(max=NAME_LIMIT)])
    shared = BooleanField(lazy("Colleagues see it too"))


class NewViewForm(ViewForm):
    """A view of the filters that are open. query: the address's part that the list knows."""

    list = HiddenField()
    query = HiddenField()
    first = BooleanField(lazy("The list opens with it"))
