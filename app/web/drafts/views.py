"""Drafts: kept while somebody types, listed, discarded. What they are put back into is each form's own page."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.errors import InvalidInput
from app.i18n import gettext
from app.services.drafts import discard_draft, keep_draft
from app.web.drafts.addresses import address_of, name_of, page_of
from app.web.drafts.keeping import device
from app.web.drafts.restoring import my_drafts
from app.web.drafts.typed import words_of
from app.web.forms import number
from app.web.security import limiter
from app.web.session import account, db, myself, now, settings

blueprint = Blueprint("drafts", __name__)
BY_SCRIPT = "X-Draft"


def _who() -> str:
    signed_in = account()
    return str(signed_in.id) if signed_in else request.remote_addr or ""


def draft_url(url: str) -> str:
    """Where the words of the form that is sent to that address are kept while they are typed."""
    return url_for("drafts.keep", form=address_of(url))


def attachment_mb() -> int:
    """How large one attached file may be."""
    return settings().attachment_mb


blueprint.add_app_template_global(draft_url)
blueprint.add_app_template_global(attachment_mb)


@blueprint.get("/drafts")
def index() -> str:
    """What one typed and has not sent."""
    rows = [(draft, name_of(draft.form), page_of(draft.form)) for draft in my_drafts() if address_of(draft.form)]
    return render_template("drafts/index.html", rows=rows)


@blueprint.post("/drafts")
@limiter.limit("120/minute", key_func=_who)
def keep() -> BaseResponse:
    """Keep the words of a form: a script hears in a sentence what was done, a person's button leads back to the form."""
    form = address_of(request.args.get("form", ""))
    if not form:
        raise InvalidInput("draft_unknown")
    words = words_of(request.form.items(multi=True))
    with transaction(db()) as session:
        draft = keep_draft(session, myself().id, form, device(), words, now=now())
    if request.headers.get(BY_SCRIPT) or request.args.get("left"):
        told = render_template("drafts/kept.txt", draft=draft)
        return make_response(Response(told, mimetype="text/plain"))
    flash(gettext("Your text is kept as a draft. Nothing was sent.") if draft else gettext("There is nothing to keep."))
    return redirect(page_of(form))


@blueprint.post("/drafts/discard")
def discard() -> BaseResponse:
    """Forget one draft; the page of its form comes as if nothing had been typed.

    `draft`: the one that stands in the form, with what this browser kept of it; `other`: an older one beside it.
    """
    shown, from_list = number(request.form.get("draft")), bool(request.form.get("back"))
    here = device() if shown and not from_list else ""
    with transaction(db()) as session:
        form = discard_draft(session, myself().id, shown or number(request.form.get("other")), device=here)
    if form is None or not address_of(form):
        return redirect(url_for("drafts.index"))
    flash(gettext("The draft is discarded."))
    return redirect(url_for("drafts.index") if from_list else page_of(form))
