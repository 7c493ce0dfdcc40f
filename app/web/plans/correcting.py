"""One row of a plan that waits: its form in place and on a page of its own, and what came of sending it."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.i18n import get_locale
from app.models import Agency, PlanRow
from app.queries.reference import agencies_for_choice
from app.services.plans import Correction, correct_row, is_new
from app.web.plans.forms import ROW_TEXTS, RowForm
from app.web.plans.row_texts import RowText, row_texts
from app.web.session import db, now, person, today
from app.web.tasks.submitting import OK, carried_out, status_of

_WORDS = ROW_TEXTS[:5]


def bodies() -> list[Agency]:
    """The bodies that may lead, for the list that a browser offers while one types."""
    return agencies_for_choice(db(), today())


def row_form(row: PlanRow, names: dict[str, str]) -> RowForm:
    """The form of a row as it stands; one page holds many, so each has ids of its own. names: of bodies by code."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _WORDS}
    form = RowForm(
        formdata=None,
        prefix=prefix_of(row),
        version=str(row.version),
        lead=names.get(row.picked_lead, row.picked_lead),
        due_on=row.picked_due_on,
        skip=bool(row.skip_reason),
        skip_reason=row.skip_reason,
        **values,
    )
    form.was.data = form.digest()
    return form


def prefix_of(row: PlanRow) -> str:
    """What the names of a row's fields begin with."""
    return f"r{row.id}-"


def page(row: PlanRow, form: RowForm | None = None) -> Response:
    """The row's own page."""
    offered = bodies()
    names = {body.code: body.name(get_locale()) for body in offered}
    shown = form or row_form(row, names)
    body = render_template(
        "plans/row.html",
        row=row,
        text=texts_of([row])[row.id],
        form=shown,
        bodies=offered,
        plan=row.edition.plan,
        may_skip=is_new(row),
        back=back(),
    )
    return Response(body, status_of(shown) if form else OK, mimetype="text/html")


def texts_of(rows: list[PlanRow]) -> dict[int, RowText]:
    """What was understood of rows, in the reader's words."""
    return row_texts(db(), rows, get_locale())


def correct(row: PlanRow) -> BaseResponse:
    """Save the row and go back to where it stands; what cannot be saved comes back on the row's page."""
    form = RowForm(prefix=prefix_of(row))
    if not save(row, form):
        return page(row, form)
    return redirect(url_for("plans.preview", plan_id=row.edition.plan_id, _anchor=f"row-{row.id}", **back()))


def save(row: PlanRow, form: RowForm) -> bool:
    """Correct the row in a transaction of its own; False when the form says what is wrong."""

    def run(session: Any) -> bool:
        correct_row(session, row, _correction(form), by=person(), now=now(), version=form.read_version)
        return True

    return carried_out(form, run) is not None


def _correction(form: RowForm) -> Correction:
    typed = {name: form[name].data or "" for name in _WORDS}
    return Correction(
        **typed,
        lead=_code(form.lead.data or ""),
        due_on=form.due_on.data,
        skip=bool(form.skip.data),
        skip_reason=form.skip_reason.data or "",
    )


def _code(typed: str) -> str:
    """The code of the body that was chosen by its name; what no body is called stays as it is, and is refused."""
    wanted = " ".join(typed.split()).casefold()
    for body in bodies() if wanted else ():
        if wanted in {body.code, body.ru.casefold(), body.kk.casefold(), body.en.casefold()}:
            return body.code
    return typed.strip()


def back() -> dict[str, Any]:
    """The page of rows that the reader came from."""
    return {name: value for name in ("at", "show") if (value := request.args.get(name, ""))}
