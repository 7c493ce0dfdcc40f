"""All rows that were opened on a page of the preview, sent by one button: nothing typed in one is lost by saving another.

Rows that nobody touched are left alone, whatever a colleague did to them. Each changed row is saved by itself; one that
cannot be saved comes back open, with what was typed in it.
"""

import re

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.errors import ChangedMeanwhile
from app.i18n import gettext, ngettext
from app.models import PlanEdition, PlanRow
from app.queries.plans import draft_of, rows_of
from app.web.plans import looking
from app.web.plans.correcting import back, prefix_of, save
from app.web.plans.forms import RowForm
from app.web.session import db, person

_SENT = re.compile(r"r([0-9]{1,9})-version")


def save_rows(edition: PlanEdition) -> BaseResponse:
    """Save what was changed, and go back to the row whose button was pressed."""
    plan_id, touched = edition.plan_id, _touched(edition)
    refused = {row_id: form for row_id, row, form in touched if not save(row, form)}
    saved = len(touched) - len(refused)
    if saved:
        flash(ngettext("%(n)s row is saved.", "%(n)s rows are saved.", saved))
    elif not refused:
        flash(gettext("Nothing was changed, so nothing was saved."))
    if refused:
        return _again(plan_id, refused)
    pressed = request.form.get("pressed", "")
    place = pressed if pressed.isdecimal() else touched[0][0] if touched else ""
    return redirect(url_for("plans.preview", plan_id=plan_id, _anchor=f"row-{place}", **back()))


def _touched(edition: PlanEdition) -> list[tuple[int, PlanRow, RowForm]]:
    """The rows whose fields were changed, in their order. Raises ChangedMeanwhile for rows of a file that waits no more."""
    sent = {int(found[1]) for name in request.form if (found := _SENT.fullmatch(name))}
    rows = rows_of(db(), edition, sent)
    if len(rows) < len(sent):
        raise ChangedMeanwhile("changed_meanwhile")
    forms = [(row.id, row, RowForm(prefix=prefix_of(row))) for row in rows]
    return [each for each in forms if each[2].is_touched]


def _again(plan_id: int, refused: dict[int, RowForm]) -> BaseResponse:
    """The page with what was typed. It shows the rows as they are now: who sends the form again has seen them."""
    edition = draft_of(db(), person(), plan_id)
    rows = rows_of(db(), edition, set(refused))
    if len(rows) < len(refused):
        raise ChangedMeanwhile("changed_meanwhile")
    for row in rows:
        refused[row.id].version.data = str(row.version)
    return looking.page(edition, typed=refused)
