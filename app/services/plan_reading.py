"""What a row of a plan means: its bodies as they stand today, its term, and what is doubtful about them.

The words are read by `app.extraction.plan_cells`; a person's picks beat the words. Nothing is put on control here.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.calendar import WorkCalendar
from app.domain.directory import AgencyDirectory
from app.domain.enums import ExecutorRole
from app.extraction.plan_cells import ExecutorsCell, TermCell, read_executors, read_term
from app.importing.plan_heads import is_co_executors
from app.models import Plan, PlanRow
from app.queries.reference import agency_directory, work_calendar

Problem = tuple[str, dict[str, Any]]
# Problems that keep a row from being put on control; the others are remarks.
BLOCKING = frozenset(
    {"action_missing", "executors_missing", "lead_group", "lead_unknown", "lead_ended", "term_before_approval"}
)


@dataclass(frozen=True)
class Reader:
    """What rows of one plan are read with."""

    directory: AgencyDirectory
    calendar: WorkCalendar
    approved_on: date
    today: date


def reader_of(session: Session, plan: Plan, *, now: datetime) -> Reader:
    """The reader of a plan's rows; read many rows with one."""
    return Reader(agency_directory(session), work_calendar(session), plan.approved_on, today(now))


def understand(row: PlanRow, reader: Reader) -> None:
    """Fill in what follows from the row's words and picks, and name its problems."""
    problems: list[Problem] = [] if row.action.strip() else [("action_missing", {})]
    problems += _executors(row, reader)
    problems += _term(row, reader)
    row.problems = [[code, data] for code, data in problems]
    row.blocked = any(code in BLOCKING for code, _data in problems)


def _executors(row: PlanRow, reader: Reader) -> list[Problem]:
    further = [text for head, text in row.more if text and is_co_executors(head)]
    cell = read_executors(row.executors, reader.directory, reader.approved_on)
    beside = read_executors("\n".join(further), reader.directory, reader.approved_on) if further else ExecutorsCell()
    problems: list[Problem] = []
    lead = row.picked_lead or _heir(cell.lead, reader, problems)
    others: dict[str, ExecutorRole] = {}
    named = [*cell.others, *((beside.lead, ExecutorRole.CO),), *beside.others]
    if row.picked_lead and cell.lead:
        named.insert(0, (cell.lead, ExecutorRole.CO))
    for code, role in named:
        for heir in (reader.directory.heirs(code, reader.today) or (code,)) if code else ():
            if heir != lead:
                others.setdefault(heir, role)
    row.lead, row.others = lead, [[code, role.value] for code, role in others.items()]
    if not lead and not problems:
        problems.append(_no_lead(cell))
    unknown = [*cell.unknown, *beside.unknown]
    if not lead and cell.doubt == "unknown":
        unknown = [words for words in unknown if words != cell.doubted]
    if unknown:
        problems.append(("executors_unknown", {"names": "; ".join(unknown)}))
    if cell.marks > 1 and not row.picked_lead:
        problems.append(("several_leads", {}))
    if lead and not reader.directory.by_code[lead].subordinate:
        problems.append(("lead_by_agreement", {}))
    return problems


def _no_lead(cell: ExecutorsCell) -> Problem:
    if cell.doubt == "none":
        return "executors_missing", {}
    return ("lead_group" if cell.doubt == "group" else "lead_unknown"), {"name": cell.doubted}


def _heir(code: str, reader: Reader, problems: list[Problem]) -> str:
    """The body that stands in the place of the one named; "" when a person has to choose among several."""
    heirs = reader.directory.heirs(code, reader.today) if code else ()
    if not code or heirs == (code,) or not heirs:
        return code
    names = "; ".join(reader.directory.by_code[heir].ru for heir in heirs)
    known = reader.directory.by_code[code].ru
    problems.append(("lead_ended" if len(heirs) > 1 else "lead_succeeded", {"name": known, "heirs": names}))
    return heirs[0] if len(heirs) == 1 else ""


def _term(row: PlanRow, reader: Reader) -> list[Problem]:
    cell = read_term(row.term, reader.approved_on, reader.calendar) if row.term.strip() else TermCell()
    row.due_on = row.picked_due_on or cell.due_on
    row.recurrence = cell.recurrence
    row.due_rule = cell.rule
    row.due_steps = [asdict(step) for step in cell.steps]
    problems: list[Problem] = []
    if row.due_on is not None and row.due_on < reader.approved_on:
        return [("term_before_approval", {"day": row.due_on.isoformat()})]
    if row.due_on is None and row.recurrence is None:
        problems.append(("term_unread", {"text": row.term}) if row.term.strip() else ("term_missing", {}))
    if row.picked_due_on is not None:
        return problems
    if row.due_on is not None and row.due_on < reader.today:
        problems.append(("term_passed", {"day": row.due_on.isoformat()}))
    if cell.others:
        problems.append(("term_several", {"days": [day.isoformat() for day in cell.others]}))
    if cell.left and cell.rule:
        problems.append(("term_partly", {"text": cell.left}))
    return problems
