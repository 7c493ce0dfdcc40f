"""What every template can say: sentences and words of codes in the reader's language, dates, the menu.

Filters: `day`, `day_long`, `moment`, `label`, `agency`, `sentence` (of an error). Globals: `_`, `ngettext`,
`late_days(task, today)`, `control(field, …)`. Rules and queries do not belong here.
"""

from datetime import date
from typing import Any

from flask import Flask
from markupsafe import Markup

from app import figure_words
from app.domain.lateness import days_late
from app.i18n import (
    LOCALE_NAMES,
    format_day,
    format_day_long,
    format_moment,
    get_locale,
    translations,
)
from app.labels import error_sentence, event_label, label, term_rule_label
from app.models import Agency, Task
from app.web.forms import control
from app.web.navigation import home_url, menu
from app.web.places import here
from app.web.session import account, settings, today


def init_app(app: Flask) -> None:
    """Teach the environment."""
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_gettext, _gettext_plural, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["ngettext"] = _plural
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(
        day=format_day,
        day_long=format_day_long,
        moment=format_moment,
        label=label,
        agency=agency_name,
        sentence=error_sentence,
    )
    environment.globals.update(
        late_days=late_days,
        control=control,
        locale=get_locale,
        event_label=event_label,
        term_rule_label=term_rule_label,
        figure_name=figure_words.figure_name,
        figure_formula=figure_words.figure_formula,
        line_name=figure_words.line_name,
        holder_name=figure_words.holder_name,
        shown_figure=figure_words.shown,
    )
    app.context_processor(_frame)


def late_days(task: Task, day: date) -> int:
    """Calendar days by which the task is late on that day; 0 when it is not late."""
    return days_late(task.status, task.due_on, day, task.submitted_on)


def agency_name(agency: Agency | None) -> str:
    """The body's name in the reader's language; a dash for none."""
    return agency.name(get_locale()) if agency else "–"


def _gettext(message: str) -> str:
    return translations(get_locale()).gettext(message)


def _gettext_plural(singular: str, plural: str, n: int) -> str:
    return translations(get_locale()).ngettext(singular, plural, n)


def _plural(singular: str, plural: str, n: int, **values: Any) -> Markup:
    """As `app.i18n.ngettext`: %(n)s is filled; values are escaped."""
    return Markup(_gettext_plural(singular, plural, n)) % {"n": n, "num": n, **values}


def _frame() -> dict[str, Any]:
    """What the page frame shows. It asks no database, so that an error page can always be shown."""
    reader = account()
    return {
        "reader": reader,
        "menu": menu(reader),
        "home_url": home_url(reader),
        "today": today(),
        "languages": LOCALE_NAMES,
        "demo": settings().demo,
        "here": here(home_url(reader)),
    }
