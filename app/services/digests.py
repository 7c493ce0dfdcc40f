"""The one letter of a working day: what the reader must do, what he waits for, what changed since the last one.

A person gets at most one, at his hour, in his language; nothing to say, nothing sent. Supervisors get the overdue list by
agency with the seal of the last day; who is absent gets none, and whoever stands in is told whose tasks they are. Letters
are written in chunks of readers, each a short transaction that is opened here: a run that was cut off is run again, and
whoever has today's letter gets no second one. Who is told what is decided in `digest_parts.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import transaction
from app.domain.enums import Role
from app.domain.permissions import Relation
from app.i18n import get_locale
from app.models import Notice, OutboxMessage, Seal, User
from app.queries.digest_facts import TaskFacts, agency_names, task_facts
from app.queries.recipients import Directory, Reader, directory
from app.queries.reference import work_calendar
from app.services.digest_lines import Desk, Entry, act_link, line, next_step
from app.services.digest_parts import Draft, drafts, read_facts
from app.services.letters import enqueue_many, page, written
from app.services.preferences import preferences
from app.services.signed_links import Purpose, letter_link
from notifications.messages import (
    AGENCIES_A_LIST,
    LINES_A_PART,
    LINES_AN_AGENCY,
    AgencyOverdue,
    DigestLetter,
    TaskLine,
)

KIND = "digest"
DIGEST_ROLES = (Role.COORDINATOR, Role.OFFICIAL, Role.SUPERVISOR)
CHUNK_READERS = 100
# A supervisor may control all that is overdue: fewer of them at a time bound the memory.
CHUNK_SUPERVISORS = 10


def enqueue_digests(session: Session, day: date, hour: int, *, now: datetime) -> int:
    """Write the digests of that local day for everybody whose hour has come. Returns how many letters are new."""
    calendar = work_calendar(session)
    if not calendar.is_working_day(day):
        return 0
    people = directory(session, day)
    readers = _unwritten(session, _due(session, people, hour), day)
    if not readers:
        return 0
    desk = Desk(session, day, calendar, agency_names(session))
    shared = read_facts(session, people, [reader.id for reader in readers], day, now)
    run = Run(desk, people, _absent_names(session, people), _last_seal(session), now)
    new = 0
    for part in _chunks(readers):
        with transaction(session):
            chosen = preferences(session, [reader.id for reader in part])
            found = drafts(session, shared, part, chosen, day, calendar)
            new += _write(run, {key: draft for key, draft in found.items() if not draft.says_nothing})
    return new


def dedupe_key(reader_id: int, day: date) -> str:
    """One digest a person and local day."""
    return f"{KIND}:{reader_id}:{day.isoformat()}"


@dataclass(frozen=True)
class Run:
    """What all letters of a run share. absent: names of absent people by id; seal: the last one."""

    desk: Desk
    people: Directory
    absent: dict[int, str]
    seal: Seal | None
    now: datetime


def _due(session: Session, people: Directory, hour: int) -> list[Reader]:
    """Whose hour has come, by body. Whoever is absent gets no letter: it is in that of who stands in."""
    ids = session.scalars(
        sa.select(User.id)
        .where(User.role.in_(DIGEST_ROLES), User.disabled_at.is_(None), User.digest_hour <= hour)
        .order_by(User.agency_id, User.id)
    )
    readers = (people.readers[user_id] for user_id in ids if user_id in people.readers)
    return [reader for reader in readers if people.placed(reader)[1] is None]


def _unwritten(session: Session, readers: list[Reader], day: date) -> list[Reader]:
    written_for: set[int] = set()
    for start in range(0, len(readers), 1000):
        keys = [dedupe_key(reader.id, day) for reader in readers[start : start + 1000]]
        written_for |= set(
            session.scalars(sa.select(OutboxMessage.recipient_id).where(OutboxMessage.dedupe_key.in_(keys)))
        )
    return [reader for reader in readers if reader.id not in written_for]


def _chunks(readers: list[Reader]) -> Iterator[list[Reader]]:
    for chief, size in ((False, CHUNK_READERS), (True, CHUNK_SUPERVISORS)):
        part = [reader for reader in readers if (reader.role is Role.SUPERVISOR) is chief]
        yield from (part[start : start + size] for start in range(0, len(part), size))


def _absent_names(session: Session, people: Directory) -> dict[int, str]:
    query = sa.select(User.id, User.name).where(User.id.in_(people.stand_ins))
    return dict(session.execute(query).all()) if people.stand_ins else {}


def _last_seal(session: Session) -> Seal | None:
    return session.scalar(sa.select(Seal).order_by(Seal.day.desc()).limit(1))


def _write(run: Run, found: dict[int, Draft]) -> int:
    """Render and enqueue the letters of a chunk, and mark what they tell."""
    if not found:
        return 0
    session = run.desk.session
    upto = session.scalar(sa.select(sa.func.max(Notice.id)).where(Notice.recipient_id.in_(found)))
    tasks = task_facts(session, {entry_id for draft in found.values() for entry_id in _shown(draft)})
    users = session.scalars(sa.select(User).where(User.id.in_(found)).order_by(User.id))
    rows = [_row(run, user, found[user.id], tasks) for user in users]
    new = enqueue_many(session, rows)
    if new and upto is not None:
        _mark_told(session, new, upto)
    return len(new)


def _shown(draft: Draft) -> Iterator[int]:
    for part in (draft.act, draft.waits, draft.changed):
        yield from (entry.task_id for entry in part[:LINES_A_PART])
    for _, late in draft.overdue[:AGENCIES_A_LIST]:
        yield from (each.task_id for each in late[:LINES_AN_AGENCY])


def _mark_told(session: Session, new: dict[int, int], upto: int) -> None:
    """The notices that were there when the letters were written are told, or were overtaken before."""
    letter = (
        sa.select(OutboxMessage.id)
        .where(OutboxMessage.id.in_(new.values()), OutboxMessage.recipient_id == Notice.recipient_id)
        .scalar_subquery()
    )
    session.execute(
        sa.update(Notice)
        .where(Notice.recipient_id.in_(new), Notice.message_id.is_(None), Notice.id <= upto)
        .values(message_id=letter),
        execution_options={"synchronize_session": False},
    )


def _row(run: Run, user: User, draft: Draft, tasks: dict[int, TaskFacts]) -> dict[str, Any]:
    desk = run.desk
    # What asks the reader to act is an order: only a letter without such lines may be unsubscribed.
    unsubscribe = "" if draft.act else letter_link(desk.session, Purpose.UNSUBSCRIBE, user.id, desk.day)
    return written(
        user,
        lambda: _letter(run, user, draft, tasks, unsubscribe),
        kind=KIND,
        dedupe_key=dedupe_key(user.id, desk.day),
        now=run.now,
        stale_after=local_moment(desk.day + timedelta(days=1)),
        unsubscribe_url=unsubscribe,
    )


def _letter(run: Run, user: User, draft: Draft, tasks: dict[int, TaskFacts], unsubscribe: str) -> DigestLetter:
    desk = run.desk
    supervises = user.role is Role.SUPERVISOR
    act, waits, changed = (
        [entry for entry in part[:LINES_A_PART] if entry.task_id in tasks]
        for part in (draft.act, draft.waits, draft.changed)
    )
    listed = draft.overdue[:AGENCIES_A_LIST]
    return DigestLetter(
        reader=user.name,
        office=user.office,
        day=desk.day,
        language=get_locale(),
        home_url=page(desk.session, "/"),
        must_act=tuple(_act_line(run, user, entry, tasks[entry.task_id]) for entry in act),
        must_act_more=len(draft.act) - len(act),
        waits=_lines(desk, waits, tasks),
        waits_more=len(draft.waits) - len(waits),
        changed=_lines(desk, changed, tasks),
        changed_more=len(draft.changed) - len(changed),
        overdue_by_agency=tuple(_overdue(desk, agency_id, late, tasks) for agency_id, late in listed),
        overdue_more=sum(len(late) for _, late in draft.overdue[AGENCIES_A_LIST:]),
        overdue_url=page(desk.session, "/overdue"),
        seal=run.seal.hash if run.seal and supervises else "",
        sealed_on=run.seal.day if run.seal and supervises else None,
        settings_url=page(desk.session, "/profile"),
        unsubscribe_url=unsubscribe,
    )


def _act_line(run: Run, user: User, entry: Entry, task: TaskFacts) -> TaskLine:
    person = run.people.readers.get(entry.for_id or user.id)
    stands = Relation.CO_EXECUTOR if entry.about == "part" else Relation.LEAD
    step = next_step(task, entry, person.role if person else user.role, stands)
    return line(
        run.desk,
        task,
        entry,
        next_action=step,
        act_url=act_link(run.desk, step, entry, user.id),
        stands_for=run.absent.get(entry.for_id or 0, ""),
    )


def _lines(desk: Desk, entries: Sequence[Entry], tasks: dict[int, TaskFacts]) -> tuple[TaskLine, ...]:
    return tuple(line(desk, tasks[entry.task_id], entry) for entry in entries)


def _overdue(desk: Desk, agency_id: int, late: list[Any], tasks: dict[int, TaskFacts]) -> AgencyOverdue:
    entries = [Entry(each.task_id, each.due_on) for each in late[:LINES_AN_AGENCY] if each.task_id in tasks]
    return AgencyOverdue(
        agency=desk.name(agency_id),
        lines=_lines(desk, entries, tasks),
        more=len(late) - len(entries),
        url=page(desk.session, f"/overdue?agency={desk.names[agency_id][0]}"),
    )
