"""Figures of executive discipline: by body, level or quarter, as of any day; every figure leads to the tasks behind it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from app.domain.discipline import RANKED_TASKS, Figure, Line, Quarter
from app.domain.errors import NotFound
from app.domain.permissions import Duty
from app.i18n import get_locale
from app.queries.asof import scope_of
from app.queries.discipline import Asked, Behind, By, behind
from app.queries.past_lists import past_lines
from app.queries.slippage_pages import slippage_then
from app.web.discipline.charts import Chart, charts_of
from app.web.discipline.exports import document_of_page, workbook_of_page
from app.web.discipline.figures import GROUPS, figures_of, row_word
from app.web.discipline.forms import address_of, asked_of, discipline_form, period_name
from app.web.past import asked_day
from app.web.security import requires
from app.web.session import db, person, settings, today
from app.web.tasks.lists import member

blueprint = Blueprint("discipline", __name__)

RATES = (Figure.ON_TIME_ORIGINAL, Figure.ON_TIME_CURRENT)
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
    asked = replace(asked_of(discipline_form(person(), day), day), period=quarter, by=By.AGENCY)
    ledger = slippage_then(
        db(),
        scope_of(person()),
        day=day,
        agency=asked.agency,
        locale=get_locale(),
        training=asked.training,
        period=quarter,
    )
    return render_template(
        "discipline/pack.html",
        quarter=quarter,
        quarter_name=period_name(quarter),
        day=day,
        past=past,
        ledger=[row for row in ledger if not row.state.is_milestone],
        shown=SHOWN_BEHIND,
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
    return render_template("discipline/slippage.html", form=form, past=past, rows=rows, shown=SHOWN_BEHIND)


@blueprint.get("/discipline/figures.xlsx")
@requires(Duty.SEE_DISCIPLINE)
def workbook() -> Response:
    """The figures as a workbook."""
    return workbook_of_page()


@blueprint.get("/discipline/report.docx")
@requires(Duty.SEE_DISCIPLINE)
def document() -> Response:
    """The report as a document."""
    return document_of_page()


def _figures(asked: Asked, as_of: str, empty: bool) -> dict[str, Any]:
    found = figures_of(asked, empty=empty)
    charts = charts_of(found)
    return {
        "asked": asked,
        "groups": GROUPS,
        "lines": found.lines(asked.by),
        "charts": [(chart, row_word(chart.by), _behind_rates(chart, asked, as_of)) for chart in charts],
        "rate_figures": RATES,
        "rate_figure": RATES[0],
        "address": address_of(asked, as_of),
        "by_agency": asked.by is By.AGENCY,
        "ranked_tasks": RANKED_TASKS,
        "row_word": row_word(asked.by),
    }


def _behind_rates(chart: Chart, asked: Asked, as_of: str) -> dict[str, list[str]]:
    """By row of a picture: where the tasks behind its two rates are."""
    address = address_of(replace(asked, by=chart.by), as_of)
    return {
        row.key: [
            url_for("discipline.tasks", figure=figure.value, line=Line.COUNTED.value, key=row.key, **address)
            for figure in RATES
        ]
        for row in chart.rows
    }


def _adding(found: list[Behind], day: Any) -> list[tuple[Behind, Any]]:
    lines = past_lines(db(), [(row.task_id, row.state) for row in found], day=day, locale=get_locale())
    return list(zip(found, lines, strict=True))
