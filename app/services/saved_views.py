"""Views of lists under a name: kept, renamed, put first, shared, taken away and brought back by their owner.

A view holds words of an address, never rows: who opens it sees what he may see. How a list reads them is the list's.
"""

from datetime import datetime
from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.i18n import N_
from app.models import SavedView, User
from app.services.guard import clean_line

NAME_LIMIT = 60
VALUE_LIMIT = 200
MOST = 20
# What each list's address may hold beside where its page starts. A name that is not here is not kept.
LISTS: dict[str, frozenset[str]] = {
    "overdue": frozenset({"agency", "giver", "level", "kind", "document", "official", "late", "sort"}),
    "week": frozenset({"agency", "giver", "level", "kind", "document", "official", "sort"}),
    "tasks": frozenset({"agency", "level", "kind", "document", "status", "waiting", "q", "sort"}),
    "calendar": frozenset({"agency", "level", "kind", "document"}),
}
SENTENCES = {
    "view_name_required": N_("Give the view a name."),
    "view_name_taken": N_(
        "You have another view of that name in this list. Choose another name, or delete that one first."
    ),
    "views_too_many": N_("You have 20 views of this list already. Delete one that you no longer need."),
    "view_list_unknown": N_("There is no such list."),
}


class ViewRefused(InvalidInput):
    """There can be no such view."""

    sentences = SENTENCES


def save_view(
    session: Session,
    user: User,
    list_name: str,
    name: str,
    query: str,
    *,
    first: bool = False,
    shared: bool = False,
    now: datetime,
) -> SavedView:
    """Keep the filters and the order of a list's address under a name.

    The same name again replaces what it showed. Raises ViewRefused.
    """
    if list_name not in LISTS:
        raise ViewRefused("view_list_unknown")
    name = _named(name)
    own = _own(session, user, list_name)
    view = next((each for each in own if each.name.casefold() == name.casefold()), None)
    if view is None:
        if len(own) >= MOST:
            raise ViewRefused("views_too_many")
        view = SavedView(user_id=user.id, list_name=list_name, name=name, created_at=now)
        session.add(view)
    view.query, view.shared, view.is_first = known_query(list_name, query), shared, False
    session.flush()
    if first:
        put_first(session, user, view.id, first=True)
    return view


def rename_view(session: Session, user: User, view_id: int, name: str, *, shared: bool) -> SavedView:
    """Another name, and whether colleagues see it. Raises ViewRefused, NotFound for somebody else's."""
    view = own_view(session, user, view_id)
    name = _named(name)
    others = (each.name.casefold() for each in _own(session, user, view.list_name) if each.id != view.id)
    if name.casefold() in others:
        raise ViewRefused("view_name_taken")
    view.name, view.shared = name, shared
    session.flush()
    return view


def put_first(session: Session, user: User, view_id: int, *, first: bool) -> SavedView:
    """The list opens with this view from now on, or with all rows again. Raises NotFound for somebody else's."""
    view = own_view(session, user, view_id)
    for each in _own(session, user, view.list_name):
        each.is_first = False
    session.flush()
    view.is_first = first
    session.flush()
    return view


def delete_view(session: Session, user: User, view_id: int, *, now: datetime) -> SavedView:
    """Take a view away; those taken away earlier are gone for good. One that was just taken away stays so.

    Raises NotFound for somebody else's.
    """
    view = own_view(session, user, view_id, deleted=True)
    if view.deleted_at is not None:
        return view
    session.execute(sa.delete(SavedView).where(SavedView.user_id == user.id, SavedView.deleted_at.is_not(None)))
    view.deleted_at = now
    session.flush()
    return view


def restore_view(session: Session, user: User, view_id: int) -> SavedView:
    """Bring the view back that was taken away last. Raises NotFound, ViewRefused when its name or its room is taken meanwhile."""
    view = own_view(session, user, view_id, deleted=True)
    if view.deleted_at is None:
        return view
    own = _own(session, user, view.list_name)
    if view.name.casefold() in {each.name.casefold() for each in own}:
        raise ViewRefused("view_name_taken")
    if len(own) >= MOST:
        raise ViewRefused("views_too_many")
    view.is_first = view.is_first and not any(each.is_first for each in own)
    session.flush()
    view.deleted_at = None
    session.flush()
    return view


def known_query(list_name: str, query: str) -> str:
    """The part of an address's query that the list knows, in a steady order."""
    return urlencode(sorted(parameters(list_name, query).items()))


def parameters(list_name: str, query: str) -> dict[str, str]:
    """The parameters of a view; names that the list does not know any more are left out."""
    known = LISTS.get(list_name, frozenset())
    pairs = parse_qsl(query, max_num_fields=100, errors="replace") if query.count("&") < 100 else []
    return {name: value[:VALUE_LIMIT] for name, value in pairs if name in known and value and "\0" not in value}


def _named(name: str) -> str:
    name = clean_line(name, limit=NAME_LIMIT)
    if not name:
        raise ViewRefused("view_name_required")
    return name


def _own(session: Session, user: User, list_name: str) -> list[SavedView]:
    query = sa.select(SavedView).where(SavedView.user_id == user.id, SavedView.list_name == list_name)
    return list(session.scalars(query.where(SavedView.deleted_at.is_(None)).order_by(SavedView.id)))


def own_view(session: Session, user: User, view_id: int, *, deleted: bool = False) -> SavedView:
    """A view of the person's own. Raises NotFound for somebody else's, and for one that was deleted."""
    view = session.get(SavedView, view_id)
    if view is None or view.user_id != user.id or (view.deleted_at is not None and not deleted):
        raise NotFound("view_gone")
    return view
