"""Another file for a plan that has one waiting with somebody's work in it: asked first, with what would be lost."""

from flask import Response, render_template

from app.models import PlanEdition
from app.queries.plans import corrections, counts, seen_digest
from app.web.plans.forms import FileForm
from app.web.session import db
from app.web.tasks.submitting import CONFLICT


def ask(waiting: PlanEdition, form: FileForm) -> Response:
    """The question. Nothing has been changed, and the new file is kept with the form."""
    body = render_template(
        "plans/replace.html",
        plan=waiting.plan,
        waiting=waiting,
        counts=counts(db(), waiting),
        corrections=corrections(db(), waiting),
        seen=seen_digest(db(), waiting),
        form=form,
    )
    return Response(body, CONFLICT, mimetype="text/html")
