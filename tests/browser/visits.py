"""One person's visit: a window of a width, a language, with or without scripts; and what the demo is given for it.

By default three visits hold each of the choices; all eight ways with CI=true or TAPSYRMA_BROWSER_ALL=1. What a day needs
before it begins comes from services, so that no day waits for what another has left.
"""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Locator
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.config import DEMO_SECRET
from app.db import open_session, transaction
from app.models import Task, User
from app.services.delivery import deliver_due
from notifications.mailcatcher import MailCatcher
from tests.browser.sample_pages import TODAY
from tests.browser.watched import DESK, PHONE, Watched
from tests.factories import task

ALL = os.environ.get("CI") == "true" or os.environ.get("TAPSYRMA_BROWSER_ALL") == "1"
MOMENT = local_moment(TODAY, 11)
SUPERVISOR = "supervisor@demo.example"
# What chromium itself writes to the console of an answer that refuses a form.
_REFUSED = re.compile(r"the server responded with a status of (409|422)")


@dataclass(frozen=True)
class Way:
    """How somebody comes: the width of the window in pixels, the language, whether scripts run."""

    width: int
    locale: str
    script: bool

    def __str__(self) -> str:
        return f"{self.width}-{self.locale}-{'script' if self.script else 'plain'}"


FEW = (Way(PHONE, "kk", True), Way(DESK, "ru", True), Way(PHONE, "ru", False))
WAYS = tuple(Way(*each) for each in product((PHONE, DESK), ("ru", "kk"), (True, False))) if ALL else FEW


class Visit(Watched):
    """A window that somebody has come with."""

    def __init__(self, context: BrowserContext, address: str, way: Way) -> None:
        super().__init__(context.new_page(), address)
        self.context, self.way = context, way
        # Its number among the visits, for texts that must differ.
        self.place = WAYS.index(way) + 1

    def let(self, email: str) -> None:
        """Somebody signs in and, where it is another one, chooses the language of the visit."""
        self.take_role(email)
        if self.page.locator("html").get_attribute("lang") != self.way.locale:
            self.open_menu()
            self.press(self.page.locator(f"button[name=locale][value={self.way.locale}]"))
        assert self.page.locator("html").get_attribute("lang") == self.way.locale

    def press_in_place(self, control: Locator) -> None:
        """Press what changes the page where it is; without scripts, it leads to a page."""
        if self.way.script:
            control.click()
        else:
            self.press(control)

    def be_refused(self, control: Locator) -> None:
        """Send a form that comes back; the refusal is the only thing that the console may tell."""
        with self.page.expect_navigation() as answer:
            control.click()
        assert answer.value is not None
        assert answer.value.status in (409, 422)
        self.forgive_refusal()
        self.check(self.page.url)

    def forgive_refusal(self) -> None:
        """The console may tell of the refusal that was just seen."""
        self.wrong = [line for line in self.wrong if not _REFUSED.search(line)]

    def come_back(self) -> None:
        """Close the tab, as a phone does, and open another one."""
        self.page.close()
        self.page = self.context.new_page()
        self.watch()

    def picture(self, name: str) -> None:
        """Photograph the page in the language that most people meet first."""
        if self.way.locale == "ru":
            super().picture(name)

    def told(self) -> str:
        """What the page says was done."""
        return self.page.locator(".notice-done").first.inner_text()

    def saved(self, control: Locator) -> io.BytesIO:
        """The file that a link or button gives."""
        with self.page.expect_download() as given:
            control.click()
        return io.BytesIO(given.value.path().read_bytes())


@dataclass(frozen=True)
class Register:
    """The register that is served, for what stands in it before somebody comes."""

    folder: Path
    address: str

    @contextmanager
    def change(self) -> Iterator[Session]:
        """A session whose changes are kept at its end."""
        url = f"sqlite:///{self.folder / 'tapsyrma.db'}"
        with (
            open_session(url, base_url=self.address, signing_key=DEMO_SECRET) as opened,
            transaction(opened) as session,
        ):
            yield session

    def task(self, lead: str, **more: Any) -> str:
        """Put an instruction on control; its number."""
        with self.change() as session:
            return task(session, lead, now=MOMENT, **more).number

    def deliver(self) -> None:
        """Bring the letters that wait into the mailbox; the demo itself looks after them twice a minute."""
        url = f"sqlite:///{self.folder / 'tapsyrma.db'}"
        # In a folder of its own: two catchers that number one folder could take the same name.
        with MailCatcher(self.folder / "post") as caught, open_session(url, base_url=self.address) as session:
            deliver_due(session, smtp_url=caught.url, sender="tapsyrma@example.kz", owner="visit", now=lambda: MOMENT)
        for letter in caught.messages:
            letter.path.rename(self.folder / "mail" / f"9{letter.path.name}")


def numbered(session: Session, number: str) -> Task:
    """The task of a number."""
    return session.scalars(sa.select(Task).where(Task.number == number)).one()


def known(session: Session, email: str) -> User:
    """A person of the demo."""
    return session.scalars(sa.select(User).where(User.email == email)).one()
