"""What narrows the figures: period, body, level of the giver, rows, day. An unknown value narrows nothing.

Without a period asked for, figures are those of the year: it is what is read most, and all time costs the most to count.
"""

from datetime import date
from typing import Any

from flask import request
from wtforms import SelectField

from app.domain.discipline import Period, Quarter, Year
from app.domain.enums import GiverLevel
from app.i18n import N_, format_quarter, get_locale, gettext, lazy
from app.models import User
from app.queries.asof import first_day
from app.queries.discipline import Asked, By
from app.queries.tasks import leading_agencies
from app.web.forms import Form, choices
from app.web.session import db, settings
from app.web.tasks.lists import member

ALL_TIME = "all"
BY_WORDS = {By.AGENCY: N_("by body"), By.LEVEL: N_("by level of the giver"), By.QUARTER: N_("by quarter")}


class DisciplineForm(Form):
    """Asked for by GET: nothing changes."""

    class Meta(Form.Meta):
        """Nothing is to be protected."""

        csrf = False

    period = SelectField(lazy("Period of the original date"), validate_choice=False)
    agency = SelectField(lazy("Body"), validate_choice=False)
    level = SelectField(lazy("Level of the giver"), validate_choice=False)
    by = SelectField(lazy("Rows"), validate_choice=False)


def discipline_form(user: User, day: date) -> DisciplineForm:
    """The form of this request; an address with `quarter` is one from before there were years."""
    form = DisciplineForm(request.args)
    form.period.data = _period_text(period_of(request.args.get("period") or request.args.get("quarter", ""), day))
    form.period.choices = [*((str(each), period_name(each)) for each in periods(day)), (ALL_TIME, gettext("all time"))]
    form.agency.choices = [("", gettext("all")), *leading_agencies(db(), user, get_locale())]
    form.level.choices = choices(GiverLevel, gettext("all"))
    form.by.choices = [(by.value, gettext(word)) for by, word in BY_WORDS.items()]
    return form


def period_of(text: str, day: date) -> Period | None:
    """The period that is asked for; the year of the day for none or an unknown one, None for all time."""
    if text == ALL_TIME:
        return None
    return Quarter.parse(text) or Year.parse(text) or Year.of(day)


def period_name(period: Period) -> str:
    """The period in words: a year is its number."""
    return format_quarter(period.first) if isinstance(period, Quarter) else str(period)


def _period_text(period: Period | None) -> str:
    return str(period) if period else ALL_TIME


def periods(day: date) -> list[Period]:
    """From that of the first event to that of the day, the newest first: each year, then its quarters."""
    first = first_day(db())
    quarters = [Quarter.of(day)]
    while first is not None and quarters[-1] > Quarter.of(first):
        quarters.append(Quarter.of(date.fromordinal(quarters[-1].first.toordinal() - 1)))
    found: list[Period] = []
    for quarter in quarters:
        if Year(quarter.year) not in found:
            found.append(Year(quarter.year))
        found.append(quarter)
    return found


def asked_of(form: DisciplineForm, day: date) -> Asked:
    """The figures that the form asks for. Training examples are part of the demo, never of production."""
    return Asked(
        day=day,
        period=period_of(form.period.data or "", day),
        agency=(form.agency.data or "").replace("\0", "")[:100],
        level=member(GiverLevel, form.level.data),
        by=member(By, form.by.data) or By.AGENCY,
        training=not settings().production,
    )


def address_of(asked: Asked, past_text: str) -> dict[str, Any]:
    """The same question as values of an address line."""
    values = {
        "period": _period_text(asked.period),
        "agency": asked.agency,
        "level": asked.level.value if asked.level else "",
        "by": asked.by.value,
        "as_of": past_text,
    }
    return {name: value for name, value in values.items() if value}
