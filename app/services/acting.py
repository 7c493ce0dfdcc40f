"""Who really acts: a stand-in has the absent person's rights, and the history names the stand-in, with "for" whom.

An entry point says so on its session; services are handed the absent person as `by` and need not know. Who stands in for
whom is decided in `substitutes.py`.
"""

from typing import Any

from sqlalchemy.orm import Session

from app.models import User

_KEY = "stands_in"


def stand_in(session: Session, actor: User, absent: User) -> None:
    """From now on what this session records for the absent person is the actor's deed."""
    session.info[_KEY] = (actor.id, absent.id, absent.name)


def actor_of(session: Session, by: User | None) -> tuple[int | None, dict[str, Any]]:
    """The id of who acts, and what an event keeps of a substitution: `for` (id) and `for_name`; {} without one."""
    if by is None:
        return None, {}
    actor_id, absent_id, name = session.info.get(_KEY, (by.id, None, ""))
    if by.id != absent_id:
        return by.id, {}
    return actor_id, {"for": absent_id, "for_name": name}
