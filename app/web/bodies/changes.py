"""What was changed in a body, a project or a person, in words: notes keep codes and texts, sentences are made here."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.domain.enums import GiverLevel, PersonChange, ReferenceChange, Role, SuccessionKind
from app.i18n import N_, format_day, get_locale, gettext, ngettext
from app.labels import label
from app.models import PersonEvent, ReferenceEvent
from app.queries.history import agency_names
from app.web.session import db

FIELDS = {
    "name": N_("Full name"),
    "email": N_("E-mail"),
    "office": N_("Office"),
    "role": N_("Role"),
    "agency": N_("Body"),
    "supervises": N_("Supervises"),
    "decides_up_to": N_("Decides up to"),
    "deputy_of": N_("Deputy of"),
    "locale": N_("Language"),
    "digest_hour": N_("Hour of the daily letter"),
}


def change_facts(change: ReferenceEvent) -> list[str]:
    """The facts of a change in a body or a project."""
    data = change.data
    match change.kind:
        case ReferenceChange.BODY_ADDED:
            return [data["code"], data["ru"]]
        case ReferenceChange.BODY_NAMED:
            return [gettext("“%(text)s”", text=data["name"])]
        case ReferenceChange.SUCCEEDED:
            return [label(SuccessionKind(data["how"])), f"{data['act_name']} № {data['number']}"]
        case ReferenceChange.TASKS_PASSED:
            tasks = ngettext("%(n)s open task passed", "%(n)s open tasks passed", len(data["tasks"]))
            people = ngettext("%(n)s person moved", "%(n)s people moved", len(data["people"]))
            return [tasks, people, _bodies([data["default"]])]
        case ReferenceChange.MONITORS_CHANGED:
            before, after = data["monitors"]
            return [f"{_bodies(before)} → {_bodies(after)}"]
        case ReferenceChange.ALIASES_CHANGED:
            before, after = data["aliases"]
            return [gettext("“%(text)s”", text=alias) for alias in after if alias not in before]


def person_facts(change: PersonEvent) -> list[str]:
    """The facts of a change in a person: what was, what is."""
    data = change.data
    if change.kind in (PersonChange.SUBSTITUTE_NAMED, PersonChange.SUBSTITUTE_ENDED):
        days = [format_day(date.fromisoformat(data[name])) for name in ("since", "until")]
        return [f"{data['name']}, {' – '.join(days)}"]
    found = []
    for name, word in FIELDS.items():
        if isinstance(data.get(name), list):
            before, after = (_shown(name, value) for value in data[name])
            found.append(f"{gettext(word)}: {before} → {after}")
    return found


def _shown(field: str, value: Any) -> str:
    return WORDS.get(field, _plain)(value) if value not in (None, "", []) else "–"


def _plain(value: Any) -> str:
    return str(value)


def _bodies(codes: Any) -> str:
    wanted = [codes] if isinstance(codes, str) else list(codes)
    names = agency_names(db(), set(wanted), get_locale())
    return "; ".join(names.get(code, code) for code in wanted) or "–"


WORDS: dict[str, Callable[[Any], str]] = {
    "role": lambda value: label(Role(value)),
    "decides_up_to": lambda value: label(GiverLevel(value)),
    "agency": _bodies,
    "supervises": _bodies,
}
