"""A plan on control as a file: its own table in its own order, with the state of control and the deadline that holds now."""

from flask import Response

from app.domain.errors import NotFound
from app.domain.plans import ADDED_HEADS, HEADS, PlanField
from app.exporting.plan_table import DOCX, XLSX, PlanRowText, PlanText, plan_document, plan_workbook
from app.i18n import DEFAULT_LOCALE, format_day, get_locale, gettext, locale_of
from app.labels import label
from app.models import Plan, PlanEdition, PlanRow
from app.queries.plans import RowTask, all_rows, current_edition, tasks_of
from app.web.session import db, person, today

WIDTHS = {
    PlanField.NUMBER: 6,
    PlanField.ACTION: 50,
    PlanField.FORM: 20,
    PlanField.EXECUTORS: 30,
    PlanField.TERM: 18,
    PlanField.MORE: 18,
}
STATUS_WIDTH, DUE_WIDTH = 20, 14


def file_of(plan: Plan, kind: str, language: str) -> Response:
    """The plan as xlsx (or docx, when asked for), in Russian or Kazakh. Raises NotFound for a plan not on control yet."""
    edition = current_edition(db(), plan)
    if edition is None:
        raise NotFound("not_found")
    wanted = language or get_locale()
    with locale_of(wanted if wanted in HEADS else DEFAULT_LOCALE):
        text = _text(plan, edition)
    word = kind == "docx"
    content = plan_document(text) if word else plan_workbook(text)
    name = f"plan-{plan.id}-{today().isoformat()}.{'docx' if word else 'xlsx'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=DOCX if word else XLSX, headers=headers)


def _text(plan: Plan, edition: PlanEdition) -> PlanText:
    language = get_locale()
    rows = all_rows(db(), edition)
    tasks = tasks_of(db(), person(), [row.task_id for row in rows if row.task_id])
    columns = [(PlanField(field), head) for field, head in edition.columns]
    heads = [head if language == edition.language else HEADS[language].get(field, head) for field, head in columns]
    section = ""
    written = []
    for row in rows:
        above = row.section.split("\n") if row.section and row.section != section else []
        section = row.section
        written.append(PlanRowText([*_cells(row, columns), *_control(row, tasks)], above))
    approved = gettext("Approved on %(day)s", day=format_day(plan.approved_on))
    state = gettext("State on %(day)s", day=format_day(today()))
    widths = [*(WIDTHS[field] for field, _head in columns), STATUS_WIDTH, DUE_WIDTH]
    return PlanText(plan.title, (f"{approved}. {state}.",), [*heads, *ADDED_HEADS[language]], widths, written)


def _cells(row: PlanRow, columns: list[tuple[PlanField, str]]) -> list[str]:
    more = dict(row.more)
    return [more.get(head, "") if field is PlanField.MORE else getattr(row, field.value) for field, head in columns]


def _control(row: PlanRow, tasks: dict[int, RowTask]) -> list[str]:
    """State of control and the deadline that holds now."""
    task = tasks.get(row.task_id or 0)
    if task is None:
        return [gettext("Not on control: %(reason)s", reason=row.skip_reason) if row.skip_reason else "", ""]
    return [label(task.status), format_day(task.due_on) if task.due_on else ""]
