"""Letters and their delivery: what waits, what was sent, what could not be delivered and why."""

import structlog
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.domain.enums import LetterState
from app.domain.errors import NotFound
from app.domain.permissions import Duty
from app.i18n import gettext
from app.models import OutboxMessage, SuppressedAddress
from app.queries.health import clock_now
from app.queries.outbox import letter_counts, letters, queue_now, suppressed_addresses
from app.services.outbox import WAITING, drop_letter, retry_letter
from app.services.suppression import lift
from app.web.security import requires
from app.web.session import db, now, person

blueprint = Blueprint("outbox", __name__)
log = structlog.get_logger("tapsyrma.outbox")


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
        waiting=WAITING,
        now=now(),
        queue=queue_now(db()),
        suppressed=suppressed_addresses(db()),
        clock=clock_now(db(), now()),
        next_url=neighbour(page.next),
        previous_url=neighbour(page.previous),
    )


@blueprint.post("/outbox/<int:letter_id>/retry")
@requires(Duty.SEE_OUTBOX)
def retry(letter_id: int) -> ResponseReturnValue:
    """Queue a letter again that could not be delivered."""
    with transaction(db()) as session:
        retry_letter(session, _letter(letter_id, LetterState.QUEUED), now=now())
    log.info("letter_retried", letter_id=letter_id, by=person().id)
    flash(gettext("The letter is queued again."))
    return redirect(url_for("outbox.index", state=LetterState.DEAD.value))


@blueprint.post("/outbox/<int:letter_id>/drop")
@requires(Duty.SEE_OUTBOX)
def drop(letter_id: int) -> ResponseReturnValue:
    """Give up a letter that could not be delivered; the ledger keeps it."""
    with transaction(db()) as session:
        drop_letter(session, _letter(letter_id, LetterState.DROPPED))
    log.info("letter_dropped", letter_id=letter_id, by=person().id)
    flash(gettext("The letter is given up."))
    return redirect(url_for("outbox.index", state=LetterState.DEAD.value))


@blueprint.post("/outbox/addresses/<int:suppression_id>/lift")
@requires(Duty.SEE_OUTBOX)
def lift_suppression(suppression_id: int) -> ResponseReturnValue:
    """Allow letters to an address again."""
    with transaction(db()) as session:
        row = session.get(SuppressedAddress, suppression_id)
        if row is None:
            raise NotFound("not_found")
        lift(session, row, by=person(), now=now())
    flash(gettext("Letters to this address are allowed again. Those that were refused wait below."))
    return redirect(url_for("outbox.index", state=LetterState.DEAD.value))


def _letter(letter_id: int, wanted: LetterState) -> OutboxMessage:
    """A letter that waits for a person, or is already as wanted: a form that is sent twice does no harm."""
    message = db().get(OutboxMessage, letter_id)
    if message is None or message.state not in (*WAITING, wanted):
        raise NotFound("not_found")
    return message
