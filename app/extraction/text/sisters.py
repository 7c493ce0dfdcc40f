"""Departments that the register has in some regions only: in another region, in all of them, and what one of them is called.

«Абай облысының төтенше жағдайлар департаменті» is named as that of another region is. Several places after one head belong
to `several.py`, names that nothing in the register is like to `naming.py`.
"""

import re

from app.domain.directory import Agency
from app.domain.kazakh_suffixes import PLURAL_SUFFIXES
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import BY_REGION
from app.extraction.text.context import Document, Unit
from app.extraction.text.naming import genitive, is_national
from app.extraction.words.tokens import Token


def without_region(document: Document, agency: Agency) -> str:
    """«Управление строительства Атырауской области» -> «Управление строительства»; "" where no region's name ends it."""
    region = document.directory.region_by_code.get(agency.region or "")
    place = genitive(region.ru) if region is not None else ""
    found = next(
        (end for end in (f" {place}", f" по {place.replace('города', 'городу')}") if agency.ru.endswith(end)), ""
    )
    return agency.ru.removesuffix(found) if found else ""


def sister(document: Document, code: str, region: str) -> Body | None:
    """«Полиция департаменті» in a region whose own one the register lacks: named as that of another region is."""
    here = document.directory.region_by_code.get(region)
    name = without_region(document, document.directory.by_code[code])
    if here is None or not name:
        return None
    return Body(None, at_place(name, genitive(here.ru)))


def at_place(name: str, place: str) -> str:
    """«Департамент экологии по городу Астане», «Управление образования города Астаны»: place is in the genitive."""
    by_place = place.replace("города", "городу").replace("Астаны", "Астане")
    return f"{name} по {by_place}" if name in BY_REGION else f"{name} {place}"


def of_all_regions(document: Document, unit: Unit, mention: Mention, code: str) -> Body | None:
    """«экология департаменттеріне», says a leader of the country: those of all regions."""
    words = [token for token in document.tokens(unit)[mention.first : mention.last] if token.word]
    name = without_region(document, document.directory.by_code[code]) if is_national(document) else ""
    head = name.partition(" ")[0]
    plural = {"Департамент": "Департаменты", "Управление": "Управления"}.get(head, "")
    if not plural or not any(several(words, noun) for noun in ("департамент", "басқарма")):
        return None
    return Body(None, f"{name.replace(head, plural, 1)} регионов")


_HEADS_OF_SEVERAL = re.compile(r"(?:басшы|басты[қғ]|төраға|директор|жетекші|өкіл)(?:лар|лер|тар)[ыі]")


def several(tokens: list[Token], noun: str) -> bool:
    """Whether a noun stands in the plural («басқармаларға», «басқарма басшылары»): those named so, not the one named last."""
    if any(_HEADS_OF_SEVERAL.match(token.low) for token in tokens):
        return True
    return any(token.low.startswith(f"{noun}{plural}") for token in tokens for plural in PLURAL_SUFFIXES)
