"""What a link in a letter does once the reader has confirmed it: taken into work, receipt confirmed, letters ended.

What a link says and whether it is ours is `signed_links.py`'s. The act itself is asked by the same rules as on the page.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.errors import NotFound
from app.domain.history import EventKind
from app.domain.permissions import Relation
from app.domain.workflow import Action, allows
from app.models import Task, TaskEvent, User
from app.queries.access import relation
from app.queries.recipients import present
from app.queries.substitutes import stood_in_for
from app.services.acting import stand_in
from app.services.execution import take_into_work
from app.services.guard import require_action
from app.services.history import record
from app.services.preferences import only_when_needed
from app.services.signed_links import LIFETIME, LetterLink, LinkRefused, Purpose, read_link

ACTS = frozenset({Purpose.TAKE, Purpose.RECEIVED})


@dataclass(frozen=True)
class Meant:
    """Whose deed a link is, for whom, and about which task."""

    link: LetterLink
    reader: User
    absent: User | None
    task: Task

    @property
    def by(self) -> User:
        """With whose rights it is done."""
        return self.absent or self.reader


def meant(session: Session, token: str, *, now: datetime) -> Meant:
    """What the link is about. Changes nothing.

    Raises NotFound for a link that is not ours, or whose reader is gone, or his task is gone or no longer his; LinkRefused
    when it is over, or somebody stands in for the reader, or the reader no longer stands in.
    """
    day = today(now)
    link = read_link(session, token, ACTS, day)
    reader, task = _reader(session, link), session.get(Task, link.task_id)
    if task is None:
        raise NotFound("not_found")
    if not link.for_id:
        if any(holder.absent for holder in present(session, [reader], day)):
            raise LinkRefused("letter_link_absent")
        return _seen(Meant(link, reader, None, task))
    absent = next((person for _, person in stood_in_for(session, reader.id, day) if person.id == link.for_id), None)
    if absent is None:
        raise LinkRefused("letter_link_over")
    return _seen(Meant(link, reader, absent, task))


def _seen(what: Meant) -> Meant:
    """A link shows no more than the task's page: nothing of a task that has passed to others meanwhile."""
    if relation(what.by, what.task) is Relation.NONE:
        raise NotFound("not_found")
    return what


def carry_out(session: Session, token: str, *, now: datetime) -> Meant:
    """Do what the link says, as the reader's deed. Raises what `meant` and the act itself raise."""
    what = meant(session, token, now=now)
    if what.absent is not None:
        stand_in(session, what.reader, what.absent)
    if what.link.purpose is Purpose.TAKE:
        take_into_work(session, what.task, by=what.by, now=now)
    else:
        _confirm_receipt(session, what, now)
    return what


def is_done(session: Session, what: Meant) -> bool:
    """Whether the act was carried out already, or the task's status no longer knows it."""
    if what.link.purpose is Purpose.RECEIVED:
        return _is_received(session, what)
    return not allows(what.task.status, Action.TAKE_INTO_WORK, milestone=what.task.is_milestone)


def unsubscribe(session: Session, token: str, *, now: datetime) -> User:
    """Write to the reader only when he must act. A second time does no harm. Raises NotFound, LinkRefused."""
    reader = unsubscriber(session, token, now=now)
    only_when_needed(session, reader)
    return reader


def unsubscriber(session: Session, token: str, *, now: datetime) -> User:
    """Whose letters the link would end. Changes nothing."""
    return _reader(session, read_link(session, token, frozenset({Purpose.UNSUBSCRIBE}), today(now)))


def _reader(session: Session, link: LetterLink) -> User:
    reader = session.get(User, link.user_id)
    if reader is None or not reader.is_active:
        raise NotFound("not_found")
    return reader


def _confirm_receipt(session: Session, what: Meant, now: datetime) -> None:
    require_action(what.by, what.task, Action.NOTE)
    if not _is_received(session, what):
        letter = {"letter": what.link.letter, "written_on": _written_on(what.link)}
        record(session, what.task, EventKind.RECEIVED, by=what.by, now=now, **letter)


def _is_received(session: Session, what: Meant) -> bool:
    events = session.scalars(
        sa.select(TaskEvent).where(
            TaskEvent.task_id == what.task.id,
            TaskEvent.kind == EventKind.RECEIVED,
            TaskEvent.actor_id == what.reader.id,
        )
    )
    written_on = _written_on(what.link)
    return any((row.data["letter"], row.data["written_on"]) == (what.link.letter, written_on) for row in events)


def _written_on(link: LetterLink) -> str:
    return (link.until - LIFETIME[link.purpose]).isoformat()
