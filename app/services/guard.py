"""What every service asks first: may this person do it, does the status allow it, is the row still the one that was read."""

import re

from app.domain.errors import ChangedMeanwhile, IllegalTransition, InvalidInput, NotFound, PermissionDenied
from app.domain.permissions import Duty, Relation, may
from app.domain.workflow import Action, allows
from app.models import Finding, Task, User
from app.queries.access import relation

TEXT_LIMIT = 20_000
LINE_LIMIT = 200
# Controls but tab and line feed; zero-width marks; overrides and isolates of direction; the byte order mark.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def require_duty(by: User | None, duty: Duty) -> None:
    """Refuse a person whose role lacks the duty. The register itself (None) may do all."""
    if by is not None and not (by.is_active and may(by.role, duty)):
        raise PermissionDenied("duty_not_permitted", duty=duty.value)


def require_action(by: User | None, task: Task, action: Action, version: int | None = None) -> None:
    """Refuse an act that is not this person's, that the status does not know, or that was meant for another version."""
    if by is not None:
        stands = relation(by, task)
        if stands is Relation.NONE or not by.is_active:
            raise NotFound("not_found")
        if not may(by.role, action, stands):
            raise PermissionDenied("not_permitted", action=action)
    if not allows(task.status, action, milestone=task.is_milestone):
        raise IllegalTransition("illegal_transition", status=task.status, action=action)
    check_version(task, version)


def check_version(row: Task | Finding | User, version: int | None) -> None:
    """Refuse to overwrite what somebody else changed since the page was shown."""
    if version is not None and row.version != version:
        raise ChangedMeanwhile("changed_meanwhile", version=row.version)


def written(text: str, *, required: bool = True) -> str:
    """The text without blanks around it and without characters that nobody sees: controls, marks of direction.

    A mark of direction could show a sentence backwards. Raises InvalidInput when it is required and empty, or too long.
    """
    text = seen(text).strip()
    if required and not text:
        raise InvalidInput("text_required")
    if len(text) > TEXT_LIMIT:
        raise InvalidInput("text_too_long", limit=TEXT_LIMIT)
    return text


def seen(text: str) -> str:
    """The text with one kind of line end and without the characters that nobody sees."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str, *, limit: int = LINE_LIMIT) -> str:
    """One line of words, its blanks made single. Raises InvalidInput when it is longer than the limit."""
    line = " ".join(seen(text).split())
    if len(line) > limit:
        raise InvalidInput("text_too_long", limit=limit)
    return line
