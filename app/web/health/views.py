"""/healthz: database, scheduler, outbox; /healthz/web: this process and its database, for a load balancer."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.queries.health import database_answers, heartbeat_ages, outbox_age
from app.web.security import public
from app.web.session import db, now

blueprint = Blueprint("health", __name__)

HEARTBEAT_LIMIT_S = int(timedelta(minutes=10).total_seconds())
OUTBOX_LIMIT_S = int(timedelta(hours=1).total_seconds())


@blueprint.get("/healthz")
@public
def index() -> ResponseReturnValue:
    """200 when all works; 503 with what does not."""
    found = _look()
    return jsonify(found), 200 if found["ok"] else 503


@blueprint.get("/healthz/web")
@public
def web() -> ResponseReturnValue:
    """200 when this process reaches its database; another process's trouble does not take it out of service."""
    answers = _database()
    return jsonify(ok=answers, database=answers), 200 if answers else 503


def _look() -> dict[str, Any]:
    if not _database():
        return {"ok": False, "database": False}
    beats, waiting = heartbeat_ages(db(), now()), outbox_age(db(), now())
    alive = bool(beats) and max(beats.values()) <= HEARTBEAT_LIMIT_S
    return {
        "ok": alive and waiting <= OUTBOX_LIMIT_S,
        "database": True,
        "heartbeat_age_s": beats,
        "scheduler": alive,
        "outbox_age_s": waiting,
        "outbox": waiting <= OUTBOX_LIMIT_S,
    }


def _database() -> bool:
    # The one place where a failing database is an answer, not an error.
    try:
        return database_answers(db())
    except SQLAlchemyError:
        return False
