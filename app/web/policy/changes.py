"""Changing policy, for administrators: a form, the preview of what would move, the batch; and the history of batches."""

from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.enums import Badge, CalendarDayKind, Shift, TermUnit
from app.domain.errors import NotFound
from app.domain.impact import Impact, kept_of, move_of
from app.domain.permissions import Duty, may
from app.domain.policy import DAYS_OF_MONTH, FREE_UNIT, LENGTH_UNITS
from app.i18n import format_day, gettext
from app.models import PolicyChange
from app.queries import policy as queries
from app.services import policy as services
from app.services.policy import DayDraft, Preview, RuleDraft
from app.services.recompute import DATING
from app.web.forms import Form, choices
from app.web.policy.forms import WITHDRAWN, DayForm, RuleForm
from app.web.policy.views import blueprint
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.fields import FIRST_DAY, LAST_DAY
from app.web.tasks.submitting import carried_out, status_of

ROWS_SHOWN = 300


@blueprint.get("/policy/rules/<code>")
@requires(Duty.CHANGE_POLICY)
def rule(code: str) -> ResponseReturnValue:
    """The form of a new version, filled with the present one."""
    form = _rule_form(code, sent=False)
    present = _versions(code)[-1]
    form.amount.data, form.unit.data, form.shift.data = present.amount, present.unit.value, present.shift.value
    form.source.data, form.badge.data, form.note.data = present.source, present.badge.value, present.note
    form.valid_from.data = today()
    return _rule_page(code, form, None)


@blueprint.post("/policy/rules/<code>/preview")
@requires(Duty.CHANGE_POLICY)
def preview_rule(code: str) -> ResponseReturnValue:
    """What the version would move; nothing is written."""
    form = _rule_form(code, sent=True)
    return _rule_page(code, form, _previewed_rule(code, form))


@blueprint.post("/policy/rules/<code>")
@requires(Duty.CHANGE_POLICY)
def apply_rule(code: str) -> ResponseReturnValue:
    """Enter the version and move what the preview showed; an outdated preview is made anew and shown."""
    form = _rule_form(code, sent=True)
    change = carried_out(
        form,
        lambda session: services.apply_rule_change(
            session, _rule_draft(code, form), form.digest.data or "", by=person(), now=now()
        ),
    )
    if change is None:
        return _rule_page(code, form, _previewed_rule(code, form) if _outdated(form) else None)
    return _done(change)


@blueprint.get("/policy/days")
@requires(Duty.CHANGE_POLICY)
def day() -> ResponseReturnValue:
    """The form of a day, filled with what the calendar says of it."""
    form = DayForm(None)
    form.badge.data = Badge.STATUTORY.value
    if chosen := _chosen_day():
        form.day.data = chosen
        if known := queries.day_entered(db(), chosen):
            form.kind.data = known.kind.value if known.kind else WITHDRAWN
            form.name_ru.data, form.name_kk.data, form.name_en.data = known.name_ru, known.name_kk, known.name_en
    return _day_page(form, None)


@blueprint.post("/policy/days/preview")
@requires(Duty.CHANGE_POLICY)
def preview_day() -> ResponseReturnValue:
    """What the day would move; nothing is written."""
    form = DayForm()
    return _day_page(form, _previewed_day(form))


@blueprint.post("/policy/days")
@requires(Duty.CHANGE_POLICY)
def apply_day() -> ResponseReturnValue:
    """Enter the day and move what the preview showed; an outdated preview is made anew and shown."""
    form = DayForm()
    change = carried_out(
        form,
        lambda session: services.apply_day_change(
            session, _day_draft(form), form.digest.data or "", by=person(), now=now()
        ),
    )
    if change is None:
        return _day_page(form, _previewed_day(form) if _outdated(form) else None)
    return _done(change)


@blueprint.get("/policy/changes")
@requires(Duty.SEE_POLICY)
def changes() -> str:
    """What was changed, by whom, on what ground. Which tasks moved is shown to administrators alone."""
    return render_template(
        "policy/changes.html",
        changes=queries.policy_changes(db()),
        may_change=may(person().role, Duty.CHANGE_POLICY),
        iso_day=_iso_day,
    )


@blueprint.get("/policy/changes/<int:change_id>")
@requires(Duty.CHANGE_POLICY)
def change(change_id: int) -> str:
    """One batch with the tasks that it moved and those that it left alone."""
    row = queries.policy_change(db(), change_id)
    moved = tuple(move_of(data) for data in row.moved)
    kept = tuple(kept_of(data) for data in row.kept)
    return render_template(
        "policy/change.html",
        change=row,
        impact=Impact(moved, kept),
        shown=ROWS_SHOWN,
        days_of_month=DAYS_OF_MONTH,
        iso_day=_iso_day,
    )


def _done(change: PolicyChange) -> ResponseReturnValue:
    flash(gettext("The change is entered as batch %(number)s.", number=change.id))
    return redirect(url_for("policy.change", change_id=change.id))


def _outdated(form: Form) -> bool:
    return bool(getattr(form, "conflict", False))


def _rule_form(code: str, *, sent: bool) -> RuleForm:
    present = _versions(code)[-1]
    form = RuleForm() if sent else RuleForm(None)
    units = LENGTH_UNITS if code in FREE_UNIT else (present.unit,)
    form.unit.choices = [pair for pair in choices(TermUnit) if pair[0] in {unit.value for unit in units}]
    return form


def _versions(code: str) -> tuple[queries.RuleValue, ...]:
    versions = queries.rule_versions(db(), code)
    if not versions:
        raise NotFound("rule_unknown")
    return versions


def _rule_draft(code: str, form: RuleForm) -> RuleDraft:
    return RuleDraft(
        code=code,
        amount=form.amount.data or 0,
        unit=TermUnit(form.unit.data),
        shift=Shift(form.shift.data),
        valid_from=form.valid_from.data,
        source=form.source.data or "",
        badge=Badge(form.badge.data),
        note=form.note.data or "",
        ground=form.ground.data or "",
    )


def _day_draft(form: DayForm) -> DayDraft:
    return DayDraft(
        day=form.day.data,
        kind=None if form.kind.data == WITHDRAWN else CalendarDayKind(form.kind.data),
        act=form.source.data or "",
        badge=Badge(form.badge.data),
        name_ru=form.name_ru.data or "",
        name_kk=form.name_kk.data or "",
        name_en=form.name_en.data or "",
        note=form.note.data or "",
    )


def _previewed_rule(code: str, form: RuleForm) -> Preview | None:
    """The present preview; its digest goes into the form. None when the form has errors of its own."""
    if _outdated(form):
        made: Preview | None = services.preview_rule(db(), _rule_draft(code, form), by=person())
    else:
        made = carried_out(form, lambda session: services.preview_rule(session, _rule_draft(code, form), by=person()))
    form.digest.data = made.digest if made else ""
    return made


def _previewed_day(form: DayForm) -> Preview | None:
    if _outdated(form):
        made: Preview | None = services.preview_day(db(), _day_draft(form), by=person())
    else:
        made = carried_out(form, lambda session: services.preview_day(session, _day_draft(form), by=person()))
    form.digest.data = made.digest if made else ""
    return made


def _rule_page(code: str, form: RuleForm, preview: Preview | None) -> Response:
    versions = _versions(code)
    body = render_template(
        "policy/rule.html",
        form=form,
        code=code,
        versions=versions,
        preview=preview,
        shown=ROWS_SHOWN,
        dating=code in DATING,
        days_of_month=DAYS_OF_MONTH,
    )
    return Response(body, status_of(form), mimetype="text/html")


def _day_page(form: DayForm, preview: Preview | None) -> Response:
    body = render_template("policy/day.html", form=form, preview=preview, shown=ROWS_SHOWN)
    return Response(body, status_of(form), mimetype="text/html")


def _iso_day(text: str) -> str:
    return format_day(date.fromisoformat(text))


def _chosen_day() -> date | None:
    try:
        chosen = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
    return chosen if FIRST_DAY <= chosen <= LAST_DAY else None
