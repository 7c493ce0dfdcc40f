"""A past day in the address line (`as_of=2026-10-01`) and the lists that show it: the same page, as it stood then.

Any list that knows the history may offer it. A day of which nothing can be told gives a sentence and an empty list. What
a list shows of a day is decided in `app.queries.past_lists`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from app.domain.errors import DomainError
from app.i18n import get_locale
from app.queries.asof import Scope, past_day, scope_of
from app.queries.keyset import PAGE_ROWS
from app.queries.past_lists import lines_then
from app.queries.tasks import Filters
from app.web.forms import number
from app.web.session import db, person, today
from app.web.tasks.lists import FilterForm, filters_of, row_tools, sort_of

TEXT_LIMIT = 20
Finder = Callable[..., list[int]]


@dataclass(frozen=True)
class Past:
    """What was asked for. text: as it was typed; problem: why the history cannot tell of that day."""

    text: str
    day: date
    problem: DomainError | None = None


def asked_day() -> Past:
    """The day of this request; today where none is given (text "") or none can be shown."""
    text = request.args.get("as_of", "").strip()[:TEXT_LIMIT]
    try:
        return Past(text, past_day(db(), text, today()))
    except DomainError as error:
        return Past(text, today(), error)


def past_list(
    endpoint: str,
    title: str,
    fields: list[str],
    form: FilterForm,
    past: Past,
    find: Finder,
    *,
    export: str,
    scope: Scope | None = None,
) -> str:
    """A list as it stood. find: `overdue_then` or `register_then`; export: the endpoint that makes files of the list."""
    seen, filters = scope or scope_of(person()), filters_of(form)
    found = [] if past.problem else _found(find, db(), seen, filters, past.day, sort_of(form))
    start = number(request.args.get("at"))
    page = lines_then(db(), found[start : start + PAGE_ROWS], day=past.day, locale=get_locale())
    return render_template(
        "discipline/past_list.html",
        endpoint=endpoint,
        title=title,
        fields=fields,
        form=form,
        past=past,
        rows=page,
        count=len(found),
        **row_tools(endpoint, export),
        previous_url=_neighbour(endpoint, start - PAGE_ROWS) if start else "",
        next_url=_neighbour(endpoint, start + PAGE_ROWS) if start + PAGE_ROWS < len(found) else "",
    )


def _found(find: Finder, session: Session, scope: Scope, filters: Filters, day: date, sort: str) -> list[int]:
    # An order that the list does not know means its own first one.
    return find(session, scope, filters, day=day, **({"sort": sort} if sort else {}))


def _neighbour(endpoint: str, start: int) -> str:
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if value and name != "at"}
    if start > 0:
        kept["at"] = start
    return url_for(endpoint, **kept)
