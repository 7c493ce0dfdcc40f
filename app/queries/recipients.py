"""To whom letters about a task go: the people of its executors, its controllers, and who stands in for them.

For a task at a time (rows of people), and for all at once (`Directory`, light values that a nightly job holds). Who gets
a letter at the moment it is sent is `addressees.py`'s.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, GiverLevel, Role
from app.domain.permissions import Action, Relation, may
from app.models import Substitution, Task, TaskExecutor, User, user_supervises
from app.queries.access import relation

EXECUTOR_ROLES = (Role.COORDINATOR, Role.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who gets a letter: the person meant, or who stands in for `absent`."""

    person: User
    absent: User | None = None


def people_of(session: Session, agency_id: int) -> list[User]:
    """Active coordinators and officials of a body."""
    return list(
        session.scalars(
            sa.select(User)
            .where(User.agency_id == agency_id, User.role.in_(EXECUTOR_ROLES))
            .where(User.disabled_at.is_(None))
            .order_by(User.id)
        )
    )


def answering_for(session: Session, executor: TaskExecutor) -> list[User]:
    """Who answers for a body's part: its coordinators and the official chosen; without one, all its officials."""
    people = people_of(session, executor.agency_id)
    chosen = [user for user in people if user.role is Role.COORDINATOR or user.id == executor.official_id]
    return chosen if any(user.id == executor.official_id for user in chosen) else people


def executors_people(session: Session, task: Task, *, lead_only: bool = False) -> list[User]:
    """People of the lead, and of the co-executors unless `lead_only`; bodies by agreement are not written to."""
    people: list[User] = []
    for executor in task.executors:
        if executor.role is ExecutorRole.LEAD or (executor.role is ExecutorRole.CO and not lead_only):
            people += answering_for(session, executor)
    return people


def controllers(session: Session, task: Task) -> list[User]:
    """Active supervisors who may decide on the task."""
    return [user for user in supervisors(session) if relation(user, task) is Relation.CONTROLS]


def supervisors(session: Session) -> list[User]:
    """Active supervisors."""
    return list(
        session.scalars(
            sa.select(User).where(User.role == Role.SUPERVISOR, User.disabled_at.is_(None)).order_by(User.id)
        )
    )


def present(session: Session, people: Iterable[User], day: date) -> list[Holder]:
    """The people, each replaced by who stands in on that day; nobody twice, and for himself rather than for another."""
    wanted = list(people)
    stand_ins = _stand_ins(session, day)
    found: dict[int, Holder] = {}
    for person in wanted:
        other = session.get(User, stand_ins[person.id]) if person.id in stand_ins else None
        if other is None and person.is_active:
            found[person.id] = Holder(person)
        elif other is not None:
            found.setdefault(other.id, Holder(other, person))
    return list(found.values())


def _stand_ins(session: Session, day: date) -> dict[int, int]:
    """Absent person -> who stands in on that day; disabled stand-ins do not."""
    rows = session.execute(
        sa.select(Substitution.user_id, Substitution.substitute_id)
        .join(User, User.id == Substitution.substitute_id)
        .where(Substitution.since <= day, Substitution.until >= day, User.disabled_at.is_(None))
        .order_by(Substitution.id)
    )
    return dict(rows.all())


def answers_to(session: Session, task: Task) -> list[User]:
    """Who may answer a question on the task."""
    return [user for user in supervisors(session) if may(user.role, Action.ANSWER, relation(user, task))]


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as far as choosing recipients needs. scope: ids of bodies that a supervisor supervises, empty = all."""

    id: int
    role: Role
    agency_id: int | None = None
    is_deputy: bool = False
    decides_up_to: GiverLevel | None = None
    scope: frozenset[int] = frozenset()

    def controls(self, level: GiverLevel, agencies: Iterable[int]) -> bool:
        """Whether the supervisor may decide on a task of that level and those executors."""
        return self.stands(level, agencies) is Relation.CONTROLS

    def stands(self, level: GiverLevel, agencies: Iterable[int]) -> Relation:
        """A supervisor's relation to a task of that level and those executors, as `app.queries.access` has it."""
        if self.scope and self.scope.isdisjoint(agencies):
            return Relation.NONE
        reaches = self.decides_up_to is not None and self.decides_up_to.reaches(level)
        return Relation.CONTROLS if reaches else Relation.OVERSEES


Placed = tuple[Reader, int | None]


@dataclass(frozen=True)
class Directory:
    """Everybody who gets reminders, by body, and who stands in for whom on the day."""

    readers: dict[int, Reader]
    coordinators: dict[int, tuple[Reader, ...]]
    officials: dict[int, tuple[Reader, ...]]
    supervisors: tuple[Reader, ...]
    stand_ins: dict[int, int]

    def executors(self, agency_id: int, official_id: int | None) -> tuple[Reader, ...]:
        """Who answers for a body's part, as `answering_for` has it."""
        officials = self.officials.get(agency_id, ())
        chosen = tuple(reader for reader in officials if reader.id == official_id) if official_id else ()
        return self.coordinators.get(agency_id, ()) + (chosen or officials)

    def placed(self, reader: Reader) -> Placed:
        """Who gets what the reader should: (himself, None), or (the stand-in, the reader's id)."""
        other = self.readers.get(self.stand_ins.get(reader.id, 0))
        return (other, reader.id) if other is not None else (reader, None)

    def absent_for(self, reader_id: int) -> list[Reader]:
        """The people for whom somebody stands in on the day."""
        return [
            self.readers[absent]
            for absent, other in self.stand_ins.items()
            if other == reader_id and absent in self.readers
        ]


def directory(session: Session, day: date) -> Directory:
    """The directory of that day, from three statements."""
    scopes: dict[int, set[int]] = defaultdict(set)
    for user_id, agency_id in session.execute(sa.select(user_supervises)):
        scopes[user_id].add(agency_id)
    rows = session.execute(
        sa.select(User.id, User.role, User.agency_id, User.deputy_of_id, User.decides_up_to)
        .where(User.disabled_at.is_(None))
        .order_by(User.id)
    )
    readers = {
        row.id: Reader(
            row.id,
            row.role,
            row.agency_id,
            row.deputy_of_id is not None,
            row.decides_up_to,
            frozenset(scopes.get(row.id, ())),
        )
        for row in rows
    }
    return Directory(
        readers,
        _by_body(readers.values(), Role.COORDINATOR),
        _by_body(readers.values(), Role.OFFICIAL),
        tuple(reader for reader in readers.values() if reader.role is Role.SUPERVISOR),
        _stand_ins(session, day),
    )


def _by_body(readers: Iterable[Reader], role: Role) -> dict[int, tuple[Reader, ...]]:
    found: dict[int, list[Reader]] = defaultdict(list)
    for reader in readers:
        if reader.role is role and reader.agency_id is not None:
            found[reader.agency_id].append(reader)
    return {agency_id: tuple(people) for agency_id, people in found.items()}
