"""The page of discipline as files: a workbook in the reader's language, a document in Russian or Kazakh."""

from flask import Response, request

from app.discipline_files import Report, document, workbook
from app.i18n import DEFAULT_LOCALE, get_locale, locale_of
from app.queries.asof import scope_of
from app.queries.discipline import Asked
from app.queries.past_lists import PastLine, lines_then, overdue_then
from app.queries.reference import agency_by_code
from app.queries.slippage_pages import slippage_then
from app.queries.tasks import Filters, KindFilter
from app.web.discipline.figures import figures_of
from app.web.discipline.forms import asked_of, discipline_form
from app.web.discipline.report import Content, report_of
from app.web.past import asked_day
from app.web.session import db, myself, person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER_LANGUAGES = ("ru", "kk")


def workbook_of_page() -> Response:
    """What the page shows, as numbers."""
    asked = _asked()
    return _file(workbook(_report(asked)), XLSX, f"{_name(asked)}.xlsx")


def document_of_page() -> Response:
    """The report, to be sent and signed; `lang` ru or kk, else the reader's language where it is one of them."""
    asked = _asked()
    wanted = request.args.get("lang", "") or get_locale()
    language = wanted if wanted in LETTER_LANGUAGES else DEFAULT_LOCALE
    with locale_of(language):
        report = _report(asked)
    return _file(document(report), DOCX, f"{_name(asked)}-{language}.docx")


def _asked() -> Asked:
    past = asked_day()
    if past.problem:
        raise past.problem
    return asked_of(discipline_form(person(), past.day), past.day)


def _report(asked: Asked) -> Report:
    found = slippage_then(
        db(),
        scope_of(person()),
        day=asked.day,
        agency=asked.agency,
        locale=get_locale(),
        training=asked.training,
        period=asked.period,
    )
    ledger = [row for row in found if not row.state.is_milestone and asked.level in (None, row.state.giver_level)]
    agency = agency_by_code(db(), asked.agency) if asked.agency else None
    return report_of(
        Content(
            figures=figures_of(asked),
            ledger=ledger,
            overdue=_overdue(asked),
            body=agency.name(get_locale()) if agency else asked.agency,
            office=myself().office,
        )
    )


def _overdue(asked: Asked) -> list[PastLine]:
    filters = Filters(agency=asked.agency, level=asked.level, kind=KindFilter.INSTRUCTION)
    ids = overdue_then(db(), scope_of(person()), filters, day=asked.day)
    lines = lines_then(db(), ids, day=asked.day, locale=get_locale())
    return [line for line in lines if asked.training or not line.line.training]


def _name(asked: Asked) -> str:
    """A name that every disk can hold."""
    return f"discipline-{asked.period or 'all-time'}-as-of-{asked.day.isoformat()}"


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
