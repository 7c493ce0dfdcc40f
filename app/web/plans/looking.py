"""The waiting edition of a plan: rows of a new plan page by page, differences of a known one side by side."""

from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.errors import ChangedMeanwhile, InvalidInput
from app.domain.plans import ChangeKind
from app.i18n import N_, get_locale, gettext, ngettext
from app.labels import error_sentence
from app.labels_plans import CHANGE_EFFECTS, CHANGE_WORDS, problem_sentence
from app.models import PlanEdition, PlanRow
from app.queries.keyset import Page
from app.queries.plans import counts, current_edition, draft_edition, plan_of, rows_of, rows_page, seen_digest
from app.services.plan_carrying import found_differences
from app.services.plan_changes import Difference
from app.services.plans import keep_choices, require_draft, skip_blocked
from app.web.forms import Form
from app.web.plans.correcting import bodies, row_form, texts_of
from app.web.plans.forms import RowForm, SkipForm
from app.web.plans.row_texts import due_text
from app.web.session import db, now, person
from app.web.tasks.lists import cursor, neighbours
from app.web.tasks.submitting import OK, carried_out, status_of

SHOWN = {"": N_("All rows"), "blocked": N_("With problems"), "skipped": N_("Left out")}


def page(edition: PlanEdition, form: Form | None = None, typed: dict[int, RowForm] | None = None) -> Response:
    """The edition as it waits. form, typed: what came back with what is wrong in it; typed: forms of rows, by their ids."""
    current = current_edition(db(), edition.plan)
    values: dict[str, Any] = {
        "plan": edition.plan,
        "edition": edition,
        "form": form,
        "notes": [problem_sentence(code, data) for code, data in edition.notes],
        "seen": seen_digest(db(), edition),
        "counts": counts(db(), edition),
    }
    body = _differences(edition, values) if current is not None else _rows(edition, values, typed or {})
    refused = [status_of(each) for each in (form, *(typed or {}).values()) if each is not None]
    return Response(body, max(refused, default=OK), mimetype="text/html")


def _rows(edition: PlanEdition, values: dict[str, Any], typed: dict[int, RowForm]) -> str:
    only = request.args.get("show", "") if request.args.get("show", "") in SHOWN else ""
    shown = _with(rows_page(db(), edition, cursor(), only=only), edition, typed)
    offered = bodies()
    names = {body.code: body.name(get_locale()) for body in offered}
    return render_template(
        "plans/preview.html",
        page=shown,
        texts=texts_of(shown.rows),
        forms={row.id: typed.get(row.id) or row_form(row, names) for row in shown.rows},
        refused=set(typed),
        bodies=offered,
        only=only,
        shown_words={name: gettext(word) for name, word in SHOWN.items()},
        back={name: value for name, value in (("at", cursor()), ("show", only)) if value},
        skip_form=values["form"] if isinstance(values["form"], SkipForm) else SkipForm(formdata=None),
        **values,
        **neighbours("plans.preview", shown, plan_id=edition.plan_id),
    )


def _with(page: Page[PlanRow], edition: PlanEdition, typed: dict[int, RowForm]) -> Page[PlanRow]:
    """The page with the rows that came back, though a filter may no longer show them."""
    further = rows_of(db(), edition, typed.keys() - {row.id for row in page.rows})
    return replace(page, rows=sorted([*page.rows, *further], key=lambda row: row.position)) if further else page


def _differences(edition: PlanEdition, values: dict[str, Any]) -> str:
    found = found_differences(db(), edition, by=person(), now=now())
    rows = [each.row for each in found if each.row is not None]
    tally: dict[ChangeKind, int] = {}
    for each in found:
        tally[each.change.kind] = tally.get(each.change.kind, 0) + 1
    return render_template(
        "plans/differences.html",
        found=found,
        gone=tally.get(ChangeKind.GONE, 0),
        tally=[(gettext(CHANGE_WORDS[kind]), count) for kind, count in tally.items()],
        texts=texts_of(rows),
        left_out=set(edition.left_out),
        unchanged=values["counts"].rows - len({each.row.id for each in found if each.row is not None}),
        words={kind: gettext(word) for kind, word in CHANGE_WORDS.items()},
        effects={kind: gettext(word) for kind, word in CHANGE_EFFECTS.items()},
        due_text=due_text,
        **values,
    )


def again(plan_id: int, form: Form) -> BaseResponse:
    """The edition that waits now, with what is wrong in the form.

    Where none waits any more, a first click or a colleague took it over meanwhile: the plan itself is shown.
    """
    plan = plan_of(db(), person(), plan_id)
    waiting = draft_edition(db(), plan)
    if waiting is not None:
        return page(waiting, form)
    flash(error_sentence(InvalidInput("plan_registered")))
    return redirect(url_for("plans.show", plan_id=plan.id))


def require_seen(session: Any, edition: PlanEdition) -> None:
    """Refuse what was decided on a page that is out of date. Raises ChangedMeanwhile."""
    require_draft(session, edition)
    if request.form.get("seen", "") != seen_digest(session, edition):
        raise ChangedMeanwhile("changed_meanwhile")


def skip(edition: PlanEdition) -> BaseResponse:
    """Leave out every row with a problem, for one reason."""
    form, plan_id = SkipForm(), edition.plan_id
    count = carried_out(
        form, lambda session: skip_blocked(session, edition, form.reason.data or "", by=person(), now=now())
    )
    if count is None:
        return again(plan_id, form)
    flash(ngettext("%(n)s row is left out.", "%(n)s rows are left out.", count))
    return redirect(url_for("plans.preview", plan_id=plan_id))


def choose(edition: PlanEdition) -> BaseResponse:
    """Keep the ticks."""
    form, plan_id = Form(), edition.plan_id
    if carried_out(form, lambda session: remember(session, edition)) is None:
        return again(plan_id, form)
    flash(gettext("Your choices are kept."))
    return redirect(url_for("plans.preview", plan_id=plan_id))


def remember(session: Any, edition: PlanEdition) -> bool:
    """Keep which differences of the page were left without a tick. Raises ChangedMeanwhile when the page is out of date.

    A difference that cannot be taken over has no box, and counts as left out; a new row with a problem does not: it is to be
    corrected or left out with a reason.
    """
    require_seen(session, edition)
    ticked = set(request.form.getlist("take"))
    found = found_differences(session, edition, by=person(), now=now())
    left = [each.key for each in found if each.key not in ticked and not _must_be_settled(each)]
    keep_choices(session, edition, left, by=person(), now=now())
    return True


def _must_be_settled(difference: Difference) -> bool:
    return difference.change.kind is ChangeKind.NEW and difference.obstacle is not None
