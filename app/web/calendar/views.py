"""The month with what falls due on each day, and a day with all of it. Filters are those of the other lists."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date, get_day_names
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.permissions import Duty
from app.i18n import get_locale
from app.queries.calendar_days import DayOfDues, dues
from app.queries.reference import work_calendar
from app.web.saved.lists import first_opened, saved_views
from app.web.security import requires
from app.web.session import db, person, today
from app.web.tasks.lists import filter_form, filters_of, kept_parameters, narrowed

blueprint = Blueprint("calendar", __name__)

FIELDS = ["agency", "level", "kind", "document"]
A_DAY, A_LONG_DAY = 4, 200
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Day:
    """A cell. dues: None when nothing falls due; works: whether people work that day."""

    on: date
    dues: DayOfDues | None
    works: bool
    inside: bool


@blueprint.get("/calendar")
@requires(Duty.SEE_OVERDUE)
def index() -> ResponseReturnValue:
    """A month."""
    if address := first_opened("calendar"):
        return redirect(address)
    user, first = person(), _month()
    form = filter_form(user, {})
    filters = filters_of(form)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    span = {"first": weeks[0][0], "last": weeks[-1][-1]}
    found = dues(db(), user, filters, today=today(), a_day=A_DAY, locale=get_locale(), **span)
    works = work_calendar(db()).is_working_day
    return render_template(
        "calendar/index.html",
        form=form,
        fields=FIELDS,
        weeks=[[Day(on, found.get(on), works(on), on.month == first.month) for on in week] for week in weeks],
        weekdays=_weekdays(),
        title=_title(first),
        month=f"{first:%Y-%m}",
        total=sum(day.total for on, day in found.items() if on.month == first.month),
        narrowed=narrowed(filters),
        previous_url=_month_url(first - timedelta(days=1)),
        next_url=_month_url(first + timedelta(days=31)),
        this_month_url=_month_url(today()) if (first.year, first.month) != (today().year, today().month) else "",
        day_url=lambda on: url_for("calendar.day", on=on.isoformat(), **_kept()),
        weekday=lambda on: _weekdays()[on.weekday()][1],
        **saved_views("calendar"),
    )


@blueprint.get("/calendar/<on>")
@requires(Duty.SEE_OVERDUE)
def day(on: str) -> ResponseReturnValue:
    """All that falls due on a day; the month for what is no day."""
    wanted = _day(on)
    if wanted is None:
        return redirect(url_for("calendar.index"))
    form = filter_form(person(), {})
    filters = filters_of(form)
    span = {"first": wanted, "last": wanted}
    found = dues(db(), person(), filters, today=today(), a_day=A_LONG_DAY, locale=get_locale(), **span)
    return render_template(
        "calendar/day.html",
        form=form,
        on=wanted,
        day=found.get(wanted) or DayOfDues(),
        works=work_calendar(db()).is_working_day(wanted),
        weekday=_weekdays()[wanted.weekday()][1],
        month_title=_title(wanted),
        month_url=_month_url(wanted),
        previous_url=url_for("calendar.day", on=(wanted - timedelta(days=1)).isoformat(), **_kept()),
        next_url=url_for("calendar.day", on=(wanted + timedelta(days=1)).isoformat(), **_kept()),
    )


def _month() -> date:
    """The first day of the month asked for; this one for anything else."""
    found = _day(request.args.get("month", "") + "-01")
    return found or today().replace(day=1)


def _day(text: str) -> date | None:
    if len(text) != 10 or not text.replace("-", "").isascii():
        return None
    year, month, number = text[:4], text[5:7], text[8:]
    if not (year.isdigit() and month.isdigit() and number.isdigit() and text[4] == text[7] == "-"):
        return None
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12):
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    return date(int(year), int(month), int(number)) if 1 <= int(number) <= last else None


def _month_url(on: date) -> str:
    return url_for("calendar.index", month=f"{on:%Y-%m}", **_kept())


def _kept() -> dict[str, Any]:
    return {name: value for name, value in kept_parameters("month").items() if name in FIELDS}


def _title(on: date) -> str:
    words = format_date(on, "LLLL yyyy", locale=get_locale())
    return words[:1].upper() + words[1:]


def _weekdays() -> list[tuple[str, str]]:
    """(short, whole) names of the days of a week from Monday."""
    locale = get_locale()
    short = get_day_names("abbreviated", "stand-alone", locale)
    whole = get_day_names("wide", "stand-alone", locale)
    return [(short[place], whole[place]) for place in range(7)]
