"""What the lists of tasks share: filters from the address line, links to neighbouring pages.

An address line comes from anybody: a filter that is not known narrows nothing. What the filters mean is said in
`app.queries.tasks`.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for
from wtforms import Field, SelectField, StringField

from app.alphabet import by_alphabet
from app.domain.enums import GiverLevel, GiverRole
from app.domain.workflow import TaskStatus
from app.i18n import N_, get_locale, gettext, lazy
from app.labels import label
from app.models import User
from app.queries.keyset import Page
from app.queries.list_filters import Lateness, ListFilters
from app.queries.tasks import (
    KindFilter,
    StatusGroup,
    Waiting,
    known_id,
    leading_agencies,
    source_documents,
)
from app.web.forms import Form, choices
from app.web.session import db

TEXT_LIMIT = 200
MOST_TICKED = 1000
CHOICE_LENGTH = 70
Member = TypeVar("Member", bound=StrEnum)

KIND_WORDS = {
    KindFilter.INSTRUCTION: N_("Instructions"),
    KindFilter.MILESTONE: N_("Milestones"),
    KindFilter.DEFAULT_TERM: N_("With a default term"),
}
STATUS_WORDS = {StatusGroup.OPEN: N_("All open ones"), StatusGroup.ENDED: N_("All ended ones")}
LATENESS_WORDS = {
    Lateness.DAYS: N_("1 to 5 days"),
    Lateness.WEEKS: N_("6 to 30 days"),
    Lateness.LONGER: N_("more than 30 days"),
}
WAITING_WORDS = {
    Waiting.REPORT: N_("Reports to decide on"),
    Waiting.EXTENSION: N_("Requests for an extension"),
    Waiting.QUESTION: N_("Questions to answer"),
    Waiting.TERM: N_("Default terms to confirm"),
    Waiting.LEAD: N_("Requests for another main executor"),
}


class FilterForm(Form):
    """What narrows a list of tasks."""

    class Meta(Form.Meta):
        """A list is asked for by GET: nothing changes, nothing is to be protected."""

        csrf = False

    agency = SelectField(lazy("Main executor"), validate_choice=False)
    level = SelectField(lazy("Level of the giver"), validate_choice=False)
    kind = SelectField(lazy("Kind"), validate_choice=False)
    document = SelectField(lazy("Document"), validate_choice=False)
    status = SelectField(lazy("Status"), validate_choice=False)
    waiting = SelectField(lazy("Waits for a decision"), validate_choice=False)
    giver = SelectField(lazy("Giver"), validate_choice=False)
    official = SelectField(lazy("Responsible official"), validate_choice=False)
    late = SelectField(lazy("Days late"), validate_choice=False)
    sort = SelectField(lazy("Sort by"), validate_choice=False)
    q = StringField(lazy("Number or words of the title"))


def filter_form(user: User, sorts: dict[str, str]) -> FilterForm:
    """The filters of this request. sorts: (name, word) of the orders that the list knows."""
    form = FilterForm(request.args)
    any_word = gettext("all")
    bodies = by_alphabet(leading_agencies(db(), user, get_locale()), lambda body: body[1], get_locale())
    form.agency.choices = [("", any_word), *bodies]
    form.level.choices = choices(GiverLevel, any_word)
    form.kind.choices = [("", any_word), *((kind.value, gettext(word)) for kind, word in KIND_WORDS.items())]
    documents = source_documents(db(), user)
    form.document.choices = [("", any_word), *((str(number), _short(title)) for number, title in documents)]
    form.status.choices = [
        ("", any_word),
        *((group.value, gettext(word)) for group, word in STATUS_WORDS.items()),
        *((status.value, label(status)) for status in TaskStatus),
    ]
    form.waiting.choices = [("", any_word), *((what.value, gettext(word)) for what, word in WAITING_WORDS.items())]
    form.late.choices = [("", any_word), *((each.value, gettext(word)) for each, word in LATENESS_WORDS.items())]
    form.giver.choices = form.official.choices = [("", any_word)]
    form.sort.choices = [(name, gettext(word)) for name, word in sorts.items()]
    return form


def offer_people(
    form: FilterForm, givers: list[tuple[GiverRole | None, str]], officials: list[tuple[int, str]]
) -> None:
    """Let the list be narrowed to givers, (office, name where there is no office), and to officials, (id, name)."""
    any_word, locale = ("", gettext("all")), get_locale()
    offices = {role for role, _ in givers if role}
    named = by_alphabet({name for role, name in givers if not role}, str, locale)
    form.giver.choices = [
        any_word,
        *((role.value, label(role)) for role in GiverRole if role in offices),
        *((name, name) for name in named),
    ]
    people = by_alphabet(officials, lambda person: person[1], locale)
    form.official.choices = [any_word, *((str(user_id), name) for user_id, name in people)]


def filters_of(form: FilterForm) -> ListFilters:
    """The filters as the queries take them."""
    return ListFilters(
        agency=_clean(form.agency.data),
        level=member(GiverLevel, form.level.data),
        kind=member(KindFilter, form.kind.data),
        document=known_id(form.document.data or ""),
        status=member(StatusGroup, form.status.data) or member(TaskStatus, form.status.data),
        waiting=member(Waiting, form.waiting.data),
        text=_clean(form.q.data),
        giver=_clean(form.giver.data),
        official=known_id(form.official.data or ""),
        late=member(Lateness, form.late.data),
    )


def in_words(form: FilterForm, fields: list[str]) -> list[tuple[str, str]]:
    """(name of the filter, what it lets through) of the filters that are set, the order among them."""
    # A list without an order asked for has its first one.
    order = _word(form.sort) or next((str(word) for _, word in form.sort.choices or ()), "")
    found = [(str(form[name].label.text), _word(form[name])) for name in fields]
    return [(name, word) for name, word in (*found, (str(form.sort.label.text), order)) if word]


def set_filters(form: FilterForm, fields: Sequence[str]) -> list[str]:
    """What the filters that are set let through, in words, without their order."""
    return [word for word in (_word(form[name]) for name in fields) if word]


def _word(field: Field) -> str:
    """What a filter is set to, as its choices say it; "" when it narrows nothing."""
    word = (field.data or "").strip()
    if word and isinstance(field, SelectField):
        return next((str(shown) for value, shown in field.choices or () if str(value) == word), "")
    return str(word)


def ticked() -> tuple[int, ...]:
    """The ids of the rows that were ticked in a list, in the order of the page."""
    found = (known_id(text) for text in request.values.getlist("task"))
    return tuple(dict.fromkeys(each for each in found if each is not None))[:MOST_TICKED]


def kept_parameters(*but_not: str) -> dict[str, str]:
    """The filters of the address line, for forms that go on with the same list."""
    left_out = {"at", "as", "task", "ticked", *but_not}
    return {name: value for name, value in request.args.items() if value and name not in left_out}


def sort_of(form: FilterForm) -> str:
    """The order asked for; the queries choose their first one for a name they do not know."""
    return form.sort.data or ""


def narrowed(filters: ListFilters) -> bool:
    """Whether any filter is set: an empty list then says so."""
    return filters != ListFilters()


def row_tools(endpoint: str, export_endpoint: str) -> dict[str, Any]:
    """What the form around a list's rows needs: the filters it goes on with, where files come from, the link that ticks
    every row of the page (and, once they are ticked, clears them).
    """
    kept: dict[str, Any] = kept_parameters()
    ticked_all = request.args.get("ticked") == "1"
    here = {**kept, **({"at": cursor()} if cursor() else {}), **({} if ticked_all else {"ticked": 1})}
    return {
        "kept": kept,
        "ticked_all": ticked_all,
        "tick_url": url_for(endpoint, **here, _anchor="list"),
        "export_url": url_for(export_endpoint),
    }


def page_url(endpoint: str, cursor: str, **fixed: Any) -> str:
    """The address of a neighbouring page of the same list; "" where there is none."""
    if not cursor:
        return ""
    kept = {name: value for name, value in request.args.items() if value and name not in ("at", *fixed)}
    return url_for(endpoint, **{**kept, **fixed, "at": cursor})


def neighbours(endpoint: str, page: Page[Any], **fixed: Any) -> dict[str, str]:
    """`previous_url` and `next_url` for the pagination line."""
    return {
        "previous_url": page_url(endpoint, page.previous, **fixed),
        "next_url": page_url(endpoint, page.next, **fixed),
    }


def cursor() -> str:
    """Where the page starts, as the address line says."""
    return request.args.get("at", "")


def member(kind: type[Member], value: str | None) -> Member | None:
    """The member of a vocabulary with that value, None for no such one."""
    return kind(value) if value in {each.value for each in kind} else None


def _short(title: str) -> str:
    """A title as a choice shows it: a list of documents must not weigh more than the rows."""
    return title if len(title) <= CHOICE_LENGTH else title[: CHOICE_LENGTH - 1].rstrip() + "…"


def _clean(text: str | None) -> str:
    # PostgreSQL stores no NUL; a title holds no more than a line.
    return (text or "").replace("\0", "").strip()[:TEXT_LIMIT]
