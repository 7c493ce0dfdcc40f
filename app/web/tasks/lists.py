"""What the lists of tasks share: filters from the address line, links to neighbouring pages.

An address line comes from anybody: a filter that is not known narrows nothing. What the filters mean is said in
`app.queries.tasks`.
"""

from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for
from wtforms import SelectField, StringField

from app.domain.enums import GiverLevel
from app.domain.workflow import TaskStatus
from app.i18n import N_, get_locale, gettext, lazy
from app.labels import label
from app.models import User
from app.queries.keyset import Page
from app.queries.tasks import (
    Filters,
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
Member = TypeVar("Member", bound=StrEnum)

KIND_WORDS = {
    KindFilter.INSTRUCTION: N_("Instructions"),
    KindFilter.MILESTONE: N_("Milestones"),
    KindFilter.DEFAULT_TERM: N_("With a default term"),
}
STATUS_WORDS = {StatusGroup.OPEN: N_("All open ones"), StatusGroup.ENDED: N_("All ended ones")}
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
    sort = SelectField(lazy("Sort by"), validate_choice=False)
    q = StringField(lazy("Number or words of the title"))


def filter_form(user: User, sorts: dict[str, str]) -> FilterForm:
    """The filters of this request. sorts: (name, word) of the orders that the list knows."""
    form = FilterForm(request.args)
    any_word = gettext("all")
    form.agency.choices = [("", any_word), *leading_agencies(db(), user, get_locale())]
    form.level.choices = choices(GiverLevel, any_word)
    form.kind.choices = [("", any_word), *((kind.value, gettext(word)) for kind, word in KIND_WORDS.items())]
    documents = source_documents(db(), user)
    form.document.choices = [("", any_word), *((str(number), title) for number, title in documents)]
    form.status.choices = [
        ("", any_word),
        *((group.value, gettext(word)) for group, word in STATUS_WORDS.items()),
        *((status.value, label(status)) for status in TaskStatus),
    ]
    form.waiting.choices = [("", any_word), *((what.value, gettext(word)) for what, word in WAITING_WORDS.items())]
    form.sort.choices = [(name, gettext(word)) for name, word in sorts.items()]
    return form


def filters_of(form: FilterForm) -> Filters:
    """The filters as the queries take them."""
    return Filters(
        agency=_clean(form.agency.data),
        level=member(GiverLevel, form.level.data),
        kind=member(KindFilter, form.kind.data),
        document=known_id(form.document.data or ""),
        status=member(StatusGroup, form.status.data) or member(TaskStatus, form.status.data),
        waiting=member(Waiting, form.waiting.data),
        text=_clean(form.q.data),
    )


def sort_of(form: FilterForm) -> str:
    """The order asked for; the queries choose their first one for a name they do not know."""
    return form.sort.data or ""


def narrowed(filters: Filters) -> bool:
    """Whether any filter is set: an empty list then says so."""
    return filters != Filters()


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


def _clean(text: str | None) -> str:
    # PostgreSQL stores no NUL; a title holds no more than a line.
    return (text or "").replace("\0", "").strip()[:TEXT_LIMIT]
