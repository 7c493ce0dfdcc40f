"""The search of the page's head: tasks, documents and bodies, a few of each, or all of one kind page by page."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.enums import Role
from app.domain.errors import NotFound
from app.domain.permissions import Duty, may
from app.domain.search_marks import Pieces, marked, snippet
from app.domain.search_words import Term, terms_of
from app.i18n import N_, get_locale, gettext
from app.models import User
from app.models.search import SearchKind
from app.queries.keyset import Count, Page
from app.queries.search import (
    FoundBody,
    FoundDocument,
    FoundTask,
    found_bodies,
    found_count,
    found_documents,
    found_tasks,
    kinds_for,
)
from app.queries.tasks import task_of
from app.web.search.box import asked
from app.web.session import db, person
from app.web.tasks.lists import cursor, member, neighbours

blueprint = Blueprint("search", __name__)

FEW = {SearchKind.TASK: 8, SearchKind.DOCUMENT: 4, SearchKind.BODY: 5}
KIND_WORDS = {SearchKind.TASK: N_("Tasks"), SearchKind.DOCUMENT: N_("Documents"), SearchKind.BODY: N_("Bodies")}


@dataclass(frozen=True)
class Row:
    """Something found. title, around: pieces with what was asked for; around is empty where the title has all of it."""

    item: Any
    url: str
    title: Pieces
    around: Pieces


@dataclass(frozen=True)
class Part:
    """What was found of one kind. all_url: the page with all of it."""

    kind: SearchKind
    word: str
    count: Count
    rows: list[Row]
    all_url: str


@blueprint.get("/search")
def index() -> ResponseReturnValue:
    """What was found; the number of a task leads to the task itself."""
    user, text = person(), asked()
    kinds, terms = kinds_for(user), terms_of(text)
    kind = member(SearchKind, request.args.get("kind"))
    if (number := _known_number(user, text)) and kind is None:
        return redirect(url_for("tasks.show", number=number))
    counts = {each: found_count(db(), user, each, text) for each in kinds} if terms else {}
    parts, links = [], {"previous_url": "", "next_url": ""}
    for each in (kind,) if kind in kinds else kinds:
        if terms and each is not None and counts[each].value:
            page = _page(user, each, text, whole=kind is each)
            parts.append(_part(user, each, counts[each], page, terms, text))
            links = neighbours("search.index", page) if kind is each else links
    return render_template(
        "search/index.html",
        text=text,
        terms=terms,
        kind=kind if kind in kinds else None,
        tabs=[(each, gettext(KIND_WORDS[each]), counts[each], _url(text, each)) for each in counts],
        every_url=_url(text, None),
        parts=parts,
        **links,
    )


def _known_number(user: User, text: str) -> str:
    """The number, when the text is that of a task that the person sees; else ""."""
    try:
        return task_of(db(), user, text.removeprefix("№").strip())[0].number
    except NotFound:
        return ""


def _page(user: User, kind: SearchKind, text: str, *, whole: bool) -> Page[Any]:
    """The page asked for of one kind, or its first few."""
    more: dict[str, Any] = {"cursor": cursor()} if whole else {"rows": FEW[kind]}
    match kind:
        case SearchKind.TASK:
            return found_tasks(db(), user, text, locale=get_locale(), **more)
        case SearchKind.DOCUMENT:
            return found_documents(db(), user, text, **more)
        case SearchKind.BODY:
            return found_bodies(db(), user, text, **more)


def _part(user: User, kind: SearchKind, count: Count, page: Page[Any], terms: tuple[Term, ...], text: str) -> Part:
    rows = [_row(user, found, terms) for found in page.rows]
    return Part(kind, gettext(KIND_WORDS[kind]), count, rows, _url(text, kind) if count.value > len(rows) else "")


def _row(user: User, found: FoundTask | FoundDocument | FoundBody, terms: tuple[Term, ...]) -> Row:
    match found:
        case FoundTask():
            url = url_for("tasks.show", number=found.line.number)
            title = marked(found.line.title, terms)
            return Row(found.line, url, title, _around(title, found.text, terms))
        case FoundDocument():
            url = url_for("documents.show", document_id=found.id)
            title = marked(found.title, terms)
            return Row(found, url, title, snippet(found.text, terms))
        case FoundBody():
            names = [
                name for name in (found.ru, found.kk, found.en, *found.aliases) if name != found.name(get_locale())
            ]
            title = marked(found.name(get_locale()), terms)
            return Row(found, _body_url(user, found), title, _around(title, " · ".join(names), terms))


def _around(title: Pieces, text: str, terms: tuple[Term, ...]) -> Pieces:
    """Words of the text, where the title alone does not show why it was found."""
    return [] if sum(hit for _piece, hit in title) >= len(terms) else snippet(text, terms)


def _body_url(user: User, body: FoundBody) -> str:
    """Where a person reads of a body: the administrator its page, a supervisor the tasks that it leads."""
    if may(user.role, Duty.MANAGE_BODIES):
        return url_for("bodies.show", code=body.code)
    if user.role is Role.SUPERVISOR:
        return url_for("tasks.index", agency=body.code)
    return url_for("policy.agencies", text=body.ru)


def _url(text: str, kind: SearchKind | None) -> str:
    return url_for("search.index", q=text, kind=kind.value if kind else None)
