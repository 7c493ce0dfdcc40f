"""The three steps of a new register: which are done, which is next, and where the reader does it.

An administrator cares for bodies and people, a supervisor for documents: each is told what the other does.
"""

from dataclasses import dataclass

from flask import url_for

from app.domain.enums import Role
from app.domain.permissions import Duty, may
from app.i18n import gettext, ngettext
from app.queries.first_run import FirstRun, first_run
from app.web.session import account, db

LOAD_COMMAND = "tapsyrma-seeds load"


@dataclass(frozen=True)
class Way:
    """A link by which a step is done or its result is seen."""

    text: str
    url: str


@dataclass(frozen=True)
class Step:
    """A step. state: "done", "next" (the first that is not) or "later"; ways: what the reader may press."""

    title: str
    text: str
    state: str
    ways: tuple[Way, ...]


def first_steps() -> list[Step]:
    """The steps as the reader sees them; none when all are done, or when the first run is not the reader's."""
    found = steps_of_reader()
    return found if any(step.state != "done" for step in found) else []


def steps_of_reader() -> list[Step]:
    """All three steps, done or not; none for a role that has no part in them."""
    reader = account()
    if reader is None or not may(reader.role, Duty.SEE_FIRST_STEPS):
        return []
    found = first_run(db())
    states = _states(bool(found.bodies), found.peopled, found.begun)
    parts = (_bodies(found, reader.role), _people(found, reader.role), _document(found, reader.role))
    return [Step(title, text, state, ways) for (title, text, ways), state in zip(parts, states, strict=True)]


def _states(*done: bool) -> list[str]:
    first = next((place for place, each in enumerate(done) if not each), None)
    return ["done" if each else "next" if place == first else "later" for place, each in enumerate(done)]


Part = tuple[str, str, tuple[Way, ...]]


def _bodies(found: FirstRun, role: Role) -> Part:
    ways: tuple[Way, ...] = (Way(gettext("See the bodies"), url_for("policy.agencies")),)
    text = ngettext(
        "The register knows %(n)s body by its names in three languages.",
        "The register knows %(n)s bodies by their names in three languages.",
        found.bodies,
    )
    if not found.bodies:
        text = gettext(
            "No body is known yet, so nobody can be charged with anything. Load the reference data on the server with "
            "“%(command)s”, or add the bodies one by one.",
            command=LOAD_COMMAND,
        )
        ways = ()
    if may(role, Duty.MANAGE_BODIES):
        ways = (*ways, Way(gettext("Add a body"), url_for("bodies.new")))
    return gettext("Bodies"), text, ways


def _people(found: FirstRun, role: Role) -> Part:
    text = gettext(
        "Supervisors: %(supervisors)s, coordinators of bodies: %(coordinators)s.",
        supervisors=found.supervisors,
        coordinators=found.coordinators,
    )
    if not found.peopled:
        needed = gettext(
            "A supervisor, who controls, and a coordinator of a body are needed; each is invited by letter."
        )
        text = f"{text} {needed}"
    if may(role, Duty.MANAGE_PEOPLE):
        return (
            gettext("People"),
            text,
            (
                Way(gettext("Add a person"), url_for("people.new")),
                Way(gettext("Add a list (CSV)"), url_for("people.import_form")),
            ),
        )
    who = "" if found.peopled else gettext("An administrator adds them.")
    return gettext("People"), f"{text} {who}".strip(), ()


def _document(found: FirstRun, role: Role) -> Part:
    title = gettext("The first document")
    if found.begun:
        return title, gettext("The register has begun to fill."), ()
    text = gettext(
        "A text is read, instructions in it are found, and a supervisor confirms each one: then it is on control, with its "
        "executor and its deadline."
    )
    if may(role, Duty.ADD_DOCUMENT):
        return (
            title,
            text,
            (
                Way(gettext("Add a document"), url_for("documents.new")),
                Way(gettext("Put on control by hand"), url_for("register.new")),
            ),
        )
    who = gettext("A supervisor adds it after signing in.")
    return title, f"{text} {who}", ()
