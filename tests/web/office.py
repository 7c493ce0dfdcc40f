"""The register as its people use it: a day comes, somebody signs in, opens a page, fills in its form, sees what came of it.

Nothing is posted that no page offers: every form is read from the page that shows it.
"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.config import Settings
from app.models import Task, User
from app.scheduler import run_job
from tests.conftest import TODAY
from tests.factories import sign_in
from tests.web.pages import words
from tests.web.real_forms import form_of, send_form

APART = ("change_executors", "change_form", "request_lead_change", "decide_lead_change")


class Office:
    """One browser that people pass on, and the clock."""

    def __init__(
        self, session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.session, self.client, self.settings, self.monkeypatch = session, client, settings, monkeypatch
        self.day, self.person = TODAY, User()

    def on(self, day: date) -> "Office":
        """The day comes: at night the scheduler's jobs have run."""
        self.day = day
        now = local_moment(day, 10)
        self.monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{now.isoformat()}")
        for job in ("occurrences", "flag-overdue"):
            run_job(self.session, self.settings, job, local_moment(day, 1))
        return self

    def after(self, days: int) -> "Office":
        """Some days pass."""
        return self.on(self.day + timedelta(days=days))

    def let(self, person: User) -> "Office":
        """Somebody signs in."""
        self.session.refresh(person)
        self.person = person
        sign_in(self.client, person, local_moment(self.day, 10))
        return self

    def html(self, path: str) -> str:
        """A page as it is sent."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def reads(self, path: str) -> str:
        """The words of a page."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return words(answer)

    def sends(self, page: str, action: str, *, refused: int = 0, pressed: str = "", **typed: str) -> str:
        """Fill in the form of a page and send it; the words of the page that follows, or that says what is wrong.

        refused: the status where the form is to come back; pressed: the end of the name of the button that is pressed.
        """
        shown = self.html(page)
        if pressed:
            buttons = [
                name for name in re.findall(r'<button[^>]* name="([^"]+)"', shown) if name.endswith(f"-{pressed}")
            ]
            assert len(buttons) == 1, f"buttons {buttons} for {pressed}"
            shown = shown.replace(f'action="{action}"', f'action="{action}">\n<input name="{buttons[0]}" value="1"')
        answer = send_form(self.client, shown, action, **typed)
        self.session.expire_all()
        if refused:
            assert answer.status_code == refused, words(answer)
            return words(answer)
        assert answer.status_code == 302, words(answer)
        return self.reads(answer.location)

    def does(self, task: Task, action: str, *, of: int | None = None, refused: int = 0, **typed: str) -> str:
        """An act of the task's page, or of its own page. of: the question, request or part it is about."""
        page = f"/tasks/{task.number}" + (f"/{action}" if action in APART else "")
        address = f"/tasks/{task.number}/{action}" + (f"?of={of}" if of else "")
        return self.sends(page, address, refused=refused, **typed)

    def offers(self, task: Task) -> set[str]:
        """The acts that the task's page has forms or pages for."""
        page = self.html(f"/tasks/{task.number}")
        return {part.split('"')[0] for part in page.split('id="do-')[1:]} - {"heading"}

    def fields(self, page: str, action: str) -> dict[str, Any]:
        """What a page's form holds."""
        fields: dict[str, Any] = form_of(self.html(page), action)["fields"]
        return fields

    def newest(self) -> Task:
        """The task that was put on control last."""
        return self.session.scalars(sa.select(Task).order_by(Task.id.desc())).first()  # type: ignore[return-value]
