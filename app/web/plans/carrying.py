"""Taking an edition over, in one request and one transaction: short work ends on the plan's page, long work tells how far it is.

A long plan's answer is written while the work goes on. It begins before the outcome is known, so what goes wrong is said
at its end and not by an error page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Response, flash, g, redirect, stream_template, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.errors import ChangedMeanwhile, DomainError
from app.i18n import gettext, ngettext
from app.labels import error_sentence
from app.models import PlanEdition
from app.queries.plans import counts, current_edition, seen_digest
from app.services import plan_carrying
from app.services.plans import require_draft
from app.web.forms import Form
from app.web.plans import looking
from app.web.session import db, now, person
from app.web.tasks.submitting import carried_out

# Some two seconds of work; what takes longer shows its progress.
QUICK_ROWS = 100
STEP = 10

log = structlog.get_logger("tapsyrma.plans")


@dataclass(frozen=True)
class Step:
    """A line of the progress: steps done of all; at the end what became of the plan, or why nothing was kept."""

    done: int = 0
    steps: int = 0
    error: str = ""
    finished: str = ""


def carry_out(edition: PlanEdition) -> BaseResponse:
    """Put the rows on control and take the ticked differences over, all or nothing."""
    form, plan_id = Form(), edition.plan_id
    # A plan on control sends its ticks with the button.
    chosen = current_edition(db(), edition.plan) is not None
    seen = carried_out(form, lambda session: _prepared(session, edition, chosen))
    if seen is None:
        return looking.again(plan_id, form)
    if _amount(edition, chosen) > QUICK_ROWS:
        return _streamed(edition, seen)
    if carried_out(form, lambda session: len(list(_work(session, edition, seen))) + 1) is None:
        return looking.again(plan_id, form)
    flash(done_sentence(edition))
    return redirect(url_for("plans.show", plan_id=plan_id))


def _prepared(session: Any, edition: PlanEdition, chosen: bool) -> str:
    """Keep the ticks; what the edition is now, so that the work takes over just that."""
    if chosen:
        looking.remember(session, edition)
    else:
        looking.require_seen(session, edition)
    return seen_digest(session, edition)


def _amount(edition: PlanEdition, chosen: bool) -> int:
    """How many steps the work has: the differences of a known plan, the rows of a new one."""
    if chosen:
        return len(plan_carrying.found_differences(db(), edition, by=person(), now=now()))
    return counts(db(), edition).ready


def _work(session: Any, edition: PlanEdition, seen: str) -> Iterator[tuple[int, int]]:
    require_draft(session, edition)
    if seen != seen_digest(session, edition):
        raise ChangedMeanwhile("changed_meanwhile")
    yield from plan_carrying.carry_out(session, edition, by=person(), now=now())


def done_sentence(edition: PlanEdition) -> str:
    """What became of the plan."""
    total = counts(db(), edition)
    on_control = total.rows - total.skipped
    return ngettext(
        "The plan is taken over: %(n)s measure is on control.",
        "The plan is taken over: %(n)s measures are on control.",
        on_control,
    )


def _streamed(edition: PlanEdition, seen: str) -> Response:
    plan = edition.plan
    body = stream_template("plans/progress.html", title=plan.title, plan_id=plan.id, steps=_steps(edition.id, seen))
    # Servers in between must not wait for the end.
    return Response(body, headers={"X-Accel-Buffering": "no"}, mimetype="text/html")


def _steps(edition_id: int, seen: str) -> Iterator[Step]:
    """The work itself, told every few steps.

    A stream begins when the request's session is closed already: the edition and the person are read anew.
    """
    for kept in ("person", "myself"):
        g.pop(kept, None)
    edition = db().get_one(PlanEdition, edition_id)
    try:
        with transaction(db()) as session:
            for done, steps in _work(session, edition, seen):
                if done % STEP == 0:
                    yield Step(done, steps)
    except StaleDataError:
        yield Step(error=error_sentence(ChangedMeanwhile("changed_meanwhile")))
    except DomainError as error:
        yield Step(error=error_sentence(error))
    except Exception:  # no error page can follow any more; the log has the details
        log.exception("unexpected_error")
        yield Step(error=gettext("Something went wrong on our side"))
    else:
        yield Step(finished=done_sentence(edition))
