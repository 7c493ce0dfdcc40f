"""What people of a trade stand for: the body of the country, of the region at hand, or the akim's own department."""

import re

from app.domain.directory import Agency
from app.domain.enums import GiverRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.metonyms import OF_AKIM, TERRITORIAL_OF
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit
from app.extraction.text.naming import called, genitive, is_national, region_of


def of_trade(document: Document, unit: Unit, mention: Mention, code: str) -> Body:
    """A leader of the country means the national body unless the text names a place here; an akim means his own."""
    national = is_national(document)
    here = _told_of(document, unit.paragraph) or (unit.paragraph > 0 and _told_of(document, unit.paragraph - 1))
    name = TERRITORIAL_OF.get(code, "")
    if not name or not (mention.place or here or not national):
        return Body(code, document.directory.by_code[code].ru)
    if not national and code in OF_AKIM:
        region = region_of(document, unit, mention)
        local = (document.directory.by_code[own] for own in document.gazetteer.departments.get(region, ()))
        own = next((agency for agency in local if agency.ru.startswith(OF_AKIM[code])), None)
        if own is not None:
            return Body(own.code, own.ru)
    return called(document, unit, mention, name)


def _told_of(document: Document, number: int) -> bool:
    """Whether a paragraph names a region or a city other than as where something comes from («авиацию из Караганды»)."""
    return any(not _FROM.search(document.folded.low, max(0, at - _WORD), at) for at, _ in document.places(number))


_FROM, _WORD = re.compile(r"(?<![\w-])из (?:города |г\. )?$"), 12


def own_staff(document: Document, low: str, place: int, number: int) -> Body | None:
    """«Аппарату поручаю …», «Администрации поручено …»: those who serve the leader of the text."""
    if low == "аппарату":
        return apparatus(document, place, number)
    lead = chair_of(document) if low == "администрации" else None
    ours = lead is not None and lead.role is GiverRole.PRESIDENT and not lead.foreign
    return next((Body(a.code, a.ru) for a in document.directory.agencies if a.code == "pa"), None) if ours else None


def apparatus(document: Document, place: int, number: int) -> Body | None:
    """«Аппарату поручаю …»: the own staff of the akim or of the Prime Minister who leads the text."""
    lead = chair_of(document)
    if lead is None or lead.foreign:
        return None
    if lead.role in (GiverRole.PRIME_MINISTER, GiverRole.DEPUTY_PM):
        return next((Body(a.code, a.ru) for a in document.directory.agencies if a.ru == "Аппарат Правительства"), None)
    akimat = document.akimat_near(place, number, "") if lead.role is GiverRole.AKIM else None
    region = document.directory.by_code[akimat.code].region if akimat is not None and akimat.code else None
    return Body(None, f"Аппарат акима {genitive(document.directory.region_by_code[region].ru)}") if region else None


def districts(document: Document, unit: Unit, mention: Mention) -> Body:
    """«акимам районов» of the region at hand: the register's group if it has one."""
    region = region_of(document, unit, mention)
    words = document.folded.low[mention.start : mention.end].split()
    if "городов" in words and not (mention.need and mention.bodies):  # «акимам городов и районов»
        suffix = f" {genitive(document.directory.region_by_code[region].ru)}" if region else ""
        return Body(None, f"Акиматы городов и районов{suffix}")
    groups: list[Agency] = [
        agency
        for agency in document.directory.agencies
        if agency.code.startswith("grp_districts") and agency.region == region
    ]
    if groups:
        return Body(groups[0].code, groups[0].ru)
    suffix = f" {genitive(document.directory.region_by_code[region].ru)}" if region else ""
    return Body(None, f"Акиматы районов{suffix}")
