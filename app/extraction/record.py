"""A finding as the JSON object that `tapsyrma extract` prints. The names of the keys are a contract."""

from typing import Any

from app.extraction.deadlines import Deadline
from app.extraction.findings import Finding, Giver, Owner, Reasons


def to_record(finding: Finding, doc: str) -> dict[str, Any]:
    """One line of output for a finding of the document named `doc`; dates as YYYY-MM-DD."""
    trigger = finding.trigger
    return {
        "doc": doc,
        "kind": finding.kind.value,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "trigger": {"text": trigger.text, "start": trigger.start, "end": trigger.end} if trigger else None,
        "giver": _giver(finding.giver),
        "owners": [_owner(owner) for owner in finding.owners],
        "actions": [{"text": act.text, "start": act.start, "end": act.end} for act in finding.actions],
        "deadline": _deadline(finding.deadline, finding.deadline_basis.value if finding.deadline_basis else None),
        "limit": _deadline(finding.limit, None),
        "stage": finding.stage.value if finding.stage else None,
        "recurrence": finding.recurrence.value if finding.recurrence else None,
        "strength": finding.strength.value,
        "evidence": finding.evidence.value,
        "confidence": finding.confidence,
        "rule": finding.rule,
        "project": finding.project,
        "reasons": _reasons(finding.reasons),
    }


def _reasons(reasons: Reasons | None) -> dict[str, Any] | None:
    if reasons is None:
        return None
    words = [{"text": word.text, "start": word.start, "end": word.end} for word in reasons.words]
    return {"words": words, "signals": list(reasons.signals)}


def _giver(giver: Giver | None) -> dict[str, Any] | None:
    if giver is None:
        return None
    return {"role": giver.role.value, "name": giver.name, "start": giver.start, "end": giver.end, "rule": giver.rule}


def _owner(owner: Owner) -> dict[str, Any]:
    return {
        "name": owner.name,
        "code": owner.code,
        "role": owner.role.value,
        "basis": owner.basis.value,
        "text": owner.text,
        "start": owner.start,
        "end": owner.end,
        "rule": owner.rule,
    }


def _deadline(deadline: Deadline | None, basis: str | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "start": deadline.start,
        "end": deadline.end,
        "date": deadline.date.isoformat() if deadline.date else None,
        "bound": deadline.bound.value,
        "basis": basis or deadline.basis,
        "rule": deadline.rule,
        "steps": [_step(step) for step in deadline.steps],
    }


def _step(step: Any) -> Any:
    """A step as plain values."""
    from dataclasses import asdict, is_dataclass
    from datetime import date

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [plain(item) for item in value]
        return value

    return plain(asdict(step)) if is_dataclass(step) and not isinstance(step, type) else plain(step)
