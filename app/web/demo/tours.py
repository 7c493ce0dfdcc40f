"""Three short tours of the demonstration: a role, what it asks every morning, and the pages that answer.

A step signs in as the person of its tour and opens the page; nothing else belongs here.
"""

from dataclasses import dataclass

from flask import url_for

from app.domain.enums import Role
from app.i18n import gettext
from app.labels import label
from app.models import User
from app.queries.tours import Cast


@dataclass(frozen=True)
class Stop:
    """A step of a tour: what to try there, and the page."""

    text: str
    url: str


@dataclass(frozen=True)
class Tour:
    """A role's tour. question: what the role wants to know."""

    role: str
    question: str
    person: User
    stops: tuple[Stop, ...]


def tours(found: Cast) -> list[Tour]:
    """The tours for which there is a person."""
    made = (
        (found.coordinator, gettext("What do we owe, and by when?"), _coordinator(found.number)),
        (found.supervisor, gettext("What is late, whose days were lost, what next?"), _supervisor()),
        (found.official, gettext("What does my body owe, and what waits for me?"), _official(found.number)),
    )
    return [
        Tour(label(Role(person.role)), question, person, stops)
        for person, question, stops in made
        if person is not None
    ]


def _coordinator(number: str) -> tuple[Stop, ...]:
    first = Stop(gettext("See what is late and what comes next, and write one sentence on where it stands."), _work())
    if not number:
        return (first,)
    task = url_for("tasks.show", number=number)
    return (
        first,
        Stop(gettext("Read how an overdue deadline came about, from the words of the text to the date."), task),
        Stop(
            gettext("Report execution, or ask for another date: the original one stays in sight."), f"{task}#do-submit"
        ),
    )


def _supervisor() -> tuple[Stop, ...]:
    return (
        Stop(gettext("Work down what is overdue, the longest first, with who holds it."), url_for("overdue.index")),
        Stop(gettext("Confirm, correct or refuse what was found in the texts."), url_for("review.index")),
        Stop(
            gettext("Accept or return a report that waits for a decision."),
            url_for("tasks.index", waiting="report", sort="due"),
        ),
        Stop(
            gettext("Compare bodies by two rates, and take the report away for Excel or Word."),
            url_for("discipline.index", period="all"),
        ),
    )


def _official(number: str) -> tuple[Stop, ...]:
    stops = (
        Stop(gettext("Read the letters that went out: at most one a working morning, with one button."), _letters()),
        Stop(gettext("See what your body does now."), _work()),
        Stop(gettext("Choose the hour of your letter, and a calendar of deadlines."), url_for("profile.index")),
    )
    task = (Stop(gettext("Ask the controller a question on a task."), url_for("tasks.show", number=number)),)
    return (*stops, *(task if number else ()))


def _work() -> str:
    return url_for("mywork.index")


def _letters() -> str:
    return url_for("demo.mailbox")
