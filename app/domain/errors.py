"""Errors that a person can cause, each with a code and data.

One table (`app.web.errors`, `app.cli`) maps the kinds to HTTP and to an exit status; `app.labels` turns the code into a
sentence that says what happened and what to do. Programming errors are not errors of the domain.
"""

from typing import Any


class DomainError(Exception):
    """A request that the rules refuse. `code` names the sentence, `data` fills it."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


class NotFound(DomainError):
    """The thing does not exist, or not for this person."""


class PermissionDenied(DomainError):
    """The thing may be seen, but this act is not this person's."""


class InvalidInput(DomainError):
    """The words or values given cannot be used; `code` says why."""


class IllegalTransition(DomainError):
    """The task's status does not allow the action."""


class ChangedMeanwhile(DomainError):
    """Somebody else changed the row since it was read; nothing was overwritten."""
