"""A ministry that a Kazakh text never names, by the field that it speaks of: «мәдениет және ақпарат саласы».

Only for «министрлікке», «министрге» in a text that names no ministry at all. Names of bodies belong to `names.py`.
"""

import re

from app.extraction.bodies.gazetteer import longest
from app.extraction.bodies.mentions import Body
from app.extraction.text.context import Document
from app.extraction.words import kazakh

_SECTOR = re.compile(r"((?:[а-яәғқңөұүһі-]+,? ){1,6})сала(?:сы|ла)[а-яәғқңөұүһі]*")
_MINISTRY = "министрлік"


def ministry_of_sector(document: Document) -> tuple[Body, ...]:
    """The ministry of the only field that the text or its title calls a «сала»; empty where there is none or several."""
    if "sector_kk" not in document.notes:
        found: dict[str, Body] = {}
        for text in (document.title.low, document.folded.low):
            for match in _SECTOR.finditer(text):
                body = _named(document, match.group(1).replace(",", "").split())
                if body is not None and body.code:
                    found[body.code] = body
        document.notes["sector_kk"] = tuple(found.values()) if len(found) == 1 else ()
    bodies: tuple[Body, ...] = document.notes["sector_kk"]
    return bodies


def _named(document: Document, words: list[str]) -> Body | None:
    """The ministry whose name is some last words and «министрлігі»: the most words that are one."""
    for first in range(len(words)):
        stems = [*(kazakh.stem(word) for word in words[first:]), _MINISTRY]
        plain = [*words[first:], _MINISTRY]
        for row in (stems, plain):
            for count, node in longest(document.gazetteer.kazakh, row, 0):
                if count == len(row):
                    agency = document.gazetteer.valid(node.names[0].codes, document.published)[0]
                    return Body(agency.code, agency.ru)
    return None
