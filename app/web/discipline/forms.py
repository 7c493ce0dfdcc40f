"""What narrows the figures: quarter, body, level of the giver, rows, day. An unknown value narrows nothing."""

from datetime import date
from typing import Any

from flask import request
from wtforms import SelectField

from app.domain.discipline import Quarter
from app.domain.enums import GiverLevel
from app.i18n import N_, get_locale, gettext, lazy
from app.models import User
from app.queries.asof import first_day
from app.queries.discipline import Asked, By
from app.queries.tasks import leading_agencies
from app.web.forms import Form, choices
from app.web.session import db, settings
from app.web.tasks.lists import member

BY_WORDS = {By.AGENCY: N_("by body"), By.LEVEL: N_("by level of the giver"), By.QUARTER: N_("by quarter")}


class DisciplineForm(Form):
    """Asked for by GET: nothing changes."""

    class Meta(Form.Meta):
        """Nothing is to be protected."""

        csrf = False

    quarter = SelectField(lazy("Quarter of the original date"), validate_choice=False)
    agency = SelectField(lazy("Body"), validate_choice=False)
    level = SelectField(lazy("Level of the giver"), validate_choice=False)
    by = SelectField(lazy("Rows"), validate_choice=False)


def discipline_form(user: User, day: date) -> DisciplineForm:
    """The form of this request."""
    form = DisciplineForm(request.args)
    form.quarter.choices = [("", gettext("all")), *((str(each), str(each)) for each in quarters(day))]
    form.agency.choices = [("", gettext("all")), *leading_agencies(db(), user, get_locale())]
    form.level.choices = choices(GiverLevel, gettext("all"))
    form.by.choices = [(by.value, gettext(word)) for by, word in BY_WORDS.items()]
    return form


def quarters(day: date) -> list[Quarter]:
    """From the quarter of the first event to that of the day, the newest first."""
    first = first_day(db())
    found = [Quarter.of(day)]
    while first is not None and found[-1] > Quarter.of(first):
        found.append(Quarter.of(date.fromordinal(found[-1].first.toordinal() - 1)))
    return found


def asked_of(form: DisciplineForm, day: date) -> Asked:
    """The figures that the form asks for. Training examples are part of the demo, never of production."""
    return Asked(
        day=day,
        quarter=Quarter.parse(form.quarter.data or ""),
        agency=(form.agency.data or "").replace("\0", "")[:100],
        level=member(GiverLevel, form.level.data),
        by=member(By, form.by.data) or By.AGENCY,
        training=not settings().production,
    )


def address_of(asked: Asked, past_text: str) -> dict[str, Any]:
    """The same question as values of an address line."""
    values = {
        "quarter": str(asked.quarter) if asked.quarter else "",
        "agency": asked.agency,
        "level": asked.level.value if asked.level else "",
        "by": asked.by.value,
        "as_of": past_text,
    }
    return {name: value for name, value in values.items() if value}
