"""Letters and their delivery: what waits, what was sent, what could not be delivered and why."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.enums import LetterState
from app.domain.permissions import Duty
from app.queries.outbox import letter_counts, letters
from app.web.security import requires
from app.web.session import db

blueprint = Blueprint("outbox", __name__)


@blueprint.get("/outbox")
@requires(Duty.SEE_OUTBOX)
def index() -> ResponseReturnValue:
    """Newest first, of one state or of all."""
    given = request.args.get("state", "")
    state = LetterState(given) if given in list(LetterState) else None
    page = letters(db(), state, request.args.get("page", "")[:100])

    def neighbour(cursor: str) -> str:
        return url_for("outbox.index", state=state.value if state else None, page=cursor) if cursor else ""

    return render_template(
        "outbox/index.html",
        letters=page.rows,
        state=state,
        counts=letter_counts(db()),
        states=list(LetterState),
        next_url=neighbour(page.next),
        previous_url=neighbour(page.previous),
    )
