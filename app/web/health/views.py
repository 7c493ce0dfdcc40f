"""/healthz: database, structure, scheduler, clock, outbox; /healthz/web: this process and its database, for a load balancer;
/metrics: the same as numbers for Prometheus, for this machine or with a token only.
"""

import hmac
from datetime import timedelta
from typing import Any

import flask
from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from app import clock, schema
from app.queries.health import (
    clock_now,
    database_answers,
    failing_jobs,
    heartbeat_ages,
    outbox_age,
    queue_faults,
    revision,
)
from app.web.health.metrics import exposition
from app.web.security import limiter, public
from app.web.session import db, now, settings

blueprint = Blueprint("health", __name__)
limiter.exempt(blueprint)

HEARTBEAT_LIMIT_S = int(timedelta(minutes=10).total_seconds())
OUTBOX_LIMIT_S = int(timedelta(hours=1).total_seconds())
REVISION_CHECK_S = 30.0
LOCAL = frozenset({"127.0.0.1", "::1"})


@blueprint.before_app_request
def _refuse_another_structure() -> None:
    """503 when a migration ran under this process, or was undone: it would read and write rows that it does not know."""
    if request.endpoint is None or request.endpoint.startswith(("health.", "static", "bootstrap.")):
        return
    kept = flask.current_app.extensions.setdefault("tapsyrma_structure", {"checked": float("-inf"), "fits": True})
    if clock.monotonic() - kept["checked"] > REVISION_CHECK_S:
        kept["fits"] = revision(db()) == schema.head()
        kept["checked"] = clock.monotonic() if kept["fits"] else float("-inf")
    if not kept["fits"]:
        abort(503)


@blueprint.get("/healthz")
@public
def index() -> ResponseReturnValue:
    """200 when all works; 503 with what does not. Says nothing that a visitor may not know."""
    found = _look()
    return jsonify(found), 200 if found["ok"] else 503


@blueprint.get("/healthz/web")
@public
def web() -> ResponseReturnValue:
    """200 when this process reaches its database; another process's trouble does not take it out of service."""
    answers = _database()
    fits = answers and revision(db()) == schema.head()
    return jsonify(ok=fits, database=answers, structure=fits), 200 if fits else 503


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Numbers for Prometheus. 404 for whoever may not see them."""
    if not _may_see_metrics():
        abort(404)
    return Response(exposition(db(), now()), content_type=CONTENT_TYPE_LATEST)


def _may_see_metrics() -> bool:
    """With the token where there is one; else from this machine, and not through a proxy, behind which all are local."""
    if token := settings().metrics_token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    return request.remote_addr in LOCAL and not forwarded and not settings().proxies


def _look() -> dict[str, Any]:
    if not _database():
        return {"ok": False, "database": False}
    if (found := revision(db())) != schema.head():
        return {"ok": False, "database": True, "structure": False, "revision": found, "wanted": schema.head()}
    beats, waiting, ticking = heartbeat_ages(db(), now()), outbox_age(db(), now()), clock_now(db(), now())
    alive = "scheduler" in beats and max(beats.values()) <= HEARTBEAT_LIMIT_S
    faults, paused = queue_faults(db(), now())
    failing = [f"{job} {slot}" for job, slot in failing_jobs(db())]
    fine = alive and waiting <= OUTBOX_LIMIT_S and not ticking.trouble and not ticking.hung and not failing
    return {
        "ok": fine,
        "database": True,
        "structure": True,
        "revision": found,
        "heartbeat_age_s": beats,
        "scheduler": alive,
        "clock": ticking.trouble.value if ticking.trouble else "ok",
        "running": ticking.running or None,
        "hung": ticking.hung,
        "failing": failing,
        "outbox_age_s": waiting,
        "outbox": waiting <= OUTBOX_LIMIT_S,
        "mail_server_faults": faults,
        "queue_paused": paused,
    }


def _database() -> bool:
    # The one place where a failing database is an answer, not an error.
    try:
        return database_answers(db())
    except SQLAlchemyError:
        return False
