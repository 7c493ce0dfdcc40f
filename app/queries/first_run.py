"""How far a new register has come: its bodies, its people, its first document. Asked until all three are there."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Agency, Document, Task, User


@dataclass(frozen=True)
class FirstRun:
    """Counts of what a register needs. begun: a document was taken in, or a task put on control by hand."""

    bodies: int
    supervisors: int
    coordinators: int
    begun: bool

    @property
    def peopled(self) -> bool:
        """There is somebody who controls and somebody who executes."""
        return bool(self.supervisors and self.coordinators)

    @property
    def done(self) -> bool:
        """Nothing is missing."""
        return bool(self.bodies and self.peopled and self.begun)


def first_run(session: Session) -> FirstRun:
    """How far this register has come."""
    roles = sa.select(User.role, sa.func.count()).where(User.disabled_at.is_(None)).group_by(User.role)
    people = dict(session.execute(roles).all())
    return FirstRun(
        bodies=session.scalar(sa.select(sa.func.count()).select_from(Agency).where(Agency.kind != "group")) or 0,
        supervisors=people.get(Role.SUPERVISOR, 0),
        coordinators=people.get(Role.COORDINATOR, 0),
        begun=any(session.scalar(sa.select(table.id).limit(1)) is not None for table in (Document, Task)),
    )
