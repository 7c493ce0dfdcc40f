"""The main menu: which sections there are, and to whom each is shown. What a section does belongs to its views."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from app.domain.enums import Role
from app.domain.permissions import Duty, may
from app.i18n import N_, gettext
from app.web.session import Account, settings


@dataclass(frozen=True)
class Item:
    """A link of the menu; `allowed` is asked with the reader's role."""

    endpoint: str
    text: str
    allowed: Callable[[Role], bool]


@dataclass(frozen=True)
class Link:
    """A link as the page frame shows it."""

    url: str
    text: str
    current: bool


def _with_tasks(role: Role) -> bool:
    return role is not Role.ADMINISTRATOR


def _duty(duty: Duty) -> Callable[[Role], bool]:
    return lambda role: may(role, duty)


MENU = (
    Item("mywork.index", N_("My work"), _with_tasks),
    Item("overdue.index", N_("Overdue"), _duty(Duty.SEE_OVERDUE)),
    Item("calendar.index", N_("Calendar"), _duty(Duty.SEE_OVERDUE)),
    Item("discipline.index", N_("Discipline"), _duty(Duty.SEE_DISCIPLINE)),
    Item("review.index", N_("Review queue"), _duty(Duty.REVIEW_FINDINGS)),
    Item("documents.index", N_("Documents"), _duty(Duty.SEE_DOCUMENTS)),
    Item("plans.index", N_("Plans"), _duty(Duty.REGISTER_BY_HAND)),
    Item("tasks.index", N_("Register"), _with_tasks),
    Item("contributions.index", N_("Parts"), _duty(Duty.SEE_CONTRIBUTIONS)),
    Item("projects.index", N_("Projects"), _duty(Duty.SEE_PROJECTS)),
    Item("people.index", N_("People"), _duty(Duty.MANAGE_PEOPLE)),
    Item("bodies.index", N_("Bodies"), _duty(Duty.MANAGE_BODIES)),
    Item("outbox.index", N_("Letters"), _duty(Duty.SEE_OUTBOX)),
    Item("policy.index", N_("Policy"), _duty(Duty.SEE_POLICY)),
)

_HOME = {
    Role.COORDINATOR: "mywork.index",
    Role.OFFICIAL: "mywork.index",
    Role.SUPERVISOR: "mywork.index",
    Role.ADMINISTRATOR: "people.index",
}


def menu(reader: Account | None) -> list[Link]:
    """The links the reader's role allows; none for a visitor."""
    if reader is None:
        return []
    section = (request.endpoint or "").partition(".")[0]
    return [
        Link(url_for(item.endpoint), gettext(item.text), item.endpoint.partition(".")[0] == section)
        for item in MENU
        if item.allowed(reader.role)
    ]


def home_url(reader: Account | None) -> str:
    """Where a person's day begins; for a visitor the sign-in page, or the roles of the demonstration."""
    if reader is None:
        return url_for("demo.index" if settings().demo else "auth.sign_in")
    return url_for(_HOME[reader.role])
