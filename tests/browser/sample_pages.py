"""Finds a sample of every page by following the demo's own links, for tests that look at all pages.

The pages are those of the url map, so a new one is looked at without anybody listing it. One that no link leads to is
named by the test: give it a row of the demo in `seeds/demo`, or in `add_what_the_demo_lacks`, or a reason in `NO_PAGE`.
"""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import APIResponse, BrowserContext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from app import create_app
from app.clock import local_moment
from app.config import DEMO_SECRET, Settings
from app.db import open_session, transaction
from app.domain.enums import CalendarDayKind, GiverLevel, GiverRole, Role
from app.models import User
from app.services.links import INVITE, make_link
from app.services.plan_carrying import carry_out
from app.services.plans import NewPlan, add_edition, start_plan
from app.services.policy import DayDraft, apply_day_change, preview_day
from app.services.signed_links import Purpose, letter_link
from tests.factories import document
from tests.plan_corpus import ROWS, made_plan

TODAY = date(2026, 11, 22)
VISITOR = ""
ROLES = (
    VISITOR,
    "supervisor@demo.example",
    "almaty-oblast@demo.example",
    "almaty-official@demo.example",
    "admin@demo.example",
)
# Pages that show the same kind of thing: so many of each are read for links.
READ_OF_A_KIND = 12
_LINK = re.compile(r'<a [^>]*href="([^"#]+)')
# Addresses that answer with something else than a page, or lead on.
NO_PAGE = {
    "attachments.download": "a file",
    "demo.letter_html": "a letter, shown in a frame of demo.letter",
    "feeds.feed": "a calendar file at a secret address",
    "health.index": "a word for a program",
}


def demo_app(folder: Path) -> Flask:
    """The application, for its url map alone."""
    settings = Settings(
        database_url="sqlite://",
        secret_key="x" * 40,
        smtp_url="",
        base_url="http://127.0.0.1",
        mail_from="tapsyrma@example.kz",
        data=folder,
        testing=True,
        demo=True,
    )
    return create_app(settings)


def endpoints(app: Flask) -> set[str]:
    """The endpoints that answer to a link, but for those that are known to be no page."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {rule.endpoint for rule in rules if not rule.endpoint.endswith("static")} - set(NO_PAGE)


def add_what_the_demo_lacks(folder: Path, address: str) -> list[str]:
    """A batch of policy, a plan with an edition that waits, a text that is not read yet, an invitation, a link that ends
    letters. Returns the addresses that no page links to.
    """
    now = local_moment(TODAY, 12)
    with (
        open_session(f"sqlite:///{folder / 'tapsyrma.db'}", base_url=address, signing_key=DEMO_SECRET) as opened,
        transaction(opened) as session,
    ):
        by_role = {user.role: user for user in session.scalars(sa.select(User).order_by(User.id.desc()))}
        administrator, official = by_role[Role.ADMINISTRATOR], by_role[Role.OFFICIAL]
        day = DayDraft(
            date(2026, 12, 31), CalendarDayKind.HOLIDAY, "Приказ № 1", name_ru="День", name_kk="Күн", name_en="Day"
        )
        preview = preview_day(session, day, by=administrator)
        apply_day_change(session, day, preview.digest, by=administrator, now=now)
        approved = NewPlan("План мероприятий", GiverRole.PRIME_MINISTER, GiverLevel.PRIME_MINISTER, TODAY)
        edition = start_plan(session, approved, made_plan(ROWS[:2]), by=None, now=now)
        list(carry_out(session, edition, by=None, now=now))
        add_edition(session, edition.plan, made_plan(ROWS), by=None, now=now)
        unread = document(session, "Акиматам поручено принять меры до конца года.", published_on=TODAY, now=now)
        _link, token = make_link(session, official, INVITE, now=now)
        ending = letter_link(session, Purpose.UNSUBSCRIBE, official.id, TODAY)
        return [f"/link/{token}", urlsplit(ending).path, f"/documents/{unread.id}/reading"]


class Crawl:
    """What one person can open: `pages` by kind, and `others`: endpoints that answered with a file or led elsewhere.

    A kind is an endpoint, and the action where its address names one.
    """

    def __init__(self, app: Flask, context: BrowserContext, address: str, further: list[str] | None = None) -> None:
        self.map: MapAdapter = app.url_map.bind("127.0.0.1")
        self.context, self.address = context, address
        self.pages: dict[str, str] = {}
        self.others: set[str] = set()
        bare = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
        self.starts = ["/", *sorted(bare), *(further or ())]

    def run(self, wanted: set[str] | None = None) -> dict[str, str]:
        """Follow links until all wanted kinds are found, or until no link leads to a kind that was seldom read."""
        waiting, seen, read = deque(self.starts), set(self.starts), Counter[str]()
        while waiting and not (wanted and wanted <= set(self.pages)):
            path = waiting.popleft()
            kind = self.kind(path)
            if not kind or read[kind] >= READ_OF_A_KIND:
                continue
            read[kind] += 1
            answer = self.context.request.get(self.address + path)
            # A redirect leads to a page of another kind, which is found by its own address.
            if urlsplit(answer.url).path != urlsplit(path).path:
                self.others.add(kind)
                continue
            for link in self._note(kind, path, answer):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        return self.pages

    def kind(self, path: str) -> str:
        """The kind of page at an address; "" for none of ours."""
        try:
            endpoint, values = self.map.match(urlsplit(path).path, method="GET")
        except (HTTPException, RequestRedirect):
            return ""
        return f"{endpoint} {values['action']}" if "action" in values else endpoint

    def _note(self, kind: str, path: str, answer: APIResponse) -> Iterator[str]:
        if answer.status != 200:
            return
        if not answer.headers.get("content-type", "").startswith("text/html"):
            self.others.add(kind)
            return
        self.pages.setdefault(kind, path)
        for found in _LINK.findall(answer.text()):
            parts = urlsplit(html.unescape(found))
            if parts.netloc in ("", urlsplit(self.address).netloc) and parts.path.startswith("/"):
                yield parts.path + (f"?{parts.query}" if parts.query else "")
