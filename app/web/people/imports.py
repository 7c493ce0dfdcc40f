"""A list of people from a CSV file, in two steps: see every row and its problems, then add all or none."""

import csv
import io

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.domain.enums import GiverLevel, Role
from app.i18n import gettext, ngettext
from app.services.people_csv import COLUMNS, MAX_ROWS, import_people, read_people, text_of
from app.web.people.forms import ListForm
from app.web.session import db, now, person
from app.web.tasks.submitting import carried_out, status_of

_EXAMPLE = {
    "email": "a.example@example.kz",
    "name": "A. Example",
    "office": "Head of department",
    "role": Role.COORDINATOR.value,
    "agency": "min_energy",
    "locale": "ru",
    "digest_hour": "8",
}


def list_form() -> ResponseReturnValue:
    """Upload or paste."""
    return _form(ListForm(formdata=None))


def preview_list() -> ResponseReturnValue:
    """Every row, with what is wrong with it; the button when nothing is."""
    form = ListForm()
    data = _sent()
    if not form.validate() or not data.strip():
        form.file.errors = [gettext("Choose a file, or paste its text.")]
        return _form(form), 422
    rows = carried_out(form, lambda session: read_people(session, data))
    if rows is None:
        return _form(form), status_of(form)
    wrong = sum(1 for row in rows if row.problems)
    return render_template(
        "people/import_preview.html",
        form=ListForm(formdata=None, text=text_of(data), invite=form.invite.data),
        rows=rows,
        wrong=wrong,
        columns=[column for column in COLUMNS if any(row.values.get(column) for row in rows)],
    ), 422 if wrong else 200


def confirm_list() -> ResponseReturnValue:
    """Add everybody of the list that was shown, or nobody."""
    with transaction(db()) as session:
        added = import_people(session, _sent(), by=person(), now=now(), invite="invite" in request.form)
    flash(ngettext("%(n)s person is added.", "%(n)s people are added.", len(added)))
    return redirect(url_for("people.index"))


def template() -> ResponseReturnValue:
    """An empty list with its heads and an example, as Excel in Kazakhstan opens it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), delimiter=";")
    writer.writeheader()
    writer.writerow(_EXAMPLE)
    return Response(
        "\ufeff" + out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="people.csv"'},
    )


def _sent() -> bytes:
    upload = request.files.get("file")
    return (upload.read() if upload else b"") or request.form.get("text", "").encode()


def _form(form: ListForm) -> str:
    return render_template(
        "people/import.html", form=form, limit=MAX_ROWS, roles=list(Role), levels=list(GiverLevel), columns=COLUMNS
    )
