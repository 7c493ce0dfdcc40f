"""To whom letters about a task go: the people of its executors, its controllers, and who stands in for them."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, Role
from app.domain.permissions import Action, Relation, may
from app.models import Substitution, Task, User
from app.queries.access import relation


def people_of(session: Session, agency_id: int) -> list[User]:
    """Active coordinators and officials of a body."""
    return list(
        session.scalars(
            sa.select(User)
            .where(User.agency_id == agency_id, User.role.in_([Role.COORDINATOR, Role.OFFICIAL]))
            .where(User.disabled_at.is_(None))
            .order_by(User.id)
        )
    )


def executors_people(session: Session, task: Task, *, lead_only: bool = False) -> list[User]:
    """People of the lead, and of the co-executors unless `lead_only`; bodies by agreement are not written to."""
    people: list[User] = []
    for executor in task.executors:
        if executor.role is ExecutorRole.LEAD or (executor.role is ExecutorRole.CO and not lead_only):
            people += people_of(session, executor.agency_id)
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


def present(session: Session, people: list[User], day: date) -> list[User]:
    """The people, each replaced by who stands in on that day; nobody twice."""
    stand_ins = {
        row.user_id: row.substitute_id
        for row in session.scalars(sa.select(Substitution).where(Substitution.since <= day, Substitution.until >= day))
    }
    found: dict[int, User] = {}
    for person in people:
        holder = session.get(User, stand_ins[person.id]) if person.id in stand_ins else person
        if holder is not None and holder.is_active:
            found[holder.id] = holder
    return list(found.values())


def answers_to(session: Session, task: Task) -> list[User]:
    """Who may answer a question on the task."""
    return [user for user in supervisors(session) if may(user.role, Action.ANSWER, relation(user, task))]
