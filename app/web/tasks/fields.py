"""Fields and parts of forms that several sections share: texts, days, executors."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.support import LazyProxy
from wtforms import DateField, FieldList, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.alphabet import sort_key
from app.domain.enums import ExecutorRole
from app.i18n import format_day, get_locale, gettext, lazy
from app.models import Agency
from app.web.forms import Form

# Days a form takes: no rule of a term is dated earlier, and nobody plans beyond.
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2100, 12, 31)
MOST_OTHERS = 30
EMPTY_OTHERS = 2


def without_nul(text: str | None) -> str | None:
    """PostgreSQL keeps no NUL in a text."""
    return text.replace("\0", "") if text else text


def words(label: LazyProxy) -> TextAreaField:
    """A text of several lines. Whether it may be empty is the service's rule."""
    return TextAreaField(label, filters=[without_nul])


def day(label: LazyProxy, *, required: bool = False) -> DateField:
    """A date within the days that the register works with."""
    return DateField(label, validators=[InputRequired() if required else Optional(), _within])


def _within(_form: Any, field: DateField) -> None:
    if field.data and not FIRST_DAY <= field.data <= LAST_DAY:
        first, last = format_day(FIRST_DAY), format_day(LAST_DAY)
        raise ValidationError(gettext("Give a date between %(first)s and %(last)s.", first=first, last=last))


class ExecutorsForm(Form):
    """Who executes: one real body that leads, and others."""

    lead = SelectField(lazy("Main executor"), validate_choice=False)
    others = FieldList(SelectField(lazy("Co-executor"), validate_choice=False), max_entries=MOST_OTHERS)

    def offer(
        self,
        bodies: Sequence[Agency],
        lead: str,
        others: Sequence[tuple[str, ExecutorRole]],
        known: dict[str, str],
        *,
        sent: bool,
    ) -> None:
        """Fill the choices; where nothing was sent yet, the proposal.

        known: names by code of bodies that are proposed though nobody may choose them anew (groups, older names);
        sent: the form came back from the reader.
        """
        self.roles = dict(others)
        if not sent:
            self.lead.data = lead
            for code, _role in others:
                self.others.append_entry(code)
        for _ in range(EMPTY_OTHERS):
            if len(self.others) < MOST_OTHERS:
                self.others.append_entry("")
        offered = {body.code: body.name(get_locale()) for body in bodies}
        self.lead.choices = [("", gettext("choose")), *_sorted(offered)]
        everybody = [("", gettext("none")), *_sorted({**known, **offered})]
        for entry in self.others:
            entry.choices = everybody

    def chosen_others(self) -> tuple[tuple[str, ExecutorRole], ...]:
        """The co-executors chosen; a body proposed "by agreement" stays so."""
        codes = dict.fromkeys(entry.data for entry in self.others if entry.data)
        return tuple((code, self.roles.get(code, ExecutorRole.CO)) for code in codes)


def _sorted(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: sort_key(item[1], get_locale()))
