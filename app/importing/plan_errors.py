"""Why a plan table is refused. Sentences by code, as in `errors.py`; nothing here reads a file.

What is said of the parts of a file that were not read as a plan stands in `app.labels_plans`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from app.domain.errors import DomainError
from app.i18n import N_

PLAN_REFUSALS: dict[str, str] = {
    "plan_format": N_("A plan is read from .docx or .xlsx. Save it as one of these and upload that file."),
    "old_excel": N_("This is an old Excel file (.xls). Open it in Excel, save it as .xlsx and upload that file."),
    "no_plan_table": N_(
        "No plan table was found. A plan has a column of measures and one of executors or terms, each with its head, "
        "such as “Мероприятие”, “Ответственные исполнители”, “Срок исполнения”."
    ),
    "no_plan_rows": N_("The plan table has its heads and no rows below. Check that it is the right file."),
    "too_many_plan_rows": N_("The plan has more than %(limit)d rows. Split it into several files."),
    "plan_cell_too_long": N_("Row %(row)s has a cell longer than %(limit)d characters. Shorten it, or split the row."),
}


class PlanRefused(DomainError):
    """A file that holds no plan that can be taken in. `code` is a key of `PLAN_REFUSALS`."""

    sentences: ClassVar[Mapping[str, str]] = PLAN_REFUSALS

    def __init__(self, code: str, **data: Any) -> None:
        if code not in PLAN_REFUSALS:
            raise ValueError(f"no sentence for the refusal {code!r}")
        super().__init__(code, **data)
