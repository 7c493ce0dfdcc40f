"""Languages of every process: stdlib gettext for sentences, Babel for dates and plural rules.

msgids are English; ru (default) and kk are read from app/translations, en needs no catalog. The reader's language is a
context variable: the web process sets it for a request, a job for each letter. Sentences do not belong here.
"""

import gettext as stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from babel.dates import format_date as babel_date
from babel.support import LazyProxy

from app.clock import ZONE

LOCALES = ("ru", "kk", "en")
DEFAULT_LOCALE = "ru"
LOCALE_NAMES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}

_current: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)


def N_(message: str) -> str:
    """Mark a constant for translation; it is translated where it is shown."""
    return message


@cache
def translations(locale: str) -> stdlib.NullTranslations:
    """The catalog of a locale; English msgids where a catalog or an entry is missing."""
    folder = resources.files("app") / "translations"
    return stdlib.translation("messages", localedir=str(folder), languages=[locale], fallback=True)


def get_locale() -> str:
    """The reader's locale."""
    return _current.get()


def set_locale(locale: str) -> None:
    """Set the reader's locale for this context (a request)."""
    _current.set(known_locale(locale))


def known_locale(locale: str | None) -> str:
    """The locale itself when there is a catalog for it, else the default."""
    return locale if locale in LOCALES else DEFAULT_LOCALE


@contextmanager
def locale_of(locale: str) -> Iterator[stdlib.NullTranslations]:
    """Speak another language for a while; yields its catalog."""
    token = _current.set(known_locale(locale))
    try:
        yield translations(known_locale(locale))
    finally:
        _current.reset(token)


def gettext(message: str, **values: Any) -> str:
    """The sentence in the reader's language, %(name)s filled from `values`."""
    text = translations(get_locale()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, n: int, **values: Any) -> str:
    """The sentence in the plural form of n; %(n)s is filled too."""
    return translations(get_locale()).ngettext(singular, plural, n) % {"n": n, **values}


def lazy(message: str) -> LazyProxy:
    """A sentence translated each time it is shown: for labels of forms."""
    return LazyProxy(gettext, message, enable_cache=False)


def format_day(day: date | None) -> str:
    """dd.MM.yyyy, as offices write it in Kazakhstan; a dash for none."""
    return day.strftime("%d.%m.%Y") if day else "–"


def format_day_long(day: date) -> str:
    """The date in words: 16 января 2026 г. / 2026 ж. 16 қаңтар / 16 January 2026."""
    return babel_date(day, format="long", locale=get_locale())


def format_quarter(day: date) -> str:
    """The quarter of a day: 4-й кв. 2026 / IV тқс. 2026 / Q4 2026."""
    return babel_date(day, format="QQQ y", locale=get_locale())


def format_moment(moment: datetime | None) -> str:
    """dd.MM.yyyy HH:mm in Kazakhstan's time."""
    return moment.astimezone(ZONE).strftime("%d.%m.%Y %H:%M") if moment else "–"
