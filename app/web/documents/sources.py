"""Where a task came from: its sentence inside the paragraph it stands in, and the way to it in the document."""

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from app.i18n import get_locale
from app.models import Document, Task, TaskSource
from app.queries.duplicates import version_of_finding
from app.queries.history import agency_names
from app.web.session import db

CONTEXT = 400


@dataclass(frozen=True)
class Source:
    """A quote with the words around it, as far as its paragraph goes. url leads to its place in the document.

    due_on, lead: the date and the body that this text names, where a task has several sources; None, "" where it names none.
    """

    document: Document
    before: str
    quote: str
    after: str
    url: str
    due_on: date | None = None
    lead: str = ""


def sources_of(task: Task) -> list[Source]:
    """The sources of a task, the first one first."""
    if len(task.sources) < 2:
        return [_source(row) for row in task.sources]
    leads = {row.id: version_of_finding(row.finding).lead for row in task.sources if row.finding}
    names = agency_names(db(), {code for code in leads.values() if code}, get_locale())
    return [
        replace(
            _source(row),
            due_on=row.finding.due_on if row.finding else None,
            lead=names.get(leads.get(row.id, ""), ""),
        )
        for row in task.sources
    ]


def place_url(document_id: int, start: int) -> str:
    """The address of a place in a document."""
    return url_for("documents.show", document_id=document_id, _anchor=f"at-{start}")


def _source(row: TaskSource) -> Source:
    text = row.document.text
    first = max(text.rfind("\n", 0, row.start) + 1, row.start - CONTEXT)
    last = text.find("\n", row.end)
    last = min(len(text) if last < 0 else last, row.end + CONTEXT)
    return Source(
        document=row.document,
        before=text[first : row.start],
        quote=text[row.start : row.end],
        after=text[row.end : last],
        url=place_url(row.document_id, row.start),
    )
