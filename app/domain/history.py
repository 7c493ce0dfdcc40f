"""The chain of a task's history: kinds of events, canonical form, hash.

Each event's hash covers the one before it, so an edited, removed or reordered row breaks the chain at a known place.
Storing events belongs to `app.services.history`; sentences for them to `app.labels`.
"""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64


class EventKind(StrEnum):
    """What happened to a task. Events are acts of people and of the register; the sweep writes none."""

    REGISTERED = "registered"
    SOURCE_ADDED = "source_added"
    TAKEN_INTO_WORK = "taken_into_work"
    NOTED = "noted"
    NOTE_TAKEN_BACK = "note_taken_back"
    INTERIM_REPORTED = "interim_reported"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    CLOSED_NOT_DONE = "closed_not_done"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    FACT_RECORDED = "fact_recorded"
    FORECAST_RECORDED = "forecast_recorded"
    NOT_STARTED = "not_started"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_DECIDED = "extension_decided"
    EXECUTORS_CHANGED = "executors_changed"
    TERM_CONFIRMED = "term_confirmed"
    ASKED = "asked"
    ANSWERED = "answered"
    REMINDED = "reminded"
    RECEIVED = "received"
    FORM_CHANGED = "form_changed"
    CONTRIBUTION_BEGUN = "contribution_begun"
    CONTRIBUTION_SUBMITTED = "contribution_submitted"
    CONTRIBUTION_WITHDRAWN = "contribution_withdrawn"
    CONTRIBUTION_ACCEPTED = "contribution_accepted"
    CONTRIBUTION_RETURNED = "contribution_returned"
    NUDGED = "nudged"
    LEAD_CHANGE_REQUESTED = "lead_change_requested"
    LEAD_CHANGE_DECIDED = "lead_change_decided"
    OFFICIAL_CHOSEN = "official_chosen"
    PROJECT_CHANGED = "project_changed"
    AGENCY_SUCCEEDED = "agency_succeeded"
    SERIES_ENDED = "series_ended"
    INTERIM_DATE_SET = "interim_date_set"
    INTERIM_DATE_DROPPED = "interim_date_dropped"
    EXTENSION_WITHDRAWN = "extension_withdrawn"
    TERM_RECOMPUTED = "term_recomputed"


def canonical(data: dict[str, Any]) -> str:
    """JSON with sorted keys and no spaces: one text for one value."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def event_hash(
    previous: str, *, task_id: int, seq: int, kind: EventKind, actor_id: int | None, at: datetime, data: dict[str, Any]
) -> str:
    """SHA-256 in hex over the previous hash and the event's canonical form. `at` is aware UTC."""
    body = {
        "task": task_id,
        "seq": seq,
        "kind": kind.value,
        "actor": actor_id,
        "at": at.isoformat(timespec="microseconds"),
        "data": data,
    }
    return canonical_hash(previous, body)


def canonical_hash(previous: str, body: dict[str, Any]) -> str:
    """SHA-256 in hex over the previous hash and the canonical form of an event's body."""
    return hashlib.sha256((previous + canonical(body)).encode()).hexdigest()
