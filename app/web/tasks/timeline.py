"""A task's history in words: events keep codes and data, the reader's language makes sentences of them here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.enums import (
    CancelReason,
    DueBasis,
    ExecutorRole,
    GiverLevel,
    ReturnReason,
    TaskResult,
)
from app.domain.history import EventKind
from app.domain.sameness import Difference
from app.i18n import N_, format_day, gettext
from app.labels import DIFFERENCES, event_label, label
from app.models import TaskEvent
from app.web.tasks.periods import period_name
from app.web.tasks.timeline_proof import LEAD_GRANTED, LEAD_REFUSED, PROOF_SHOWN

Names = dict[str, str]


@dataclass(frozen=True)
class Entry:
    """An event as a reader sees it. actor None: the register itself; facts: (what, value) pairs; text: words typed."""

    kind: EventKind
    title: str
    at: datetime
    actor: str | None
    facts: list[tuple[str, str]]
    text: str


def entries(events: list[TaskEvent], names: Names) -> list[Entry]:
    """The events in words, in the order given. names: bodies by code, in the reader's language."""
    return [
        Entry(
            kind=event.kind,
            title=_title(event),
            at=event.at,
            actor=_actor(event),
            facts=list(_facts(event, names)),
            text=event.data.get("text") or "",
        )
        for event in events
    ]


def _actor(event: TaskEvent) -> str | None:
    """Who did it; a stand-in with the name of the absent person."""
    name = event.actor.name if event.actor else None
    absent = event.data.get("for_name")
    return gettext("%(name)s, as substitute of %(absent)s", name=name, absent=absent) if name and absent else name


def _title(event: TaskEvent) -> str:
    if event.kind is EventKind.EXTENSION_DECIDED:
        return gettext(EXTENSION_GRANTED if event.data.get("granted") else EXTENSION_REFUSED)
    if event.kind is EventKind.LEAD_CHANGE_DECIDED:
        return gettext(LEAD_GRANTED if event.data.get("granted") else LEAD_REFUSED)
    return event_label(event.kind)


EXTENSION_GRANTED, EXTENSION_REFUSED = N_("Extension granted"), N_("Extension refused")


def _facts(event: TaskEvent, names: Names) -> Iterator[tuple[str, str]]:
    data = event.data
    if isinstance(data.get("old"), list):
        yield gettext("Executors before"), _bodies(data["old"], names)
        yield gettext("Executors now"), _bodies(data.get("new"), names)
    elif data.get("old") and data.get("new") and data["old"] != data["new"]:
        yield gettext("Deadline"), f"{_day(data['old'])} → {_day(data['new'])}"
    elif data.get("new"):
        yield gettext("Deadline"), _day(data["new"])
    for key, word, shown in SHOWN_OF.get(event.kind, (*SHOWN, *PROOF_SHOWN)):
        if data.get(key):
            yield gettext(word), shown(data[key], names)
    if event.kind in REASONS and data.get("reason"):
        yield gettext("Reason"), label(REASONS[event.kind](data["reason"]))


def _day(value: Any, _names: Names | None = None) -> str:
    return format_day(date.fromisoformat(value))


def _bodies(value: Any, names: Names) -> str:
    return "; ".join(
        names.get(code, code) + ("" if role == ExecutorRole.LEAD else f" ({label(ExecutorRole(role)).lower()})")
        for code, role in value or ()
    )


def _parts(value: Any, names: Names) -> str:
    return "; ".join(f"{names.get(code, code)}: {_day(old)} → {_day(new) if new else '–'}" for code, old, new in value)


def _differences(value: Any, _names: Names) -> str:
    return ", ".join(gettext(DIFFERENCES[Difference(each)]) for each in value)


def _yes(_value: Any, _names: Names) -> str:
    return gettext("yes")


REASONS: dict[EventKind, Callable[[str], Any]] = {
    EventKind.RETURNED: ReturnReason,
    EventKind.CANCELLED: CancelReason,
}
SHOWN: tuple[tuple[str, str, Callable[[Any, Names], str]], ...] = (
    ("due_on", N_("Deadline"), _day),
    ("due_basis", N_("Basis of the deadline"), lambda value, _names: label(DueBasis(value))),
    ("executors", N_("Executors"), _bodies),
    ("giver_level", N_("Level of the giver"), lambda value, _names: label(GiverLevel(value))),
    ("auto", N_("Put on control without a person, by policy"), _yes),
    ("asked", N_("Date asked for"), _day),
    ("late_request", N_("Late request"), _yes),
    ("interim_due_on", N_("To be completed by"), _day),
    ("result", N_("Result"), lambda value, _names: label(TaskResult(value))),
    ("fact_on", N_("Date of the fact"), _day),
    ("forecast_on", N_("New forecast"), _day),
    ("period", N_("Period"), lambda value, _names: period_name(value)),
    ("interim_on", N_("Interim date"), _day),
    ("batch", N_("Batch of policy"), lambda value, _names: str(value)),
    ("parts", N_("Contributions"), _parts),
    ("official_name", N_("Responsible official"), lambda value, _names: str(value)),
    ("project_before", N_("Project before"), lambda value, _names: str(value)),
    ("project_now", N_("Project now"), lambda value, _names: str(value)),
)
# What an added text says is not what the task now says.
SHOWN_OF: dict[EventKind, tuple[tuple[str, str, Callable[[Any, Names], str]], ...]] = {
    EventKind.SOURCE_ADDED: (
        ("differences", N_("The two texts disagree"), _differences),
        ("due_on", N_("Deadline in the added text"), _day),
        ("lead", N_("Main executor in the added text"), lambda value, names: names.get(value, value)),
    ),
}
