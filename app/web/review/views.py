"""The review queue: documents with findings that wait; one document with its text and findings side by side."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import FindingKind, GiverLevel, RejectReason, Review, Urgency
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.i18n import gettext, ngettext
from app.models import Document
from app.queries.documents import document_of
from app.queries.findings import finding_of, has_waiting, next_in_queue, queue_count, queue_page
from app.queries.tasks import task_of
from app.services import review
from app.services.missed import add_missed
from app.services.requirements import set_first_form
from app.web.documents.views import ID
from app.web.forms import Form
from app.web.review.card import Card, card_of, page_of
from app.web.review.forms import AcceptForm, AddForm, MergeForm, RejectForm, SplitForm
from app.web.review.selection import parts_of, selected, sentences_of, ticked
from app.web.security import requires
from app.web.session import db, now, person, settings
from app.web.tasks.deadline import rule_name
from app.web.tasks.evidence_forms import typed_lines
from app.web.tasks.lists import cursor, member, neighbours
from app.web.tasks.meanwhile import typed_values
from app.web.tasks.submitting import carried_out, status_of

blueprint = Blueprint("review", __name__)

DECISIONS: dict[type[Form], Review] = {
    AcceptForm: Review.ACCEPTED,
    RejectForm: Review.REJECTED,
    SplitForm: Review.REJECTED,
    MergeForm: Review.MERGED,
}
FINDING = "<int(max=2147483647):finding_id>"


@blueprint.get("/review")
@requires(Duty.REVIEW_FINDINGS)
def index() -> str:
    """The queue, by document."""
    page = queue_page(db(), cursor=cursor())
    return render_template(
        "review/index.html",
        page=page,
        count=queue_count(db()),
        auto_confirm=settings().auto_confirm,
        **neighbours("review.index", page),
    )


@blueprint.get(f"/review/{ID}")
@requires(Duty.REVIEW_FINDINGS)
def show(document_id: int) -> str:
    """A document's text beside its findings; one of them is open for a decision."""
    document = document_of(db(), person(), document_id)
    return _page(document, request.args.get("finding", type=int))


@blueprint.post(f"/review/{ID}/{FINDING}/accept")
@requires(Duty.REVIEW_FINDINGS)
def accept(document_id: int, finding_id: int) -> BaseResponse:
    """Put a finding on control."""
    card = _card(document_id, finding_id, "accept")
    form = card.accept

    def run(session: Any) -> Any:
        choice = review.Choice(
            lead=form.lead.data or "",
            others=form.chosen_others(),
            due_on=form.due_on.data,
            title=form.title.data or "",
            giver_level=member(GiverLevel, form.giver_level.data),
            urgency=member(Urgency, form.urgency.data) or Urgency.NORMAL,
            form_of_completion=form.form_of_completion.data or "",
            project=form.project.data or "",
        )
        made = review.accept_finding(session, card.finding, choice, by=person(), now=now(), version=form.read_version)
        set_first_form(session, made, typed_lines(form.requirements), by=person(), now=now())
        return made

    task = carried_out(form, run)
    if form.errors or task is None:
        return _again(card, form)
    flash(gettext("On control as task %(number)s.", number=task.number))
    return _next(card.document)


@blueprint.post(f"/review/{ID}/{FINDING}/reject")
@requires(Duty.REVIEW_FINDINGS)
def reject(document_id: int, finding_id: int) -> BaseResponse:
    """Say why a finding is no task."""
    card = _card(document_id, finding_id, "reject")
    form = card.reject

    def run(session: Any) -> None:
        reason = member(RejectReason, form.reason.data)
        if reason is None:
            raise InvalidInput("reason_required")
        note, version = form.text.data or "", form.read_version
        review.reject_finding(session, card.finding, reason, note, by=person(), now=now(), version=version)

    carried_out(form, run)
    if form.errors:
        return _again(card, form)
    flash(gettext("Rejected. It stays here with its reason and can be put back."))
    return _next(card.document)


@blueprint.post(f"/review/{ID}/{FINDING}/split")
@requires(Duty.REVIEW_FINDINGS)
def split(document_id: int, finding_id: int) -> BaseResponse:
    """Replace a finding by several."""
    card = _card(document_id, finding_id, "split")
    form = card.split

    def run(session: Any) -> Any:
        actions = [(action["start"], action["end"]) for action in card.finding.fields.get("actions") or ()]
        parts = parts_of(actions, form.parts.data or [])
        version = form.read_version
        return review.split_finding(session, card.finding, parts, by=person(), now=now(), version=version)

    rows = carried_out(form, run)
    if form.errors or rows is None:
        return _again(card, form)
    flash(ngettext("Split into %(n)s part.", "Split into %(n)s parts.", len(rows)))
    return _to(card.document, rows[0].id)


@blueprint.post(f"/review/{ID}/{FINDING}/merge")
@requires(Duty.REVIEW_FINDINGS)
def merge(document_id: int, finding_id: int) -> BaseResponse:
    """The finding is on control already: the task gets another source."""
    card = _card(document_id, finding_id, "merge")
    form = card.merge
    task, _ = task_of(db(), person(), form.number.data or "")

    def run(session: Any) -> Any:
        return review.merge_finding(session, card.finding, task, by=person(), now=now(), version=form.read_version)

    differences = carried_out(form, run)
    if form.errors or differences is None:
        return _again(card, form)
    flash(gettext("Merged: task %(number)s has another source.", number=task.number))
    if differences:
        flash(gettext("The two texts disagree: see the history of the task."))
    return _next(card.document)


@blueprint.post(f"/review/{ID}/{FINDING}/restore")
@requires(Duty.REVIEW_FINDINGS)
def restore(document_id: int, finding_id: int) -> BaseResponse:
    """Undo a rejection."""
    card = _card(document_id, finding_id, "restore")
    form = card.restore

    def run(session: Any) -> None:
        review.restore_finding(session, card.finding, by=person(), now=now(), version=form.read_version)

    carried_out(form, run)
    if form.errors:
        return _again(card, form)
    flash(gettext("It waits for review again."))
    return _to(card.document, finding_id)


@blueprint.get(f"/review/{ID}/add")
@requires(Duty.REVIEW_FINDINGS)
def missed(document_id: int) -> str:
    """The text as sentences to tick."""
    return _sentences(document_of(db(), person(), document_id), AddForm(None))


@blueprint.post(f"/review/{ID}/add")
@requires(Duty.REVIEW_FINDINGS)
def add(document_id: int) -> BaseResponse:
    """Add what the extractor missed."""
    document = document_of(db(), person(), document_id)
    form = AddForm()

    def run(session: Any) -> Any:
        place = selected(form.start.data or "", form.end.data or "")
        places = [place] if place else ticked(document.text, form.sentences.data or [])
        if not places:
            raise InvalidInput("span_empty")
        kind, anyway = FindingKind(form.kind.data), bool(form.anyway.data)
        return [
            add_missed(session, document, *place, kind=kind, overlapping=anyway, by=person(), now=now())
            for place in places
        ]

    rows = carried_out(form, run)
    if form.errors or rows is None:
        return Response(_sentences(document, form), status_of(form), mimetype="text/html")
    flash(ngettext("%(n)s finding was added.", "%(n)s findings were added.", len(rows)))
    return _to(document, rows[0].id)


def _card(document_id: int, finding_id: int, sent: str) -> Card:
    """The card of a finding, with the form that was sent."""
    document = document_of(db(), person(), document_id)
    return card_of(document, finding_of(db(), document, finding_id), sent=sent)


def _page(document: Document, finding_id: int | None, card: Card | None = None) -> str:
    values = page_of(document, finding_id, card)
    return render_template("review/show.html", rule_name=rule_name, typed_values=typed_values, **values)


def _again(card: Card, form: Form) -> BaseResponse:
    """The page with the form as it was sent; after a conflict it carries the present version.

    Who sends his own decision a second time is told so, and goes on.
    """
    if getattr(form, "conflict", False):
        finding = finding_of(db(), card.document, card.finding.id)
        if finding.reviewed_by_id == person().id and finding.review is DECISIONS.get(type(form)):
            flash(gettext("You did this already; nothing was done a second time."))
            return _next(card.document)
        form["version"].data = str(finding.version)
    return Response(_page(card.document, card.finding.id, card), status_of(form), mimetype="text/html")


def _sentences(document: Document, form: AddForm) -> str:
    return render_template("review/add.html", document=document, form=form, sentences=sentences_of(document.text))


def _next(document: Document) -> BaseResponse:
    """On to the next finding of the document that waits, to the next document, or to the empty queue."""
    if has_waiting(db(), document):
        return redirect(url_for("review.show", document_id=document.id))
    other = next_in_queue(db(), document)
    return redirect(url_for("review.show", document_id=other) if other else url_for("review.index"))


def _to(document: Document, finding_id: int) -> BaseResponse:
    return redirect(url_for("review.show", document_id=document.id, finding=finding_id))
