"""What was understood of a plan's rows, as sentences: who leads, who else, by when, what is doubtful."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, Recurrence
from app.i18n import format_day, gettext
from app.labels import label
from app.labels_plans import problem_sentence
from app.models import PlanRow
from app.queries.plans import names_by_code
from app.services.plan_reading import BLOCKING


@dataclass(frozen=True)
class RowText:
    """lead, others: names of bodies; due: the date, how often, or that policy gives a term.

    blocking, remarks: (code, sentence) of problems.
    """

    lead: str
    others: tuple[str, ...]
    due: str
    blocking: tuple[tuple[str, str], ...]
    remarks: tuple[tuple[str, str], ...]

    def about(self, term: bool) -> "RowText":
        """The problems of the term alone, or all others."""
        blocking, remarks = (
            tuple(each for each in some if each[0].startswith("term") is term) for some in (self.blocking, self.remarks)
        )
        return replace(self, blocking=blocking, remarks=remarks)


def row_texts(session: Session, rows: list[PlanRow], locale: str) -> dict[int, RowText]:
    """The texts of rows by id; one statement for all."""
    codes = {row.lead for row in rows} | {code for row in rows for code, _role in row.others}
    names = names_by_code(session, codes - {""}, locale)
    return {row.id: _text(row, names) for row in rows}


def _text(row: PlanRow, names: dict[str, str]) -> RowText:
    problems = [(code, problem_sentence(code, data)) for code, data in row.problems]
    return RowText(
        lead=names.get(row.lead, row.lead),
        others=tuple(_other(names.get(code, code), ExecutorRole(role)) for code, role in row.others),
        due=due_text(row.due_on, row.recurrence),
        blocking=tuple(each for each in problems if each[0] in BLOCKING),
        remarks=tuple(each for each in problems if each[0] not in BLOCKING),
    )


def _other(name: str, role: ExecutorRole) -> str:
    return f"{name} ({label(role).lower()})" if role is ExecutorRole.BY_AGREEMENT else name


def due_text(due_on: date | None, recurrence: Recurrence | None) -> str:
    """«31.12.2026», «quarterly, 10.04.2026», or that policy gives the term: words within a line."""
    if recurrence is None:
        return format_day(due_on) if due_on else gettext("default term of policy")
    often = label(recurrence)
    often = often[:1].lower() + often[1:]
    return f"{often}, {format_day(due_on)}" if due_on else often
