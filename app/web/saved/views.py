"""One's saved views: keep, rename, put first, share, take away, bring back."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.i18n import gettext
from app.models import SavedView
from app.queries.saved_views import own_views
from app.services.saved_views import (
    LISTS,
    delete_view,
    own_view,
    parameters,
    put_first,
    rename_view,
    restore_view,
    save_view,
)
from app.web.saved.forms import NewViewForm, ViewForm
from app.web.saved.lists import ENDPOINTS, TITLES, view_url
from app.web.session import db, myself, now
from app.web.tasks.submitting import carried_out, status_of

blueprint = Blueprint("saved", __name__)


@blueprint.get("/views")
def index() -> str:
    """All my views."""
    return _page({})


@blueprint.post("/views")
def save() -> BaseResponse:
    """Keep the filters that are open."""
    form = NewViewForm()
    view = carried_out(
        form,
        lambda session: save_view(
            session,
            myself(),
            form.list.data or "",
            form.name.data or "",
            form.query.data or "",
            first=form.first.data,
            shared=form.shared.data,
            now=now(),
        ),
    )
    if view is None:
        return Response(_page({}, new=form), status_of(form), mimetype="text/html")
    flash(gettext("The view “%(name)s” is kept. It stands above the list.", name=view.name))
    return redirect(view_url(view))


@blueprint.post("/views/<int:view_id>")
def rename(view_id: int) -> BaseResponse:
    """Another name, shared or not."""
    own_view(db(), myself(), view_id)  # before the form is looked at: a foreign view says nothing
    form = ViewForm(prefix=f"v{view_id}-")
    done = carried_out(
        form,
        lambda session: rename_view(session, myself(), view_id, form.name.data or "", shared=form.shared.data),
    )
    if done is None:
        return Response(_page({view_id: form}), status_of(form), mimetype="text/html")
    flash(gettext("The view is called “%(name)s” now.", name=done.name))
    return redirect(url_for("saved.index"))


@blueprint.post("/views/<int:view_id>/first")
def first(view_id: int) -> BaseResponse:
    """The list opens with it, or no longer."""
    wanted = request.form.get("first") == "1"
    with transaction(db()) as session:
        view = put_first(session, myself(), view_id, first=wanted)
    if wanted:
        flash(gettext("The list opens with “%(name)s” from now on.", name=view.name))
    else:
        flash(gettext("The list opens with all rows again."))
    return redirect(url_for("saved.index"))


@blueprint.post("/views/<int:view_id>/delete")
def delete(view_id: int) -> BaseResponse:
    """Take it away; the page that follows offers to bring it back."""
    with transaction(db()) as session:
        delete_view(session, myself(), view_id, now=now())
    return redirect(url_for("saved.index", deleted=view_id))


@blueprint.post("/views/<int:view_id>/restore")
def restore(view_id: int) -> BaseResponse:
    """Bring back what was taken away last."""
    with transaction(db()) as session:
        view = restore_view(session, myself(), view_id)
    flash(gettext("The view “%(name)s” is back.", name=view.name))
    return redirect(url_for("saved.index"))


def _page(sent: dict[int, ViewForm], new: NewViewForm | None = None) -> str:
    rows = own_views(db(), myself())
    lists = [(name, gettext(TITLES[name]), [row for row in rows if row.list_name == name]) for name in LISTS]
    return render_template(
        "saved/index.html",
        lists=[each for each in lists if each[2]],
        forms={row.id: sent.get(row.id) or _form(row) for row in rows},
        new=new,
        view_url=view_url,
        list_url=lambda name: url_for(ENDPOINTS[name]),
        filters_count=lambda row: len(parameters(row.list_name, row.query)),
        deleted=_deleted(),
    )


def _form(view: SavedView) -> ViewForm:
    form = ViewForm(None, prefix=f"v{view.id}-")
    form.name.data, form.shared.data = view.name, view.shared
    return form


def _deleted() -> SavedView | None:
    """The view that was just taken away, for the button that brings it back."""
    view_id = request.args.get("deleted", type=int)
    view = db().get(SavedView, view_id) if view_id is not None and 0 < view_id < 2**31 else None
    return view if view is not None and view.user_id == myself().id and view.deleted_at is not None else None
