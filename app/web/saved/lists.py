"""What a list shows of saved views: its links, the form that keeps the present filters, the view it opens with.

Which parameters a list knows is said in `app.services.saved_views`; the page of one's views is `views.py`.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import g, request, url_for

from app.i18n import N_
from app.models import SavedView
from app.queries.saved_views import views_of
from app.services.saved_views import known_query, parameters
from app.web.session import db, myself

ENDPOINTS = {
    "overdue": "overdue.index",
    "week": "overdue.week",
    "tasks": "tasks.index",
    "calendar": "calendar.index",
}
TITLES = {
    "overdue": N_("Overdue"),
    "week": N_("Due in the coming seven days"),
    "tasks": N_("Register"),
    "calendar": N_("Calendar"),
}
# The parameter `view` says which one is open; "all" asks for the list without the one it opens with.
VIEW, ALL = "view", "all"


@dataclass(frozen=True)
class ViewLink:
    """A link above a list."""

    view: SavedView
    url: str
    current: bool
    own: bool


def first_opened(list_name: str) -> str:
    """Where the list goes when it is opened without any filter; "" where it stays."""
    if request.args:
        return ""
    mine = myself().id
    return next((view_url(view) for view in _views(list_name) if view.is_first and view.user_id == mine), "")


def _views(list_name: str) -> list[SavedView]:
    """The views of a list that the reader sees, read once a request."""
    kept: dict[str, list[SavedView]] = g.setdefault("saved_views", {})
    if list_name not in kept:
        kept[list_name] = views_of(db(), myself(), list_name)
    return kept[list_name]


def view_url(view: SavedView) -> str:
    """The address of the list with the view's filters."""
    kept: dict[str, Any] = {**parameters(view.list_name, view.query), VIEW: view.id}
    return url_for(ENDPOINTS[view.list_name], **kept)


def saved_views(list_name: str) -> dict[str, Any]:
    """What the template of a list needs: `view_links`, `view_all_url`, and `view_form` for keeping these filters."""
    reader = myself()
    query = known_query(list_name, urlencode(list(request.args.items())))
    rows = _views(list_name)
    links = [ViewLink(row, view_url(row), _is_open(row, query), row.user_id == reader.id) for row in rows]
    return {
        "view_links": links,
        "view_all_url": url_for(ENDPOINTS[list_name], view=ALL) if links else "",
        "view_all_open": not query and not any(link.current for link in links),
        "view_form": {"list": list_name, "query": query} if query and not any(link.current for link in links) else None,
    }


def _is_open(view: SavedView, query: str) -> bool:
    # An old view may hold parameters that the list no longer knows: those that count are compared.
    return request.args.get(VIEW) == str(view.id) and known_query(view.list_name, view.query) == query
