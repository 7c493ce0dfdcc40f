"""What an act on a task's page is: its form, the service behind it, and the act as it was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Task, User
from app.web.tasks.submitting import VersionedForm


@dataclass(frozen=True)
class Sent:
    """An act as it was sent: by whom, when, with which form; `of`: the question or request it is about."""

    session: Session
    task: Task
    form: Any
    by: User
    now: datetime
    of: int | None

    @property
    def stamp(self) -> dict[str, Any]:
        """Who and when, as services take it."""
        return {"by": self.by, "now": self.now}

    @property
    def checked(self) -> dict[str, Any]:
        """Who and when, and which version the reader saw."""
        return {**self.stamp, "version": self.form.read_version}

    @property
    def text(self) -> str:
        """The words of the form."""
        return self.form.text.data or ""


@dataclass(frozen=True)
class Act:
    """How an action is done on the page.

    done: what is said afterwards; danger: it ends control; apart: its form is long and has a page of its own.
    fitted: makes the form of one task, where tasks differ; filled: offers choices and first values, `sent` tells
    whether the form came back from the reader; template: of the page apart.
    """

    form: type[VersionedForm]
    run: Callable[[Sent], object]
    done: str
    help: str = ""
    danger: bool = False
    apart: bool = False
    fitted: Callable[[Task], type[VersionedForm]] | None = None
    filled: Callable[[Any, Task, bool], None] | None = None
    template: str = "tasks/apart.html"
