"""What the review page shows: the text with its marks, the findings in groups, the card of the one that is open."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from app.domain.enums import LEVEL_OF_ROLE, FindingKind, GiverLevel, Review, Urgency
from app.i18n import get_locale, gettext
from app.labels import DIFFERENCES, label
from app.models import Document, Finding, Task, User
from app.queries.bodies import standing
from app.queries.documents import tasks_of
from app.queries.duplicates import same_tasks
from app.queries.findings import findings_of, owner_codes
from app.queries.history import agency_names
from app.queries.reference import agencies_for_choice, project_named
from app.queries.tasks import project_names
from app.services.review import is_sure, proposed
from app.web.documents.marking import Span, paragraphs
from app.web.drafts.restoring import my_drafts, restore
from app.web.review.forms import AcceptForm, AddForm, MergeForm, RejectForm, RestoreForm, SplitForm
from app.web.review.proposal import Proposal, marked_words, proposal
from app.web.session import db, person, today


@dataclass(frozen=True)
class Same:
    """A task that may be the same instruction. percent: how alike; differs: in what the two texts disagree, in words."""

    task: Task
    percent: int
    differs: str


@dataclass(frozen=True)
class Card:
    """A finding with its proposal and its forms; the one that was sent keeps what was typed."""

    document: Document
    finding: Finding
    proposal: Proposal
    sure: bool
    accept: AcceptForm
    reject: RejectForm
    split: SplitForm
    restore: RestoreForm
    merge: MergeForm
    same: list[Same]


def _same(finding: Finding) -> list[Same]:
    if finding.kind is not FindingKind.INSTRUCTION or finding.review is not Review.PENDING:
        return []
    return [
        Same(task, round(same.score * 100), ", ".join(gettext(DIFFERENCES[each]) for each in same.differences))
        for task, same in same_tasks(db(), finding, person())
    ]


def card_of(document: Document, finding: Finding, *, sent: str = "") -> Card:
    """The card of a finding. sent: the name of the form that came back from the reader."""
    names = agency_names(db(), owner_codes([finding]), get_locale())
    version = str(finding.version)

    def made(kind: Any, name: str) -> Any:
        form = kind(request.form if sent == name else None, prefix=f"{name}-")
        if sent != name:
            form.version.data = version
        return form

    card = Card(
        document=document,
        finding=finding,
        proposal=proposal(finding, document.text, names),
        sure=is_sure(document, finding),
        accept=_filled(made(AcceptForm, "accept"), finding, names, sent=sent == "accept"),
        reject=made(RejectForm, "reject"),
        split=_with_parts(made(SplitForm, "split"), finding),
        restore=made(RestoreForm, "restore"),
        merge=made(MergeForm, "merge"),
        same=_same(finding),
    )
    if not sent and finding.review is Review.PENDING:
        _put_back(card)
    return card


def _put_back(card: Card) -> None:
    """What the reviewer typed about this finding and did not send."""
    document_id, finding_id = card.document.id, card.finding.id
    drafts = my_drafts(f"/review/{document_id}/{finding_id}/")
    for name, form in (("accept", card.accept), ("reject", card.reject)):
        restore(form, url_for(f"review.{name}", document_id=document_id, finding_id=finding_id), drafts)


def _filled(form: AcceptForm, finding: Finding, names: dict[str, str], *, sent: bool) -> AcceptForm:
    """The proposal as the form's first contents."""
    # An older text may name a body that has ended meanwhile: its successor executes.
    choice = standing(db(), proposed(finding), today())
    names |= agency_names(db(), {choice.lead, *(code for code, _role in choice.others)} - {""}, get_locale())
    bodies = agencies_for_choice(db(), today())
    form.offer(bodies, choice.lead, choice.others, names, sent=sent)
    if not sent:
        level = LEVEL_OF_ROLE[finding.giver_role] if finding.giver_role else GiverLevel.BODY
        form.lead.data = choice.lead or _monitor(finding)
        form.due_on.data = finding.due_on
        form.giver_level.data = level.value
        form.urgency.data = Urgency.NORMAL.value
        form.project.data = finding.project
    return form


def _monitor(finding: Finding) -> str:
    """The body that watches the finding's project by policy; it leads where the text names nobody."""
    project = project_named(db(), finding.project) if finding.kind is FindingKind.MILESTONE else None
    return project.monitors[0].agency.code if project and project.monitors else ""


def _with_parts(form: SplitForm, finding: Finding) -> SplitForm:
    actions = finding.fields.get("actions") or ()
    form.parts.choices = [(str(number), action["text"]) for number, action in enumerate(actions)]
    return form


def page_of(document: Document, finding_id: int | None, card: Card | None) -> dict[str, Any]:
    """What the page's template is given. Without a finding asked for, the first that waits is open."""
    findings = findings_of(db(), document)
    pending = [finding for finding in findings if finding.review is Review.PENDING]
    chosen = next((finding for finding in findings if finding.id == finding_id), None) or next(iter(pending), None)
    if card is None and chosen is not None:
        card = card_of(document, chosen)
    tasks = {source.finding_id: task for source, task in tasks_of(db(), person(), document) if source.finding_id}
    refused = [finding for finding in findings if finding.kind is FindingKind.REFUSED]
    return {
        "document": document,
        "card": card,
        "pending": pending,
        "decided": [finding for finding in findings if finding not in pending and finding not in refused],
        "refused": refused,
        "tasks": tasks,
        "decided_by": _decided_by(card),
        "projects": project_names(db()),
        "add_form": AddForm(None),
        "paragraphs": paragraphs(document.text, _spans(findings, chosen), marked_words(chosen) if chosen else ()),
    }


def _decided_by(card: Card | None) -> str:
    """Who decided on the open finding; "" while it waits, or when the register did by policy."""
    user = db().get(User, card.finding.reviewed_by_id) if card and card.finding.reviewed_by_id else None
    return user.name if user else ""


def _spans(findings: list[Finding], chosen: Finding | None) -> list[Span]:
    """Places of all findings; a refused one is marked only while it is open."""
    return [
        Span(
            key=finding.id,
            start=finding.start,
            end=finding.end,
            state="open" if finding is chosen else finding.review.value,
            url=url_for("review.show", document_id=finding.document_id, finding=finding.id, _anchor="card"),
            title=f"{label(finding.kind)}: {label(finding.review)}",
        )
        for finding in findings
        if finding is chosen or finding.kind is not FindingKind.REFUSED
    ]
