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


def first_run(session: Session) -> FirstRun:
    """How far this register has come, in one statement: it stands on first pages."""
    bodies = sa.select(sa.func.count()).select_from(Agency).where(Agency.kind != "group")
    begun = sa.or_(*(sa.select(table.id).limit(1).exists() for table in (Document, Task)))
    row = session.execute(
        sa.select(
            bodies.scalar_subquery(), _active(Role.SUPERVISOR), _active(Role.COORDINATOR), sa.case((begun, 1), else_=0)
        )
    ).one()
    return FirstRun(bodies=row[0], supervisors=row[1], coordinators=row[2], begun=bool(row[3]))


def _active(role: Role) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).where(User.disabled_at.is_(None), User.role == role).scalar_subquery()
