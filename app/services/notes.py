"""Notes of what people changed outside of tasks: in people, bodies and projects. Append-only, like the history of tasks.

Called by the services that make the change, in the same transaction; nothing is decided here.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.enums import PersonChange, ReferenceChange
from app.models import Agency, PersonEvent, Project, ReferenceEvent, User
from app.queries.bodies import BODY, PROJECT
from app.services.acting import actor_of


def note_person(
    session: Session, user: User, kind: PersonChange, *, by: User | None, now: datetime, **data: Any
) -> PersonEvent:
    """Keep what happened to a person. `data`: codes, ISO dates and texts."""
    actor_id, behalf = actor_of(session, by)
    event = PersonEvent(user_id=user.id, kind=kind, actor_id=actor_id, at=now, data={**data, **behalf})
    session.add(event)
    session.flush()
    return event


def note_reference(
    session: Session, subject: Agency | Project, kind: ReferenceChange, *, by: User | None, now: datetime, **data: Any
) -> ReferenceEvent:
    """Keep what was changed in a body or a project."""
    actor_id, behalf = actor_of(session, by)
    event = ReferenceEvent(
        subject=BODY if isinstance(subject, Agency) else PROJECT,
        subject_id=subject.id,
        kind=kind,
        actor_id=actor_id,
        at=now,
        data={**data, **behalf},
    )
    session.add(event)
    session.flush()
    return event
