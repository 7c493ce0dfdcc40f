"""Plants and firms that a text calls by a common noun: «руководству станции» after «на Экибастузской ГРЭС-1»."""

import re

from app.extraction.lexicon.bodies import COMPANY_WORDS
from app.extraction.text.context import Document

_REACH = 6000
_STATION = r"(?P<adj>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ск)(?:ая|ой|ую) (?P<kind>(?:ГРЭС|ТЭЦ|ГЭС|АЭС|СЭС|ВЭС)(?:-\d+)?)"
_STATION += r"|(?<![\w-])(?P<number>(?:ГРЭС|ТЭЦ|ГЭС)-\d+)"  # «на ТЭЦ-2»
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


# Behind a mark or a small word: «проект «Жасыл жол»» is no firm.
_NAME = re.compile(r"(?:^|[.!?,;:–—\n] |(?<![\w-])(?:а|и|но|что|у|от|с|к|для) )(?P<name>«[^»\n]{3,50}»)", re.M)


def _quoted(document: Document, place: int) -> str:
    """«Текели жылу» молчал … «… – обратился аким к директору предприятия»: a name without its legal form."""
    found = _NAME.finditer(document.folded.text, max(0, place - _REACH), place)
    names = [match["name"] for match in found if COMPANY_WORDS.search(match["name"].lower())]
    return names[-1] if names else ""


def facility_near(document: Document, noun: str, place: int) -> str:
    """The name of the last plant or firm before a place that the noun may stand for; empty where the text has none."""
    pattern = next((pattern for stem, pattern in _KINDS.items() if noun.startswith(stem)), "")
    if not pattern:
        return ""
    whole = pattern if "(" in pattern else _PLANT % pattern + "|" + _FIRM
    named = list(re.compile(whole).finditer(document.folded.text, max(0, place - _REACH), place))
    if not named:
        return _quoted(document, place) if pattern == _FIRM else ""
    parts = named[-1].groupdict()
    if parts.get("adj"):
        return f"{parts['adj']}ая {parts['kind']}"
    if parts.get("number"):
        return str(parts["number"])
    if parts.get("form"):
        return f"{parts['form']} {parts['name']}"
    return str(parts["title"])
