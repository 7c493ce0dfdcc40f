"""What the extractor proposes and why, in words: from a finding's record to what its card shows.

The record is `app.extraction`'s (offsets, rules, steps); nothing is decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.enums import ExecutorRole, OwnerBasis
from app.explanations import SIGNAL_NAMES
from app.i18n import format_day, gettext
from app.labels import label
from app.models import Finding
from app.web.documents.marking import Words
from app.web.tasks.deadline import steps

Record = Mapping[str, Any]


@dataclass(frozen=True)
class OwnerLine:
    """A proposed executor: its name in the reader's language, its part, how it was found and where."""

    name: str
    role: str
    basis: str
    text: str
    rule: str
    unknown: bool
    group: bool


@dataclass(frozen=True)
class DateLine:
    """A date with the words it was read from and the steps between."""

    text: str
    day: str
    basis: str
    rule: str
    steps: list[str]


@dataclass(frozen=True)
class Proposal:
    """A card's contents; None or "" where the text says nothing."""

    trigger: str
    giver: str
    giver_words: str
    giver_rule: str
    owners: list[OwnerLine]
    deadline: DateLine | None
    limit: DateLine | None
    actions: list[str]
    rule: str
    percent: int
    strength: str
    evidence: str
    reasons: list[str]


def proposal(finding: Finding, text: str, names: Mapping[str, str]) -> Proposal:
    """The proposal of a finding. text: the document's; names: bodies by code, in the reader's language."""
    record = finding.fields
    giver = record.get("giver") or {}
    return Proposal(
        trigger=(record.get("trigger") or {}).get("text") or "",
        giver=_giver(finding),
        giver_words=_words(text, giver),
        giver_rule=giver.get("rule") or "",
        owners=[_owner(owner, names) for owner in record.get("owners") or ()],
        deadline=_date(record.get("deadline")),
        limit=_date(record.get("limit")),
        actions=[action["text"] for action in record.get("actions") or ()],
        rule=finding.rule,
        percent=round(finding.confidence * 100),
        strength=label(finding.strength),
        evidence=label(finding.evidence),
        reasons=_reasons(record.get("reasons")),
    )


def _reasons(reasons: Record | None) -> list[str]:
    """What spoke for or against an instruction: words as they stand, circumstances by name, each once."""
    if not reasons:
        return []
    words = [gettext("“%(text)s”", text=word["text"]) for word in reasons["words"]]
    around = [gettext(SIGNAL_NAMES[name]) for name in reasons["signals"] if name in SIGNAL_NAMES]
    return list(dict.fromkeys([*words, *around]))


def _giver(finding: Finding) -> str:
    office = label(finding.giver_role) if finding.giver_role else ""
    name = "" if finding.giver_name.casefold() == office.casefold() else finding.giver_name
    return " · ".join(word for word in (office, name) if word)


def marked_words(finding: Finding) -> list[Words]:
    """The places of a finding's fields, for marks in the text."""
    record = finding.fields
    one = [(name, record.get(name)) for name in ("trigger", "giver", "deadline", "limit")]
    places = [*one, *(("owner", owner) for owner in record.get("owners") or ())]
    return [Words(name, place["start"], place["end"]) for name, place in places if place and _placed(place)]


def _placed(place: Record) -> bool:
    """Whether it stands in the text; a giver or an owner may be known from the title alone."""
    return place.get("start") is not None and place.get("end") is not None and place["start"] < place["end"]


def _words(text: str, place: Record) -> str:
    return text[place["start"] : place["end"]] if _placed(place) else ""


def _owner(owner: Record, names: Mapping[str, str]) -> OwnerLine:
    code = owner.get("code")
    return OwnerLine(
        name=names.get(code or "", owner.get("name") or owner.get("text") or "–"),
        role=label(ExecutorRole(owner["role"])),
        basis=label(OwnerBasis(owner["basis"])) if owner.get("basis") else "",
        text=owner.get("text") or "",
        rule=owner.get("rule") or "",
        unknown=not code,
        group=bool(owner.get("group")),
    )


def _date(record: Record | None) -> DateLine | None:
    if not record:
        return None
    return DateLine(
        text=record.get("text") or "",
        day=format_day(date.fromisoformat(record["date"])) if record.get("date") else "",
        basis=label(OwnerBasis(record["basis"])) if record.get("basis") else "",
        rule=record.get("rule") or "",
        steps=steps(list(record.get("steps") or ())),
    )
