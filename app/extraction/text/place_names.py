"""Regions, cities and districts that a text names, and the akimats that stand for them: «в Шиели», «ПАВЛОДАР. …», «Алматыда»."""

import re

from app.extraction.bodies.gazetteer import Gazetteer
from app.extraction.bodies.places import Places, adjective_stem, noun_stem
from app.extraction.words import kazakh
from app.extraction.words.folding import Folded

_CAPITALISED = re.compile(r"(?<![\w-])[А-ЯӘҒҚҢӨҰҮҺІ][\w-]+")
_OBLAST_WORD = re.compile(
    r"(?:\s*(?:,|и|мен|және))?\s*(?:[а-яәғқңөұүһі-]{3,20}ск(?:ой|ая|ую|их|ие|им)(?:,| и|,? а также)? ){0,3}"
    r"(?:\S+\s+)?(?:област|регион|облыс)"
)
_LIST_OF_OBLASTS = 90
_QUOTED_NAME = re.compile(r"[^»\".,;:!?–\n]{0,40}[»\"]")
_LOCATIVE = re.compile(r"[дт][ае]$")
_IN_THE_CAPITAL = re.compile(r"астанада(?:ғы)?$")
_OBLAST_OF_DATELINE = re.compile(r" (?:облысы|область)(?![\w-])")
_AFTER_DATELINE = re.compile(r"(?: қаласы| \([^)\n]{2,20}\))?(?:[.,/]| ?[–-] )")


def find_places(folded: Folded, gazetteer: Gazetteer, start: int, end: int) -> list[tuple[int, str]]:
    """(offset, akimat code) of regions, cities and districts in text[start:end]."""
    found = []
    places = gazetteer.places
    for match in _CAPITALISED.finditer(folded.text, start, end):
        if match.start() and folded.text[match.start() - 1] in '«"' and _QUOTED_NAME.match(folded.text, match.end()):
            continue  # «Астана Опера»; «Костанайская область отстаёт. …» opens speech
        word, low = match.group(), folded.low[match.start() : match.end()]
        code = None
        if word.isupper():
            code = places.abbreviations.get(low) if len(word) == 3 else _dateline(folded, match, places)
        else:
            adjective = adjective_stem(low)
            after = folded.low[match.end() : match.end() + _LIST_OF_OBLASTS]
            before = folded.low[max(0, match.start() - 12) : match.start()]
            if adjective != low and adjective in places.oblasts and _OBLAST_WORD.match(after):
                code = places.oblasts[adjective]
            elif "област" in before and noun_stem(low) in places.oblasts:
                code = places.oblasts[noun_stem(low)]
            elif after.lstrip().startswith("облыс"):
                code = places.kazakh.get((low, "облы")) or _pair(folded, match.start(), low, places.kazakh)
            elif after.lstrip().startswith("район") and adjective in places.districts:
                code = places.districts[adjective]
            elif low in places.oblasts and low != "абай":
                code = places.oblasts[low]
            elif not low.startswith(("астан", "абай")) or _IN_THE_CAPITAL.match(low):
                code = places.cities.get(noun_stem(low)) or _kazakh_city(low, places.kazakh)
                code = code or _kazakh_oblast(folded, match.start(), low, places.kazakh)
        if code:
            found.append((match.start(), code))
    return found


def _dateline(folded: Folded, match: re.Match[str], places: Places) -> str | None:
    """«ПАВЛОДАР. …», «ҚОСТАНАЙ ОБЛЫСЫ – …» at the head of a line; the capital there tells only where the outlet sits."""
    low = match.group().lower()
    if low.startswith("астан") or folded.text[: match.start()].rstrip(" ")[-1:] not in ("", "\n"):
        return None
    oblast = _OBLAST_OF_DATELINE.match(folded.low, match.end())
    if oblast:
        return places.kazakh.get((low, "облы")) or places.oblasts.get(adjective_stem(low))
    if not _AFTER_DATELINE.match(folded.low, match.end()):
        return None
    return places.cities.get(noun_stem(low)) or _kazakh_city(low, places.kazakh)


def _pair(folded: Folded, start: int, low: str, known: dict[tuple[str, str], str]) -> str | None:
    before = folded.low[max(0, start - 20) : start].split()
    return known.get((f"{before[-1]} {low}", "облы")) if before else None


def _kazakh_city(low: str, known: dict[tuple[str, str], str]) -> str | None:
    local = low[:-2] if low.endswith(("тағы", "дағы", "тегі", "дегі")) else low  # «Қонаевтағы»
    bare = _LOCATIVE.sub("", local)  # «Алматыда», whose «-ы» is no possession
    return known.get((low, "қала")) or known.get((bare, "қала")) or known.get((kazakh.stem(local), "қала"))


def _kazakh_oblast(folded: Folded, start: int, low: str, known: dict[tuple[str, str], str]) -> str | None:
    """«Солтүстік Қазақстандағы ферма», «Маңғыстауға барды»: a region without «облысы»."""
    stem = "қазақстан" if low.startswith("қазақстан") else kazakh.stem(low.removesuffix("ғы").removesuffix("гі"))
    return known.get((stem, "облы")) or _pair(folded, start, stem, known)
