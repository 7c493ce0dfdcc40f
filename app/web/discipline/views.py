"""Figures of executive discipline: by body, level or quarter, as of any day; every figure leads to the tasks behind it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from app.domain.discipline import RANKED_TASKS, Figure, Line, Quarter
from app.domain.enums import GiverLevel
from app.domain.errors import NotFound
from app.domain.permissions import Duty
from app.i18n import N_, get_locale, gettext
from app.labels import label
from app.queries.asof import scope_of
from app.queries.discipline import Asked, Behind, By, Row, behind, discipline
from app.queries.past_lists import past_lines
from app.queries.slippage_pages import slippage_then
from app.web.discipline.forms import address_of, asked_of, discipline_form
from app.web.past import asked_day
from app.web.security import requires
from app.web.session import db, person, settings, today
from app.web.tasks.lists import member

blueprint = Blueprint("discipline", __name__)

# Figures that are read together stand in one table: fourteen columns fit on no page.
GROUPS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    (N_("In time"), (Figure.ON_TIME_ORIGINAL, Figure.ON_TIME_CURRENT, Figure.SLIP)),
    (
        N_("Dates and reports"),
        (Figure.EXTENSIONS, Figure.LATE_REQUESTS, Figure.FIRST_PASS, Figure.RETURNS),
    ),
    (
        N_("Whose days were lost"),
        (Figure.DAYS_LEAD, Figure.DAYS_CO_EXECUTOR, Figure.DAYS_CONTROLLER, Figure.DAYS_DECISION),
    ),
    (N_("Parts, and what stands still"), (Figure.CONTRIBUTIONS, Figure.OPEN_OVER_YEAR, Figure.SILENT)),
)
SHOWN_BEHIND = 500


@blueprint.get("/discipline")
@requires(Duty.SEE_DISCIPLINE)
def index() -> str:
    """The figures."""
    past = asked_day()
    form = discipline_form(person(), past.day)
    asked = asked_of(form, past.day)
    return render_template(
        "discipline/index.html", form=form, past=past, **_figures(asked, past.text, bool(past.problem))
    )


@blueprint.get("/discipline/tasks")
@requires(Duty.SEE_DISCIPLINE)
def tasks() -> str:
    """The tasks behind one figure."""
    past = asked_day()
    asked = asked_of(discipline_form(person(), past.day), past.day)
    figure, line = member(Figure, request.args.get("figure")), member(Line, request.args.get("line"))
    if figure is None or line is None or past.problem:
        raise NotFound("not_found")
    key = request.args.get("key", "")
    found = behind(db(), scope_of(person()), asked, figure, line, key)
    return render_template(
        "discipline/tasks.html",
        figure=figure,
        line=line,
        past=past,
        rows=_adding(found[:SHOWN_BEHIND], past.day),
        part=sum(row.part for row in found),
        base=sum(row.base for row in found),
        count=len(found),
        shown=SHOWN_BEHIND,
        back=address_of(asked, past.text),
    )


@blueprint.get("/discipline/pack")
@requires(Duty.SEE_DISCIPLINE)
def pack() -> str:
    """The quarter's report, for print: figures as of the quarter's last day, or of the day given, and what slipped."""
    past = asked_day()
    quarter = Quarter.parse(request.args.get("quarter", "")) or Quarter.of(past.day)
    day = past.day if past.text and not past.problem else min(quarter.last, today())
    asked = replace(asked_of(discipline_form(person(), day), day), quarter=quarter, by=By.AGENCY)
    ledger = slippage_then(
        db(), scope_of(person()), day=day, agency=asked.agency, locale=get_locale(), training=asked.training
    )
    return render_template(
        "discipline/pack.html",
        quarter=quarter,
        day=day,
        past=past,
        ledger=[row for row in ledger if quarter.holds(row.state.original_due_on) and not row.state.is_milestone],
        **_figures(asked, day.isoformat(), bool(past.problem) or day < quarter.first),
    )


@blueprint.get("/discipline/slippage")
@requires(Duty.SEE_DISCIPLINE)
def slippage() -> str:
    """The slippage ledger: first dates against dates in force."""
    past = asked_day()
    form = discipline_form(person(), past.day)
    asked = asked_of(form, past.day)
    rows = (
        []
        if past.problem
        else slippage_then(
            db(),
            scope_of(person()),
            day=past.day,
            agency=asked.agency,
            locale=get_locale(),
            training=not settings().production,
        )
    )
    return render_template("discipline/slippage.html", form=form, past=past, rows=rows)


def _figures(asked: Asked, as_of: str, empty: bool) -> dict[str, Any]:
    rows = [] if empty else discipline(db(), scope_of(person()), asked, locale=get_locale())
    for row in rows:
        row.name = _name(row, asked.by)
    return {
        "asked": asked,
        "groups": GROUPS,
        "lines": [(line, [row for row in rows if row.line is line]) for line in Line],
        "address": address_of(asked, as_of),
        "by_agency": asked.by is By.AGENCY,
        "ranked_tasks": RANKED_TASKS,
        "row_word": gettext(ROW_WORDS[asked.by]),
    }


ROW_WORDS = {By.AGENCY: N_("Body"), By.LEVEL: N_("Level of the giver"), By.QUARTER: N_("Quarter")}


def _name(row: Row, by: By) -> str:
    if not row.key:
        return gettext("all together")
    return label(GiverLevel(row.key)) if by is By.LEVEL else row.name or row.key


def _adding(found: list[Behind], day: Any) -> list[tuple[Behind, Any]]:
    lines = past_lines(db(), [(row.task_id, row.state) for row in found], day=day, locale=get_locale())
    return list(zip(found, lines, strict=True))
