"""How the history shows events about proof, parts and change of lead: (key of the event's data, word, value in words)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.i18n import N_, format_day, gettext

Names = dict[str, str]


def _day(value: Any, _names: Names) -> str:
    return format_day(date.fromisoformat(value))


def _body(value: Any, names: Names) -> str:
    return names.get(value, value)


def _several(value: Any, names: Names) -> str:
    return "; ".join(names.get(code, code) for code in value)


def _plain(value: Any, _names: Names) -> str:
    return str(value)


def _files(value: Any, _names: Names) -> str:
    return "; ".join(file["name"] for file in value)


def _lines(value: Any, _names: Names) -> str:
    return "; ".join(
        ", ".join(filter(None, [line["label"], " ".join(filter(None, [line["plan"], line["unit"]]))])) for line in value
    )


def _evidence(value: Any, _names: Names) -> str:
    return "; ".join(f"{line['label']}: {_given(line)}" for line in value)


def _given(line: dict[str, Any]) -> str:
    if line.get("act_number"):
        day = format_day(date.fromisoformat(line["act_on"]))
        return gettext("No. %(number)s of %(day)s", number=line["act_number"], day=day)
    if line.get("fact"):
        return " ".join(filter(None, [line["fact"], line.get("unit", "")]))
    return line.get("place") or line.get("file") or "–"


PROOF_SHOWN: tuple[tuple[str, str, Callable[[Any, Names], str]], ...] = (
    ("agency", N_("Body"), _body),
    ("contribution_due_on", N_("Part due"), _day),
    ("proposed", N_("Proposed main executor"), _body),
    ("attempt", N_("Attempt"), _plain),
    ("missing", N_("Did not contribute"), _several),
    ("evidence", N_("Evidence"), _evidence),
    ("attachments", N_("Files"), _files),
    ("form", N_("Form of completion"), _plain),
    ("added", N_("Lines added"), _lines),
    ("removed", N_("Lines taken out"), _lines),
    ("other", N_("Task that stays"), _plain),
    ("submitted_on", N_("Report filed on"), _day),
)
LEAD_GRANTED, LEAD_REFUSED = N_("Another main executor: granted"), N_("Another main executor: refused")
