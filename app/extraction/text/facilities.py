"""Plants and firms that a text calls by a common noun: «руководству станции» after «на Экибастузской ГРЭС-1»."""

import re

from app.extraction.text.context import Document

_REACH = 6000
_STATION = r"(?P<adj>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ск)(?:ая|ой|ую) (?P<kind>(?:ГРЭС|ТЭЦ|ГЭС|АЭС|СЭС|ВЭС)(?:-\d+)?)"
_FIRM = r"(?P<form>АО|ТОО|НАО|РГП|ГКП|КГП|ГКП на ПХВ|КГП на ПХВ) (?P<name>[«\"][^»\"\n]{2,60}[»\"]+)"
_PLANT = r"(?P<noun>%s)[а-я]{0,3} (?P<title>«[^»\n]{2,60}»)"
_KINDS = {
    "станци": _STATION,
    "завод": "завод",
    "комбинат": "комбинат",
    "фабрик": "фабрик",
    "шахт": "шахт",
    "рудник": "рудник",
    "аэропорт": "аэропорт",
    "порт": "порт",
    "предприяти": _FIRM,
    "компани": _FIRM,
    "фирм": _FIRM,
}


def facility_near(document: Document, noun: str, place: int) -> str:
    """The name of the last plant or firm before a place that the noun may stand for; empty where the text has none."""
    pattern = next((pattern for stem, pattern in _KINDS.items() if noun.startswith(stem)), "")
    if not pattern:
        return ""
    whole = pattern if "(" in pattern else _PLANT % pattern + "|" + _FIRM
    named = list(re.compile(whole).finditer(document.folded.text, max(0, place - _REACH), place))
    if not named:
        return ""
    parts = named[-1].groupdict()
    if parts.get("adj"):
        return f"{parts['adj']}ая {parts['kind']}"
    if parts.get("form"):
        return f"{parts['form']} {parts['name']}"
    return str(parts["title"])
