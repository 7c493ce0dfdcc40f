"""Source documents: the list, one text with its tasks and findings, adding one."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.enums import FindingKind, Review
from app.domain.permissions import Duty, may
from app.i18n import N_, gettext, ngettext
from app.labels import label
from app.models import Document, Finding, Task, TaskSource
from app.queries.documents import document_of, documents_page, tasks_of
from app.queries.findings import findings_of
from app.services.documents import NewDocument, ingest_document
from app.services.review import extract_findings
from app.web.documents import uploads
from app.web.documents.forms import DocumentForm
from app.web.documents.intake import new_document
from app.web.documents.marking import Span, paragraphs
from app.web.documents.notes import note_sentence
from app.web.documents.reading import ASK_AGAIN_S, begin_reading, is_long, progress
from app.web.drafts.restoring import restore
from app.web.search.box import asked
from app.web.security import requires
from app.web.session import db, now, person, settings
from app.web.tasks.lists import cursor, neighbours
from app.web.tasks.submitting import UNPROCESSABLE

blueprint = Blueprint("documents", __name__)

ID = "<int(max=2147483647):document_id>"
ENGLISH = N_(
    "English is not read: instructions are looked for in Russian and Kazakh. Add them by hand, or take in the text in one "
    "of these languages."
)


@blueprint.get("/documents")
@requires(Duty.SEE_DOCUMENTS)
def index() -> str:
    """All documents, or those that have the words asked for."""
    text = asked()
    page = documents_page(db(), cursor=cursor(), text=text)
    return render_template(
        "documents/index.html", page=page, text=text, note_sentence=note_sentence, **neighbours("documents.index", page)
    )


@blueprint.get("/documents/new")
@requires(Duty.ADD_DOCUMENT)
def new() -> str:
    """The form."""
    form = DocumentForm(None)
    restore(form, url_for("documents.add"))
    return render_template("documents/new.html", form=form)


@blueprint.post("/documents/new")
@requires(Duty.ADD_DOCUMENT)
def add() -> BaseResponse:
    """Take a document in and read it; the same text twice leads to the one that is there."""
    form = DocumentForm()
    described = new_document(form)
    if described is None:
        return Response(render_template("documents/new.html", form=form), UNPROCESSABLE, mimetype="text/html")
    document, fresh = _take_in(described)
    uploads.drop(form.kept.data or "", settings().data)
    if fresh and is_long(document):
        begin_reading(document)
        return redirect(url_for("documents.reading", document_id=document.id))
    if not fresh:
        flash(gettext("This text is in the register already; nothing was added. This is it."), "error")
    else:
        flash(_found(document))
    return redirect(url_for("documents.show", document_id=document.id))


@blueprint.get(f"/documents/{ID}/reading")
@requires(Duty.ADD_DOCUMENT)
def reading(document_id: int) -> BaseResponse:
    """A long text is being read: the page asks again by itself until it is done, without a script."""
    document = document_of(db(), person(), document_id)
    if document.extracted_at is not None or not document.text:
        flash(_found(document))
        return redirect(url_for("documents.show", document_id=document_id))
    state = progress(document, now())
    answer = Response(render_template("documents/reading.html", document=document, state=state), mimetype="text/html")
    if not state.stopped:
        answer.headers["Refresh"] = str(ASK_AGAIN_S)
    return answer


@blueprint.post(f"/documents/{ID}/reading")
@requires(Duty.ADD_DOCUMENT)
def read_again(document_id: int) -> BaseResponse:
    """Read a text whose reading did not come to its end."""
    document = document_of(db(), person(), document_id)
    if document.extracted_at is None and document.text:
        begin_reading(document)
    return redirect(url_for("documents.reading", document_id=document_id))


def _take_in(described: NewDocument) -> tuple[Document, bool]:
    with transaction(db()) as session:
        document, fresh = ingest_document(session, described, by=person(), now=now(), data=settings().data)
        if fresh and document.text and not is_long(document):
            extract_findings(session, document, now=now(), auto_confirm=settings().auto_confirm)
    return document, fresh


def _found(document: Document) -> str:
    """What reading the document gave, in a sentence."""
    if not document.text:
        return gettext("The file is kept. There is no text in it that could be read.")
    findings = [finding for finding in findings_of(db(), document) if finding.kind is not FindingKind.REFUSED]
    if not findings:
        nothing = gettext("The text is kept. Nothing was found in it that asks for control.")
        return f"{nothing} {gettext(ENGLISH)}" if document.language == "en" else nothing
    accepted = sum(finding.review is Review.ACCEPTED for finding in findings)
    found = ngettext("Found: %(n)s place.", "Found: %(n)s places.", len(findings))
    on_control = ngettext("%(n)s is on control,", "%(n)s are on control,", accepted)
    wait = ngettext("%(n)s waits for review.", "%(n)s wait for review.", len(findings) - accepted)
    return f"{found} {on_control} {wait}"


@blueprint.get(f"/documents/{ID}")
def show(document_id: int) -> str:
    """A text with what came from it: all findings for reviewers, their own tasks for executors."""
    document = document_of(db(), person(), document_id)
    reviews = may(person().role, Duty.REVIEW_FINDINGS)
    rows = tasks_of(db(), person(), document)
    findings = [f for f in findings_of(db(), document) if f.kind is not FindingKind.REFUSED] if reviews else []
    return render_template(
        "documents/show.html",
        document=document,
        note=note_sentence(document.note),
        not_read=gettext(ENGLISH) if document.language == "en" else "",
        reviews=reviews,
        tasks={source.finding_id: task for source, task in rows if source.finding_id is not None},
        rows=rows,
        findings=findings,
        pending=sum(finding.review is Review.PENDING for finding in findings),
        paragraphs=paragraphs(document.text, _spans(document, rows, findings)),
    )


def _spans(document: Document, rows: list[tuple[TaskSource, Task]], findings: list[Finding]) -> list[Span]:
    """Places of tasks, which lead to them, and of other findings, which lead to their review."""
    spans = [
        Span(
            key=source.start,
            start=source.start,
            end=source.end,
            state="accepted",
            url=url_for("tasks.show", number=task.number),
            title=f"{task.number}: {label(task.status)}",
        )
        for source, task in rows
    ]
    taken = {source.finding_id for source, _task in rows}
    return spans + [
        Span(
            key=finding.start,
            start=finding.start,
            end=finding.end,
            state=finding.review.value,
            url=url_for("review.show", document_id=document.id, finding=finding.id),
            title=f"{label(finding.kind)}: {label(finding.review)}",
        )
        for finding in findings
        if finding.id not in taken
    ]
