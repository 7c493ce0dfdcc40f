"""Plans as they come in: a file's rows are kept as an edition that waits, corrected in place, or given up.

Nothing is on control before `plan_carrying.carry_out`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import GiverLevel, GiverRole
from app.domain.errors import ChangedMeanwhile, InvalidInput
from app.domain.permissions import Duty
from app.domain.plans import (
    ChangeKind,
    Line,
    PlanState,
    matched,
    missing_numbers,
    plain,
    plain_number,
    repeated_numbers,
    text_of,
)
from app.importing.plan_reading import ReadPlan
from app.importing.plan_rows import ReadRow
from app.models import Plan, PlanEdition, PlanRow, User
from app.queries.plans import corrections, current_edition, draft_edition, line_of, seen_digest
from app.services.guard import clean_line, require_duty, written
from app.services.plan_reading import Reader, reader_of, understand
from app.services.register import real_agency

_WORDS = ("number", "action", "form", "executors", "term")
_SETTLED = {
    ChangeKind.FORM: "form",
    ChangeKind.EXECUTORS: "executors",
    ChangeKind.TERM: "term",
    ChangeKind.ACTION: "action",
}
NUMBER_LENGTH = 40
# Names the lock of those who begin a plan; `app.leading` has its own number.
_BEGINNING = 7_411_002


@dataclass(frozen=True)
class NewPlan:
    """What is known of a plan beside its file."""

    title: str
    giver_role: GiverRole
    giver_level: GiverLevel
    approved_on: date
    giver_name: str = ""


@dataclass(frozen=True)
class PlanFile:
    """A file that was read. sha256: of its bytes."""

    read: ReadPlan
    name: str
    sha256: str


@dataclass(frozen=True)
class Correction:
    """A row as a person corrected it. lead "", due_on None: as the words say; skip_reason: left out, and why."""

    number: str
    action: str
    form: str
    executors: str
    term: str
    lead: str = ""
    due_on: date | None = None
    skip: bool = False
    skip_reason: str = ""


def start_plan(session: Session, new: NewPlan, file: PlanFile, *, by: User | None, now: datetime) -> PlanEdition:
    """Keep a plan with its first edition. A plan that is here already (the same file, or title and day) gets another one,
    as `add_edition` says; so does the second of two people who bring it in at the same time.

    Raises InvalidInput: "text_required", "issued_in_future".
    """
    require_duty(by, Duty.REGISTER_BY_HAND)
    title = clean_line(new.title)
    if not title:
        raise InvalidInput("text_required")
    if new.approved_on > today(now):
        raise InvalidInput("issued_in_future")
    _one_at_a_time(session)
    plan = _known(session, title, new.approved_on, file.sha256, by)
    if plan is None:
        plan = Plan(
            title=title,
            giver_role=new.giver_role,
            giver_name=clean_line(new.giver_name),
            giver_level=new.giver_level,
            approved_on=new.approved_on,
            added_by_id=by.id if by else None,
            added_at=now,
        )
        session.add(plan)
        session.flush()
    return add_edition(session, plan, file, by=by, now=now)


def _one_at_a_time(session: Session) -> None:
    """Until the transaction ends nobody else begins a plan: which plans are known already is asked and answered in turn.

    A unique key would not do: supervisors of some bodies each have a plan of their own under one title.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_BEGINNING)))


def _known(session: Session, title: str, day: date, sha256: str, by: User | None) -> Plan | None:
    """The plan of that title and day, or of that file; another person's only where it may be seen."""
    same_file = sa.select(PlanEdition.plan_id).where(PlanEdition.sha256 == sha256)
    query = sa.select(Plan).where(sa.or_(sa.and_(Plan.title == title, Plan.approved_on == day), Plan.id.in_(same_file)))
    if by is not None and by.supervises:
        query = query.where(Plan.added_by_id == by.id)
    return session.scalars(query.order_by(Plan.id)).first()


def add_edition(
    session: Session, plan: Plan, file: PlanFile, *, by: User | None, now: datetime, replacing: str = ""
) -> PlanEdition:
    """Keep a file's rows as the plan's waiting edition, and return the edition that waits now.

    The file that waits already, sent again, is the edition that waits, with all that was corrected in it. One of another
    file is given up only where no work of a person is in it: else it stays, and is returned untouched (its `sha256` is
    not the file's), unless `replacing` says that the person saw just that (`seen_digest`) and wants it given up.
    Cells that say what the plan on control says, or what its file said before somebody corrected it, keep the correction.
    """
    require_duty(by, Duty.REGISTER_BY_HAND)
    # A second file of the plan waits here for the first.
    if session.scalar(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update()) is None:
        raise ChangedMeanwhile("changed_meanwhile")
    waiting = draft_edition(session, plan)
    if waiting is not None:
        if waiting.sha256 == file.sha256:
            return waiting
        require_draft(session, waiting)  # nobody corrects it between the question and the answer
        if would_lose(session, waiting, by) and replacing != seen_digest(session, waiting):
            return waiting
        session.delete(waiting)
        session.flush()
    return _added(session, plan, file, by=by, now=now)


def would_lose(session: Session, waiting: PlanEdition, by: User | None) -> bool:
    """Whether something is lost with a waiting edition: corrections, choices, or the file of somebody else."""
    foreign = by is not None and waiting.added_by_id != by.id
    return foreign or bool(waiting.left_out) or bool(corrections(session, waiting))


def _added(session: Session, plan: Plan, file: PlanFile, *, by: User | None, now: datetime) -> PlanEdition:
    current = current_edition(session, plan)
    edition = PlanEdition(
        plan_id=plan.id,
        plan=plan,
        number=current.number + 1 if current else 1,
        file_name=file.name,
        sha256=file.sha256,
        language=file.read.language,
        columns=[[column.value, head] for column, head in file.read.columns],
        added_by_id=by.id if by else None,
        added_at=now,
    )
    edition.rows = [_row(place, read) for place, read in enumerate(file.read.rows, 1)]
    session.add(edition)
    session.flush()
    lines = [line_of(row) for row in edition.rows]
    edition.notes = [*([code, data] for code, data in file.read.notes), *_numbering(lines)]
    if current is not None:
        _settle(current.rows, edition.rows)
    _understand_all(edition.rows, reader_of(session, plan, now=now))
    session.flush()
    return edition


def _row(place: int, read: ReadRow) -> PlanRow:
    words = {name: getattr(read, name) for name in _WORDS}
    more = [[head, text] for head, text in read.more]
    return PlanRow(position=place, section=read.section, more=more, as_read=words, **words)


def _numbering(lines: Sequence[Line]) -> list[list[Any]]:
    found = (("numbers_repeated", repeated_numbers(lines)), ("numbers_missing", missing_numbers(lines)))
    return [[code, {"numbers": ", ".join(numbers)}] for code, numbers in found if numbers]


def _settle(old: Sequence[PlanRow], new: Sequence[PlanRow]) -> None:
    """Find each row's earlier self and carry over what people corrected in cells that have not changed since."""
    by_id = {row.id: row for row in (*old, *new)}
    said = {_name(row.number, row.action) for row in new}
    for before, after in matched([_line_as_said(row, said) for row in old], [line_of(row) for row in new]):
        if before is None or after is None:
            continue
        earlier, row = by_id[before.key], by_id[after.key]
        row.earlier_id, row.skip_reason = earlier.id, earlier.skip_reason
        for kind, name in _SETTLED.items():
            known = {plain(text_of(before, kind)), plain(earlier.as_read.get(name, ""))}
            if plain(text_of(after, kind)) in known:
                setattr(row, name, getattr(earlier, name))
                if kind is ChangeKind.EXECUTORS:
                    row.picked_lead = earlier.picked_lead
                if kind is ChangeKind.TERM:
                    row.picked_due_on = earlier.picked_due_on


def _line_as_said(row: PlanRow, said: set[tuple[str, str]]) -> Line:
    """The row, named as its file named it where the new file still does: a measure may have been rewritten altogether."""
    line = line_of(row)
    number, action = (row.as_read.get(name, getattr(row, name)) for name in ("number", "action"))
    if _name(row.number, row.action) in said or _name(number, action) not in said:
        return line
    return replace(line, number=number, action=action)


def _name(number: str, action: str) -> tuple[str, str]:
    return plain_number(number), plain(action)


def _understand_all(rows: Iterable[PlanRow], reader: Reader) -> None:
    for row in rows:
        understand(row, reader)


def correct_row(
    session: Session,
    row: PlanRow,
    correction: Correction,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Change one row of a waiting edition; the others stay as they are. What was typed is read anew.

    A row whose task is on control cannot be left out.
    Raises ChangedMeanwhile; InvalidInput: "plan_registered", "text_too_long", "agency_unknown", "lead_is_group",
    "plan_skip_reason".
    """
    require_duty(by, Duty.REGISTER_BY_HAND)
    require_draft(session, row.edition)
    if version is not None and row.version != version:
        raise ChangedMeanwhile("changed_meanwhile", version=row.version)
    if correction.lead:
        real_agency(session, correction.lead)
    left_out = correction.skip and is_new(row)
    if left_out and not correction.skip_reason.strip():
        raise InvalidInput("plan_skip_reason")
    row.number = clean_line(correction.number, limit=NUMBER_LENGTH)
    for name in _WORDS[1:]:
        setattr(row, name, written(getattr(correction, name), required=False))
    row.picked_lead, row.picked_due_on = correction.lead, correction.due_on
    row.skip_reason = clean_line(correction.skip_reason) if left_out else ""
    _signed(session, row, by)
    understand(row, reader_of(session, row.edition.plan, now=now))
    session.flush()


def _signed(session: Session, row: PlanRow, by: User | None) -> None:
    """Whose correction it is, if anything is different now; asked before the change is flushed."""
    if by is not None and session.is_modified(row):
        row.corrected_by_id = by.id


def skip_blocked(session: Session, edition: PlanEdition, reason: str, *, by: User | None, now: datetime) -> int:
    """Leave out every row that cannot be put on control as it is; returns how many."""
    require_duty(by, Duty.REGISTER_BY_HAND)
    require_draft(session, edition)
    reason = clean_line(reason)
    if not reason:
        raise InvalidInput("plan_skip_reason")
    rows = [row for row in edition.rows if row.blocked and not row.skip_reason and is_new(row)]
    for row in rows:
        row.skip_reason = reason
        _signed(session, row, by)
    session.flush()
    return len(rows)


def keep_choices(
    session: Session, edition: PlanEdition, left_out: Iterable[str], *, by: User | None, now: datetime
) -> None:
    """Remember which differences are not to be taken over."""
    require_duty(by, Duty.REGISTER_BY_HAND)
    require_draft(session, edition)
    edition.left_out = sorted(set(left_out))
    session.flush()


def drop_edition(session: Session, edition: PlanEdition, *, by: User | None, now: datetime) -> bool:
    """Give a waiting edition up; a plan that never was on control goes with it. Returns whether the plan is still there."""
    require_duty(by, Duty.REGISTER_BY_HAND)
    require_draft(session, edition)
    plan = edition.plan
    last = edition.number == 1
    session.delete(plan if last else edition)
    session.flush()
    return not last


def is_new(row: PlanRow) -> bool:
    """Whether the row has no task yet: it is new, or was left out before."""
    return row.earlier is None or row.earlier.task_id is None


def require_draft(session: Session, edition: PlanEdition) -> None:
    """Refuse an edition that waits no more, as the database has it now; until the transaction ends it stays so.

    Raises InvalidInput ("plan_registered"), ChangedMeanwhile for one that was given up.
    """
    state = session.scalar(sa.select(PlanEdition.state).where(PlanEdition.id == edition.id).with_for_update())
    if state is None:
        raise ChangedMeanwhile("changed_meanwhile")
    if state is not PlanState.DRAFT:
        raise InvalidInput("plan_registered")
