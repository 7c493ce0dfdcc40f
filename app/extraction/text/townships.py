"""Akimats of districts and towns that no register has: «районному акиму», «аким города», «в районе Сауран акимату»."""

import re

from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.towns import TOWNS
from app.extraction.text.context import Document, Unit
from app.extraction.text.naming import district_near

_TOWN = re.compile(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]{1,20}(?![\w-])")
_IN_DISTRICT = re.compile(r"\W*в (?:[а-яё-]+ском районе|районе [а-яёәғқңөұүһі-]+) $")
_IN = re.compile(r"(?<![\w-])во? $")
_REACH = 1200


def township(document: Document, mention: Mention, level: str) -> Body | None:
    """The akimat of the district or town named last before a mention, where the register has none at hand."""
    if level == "district" and (district := district_near(document, mention.start)):
        return Body(None, f"Акимат {district}")
    town = _town(document, max(0, mention.start - _REACH), mention.start)[1] if level == "city" else ""
    return Body(None, f"Акимат города {town}") if town else None


def place_here(document: Document, unit: Unit, mention: Mention, level: str) -> Body | None:
    """«В районе Сауран акимату необходимо …», «В Сарани нет воды. Акиму города …»: the place of the sentence or its line."""
    if not level and _IN_DISTRICT.match(document.folded.low[unit.start : mention.start]):
        return township(document, mention, "district")
    if level != "city":
        return None
    line = document.paragraphs[unit.paragraph].start
    start, town = _town(document, line, mention.start)
    registered = any(start <= place < mention.start for place, _ in document.places(unit.paragraph))
    said = town and not (registered and start < unit.start) and _IN.search(document.folded.low, line, start)
    return Body(None, f"Акимат города {town}") if said else None


def _town(document: Document, start: int, end: int) -> tuple[int, str]:
    """«Темиртау», «Шахтинска»: where the last town of a stretch is named, and its name in the genitive."""
    for match in reversed(list(_TOWN.finditer(document.folded.text, start, end))):
        low = match.group().lower()
        genitive = next((form for form in (low, f"{low}а", f"{low[:-1]}а") if form in TOWNS), "")
        if genitive:
            return match.start(), (f"{low}а" if f"{low}а" in TOWNS else genitive).capitalize()
    return 0, ""
